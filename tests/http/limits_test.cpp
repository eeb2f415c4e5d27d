// Bounds on what clients may cost: time, connections, requests, memory. Slow ones starve nobody.
#include "tests/http/test_server.h"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <thread>

namespace kartei::http {
namespace {

TEST(Limits, a_head_that_does_not_end_is_a_timeout) {
    ServerOptions options;
    options.limits.head_ms = 200;
    TestServer server(std::move(options));
    auto client = server.client();
    client.send("GET / HTTP/1.1\r\nHost");
    EXPECT_EQ(client.answer().status, 408);
    EXPECT_TRUE(client.is_closed());
}

TEST(Limits, a_connection_without_a_request_is_closed_without_a_word) {
    ServerOptions options;
    options.limits.head_ms = 200;
    options.limits.idle_ms = 200;
    TestServer server(std::move(options));
    auto silent = server.client();
    EXPECT_TRUE(silent.is_closed());
    auto idle = server.client();
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    EXPECT_TRUE(idle.is_closed());
}

TEST(Limits, a_body_that_stands_still_is_a_timeout) {
    ServerOptions options;
    options.limits.body_ms = 200;
    TestServer server(std::move(options));
    auto client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    EXPECT_EQ(client.answer().status, 408);
    EXPECT_TRUE(client.is_closed());
}

TEST(Limits, a_body_below_the_least_rate_is_a_timeout) {
    ServerOptions options;
    options.limits.body_ms = 200;
    options.limits.body_bytes_per_second = 1'000'000'000;
    TestServer server(std::move(options));
    auto client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    std::thread dripping([&] {
        while (client.send("x")) std::this_thread::yield();
    });
    const auto answer = client.answer();
    EXPECT_EQ(answer.status, 408);
    client.end_sending();
    dripping.join();
}

TEST(Limits, a_client_that_does_not_read_is_given_up) {
    Mailbox<RequestRecord> records;
    ServerOptions options;
    options.limits.write_ms = 200;
    options.observer = [&](const RequestRecord& record) { records.put(record); };
    std::string large(8'000'000, 'x');  // more than what both kernels' buffers hold, in the end
    for (int i = 0; i < 3; ++i) large += large;
    TestServer server(std::move(options), [&](const Request&, const Answer& answer) { answer(text(large)); });
    auto client = server.client();
    client.send(get("/"));
    const auto record = records.take();
    ASSERT_TRUE(record);
    EXPECT_FALSE(record->complete);
    EXPECT_TRUE(becomes_true([&] { return server.server().connections() == 0; }));
}

TEST(Limits, a_connection_ends_after_its_last_request) {
    ServerOptions options;
    options.limits.requests_per_connection = 2;
    TestServer server(std::move(options));
    auto client = server.client();
    EXPECT_EQ(client.ask(get("/")).header("connection"), "");
    EXPECT_EQ(client.ask(get("/")).header("connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(Limits, connections_beyond_the_limit_are_told_so) {
    ServerOptions options;
    options.limits.connections = 3;
    TestServer server(std::move(options));
    std::vector<RawClient> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(server.client());
        ASSERT_EQ(clients.back().ask(get("/")).status, 200);
    }
    auto one_more = server.client();
    const auto answer = one_more.ask(get("/"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_TRUE(one_more.is_closed());
    EXPECT_EQ(clients.front().ask(get("/")).status, 200);
    clients.clear();
    EXPECT_TRUE(becomes_true([&] { return server.server().connections() == 0; }));
    EXPECT_EQ(server.client().ask(get("/")).status, 200);
}

TEST(Limits, who_waits_too_long_makes_room_for_somebody_new) {
    ServerOptions options;
    options.limits.connections = 4;
    options.io_threads = 1;
    TestServer server(std::move(options));
    std::vector<RawClient> slow;
    for (int i = 0; i < 4; ++i) {
        slow.push_back(server.client());
        ASSERT_TRUE(slow.back().send("GET / HTTP/1.1\r\nX"));
    }
    ASSERT_TRUE(becomes_true([&] { return server.server().connections() == 4; }));
    EXPECT_TRUE(becomes_true([&] { return server.client().ask(get("/")).status == 200; }));
}

TEST(Limits, requests_of_one_client_are_counted_once_they_are_complete) {
    Mailbox<Answer> answers;
    ServerOptions options;
    options.limits.requests_per_client = 2;
    TestServer server(std::move(options), [&](const Request& request, Answer answer) {
        if (request.path == "/now") answer(text("now"));
        else answers.put(std::move(answer));
    });
    std::vector<RawClient> slow;
    for (int i = 0; i < 5; ++i) {
        slow.push_back(server.client());
        slow.back().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    }
    auto first = server.client();
    auto second = server.client();
    first.send(get("/"));
    second.send(get("/"));
    const auto first_answer = answers.take();
    const auto second_answer = answers.take();
    ASSERT_TRUE(first_answer && second_answer);
    auto third = server.client();
    const auto refused = third.ask(get("/now"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("retry-after"), "1");
    (*first_answer)(text("done"));
    (*second_answer)(text("done"));
    EXPECT_EQ(first.answer().body, "done");
    EXPECT_EQ(second.answer().body, "done");
    EXPECT_EQ(third.ask(get("/now")).body, "now");
}

TEST(Limits, what_is_always_served_passes_those_on_connections_and_clients) {
    Mailbox<Answer> answers;
    ServerOptions options;
    options.limits.connections = 2;
    options.limits.requests_per_client = 2;
    options.admission = [](const Head& head) {
        return Admission{.is_always_served = head.path == "/always"};
    };
    TestServer server(std::move(options), [&](const Request& request, Answer answer) {
        if (request.path == "/wait") answers.put(std::move(answer));
        else answer(text("served"));
    });
    auto first = server.client();
    auto second = server.client();
    first.send(get("/wait"));
    second.send(get("/wait"));
    const auto first_answer = answers.take();
    const auto second_answer = answers.take();
    ASSERT_TRUE(first_answer && second_answer);
    auto ordinary = server.client();
    EXPECT_EQ(ordinary.ask(get("/now")).status, 503);
    EXPECT_TRUE(ordinary.is_closed());
    auto always = server.client();
    const auto served = always.ask("POST /always HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(served.body, "served");
    EXPECT_EQ(served.header("connection"), "close");
    EXPECT_TRUE(always.is_closed());
    (*first_answer)(text("done"));
    (*second_answer)(text("done"));
    EXPECT_EQ(first.answer().body, "done");
    EXPECT_EQ(second.answer().body, "done");
}

TEST(Limits, beyond_that_on_connections_nobody_has_long_to_say_what_he_wants) {
    Mailbox<Answer> answers;
    ServerOptions options;
    options.limits.connections = 1;
    options.limits.linger_ms = 200;
    options.limits.head_ms = options.limits.body_ms = 3'600'000;
    options.admission = [](const Head&) { return Admission{.is_always_served = true}; };
    TestServer server(std::move(options),
                      [&](const Request&, Answer answer) { answers.put(std::move(answer)); });
    auto first = server.client();
    first.send(get("/"));
    const auto answer = answers.take();
    ASSERT_TRUE(answer);
    for (const std::string_view begun :
         {"GET / HTTP/1.1\r\nX", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\nabc"}) {
        auto slow = server.client();
        slow.send(begun);
        EXPECT_EQ(slow.answer().status, 408) << begun;
        EXPECT_TRUE(slow.is_closed());
    }
    (*answer)(text("done"));
    EXPECT_EQ(first.answer().body, "done");
}

/// A server that is too busy for whatever begins with `/busy`.
class BusyServer {
public:
    RawClient client() const { return server_.client(); }

private:
    static ServerOptions options() {
        ServerOptions options;
        options.admission = [](const Head& head) {
            Admission admission;
            if (head.path == "/busy") admission.refusal = Response{.status = 503, .body = Body("busy")};
            return admission;
        };
        return options;
    }
    TestServer server_{options(), [](const Request& request, const Answer& answer) {
                           EXPECT_NE(request.path, "/busy");
                           answer(text("served"));
                       }};
};

TEST(Limits, a_client_that_is_refused_by_the_head_keeps_its_connection) {
    const BusyServer server;
    auto client = server.client();
    const auto refused = client.ask("POST /busy HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.body, "busy");
    EXPECT_EQ(client.ask(get("/busy")).status, 503);
    EXPECT_EQ(client.ask(get("/")).body, "served");
}

TEST(Limits, nobody_waits_for_the_long_body_of_what_is_refused_by_its_head) {
    const BusyServer server;
    for (const std::string_view headers : {"Content-Length: 1000000\r\n", "Transfer-Encoding: chunked\r\n",
                                           "Expect: 100-continue\r\nContent-Length: 3\r\n"}) {
        auto client = server.client();
        const auto refused = client.ask("POST /busy HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n");
        EXPECT_EQ(refused.status, 503) << headers;
        EXPECT_EQ(refused.header("connection"), "close") << headers;
    }
}

TEST(Limits, bodies_in_memory_are_bounded_together) {
    ServerOptions options;
    options.limits.body_bytes_in_memory = 1000;
    TestServer server(std::move(options));
    auto first = server.client();
    auto second = server.client();
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 600\r\n\r\n";
    first.send(head + std::string(100, 'x'));
    ASSERT_EQ(second.ask(head + std::string(600, 'x')).status, 200);
    first.send(std::string(400, 'x'));
    ASSERT_TRUE(becomes_true([&] { return server.server().body_bytes() == 500; }));
    EXPECT_EQ(server.client().ask(head + std::string(600, 'x')).status, 503);
    EXPECT_EQ(first.ask(std::string(100, 'x')).status, 200);
    EXPECT_EQ(second.ask(head + std::string(600, 'x')).status, 200);
}

TEST(Limits, bodies_of_what_is_always_served_have_memory_of_their_own) {
    ServerOptions options;
    options.limits.body_bytes_in_memory = 1000;
    options.limits.body_bytes_beyond = 500;
    options.admission = [](const Head& head) {
        return Admission{.is_always_served = head.path == "/always"};
    };
    TestServer server(std::move(options));
    auto first = server.client();
    first.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n" + std::string(1000, 'x'));
    const auto ask = [&](std::string_view path, std::size_t bytes) {
        auto client = server.client();
        return client
            .ask(fmt::format("POST {} HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}", path, bytes,
                             std::string(bytes, 'x')))
            .status;
    };
    ASSERT_TRUE(becomes_true([&] { return server.server().body_bytes() == 1000; }));
    EXPECT_EQ(ask("/", 100), 503);
    EXPECT_EQ(ask("/always", 100), 200);
    EXPECT_EQ(ask("/always", 501), 503);
}

TEST(Limits, slow_clients_do_not_keep_a_normal_one_waiting) {
    TestServer server;
    std::vector<RawClient> slow;
    for (int i = 0; i < 200; ++i) slow.push_back(server.client());
    auto normal = server.client();
    for (int round = 0; round < 20; ++round) {
        for (auto& client : slow) ASSERT_TRUE(client.send(round == 0 ? "GET / HTTP/1.1\r\nX: " : "x"));
        ASSERT_EQ(normal.ask(get("/")).status, 200);
        ASSERT_EQ(server.client().ask(get("/")).status, 200);
    }
    for (auto& client : slow) ASSERT_EQ(client.ask("\r\nHost: a\r\n\r\n").status, 200);
}

std::size_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t total_pages = 0;
    std::size_t resident_pages = 0;
    file >> total_pages >> resident_pages;
    return resident_pages * 4096;
}

TEST(Limits, ten_thousand_idle_connections_are_borne) {
    rlimit files{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    // Both ends lie in this process, and other tests' files beside them.
    const auto allowed = static_cast<std::size_t>((files.rlim_cur - 200) / 2);
    const std::size_t count = std::min<std::size_t>(allowed, 9'990);
    ServerOptions options;
    options.limits.idle_ms = 3'600'000;  // a crowded machine may take a minute to make them
    TestServer server(std::move(options));
    const std::size_t before = resident_bytes();
    std::vector<RawClient> clients;
    clients.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        clients.push_back(server.client());
        ASSERT_EQ(clients.back().ask(get("/")).status, 200) << "connection " << i;
    }
    EXPECT_EQ(server.server().connections(), count);
    std::printf("%zu idle connections, %zu KiB more resident memory\n", count,
                (resident_bytes() - std::min(before, resident_bytes())) / 1024);
    EXPECT_EQ(server.client().ask(get("/")).status, 200);
    EXPECT_EQ(clients.front().ask(get("/")).status, 200);
    EXPECT_EQ(clients.back().ask(get("/")).status, 200);
}

}  // namespace
}  // namespace kartei::http
