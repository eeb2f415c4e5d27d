// What is refused, each with its status, as a problem, and with the connection closed.
#include "tests/http/refused_requests.h"
#include "tests/http/test_server.h"

#include <gmock/gmock.h>

#include <random>

namespace kartei::http {
namespace {

class Refusal : public testing::TestWithParam<Refused> {};

TEST_P(Refusal, is_a_problem_and_closes) {
    bool asked = false;
    TestServer server({}, [&](const Request&, const Answer& answer) {
        asked = true;
        answer(text("served"));
    });
    auto client = server.client();
    client.send(GetParam().bytes);
    const auto answer = client.answer();
    EXPECT_EQ(answer.status, GetParam().status) << answer.head;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_EQ(answer.header("request-id").size(), 32U);
    EXPECT_THAT(answer.body, testing::HasSubstr("\"status\":" + std::to_string(GetParam().status)));
    EXPECT_EQ(client.rest(), "");
    EXPECT_FALSE(asked);
}

std::string name_of(const testing::TestParamInfo<Refused>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Smuggling, Refusal, testing::ValuesIn(refused_smuggling()), name_of);
INSTANTIATE_TEST_SUITE_P(Chunks, Refusal, testing::ValuesIn(refused_chunks()), name_of);
INSTANTIATE_TEST_SUITE_P(Lines, Refusal, testing::ValuesIn(refused_lines()), name_of);
INSTANTIATE_TEST_SUITE_P(Targets, Refusal, testing::ValuesIn(refused_targets()), name_of);

TEST(Refusals, name_the_methods_there_are) {
    TestServer server;
    auto client = server.client();
    EXPECT_EQ(client.ask(line("OPTIONS / HTTP/1.1")).header("allow"), "GET, HEAD, POST, PUT, PATCH, DELETE");
}

TEST(Refusals, what_follows_a_refused_request_is_not_served) {
    TestServer server;
    auto client = server.client();
    client.send(headed("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n" + get("/hidden"));
    EXPECT_EQ(client.answer().status, 400);
    EXPECT_EQ(client.rest(), "");
}

TEST(Refusals, any_bytes_leave_the_server_serving) {
    TestServer server;
    std::mt19937 chance(1);
    const std::vector<std::string> beginnings = {get("/a"), headed("Content-Length: 5\r\n") + "abcde",
                                                 chunked("3\r\nabc\r\n0\r\n\r\n")};
    for (int round = 0; round < 500; ++round) {
        std::string bytes =
            beginnings[chance() % beginnings.size()] + beginnings[chance() % beginnings.size()];
        for (int i = 0; i < 3; ++i) bytes[chance() % bytes.size()] = static_cast<char>(chance());
        auto client = server.client();
        client.send(bytes);
        client.end_sending();
        const auto answers = client.rest();
        ASSERT_TRUE(answers.empty() || answers.starts_with("HTTP/1.1 ")) << answers;
    }
    EXPECT_EQ(server.client().ask(get("/a")).status, 200);
}

TEST(Refusals, the_absolute_form_is_understood) {
    TestServer server;
    auto client = server.client();
    EXPECT_EQ(client.ask("GET http://A/b HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /b ");
    EXPECT_EQ(client.ask("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET / ");
}

}  // namespace
}  // namespace kartei::http
