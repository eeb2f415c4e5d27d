// `kill -9` while many write, again and again, with a ledger outside: whatever was acknowledged is there,
// once; what was being done is there once when it is sent again with its key; nothing is half done.
// KARTEI_KILLS=1000 in the environment for as many on each engine; a few unless told.
#include "tests/cli/served_program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

namespace kartei::cli {
namespace {

constexpr int few_kills = 3;
constexpr std::size_t writers_at_once = 8;
constexpr int kills_per_house = 50;  ///< then a new one, whose verification is short again
constexpr int demo_persons = 240;
constexpr int rows_per_list = 200;

int kills_wanted() {
    const char* told = std::getenv("KARTEI_KILLS");
    return told == nullptr ? few_kills : std::stoi(told);
}

/// One request that changes something, and the mark by which its effect is found again.
struct Act {
    enum class Kind : std::uint8_t { objection, consent, rename };
    Kind kind = Kind::objection;
    std::string mark;
    std::string key;  ///< Idempotency-Key
    std::string method;
    std::string path;
    boost::json::object body;
    std::string headers;

    std::string request(const ServedProgram& served) const {
        return served.request(method, path, boost::json::serialize(body),
                              headers + "Idempotency-Key: " + key + "\r\n");
    }
};

std::string key_number(std::mt19937_64& random) {
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

/// Somebody at work on a person of his own until nobody answers any more.
class Worker {
public:
    Worker(const ServedProgram& served, std::string name, std::uint64_t seed, std::atomic<int>& count)
        : served_(served), name_(std::move(name)), random_(seed), count_(count) {}

    void begin() {
        creation_ = {.mark = name_, .key = key_number(random_), .method = "POST", .path = "/persons"};
        creation_.body = {{"person", members_of(name_, name_)},
                          {"purpose", "customer_care"},
                          {"origin", {{"source", "Messe"}}}};
        thread_ = std::thread([this] { work(); });
    }
    void join() { thread_.join(); }

    /// After the next start: what was on its way is sent again. False where that is refused.
    bool send_again() {
        auto client = served_.client();
        if (person_.empty()) {
            const auto answer = client.ask(creation_.request(served_));
            if (answer.status != 201) return false;
            person_ = boost::json::parse(answer.body).at("person_id").as_string();
        }
        if (!on_its_way_) return true;
        const auto answer = client.ask(on_its_way_->request(served_));
        if (answer.status / 100 != 2) return false;
        note(*on_its_way_);
        on_its_way_.reset();
        return true;
    }

    /// What the card shows is what the ledger has, each once.
    void expect_all_there() const {
        const auto card = served_.ask(served_.get("/persons/" + person_));
        EXPECT_EQ(card.at("last_name").as_string(), last_name_);
        EXPECT_EQ(card.at("version").as_int64(), version_);
        EXPECT_THAT(marks_of(card, "objections", "note"), testing::UnorderedElementsAreArray(objections_));
        EXPECT_THAT(marks_of(card, "consents", "evidence_note"),
                    testing::UnorderedElementsAreArray(consents_));
    }

private:
    static std::vector<std::string> marks_of(const boost::json::value& card, std::string_view list,
                                             std::string_view member) {
        std::vector<std::string> marks;
        for (const auto& record : card.at(list).as_array()) marks.emplace_back(record.at(member).as_string());
        return marks;
    }

    void work() {
        auto client = served_.client();
        const auto made = client.ask(creation_.request(served_));
        if (made.status != 201) return;
        person_ = boost::json::parse(made.body).at("person_id").as_string();
        ++count_;
        for (int number = 0;; ++number) {
            on_its_way_ = next_act(number);
            const auto answer = client.ask(on_its_way_->request(served_));
            if (answer.status / 100 != 2) return;
            note(*on_its_way_);
            on_its_way_.reset();
            ++count_;
        }
    }

    Act next_act(int number) {
        Act act{.kind = static_cast<Act::Kind>(random_() % 3),
                .mark = fmt::format("{} act {}", name_, number),
                .key = key_number(random_),
                .method = "POST"};
        const std::string path = "/persons/" + person_;
        switch (act.kind) {
            case Act::Kind::objection:
                act.path = path + "/objections";
                act.body = {{"note", act.mark}};
                break;
            case Act::Kind::consent:
                act.path = path + "/consents";
                act.body = {{"areas", {2}},     {"channels", {"sms"}},
                            {"way", "paper"},   {"given_at", "2026-01-05T09:00:00Z"},
                            {"wording_no", 1},  {"evidence", act.mark},
                            {"source", "Messe"}};
                break;
            case Act::Kind::rename:
                act.method = "PUT";
                act.path = path;
                act.body = members_of(act.mark, name_);
                act.headers = fmt::format("If-Match: \"{}\"\r\n", version_);
                break;
        }
        return act;
    }

    void note(const Act& act) {
        if (act.kind == Act::Kind::objection) objections_.push_back(act.mark);
        if (act.kind == Act::Kind::consent) consents_.push_back(act.mark);
        if (act.kind == Act::Kind::rename) {
            last_name_ = act.mark;
            ++version_;
        }
    }

    const ServedProgram& served_;
    std::string name_;
    std::mt19937_64 random_;
    std::atomic<int>& count_;
    std::thread thread_;
    Act creation_;
    std::string person_;
    std::optional<Act> on_its_way_;
    std::string last_name_ = name_;
    std::int64_t version_ = 1;
    std::vector<std::string> objections_;
    std::vector<std::string> consents_;
};

/// Somebody who has lists taken in, one after the other, until nobody answers any more.
class Importer {
public:
    Importer(const ServedProgram& served, std::string name) : served_(served), name_(std::move(name)) {}
    void begin() {
        thread_ = std::thread([this] { work(); });
    }
    void join() { thread_.join(); }

private:
    void work() const {
        auto client = served_.client();
        for (int number = 0;; ++number) {
            std::string list = "Kunden-Nr.;Nachname;Telefon\n";
            for (int row = 0; row < rows_per_list; ++row)
                list += fmt::format("{0}-{1}-{2};{0} {1} {2};0541 2{2:05}\n", name_, number, row);
            const auto upload =
                client.ask(served_.request("POST", "/uploads", list, "Content-Type: text/csv\r\n"));
            if (upload.status != 201) return;
            const boost::json::object order{{"upload_id", boost::json::parse(upload.body).at("upload_id")},
                                            {"purpose", "advertising"},
                                            {"source", "Messe"}};
            const auto begun = client.ask(served_.post("/imports", order));
            if (begun.status != 202) return;
            const std::string id(boost::json::parse(begun.body).at("import_id").as_string());
            for (std::string state; state != "done" && state != "failed";) {
                const auto answer = client.ask(served_.get("/imports/" + id));
                if (answer.status != 200) return;
                state = boost::json::parse(answer.body).at("state").as_string();
            }
        }
    }

    const ServedProgram& served_;
    std::string name_;
    std::thread thread_;
};

class KilledServer : public testing::TestWithParam<store::Engine> {
protected:
    void kill_and_check(ServedProgram& served, int round) {
        std::atomic<int> count = 0;
        std::vector<std::unique_ptr<Worker>> workers;
        for (std::size_t i = 0; i < writers_at_once; ++i) {
            workers.push_back(
                std::make_unique<Worker>(served, fmt::format("r{}w{}", round, i), random_(), count));
        }
        Importer importer(served, fmt::format("r{}", round));
        for (auto& worker : workers) worker->begin();
        importer.begin();
        const int enough = static_cast<int>(random_() % 200);
        const auto late = std::chrono::steady_clock::now() + std::chrono::milliseconds(http::patience_ms);
        while (count < enough && std::chrono::steady_clock::now() < late) std::this_thread::yield();
        served.kill();
        for (auto& worker : workers) worker->join();
        importer.join();
        ASSERT_EQ(served.wait().exit, 128 + SIGKILL);
        ASSERT_GE(count, enough);
        acknowledged_ += count;
        const auto verified = served.verify();
        ASSERT_EQ(verified.exit, 0) << verified.out << verified.err;
        served.start();
        for (auto& worker : workers) {
            ASSERT_TRUE(worker->send_again());
            worker->expect_all_there();
        }
        made_by_hand_ += std::ssize(workers);
        expect_nobody_else(served);
    }

    /// Everybody there was made by hand or by an import that knows of him.
    void expect_nobody_else(const ServedProgram& served) {
        const auto newest = served.ask(served.get("/imports"));
        for (const auto& run : newest.at("rows").as_array())
            imported_[std::string(run.at("import_id").as_string())] =
                run.at("report").at("persons_created").as_int64();
        std::int64_t imported = 0;
        for (const auto& [id, persons] : imported_) imported += persons;
        const auto page = served.ask(served.get("/persons?limit=1"));
        EXPECT_EQ(page.at("total").at("count").as_int64(), demo_persons + made_by_hand_ + imported);
    }

    std::mt19937_64 random_{std::random_device()()};
    std::int64_t made_by_hand_ = 0;
    std::map<std::string, std::int64_t> imported_;  ///< persons by import
    std::int64_t acknowledged_ = 0;
};
ON_BOTH_ENGINES(KilledServer);

TEST_P(KilledServer, has_kept_once_whatever_it_acknowledged) {
    const auto seed = random_();
    random_.seed(seed);
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const int kills = kills_wanted();
    std::unique_ptr<ServedProgram> served;
    for (int round = 0; round < kills && !HasFatalFailure(); ++round) {
        if (round % kills_per_house == 0) {
            served = std::make_unique<ServedProgram>(GetParam());
            served->start();
            made_by_hand_ = 0;
            imported_.clear();
        }
        kill_and_check(*served, round);
    }
    RecordProperty("kills", kills);
    RecordProperty("acknowledged", static_cast<int>(acknowledged_));
    fmt::print("{} kills, {} acts acknowledged\n", kills, acknowledged_);
}

}  // namespace
}  // namespace kartei::cli
