#include "tests/cli/workers.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace kartei::cli {

namespace {

std::string key_from(std::mt19937_64& random) {
    const std::uint64_t high = random();
    const std::uint64_t low = random();
    return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU,
                       high & 0xFFFU, low >> 52U, low & 0xFFFFFFFFFFFFU);
}

boost::json::object members_of(const std::string& last_name, const std::string& number) {
    return {{"kind", "consumer"},
            {"last_name", last_name},
            {"customer_number", number},
            {"country", "DE"},
            {"deceased", false}};
}

std::vector<std::string> marks_of(const boost::json::value& card, std::string_view list,
                                  std::string_view member) {
    std::vector<std::string> marks;
    for (const auto& record : card.at(list).as_array()) marks.emplace_back(record.at(member).as_string());
    return marks;
}

bool is_success(int status) {
    return status / 100 == 2;
}

}  // namespace

std::string Act::request(const ServedProgram& served) const {
    return served.request(method, path, boost::json::serialize(body),
                          fmt::format("{}Idempotency-Key: {}\r\n", headers, key));
}

Worker::Worker(const ServedProgram& served, std::string name, std::uint64_t seed)
    : served_(served), name_(std::move(name)), random_(seed), last_name_(name_) {}

Act Worker::next_act() {
    Act act{.mark = fmt::format("{} act {}", name_, acts_++), .key = key_from(random_), .method = "POST"};
    if (person_.empty()) {
        act.mark = name_;
        act.path = "/persons";
        act.body = {{"person", members_of(name_, name_)},
                    {"purpose", "customer_care"},
                    {"origin", {{"source", "Messe"}}}};
        return act;
    }
    const std::string path = "/persons/" + person_;
    switch (random_() % 3) {
        case 0:
            act.kind = Act::Kind::objection;
            act.path = path + "/objections";
            act.body = {{"note", act.mark}};
            break;
        case 1:
            act.kind = Act::Kind::consent;
            act.path = path + "/consents";
            act.body = {{"areas", {2}},     {"channels", {"sms"}},
                        {"way", "paper"},   {"given_at", "2026-01-05T09:00:00Z"},
                        {"wording_no", 1},  {"evidence", act.mark},
                        {"source", "Messe"}};
            break;
        default:
            act.kind = Act::Kind::rename;
            act.method = "PUT";
            act.path = path;
            act.body = members_of(act.mark, name_);
            act.headers = fmt::format("If-Match: \"{}\"\r\n", version_);
    }
    return act;
}

bool Worker::ask(http::RawClient& client, const Act& act, const std::atomic<bool>& is_over, Cut& cut) {
    for (bool is_new_connection = false;;) {
        const auto answer = client.ask(act.request(served_));
        if (is_success(answer.status)) {
            const std::shared_lock lock(cut.mutex);
            if (cut.is_over) return false;
            note(act, answer.body);
            return true;
        }
        if (answer.status == 0) {
            // A connection ends after many requests; the server is gone where a new one gets no answer
            // either.
            if (is_new_connection) return false;
            client = served_.client();
            is_new_connection = true;
            continue;
        }
        is_new_connection = false;
        // Nothing but "not just now" is a reason to refuse an act that is right.
        EXPECT_GE(answer.status, 500) << answer.head << answer.body;
        if (answer.status < 500 || is_over) return false;
    }
}

void Worker::work(const std::atomic<bool>& is_over, Tally& tally, Cut& cut) {
    auto client = served_.client();
    while (!is_over) {
        on_its_way_ = next_act();
        if (!ask(client, *on_its_way_, is_over, cut)) return;
        on_its_way_.reset();
        tally.add();
    }
}

bool Worker::send_again() {
    const std::atomic<bool> is_over = true;
    auto client = served_.client();
    Cut none;
    if (on_its_way_ && !ask(client, *on_its_way_, is_over, none)) return false;
    on_its_way_.reset();
    return true;
}

void Worker::note(const Act& act, const std::string& answer) {
    switch (act.kind) {
        case Act::Kind::creation: person_ = boost::json::parse(answer).at("person_id").as_string(); break;
        case Act::Kind::objection: objections_.push_back(act.mark); break;
        case Act::Kind::consent: consents_.push_back(act.mark); break;
        case Act::Kind::rename:
            last_name_ = act.mark;
            ++version_;
            break;
    }
}

void Worker::expect_all_there() const {
    if (!has_person()) return;  // he had not begun
    const auto card = served_.ask(served_.get("/persons/" + person_));
    EXPECT_EQ(card.at("last_name").as_string(), last_name_);
    EXPECT_EQ(card.at("version").as_int64(), version_);
    EXPECT_THAT(marks_of(card, "objections", "note"), testing::UnorderedElementsAreArray(objections_));
    EXPECT_THAT(marks_of(card, "consents", "evidence_note"), testing::UnorderedElementsAreArray(consents_));
}

Shift::Shift(const ServedProgram& served, const std::string& name, std::mt19937_64& random) {
    for (std::size_t i = 0; i < workers_at_once; ++i)
        workers_.emplace_back(served, fmt::format("{}w{}", name, i), random());
    for (auto& worker : workers_)
        threads_.emplace_back([this, &worker] { worker.work(is_over_, tally_, cut_); });
}

void Shift::cut(const std::function<void()>& act) {
    const std::unique_lock lock(cut_.mutex);
    act();
    cut_.is_over = true;
}

void Shift::end() {
    is_over_ = true;
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

void Shift::expect_kept() {
    for (auto& worker : workers_) {
        EXPECT_TRUE(worker.send_again());
        worker.expect_all_there();
    }
}

}  // namespace kartei::cli
