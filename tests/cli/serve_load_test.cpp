// `kartei serve` while many write and many are slow: what it acknowledged is there, what it stored it
// acknowledged, and nobody keeps others waiting.
#include "tests/cli/served_program.h"
#include "tests/http/tls_client.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <poll.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <thread>

namespace kartei::cli {
namespace {

using http::RawClient;

constexpr std::size_t writers = 8;

/// Whether the condition becomes true within patience.
bool becomes_true(const std::function<bool()>& condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(http::patience_ms);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::yield();
    }
    return true;
}

/// People who write one objection after the other, each about a person of his own, until nobody answers.
class Writers {
public:
    Writers(const ServedProgram& served, const std::vector<std::string>& persons, int round)
        : acknowledged_(persons.size()) {
        for (std::size_t i = 0; i < persons.size(); ++i) {
            threads_.emplace_back([this, &served, person = persons[i], i, round] {
                auto client = served.client();
                for (int number = 0;; ++number) {
                    const std::string note = fmt::format("round {} number {}", round, number);
                    const auto answer =
                        client.ask(served.post("/persons/" + person + "/objections", {{"note", note}}));
                    if (answer.status != 201) return;
                    acknowledged_[i].push_back(note);
                    ++count_;
                }
            });
        }
    }

    /// Until so many objections are acknowledged.
    bool have_written(int count) const {
        return becomes_true([&] { return count_ >= count; });
    }
    /// What each was told is stored, when all have given up.
    std::vector<std::vector<std::string>> acknowledged() {
        for (auto& thread : threads_) thread.join();
        return std::move(acknowledged_);
    }

private:
    std::vector<std::vector<std::string>> acknowledged_;
    std::atomic<int> count_ = 0;
    std::vector<std::thread> threads_;
};

class ServeUnderLoad : public testing::TestWithParam<store::Engine> {
protected:
    ServedProgram served_{GetParam()};

    std::vector<std::string> stored(const std::string& person, int round) {
        const auto card = served_.ask(served_.get("/persons/" + person));
        std::vector<std::string> notes;
        for (const auto& objection : card.at("objections").as_array()) {
            const auto* note = objection.as_object().if_contains("note");
            if (note == nullptr) continue;
            if (note->as_string().starts_with(fmt::format("round {} ", round)))
                notes.emplace_back(note->as_string());
        }
        return notes;
    }
};
ON_BOTH_ENGINES(ServeUnderLoad);

TEST_P(ServeUnderLoad, stopped_it_answers_whatever_it_has_begun) {
    served_.start();
    const auto persons = served_.persons(writers);
    Writers people(served_, persons, 0);
    ASSERT_TRUE(people.have_written(100));
    served_.end();
    const auto acknowledged = people.acknowledged();
    EXPECT_EQ(served_.wait().exit, 0);
    served_.start();
    for (std::size_t i = 0; i < writers; ++i)
        EXPECT_THAT(stored(persons[i], 0), testing::UnorderedElementsAreArray(acknowledged[i]));
    served_.end();
    EXPECT_EQ(served_.wait().exit, 0);
    const auto verified = served_.verify();
    EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
}

TEST_P(ServeUnderLoad, asked_for_too_much_it_says_so_and_records_every_objection) {
    served_.start();
    const auto persons = served_.persons(writers);
    std::vector<RawClient> crowd;
    for (int i = 0; i < 300; ++i) crowd.push_back(served_.client());
    const auto question = served_.get("/persons?limit=50");
    std::map<int, int> statuses;
    std::size_t objections = 0;
    const auto somebody_was_refused = [&] {
        for (auto& one : crowd) EXPECT_TRUE(one.send(question));
        const auto& person = persons[objections % writers];
        const auto objection =
            served_.client().ask(served_.post("/persons/" + person + "/objections", boost::json::object()));
        EXPECT_EQ(objection.status, 201) << objection.body;
        ++objections;
        for (auto& one : crowd) {
            const auto answer = one.answer();
            ++statuses[answer.status];
            EXPECT_TRUE(answer.status == 200 || !answer.header("retry-after").empty()) << answer.head;
        }
        return statuses[200] > 0 && statuses[429] + statuses[503] > 0;
    };
    EXPECT_TRUE(becomes_true(somebody_was_refused));
    EXPECT_EQ(statuses[200] + statuses[429] + statuses[503], static_cast<int>(crowd.size() * objections));
}

/// Sets how many files this process and those it starts from now on may have open; the most where it is 0.
void allow_files(rlim_t count) {
    rlimit files{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = count == 0 ? files.rlim_max : count;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &files), 0);
}

/// Connections that never finish what they say.
class SlowClients {
public:
    SlowClients(const ServedProgram& served, std::size_t count) : served_(served), clients_(count) {
        for (std::size_t i = 0; i < count; ++i) begin(i);
    }

    /// Those that the server has given up come anew, and each tenth says one byte more.
    void go_on(std::size_t round) {
        std::vector<pollfd> waiting;
        for (const auto& client : clients_)
            waiting.push_back({.fd = client->descriptor(), .events = POLLIN, .revents = 0});
        ASSERT_GE(::poll(waiting.data(), waiting.size(), 0), 0);
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            const bool is_talking = i % kinds != 0 && i % 10 == round % 10;
            if (waiting[i].revents != 0 || (is_talking && !clients_[i]->send("x"))) begin(i);
        }
    }

private:
    static constexpr std::size_t kinds = 4;

    void begin(std::size_t i) {
        clients_[i].emplace(served_.client());
        ASSERT_NE(clients_[i]->descriptor(), -1) << "connection " << i;
        static constexpr std::string_view head = "POST /api/v1/persons HTTP/1.1\r\nHost: localhost\r\n";
        if (i % kinds == 1) clients_[i]->send(head.substr(0, 20));
        if (i % kinds == 2) clients_[i]->send(std::string(head) + "X-Slow: ");
        if (i % kinds == 3)
            clients_[i]->send(std::string(head) + "Content-Length: 1000\r\n\r\n" + std::string(100, ' '));
    }

    const ServedProgram& served_;
    std::vector<std::optional<RawClient>> clients_;
};

TEST(ServeSlowClients, keep_nobody_waiting_not_even_with_few_descriptors_to_begin_with) {
    allow_files(256);
    ServedProgram served(store::Engine::sqlite);
    served.start();
    allow_files(0);
    const auto persons = served.persons(10);
    SlowClients slow(served, 1'000);
    auto kept = served.client();
    for (std::size_t round = 0; round < 100; ++round) {
        slow.go_on(round);
        const auto question = served.get("/persons/" + persons[round % persons.size()]);
        ASSERT_EQ(kept.ask(question).status, 200) << round;
        ASSERT_EQ(served.client().ask(question).status, 200) << round;
    }
}

class ServeTls : public testing::Test {
protected:
    ServeTls() { put(http::make_certificate("first.example")); }

    /// As a renewal does it: both files, and each at once.
    void put(const http::Certificate& certificate) const {
        replace("chain.pem", certificate.certificate_pem);
        replace("key.pem", certificate.key_pem);
    }
    TestDirectory directory_;

private:
    void replace(const std::string& name, const std::string& content) const {
        const auto written = directory_.write(name + ".new", content);
        std::filesystem::permissions(written, std::filesystem::perms::owner_read);
        std::filesystem::rename(written, directory_ / name);
    }
};

TEST_F(ServeTls, a_new_certificate_is_served_without_a_new_start) {
    RunningKartei running(directory_,
                          {"serve", "--port", "0", "--lang", "en", "--certificate",
                           (directory_ / "chain.pem").string(), "--key", (directory_ / "key.pem").string()},
                          {{"KARTEI_DATA", (directory_ / "data").string()}});
    const std::string said = running.said(std::regex("Stop with"));
    std::smatch found;
    ASSERT_TRUE(std::regex_search(said, found, std::regex("https://localhost:(\\d+)"))) << said;
    const auto port = static_cast<std::uint16_t>(std::stoi(found[1]));
    http::TlsClient old(port);
    EXPECT_EQ(old.name(), "first.example");
    EXPECT_EQ(old.ask(http::get("/healthz")).status, 200);
    put(http::make_certificate("second.example"));
    running.hang_up();
    EXPECT_TRUE(becomes_true([&] { return http::TlsClient(port).name() == "second.example"; }));
    EXPECT_EQ(old.ask(http::get("/healthz")).status, 200);
    running.end();
    EXPECT_EQ(running.wait().exit, 0);
}

}  // namespace
}  // namespace kartei::cli
