// What whoever runs a server learns of it, what he does not, and how much room that takes.
// KARTEI_BAD_REQUESTS=1000000 in the environment for so many of them; some thousands unless told.
#include "cli/operations.h"

#include "app/executor.h"
#include "cli/exit_code.h"
#include "store/failure.h"
#include "tests/cli/served_program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>

namespace kartei::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr int most_asked = 10'000;

class OperationsTest : public testing::Test {
protected:
    std::vector<std::string> lines_;
    Instant now_{1'764'547'200 * us_per_second};
    std::mutex mutex_;
    Operations operations_{[this](std::string_view line) {
                               const std::lock_guard lock(mutex_);
                               lines_.emplace_back(line);
                           },
                           [this] { return now_; }, telemetry::Severity::warning};

    std::vector<std::string> lines() {
        const std::lock_guard lock(mutex_);
        return lines_;
    }
    static std::exception_ptr thrown(const auto& failure) { return std::make_exception_ptr(failure); }
};

TEST_F(OperationsTest, a_failure_of_the_database_is_told_with_its_statement_and_request) {
    operations_.broke({.request_id = "0123",
                       .failure = thrown(store::StoreFailure(store::FailureKind::full, "INSERT INTO person",
                                                             "database or disk is full"))});
    ASSERT_THAT(lines(), SizeIs(1));
    EXPECT_THAT(lines()[0],
                HasSubstr(R"("event":"breakdown","request":"0123","kind":"full",)"
                          R"("message":"database (full): database or disk is full [INSERT INTO person]")"));
}

TEST_F(OperationsTest, what_an_unknown_failure_says_is_left_out) {
    operations_.broke({.request_id = "0123", .failure = thrown(std::runtime_error("Erika Mustermann"))});
    ASSERT_THAT(lines(), SizeIs(1));
    EXPECT_THAT(lines()[0], Not(HasSubstr("Mustermann")));
    EXPECT_THAT(lines()[0], HasSubstr(R"("kind":"unknown")"));
}

TEST_F(OperationsTest, overload_is_counted_and_not_told) {
    operations_.broke({.request_id = "0123", .failure = thrown(app::Overloaded())});
    EXPECT_THAT(lines(), SizeIs(0));
}

TEST_F(OperationsTest, failed_and_slow_requests_are_told_by_their_route) {
    operations_.answered({.method = http::Method::get, .path = "/api/v1/persons", .status = 500, .id = "0a"});
    operations_.answered({.method = http::Method::get,
                          .path = "/api/v1/persons/01a2293d-0000-7000-8000-000000000000",
                          .status = 200,
                          .us = 1'500'000,
                          .id = "0b"});
    operations_.answered({.method = http::Method::get, .path = "/api/v1/persons", .status = 503, .id = "0c"});
    ASSERT_THAT(lines(), SizeIs(2));
    EXPECT_THAT(lines()[0], ContainsRegex(R"("event":"request_failed","request":"0a","route":"[a-zA-Z]+")"));
    EXPECT_THAT(lines()[1], ContainsRegex(R"("event":"slow_request","request":"0b","route":"[a-zA-Z]+")"));
    EXPECT_THAT(lines()[1], Not(HasSubstr("01a2293d")));
}

TEST(OperatorsDoor, is_opened_by_an_address_with_a_port_alone) {
    const TestDirectory directory;
    for (const auto* address :
         {"127.0.0.1", ":9464", "localhost:9464", "127.0.0.1:port", "127.0.0.1:70000"}) {
        const auto ran = run_kartei(directory, {"serve", "--port", "0", "--metrics", address, "--lang", "en"},
                                    {{"KARTEI_DATA", (directory / "data").string()}});
        EXPECT_EQ(ran.exit, static_cast<int>(Exit::invalid)) << address;
        EXPECT_THAT(ran.err, HasSubstr("--metrics")) << address;
    }
}

class ServedOperations : public testing::TestWithParam<store::Engine> {
protected:
    ServedProgram served_{GetParam(), {}, {"--metrics", "127.0.0.1:0"}};

    static std::string from_this_machine(std::string_view path) {
        return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    }
    std::string operators_page(std::string_view path) const {
        return served_.operator_client().ask(from_this_machine(path)).body;
    }
    /// What was written to standard error until the end.
    std::string log_until_end() {
        served_.end();
        return served_.wait().err;
    }
};

TEST_P(ServedOperations, are_told_in_metrics_and_lines) {
    served_.start();
    const auto person = served_.persons(1).front();
    served_.client().ask(served_.get("/persons/" + person));
    served_.client().ask(served_.get("/persons/01a2293d-0000-7000-8000-000000000000"));
    served_.client().ask(from_this_machine("/nowhere"));
    served_.client().ask("NONSENSE\r\n\r\n");
    // A request is counted when its answer is out, which others may see first.
    std::string metrics;
    for (int asked = 0;
         asked < most_asked && !metrics.contains("route=\"notUnderstood\",status=\"400\"} 1\n"); ++asked)
        metrics = operators_page("/metrics");
    EXPECT_THAT(metrics, ContainsRegex("kartei_build_info\\{version=\"[0-9.]+\"\\} 1\n"));
    EXPECT_THAT(metrics, HasSubstr("kartei_http_requests_total{route=\"getPerson\",status=\"200\"} 1\n"));
    EXPECT_THAT(metrics, HasSubstr("kartei_http_requests_total{route=\"getPerson\",status=\"404\"} 1\n"));
    EXPECT_THAT(metrics, HasSubstr("kartei_http_requests_total{route=\"notUnderstood\",status=\"400\"} 1\n"));
    EXPECT_THAT(metrics, HasSubstr("kartei_http_request_duration_seconds_count{route=\"getPerson\"} 2\n"));
    EXPECT_THAT(metrics, HasSubstr("kartei_jobs_waiting{for=\"writes\"} 0\n"));
    EXPECT_THAT(metrics, ContainsRegex("kartei_statements_total [1-9]"));
    EXPECT_THAT(metrics, ContainsRegex("process_resident_memory_bytes [1-9]"));
    EXPECT_THAT(metrics, ContainsRegex("kartei_data_free_bytes [1-9]"));
    const auto statements = boost::json::parse(operators_page("/statements"));
    EXPECT_THAT(statements.at("statements").as_array(), Not(SizeIs(0)));
    EXPECT_EQ(
        served_.operator_client().ask("GET /metrics HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n").status,
        421);
    // The door of the customers' data has none of it.
    EXPECT_THAT(served_.client().ask(from_this_machine("/metrics")).body, Not(HasSubstr("kartei_http")));

    const auto log = log_until_end();
    EXPECT_THAT(log,
                ContainsRegex(R"re("event":"started","version":"[0-9.]+","engine":"(sqlite|postgresql)")re"));
    EXPECT_THAT(log, HasSubstr(R"("event":"refusals","status":404,"requests":)"));
    EXPECT_THAT(log, HasSubstr(R"("event":"stopping")"));
    EXPECT_THAT(log, HasSubstr(R"("event":"stopped")"));
}

/// Sends a word wherever a person may stand, right or wrong, and looks for it wherever operators look.
TEST_P(ServedOperations, know_no_personal_datum) {
    served_.start();
    const std::string marker = "Quintessenzius";
    const auto person = served_.persons(1).front();
    const boost::json::object new_person{{"person",
                                          {{"kind", "consumer"},
                                           {"country", "DE"},
                                           {"deceased", false},
                                           {"first_name", marker},
                                           {"last_name", marker}}},
                                         {"purpose", "contract"},
                                         {"origin", {{"source", marker}}}};
    const boost::json::object note{{"note", marker}};
    const std::string search = served_.post("/person-searches", {{"query", marker}});
    const auto made = served_.client().ask(served_.post("/persons", new_person));
    ASSERT_EQ(made.status, 201) << made.body;
    for (const auto& request :
         {served_.post("/persons", {{marker, marker}}),
          served_.post("/persons/" + person + "/objections", note), served_.get("/persons?q=" + marker),
          search, served_.get("/persons/" + marker), served_.get("/" + marker + "?" + marker + "=" + marker),
          served_.request("POST", "/uploads", "Nachname\n" + marker + "\n", "Content-Type: text/csv\r\n"),
          served_.request("PUT", "/persons/" + person, marker, "X-" + marker + ": " + marker + "\r\n"),
          served_.post("/session", {{"login", marker + "@kartei.example"}, {"password", marker}}),
          "GET /" + marker + " HTTP/1.1\r\nHost: " + marker + "\r\n\r\n", marker + "\r\n\r\n"})
        EXPECT_NE(served_.client().ask(request).status, 500) << request;
    EXPECT_THAT(served_.client().ask(search).body, HasSubstr("Quintessenzius"));
    EXPECT_THAT(operators_page("/metrics") + operators_page("/statements"), Not(HasSubstr(marker)));
    EXPECT_THAT(log_until_end(), Not(HasSubstr(marker)));
}

TEST_P(ServedOperations, take_little_room_under_many_bad_requests) {
    constexpr std::size_t most_log_bytes = 256U * 1024U;
    constexpr std::size_t sent_at_once = 100;
    const char* const wanted = std::getenv("KARTEI_BAD_REQUESTS");
    const std::size_t requests = wanted == nullptr ? 5'000 : std::strtoull(wanted, nullptr, 10);
    served_.start();
    for (std::size_t sent = 0; sent < requests; sent += sent_at_once) {
        auto client = served_.client();
        std::string batch;
        for (std::size_t i = 0; i < sent_at_once; ++i)
            batch += served_.get(fmt::format("/persons/{}?unknown={}", sent + i, i));
        ASSERT_TRUE(client.send(batch));
        for (std::size_t i = 0; i < sent_at_once; ++i) ASSERT_EQ(client.answer().status, 400) << sent + i;
    }
    const auto log = log_until_end();
    EXPECT_LE(log.size(), most_log_bytes);
    fmt::print("{} bad requests, {} bytes of log\n", requests, log.size());
}

INSTANTIATE_TEST_SUITE_P(OnBothEngines, ServedOperations,
                         testing::Values(store::Engine::sqlite, store::Engine::postgresql),
                         [](const auto& each) {
                             return each.param == store::Engine::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace kartei::cli
