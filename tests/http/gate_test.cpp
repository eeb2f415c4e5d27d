// Who is asked before a body is taken from somebody.
#include "tests/http/test_server.h"

#include <atomic>
#include <stdexcept>

namespace kartei::http {
namespace {

/// A server whose gate lets /open pass and answers everybody else, and counts whom it was asked about.
class Gate : public testing::Test {
protected:
    static ServerOptions options(Handler gate) {
        ServerOptions options;
        options.admission = [](const Head& head) { return Admission{.asks_first = head.path != "/free"}; };
        options.gate = std::move(gate);
        return options;
    }

    std::atomic<int> asked_ = 0;
    std::atomic<int> handled_ = 0;
    TestServer server_{options([this](const Request& request, const Answer& answer) {
                           ++asked_;
                           EXPECT_TRUE(request.body.empty());
                           answer(Response{.status = request.path == "/open" ? 100 : 401});
                       }),
                       [this](Request request, const Answer& answer) {
                           ++handled_;
                           echo(std::move(request), answer);
                       }};
};

std::string post(std::string_view path, std::string_view rest) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(rest);
}

TEST_F(Gate, answers_before_a_byte_of_the_body_has_come) {
    for (const std::string_view headers :
         {"Content-Length: 2147483648\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n",
          "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", "Content-Length: 3\r\n\r\nabc"}) {
        auto client = server_.client();
        const auto refused = client.ask(post("/shut", headers));
        EXPECT_EQ(refused.status, 401) << headers;
        EXPECT_EQ(refused.header("connection"), "close") << headers;
    }
    EXPECT_EQ(handled_, 0);
}

TEST_F(Gate, lets_the_body_come) {
    auto client = server_.client();
    EXPECT_EQ(client.ask(post("/open", "Content-Length: 3\r\n\r\nabc")).body, "POST /open abc");
    client.send(post("/open", "Content-Length: 6\r\n\r\nabc"));
    ASSERT_TRUE(becomes_true([&] { return asked_ == 2; }));
    EXPECT_EQ(client.ask("def").body, "POST /open abcdef");
    EXPECT_EQ(client.ask(post("/open", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")).body,
              "POST /open abc");
    EXPECT_EQ(handled_, 3);
}

TEST_F(Gate, is_not_asked_about_what_has_no_body_or_needs_no_gate) {
    auto client = server_.client();
    EXPECT_EQ(client.ask(get("/shut")).status, 200);
    EXPECT_EQ(client.ask(post("/free", "Content-Length: 3\r\n\r\nabc")).body, "POST /free abc");
    EXPECT_EQ(asked_, 0);
}

TEST_F(Gate, that_breaks_is_a_500_and_nothing_is_handled) {
    const auto handled = [this](const Request&, const Answer&) { ++handled_; };
    TestServer broken(options([](const Request&, const Answer&) { throw std::runtime_error("no"); }),
                      handled);
    EXPECT_EQ(broken.client().ask(post("/shut", "Content-Length: 3\r\n\r\nabc")).status, 500);
    TestServer silent(options([](const Request&, const Answer&) {}), handled);
    EXPECT_EQ(silent.client().ask(post("/shut", "Content-Length: 3\r\n\r\nabc")).status, 500);
    EXPECT_EQ(handled_, 0);
}

TEST_F(Gate, who_is_asked_about_counts_among_the_requests_of_his_client) {
    Mailbox<Answer> answers;
    auto crowded = options([&](const Request&, const Answer& answer) { answers.put(answer); });
    crowded.limits.requests_per_client = 1;
    TestServer server(std::move(crowded));
    auto first = server.client();
    first.send(post("/open", "Content-Length: 3\r\n\r\n"));
    const auto answer = answers.take();
    ASSERT_TRUE(answer);
    const auto refused = server.client().ask(post("/open", "Content-Length: 3\r\n\r\n"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("connection"), "close");
    (*answer)(Response{.status = 100});
    EXPECT_EQ(first.ask("abc").body, "POST /open abc");
}

TEST_F(Gate, may_answer_later_from_another_thread) {
    Mailbox<Answer> answers;
    TestServer slow(options([&](const Request&, const Answer& answer) { answers.put(answer); }));
    auto client = slow.client();
    client.send(post("/open", "Content-Length: 3\r\n\r\nabc"));
    const auto answer = answers.take();
    ASSERT_TRUE(answer);
    std::thread([&] { (*answer)(Response{.status = 100}); }).join();
    EXPECT_EQ(client.answer().body, "POST /open abc");
}

}  // namespace
}  // namespace kartei::http
