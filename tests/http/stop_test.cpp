// Ending: idle connections at once, requests that have begun within the grace, everything after it.
#include "tests/http/test_server.h"

#include <thread>

namespace kartei::http {
namespace {

TEST(Stop, lets_a_running_request_finish_and_closes_idle_ones_at_once) {
    Mailbox<Answer> answers;
    TestServer server({}, [&](const Request& request, Answer answer) {
        if (request.path == "/now") answer(text("now"));
        else answers.put(std::move(answer));
    });
    auto running = server.client();
    auto idle = server.client();
    auto fresh = server.client();
    ASSERT_EQ(idle.ask(get("/now")).status, 200);
    running.send(get("/"));
    const auto answer = answers.take();
    ASSERT_TRUE(answer);
    std::thread stopping([&] { server.server().stop(patience_ms); });
    EXPECT_TRUE(idle.is_closed());
    EXPECT_TRUE(fresh.is_closed());
    EXPECT_TRUE(becomes_true([&] { return RawClient(server.port()).descriptor() == -1; }));
    (*answer)(text("done"));
    const auto last = running.answer();
    EXPECT_EQ(last.body, "done");
    EXPECT_EQ(last.header("connection"), "close");
    EXPECT_TRUE(running.is_closed());
    running.end_sending();
    running.reset();
    stopping.join();
    EXPECT_EQ(server.server().connections(), 0U);
}

TEST(Stop, closes_connections_that_were_just_answered) {
    for (int round = 0; round < 50; ++round) {
        TestServer server;
        auto client = server.client();
        ASSERT_EQ(client.ask(get("/")).status, 200);
        server.server().stop(patience_ms);
        EXPECT_TRUE(client.is_closed());
    }
}

TEST(Stop, waits_for_a_body_that_is_coming) {
    TestServer server;
    auto client = server.client();
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    ASSERT_EQ(client.answer(Expected::head_only).status, 100);
    std::thread stopping([&] { server.server().stop(patience_ms); });
    ASSERT_TRUE(becomes_true([&] { return RawClient(server.port()).descriptor() == -1; }));
    EXPECT_EQ(client.ask("abc").body, "POST /a abc");
    client.reset();
    stopping.join();
}

TEST(Stop, ends_what_takes_longer_than_the_grace) {
    Mailbox<Answer> answers;
    TestServer server({}, [&](const Request&, Answer answer) { answers.put(std::move(answer)); });
    auto client = server.client();
    client.send(get("/"));
    const auto answer = answers.take();
    ASSERT_TRUE(answer);
    server.server().stop(100);
    EXPECT_TRUE(client.is_closed());
    (*answer)(text("too late"));
    server.server().stop(0);
    EXPECT_EQ(server.server().connections(), 0U);
}

TEST(Stop, a_stopped_server_leaves_its_port) {
    TestServer first;
    ServerOptions options;
    options.port = first.port();
    EXPECT_EQ(first.client().ask(get("/")).status, 200);
    first.server().stop(0);
    TestServer second(std::move(options));
    EXPECT_EQ(second.client().ask(get("/")).status, 200);
}

}  // namespace
}  // namespace kartei::http
