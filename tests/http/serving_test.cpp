// Requests that are served: one after the other, with bodies of every kind, answered from wherever.
#include "tests/http/test_server.h"

#include <thread>

namespace kartei::http {
namespace {

TEST(Serving, a_connection_serves_one_request_after_the_other) {
    TestServer server;
    auto client = server.client();
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.ask(get("/a"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "GET /a ");
        EXPECT_EQ(answer.header("connection"), "");
    }
    EXPECT_EQ(server.server().connections(), 1U);
}

TEST(Serving, connection_close_is_obeyed) {
    TestServer server;
    auto client = server.client();
    const auto answer = client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n");
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(Serving, http_1_0_is_closed_unless_it_asks) {
    TestServer server;
    auto once = server.client();
    const auto answer = once.ask("GET / HTTP/1.0\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(once.is_closed());
    auto kept = server.client();
    for (int i = 0; i < 2; ++i) {
        const auto again = kept.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_EQ(again.header("connection"), "keep-alive");
    }
}

TEST(Serving, requests_sent_at_once_are_answered_in_order) {
    TestServer server;
    auto client = server.client();
    client.send(get("/1") + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + get("/3"));
    EXPECT_EQ(client.answer().body, "GET /1 ");
    EXPECT_EQ(client.answer().body, "POST /2 abc");
    EXPECT_EQ(client.answer().body, "GET /3 ");
}

TEST(Serving, many_requests_at_once_are_answered_without_being_kept_in_memory) {
    ServerOptions options;
    options.limits.requests_per_connection = 100'000;
    TestServer server(std::move(options));
    auto client = server.client();
    constexpr int count = 5000;
    std::thread sender([&] {
        std::string many;
        for (int i = 0; i < count; ++i) many += get("/" + std::to_string(i));
        client.send(many);
    });
    for (int i = 0; i < count; ++i) ASSERT_EQ(client.answer().body, "GET /" + std::to_string(i) + " ");
    sender.join();
}

TEST(Serving, head_is_answered_like_get_without_the_body) {
    TestServer server;
    auto client = server.client();
    client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.answer(Expected::head_only);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("content-length"), "8");
    EXPECT_EQ(client.ask(get("/b")).body, "GET /b ");
}

TEST(Serving, no_content_has_neither_body_nor_length) {
    TestServer server({}, [](const Request&, const Answer& answer) {
        Response response = text("never seen");
        response.status = 204;
        answer(std::move(response));
    });
    auto client = server.client();
    client.send(get("/"));
    const auto answer = client.answer();
    EXPECT_EQ(answer.status, 204);
    EXPECT_FALSE(answer.headers.contains("content-length"));
    EXPECT_EQ(client.ask(get("/")).status, 204);
}

TEST(Serving, a_client_that_asks_is_invited_to_send_its_body) {
    TestServer server;
    auto client = server.client();
    client.send("PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n");
    EXPECT_EQ(client.answer(Expected::head_only).status, 100);
    EXPECT_EQ(client.ask("xyz").body, "PUT /a xyz");
}

TEST(Serving, a_body_that_is_too_long_is_refused_before_it_is_sent) {
    TestServer server;
    auto client = server.client();
    client.send("PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
    EXPECT_EQ(client.answer().status, 413);
    EXPECT_TRUE(client.is_closed());
}

TEST(Serving, chunks_are_joined_and_extensions_and_trailers_read_over) {
    TestServer server;
    auto client = server.client();
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n");
    client.send("3\r\nabc\r\n5;name=\"a b\";x=y\r\nde");
    client.send("fgh\r\n000\r\nX-Trailer: secret\r\n\r\n" + get("/next"));
    EXPECT_EQ(client.answer().body, "POST /a abcdefgh");
    EXPECT_EQ(client.answer().body, "GET /next ");
}

TEST(Serving, a_request_may_come_byte_by_byte) {
    TestServer server;
    auto client = server.client();
    const std::string request =
        "\r\nPOST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
    for (const char byte : request) ASSERT_TRUE(client.send({&byte, 1}));
    EXPECT_EQ(client.answer().body, "POST /a abc");
}

TEST(Serving, answers_come_from_other_threads) {
    std::vector<std::thread> threads;
    std::mutex guard;
    TestServer server({}, [&](Request request, Answer answer) {
        const std::scoped_lock lock(guard);
        threads.emplace_back([path = request.path, answer = std::move(answer)] { answer(text(path)); });
    });
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, i] {
            auto client = server.client();
            for (int j = 0; j < 20; ++j) {
                const auto path = "/" + std::to_string(i) + "/" + std::to_string(j);
                EXPECT_EQ(client.ask(get(path)).body, path);
            }
        });
    }
    for (auto& client : clients) client.join();
    server.server().stop(1000);
    for (auto& thread : threads) thread.join();
}

TEST(Serving, an_answer_that_nobody_gives_is_500) {
    TestServer server({}, [](const Request&, const Answer&) {});
    auto client = server.client();
    const auto answer = client.ask(get("/"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_EQ(answer.body, R"({"type":"about:blank","title":"Internal Server Error","status":500})");
    EXPECT_EQ(client.ask(get("/")).status, 500);
}

TEST(Serving, an_exception_of_the_handler_is_500) {
    TestServer server({}, [](const Request&, const Answer&) { throw std::runtime_error("broken"); });
    auto client = server.client();
    EXPECT_EQ(client.ask(get("/")).status, 500);
}

TEST(Serving, only_the_first_answer_counts) {
    TestServer server({}, [](const Request&, const Answer& answer) {
        answer(text("first"));
        answer(text("second"));
    });
    auto client = server.client();
    EXPECT_EQ(client.ask(get("/")).body, "first");
    EXPECT_EQ(client.ask(get("/")).body, "first");
}

TEST(Serving, an_answer_after_the_client_has_gone_does_no_harm) {
    Mailbox<Answer> answers;
    TestServer server({}, [&](const Request&, Answer answer) { answers.put(std::move(answer)); });
    {
        auto client = server.client();
        client.send(get("/"));
        const auto answer = answers.take();
        ASSERT_TRUE(answer);
        client.reset();
        (*answer)(text(std::string(1'000'000, 'x')));
    }
    EXPECT_TRUE(becomes_true([&] { return server.server().connections() == 0; }));
}

TEST(Serving, an_answer_may_outlive_the_server) {
    Mailbox<Answer> answers;
    std::optional<Answer> late;
    {
        TestServer server({}, [&](const Request&, Answer answer) { answers.put(std::move(answer)); });
        auto client = server.client();
        client.send(get("/"));
        late = answers.take();
        ASSERT_TRUE(late);
    }
    (*late)(text("too late"));
    late.reset();
    SUCCEED();
}

TEST(Serving, an_answer_comes_after_the_client_has_ended_sending) {
    TestServer server;
    auto client = server.client();
    client.send(get("/a"));
    client.end_sending();
    EXPECT_EQ(client.answer().body, "GET /a ");
    EXPECT_TRUE(client.is_closed());
}

TEST(Serving, large_bodies_of_every_kind_arrive) {
    static const std::string constant_text(300'000, 'c');
    TestServer server({}, [](const Request& request, const Answer& answer) {
        Response response;
        if (request.path == "/constant") response.body = Body::constant(constant_text);
        if (request.path == "/shared") {
            response.body = Body(std::make_shared<const std::string>(5'000'000, 's'));
        }
        if (request.path == "/own") response.body = Body(std::string(100'000, 'o'));
        answer(std::move(response));
    });
    auto client = server.client();
    EXPECT_EQ(client.ask(get("/constant")).body, constant_text);
    EXPECT_EQ(client.ask(get("/shared")).body, std::string(5'000'000, 's'));
    EXPECT_EQ(client.ask(get("/own")).body, std::string(100'000, 'o'));
    EXPECT_EQ(client.ask(get("/none")).body, "");
}

TEST(Serving, every_answer_has_its_id_and_the_common_headers) {
    Mailbox<std::string> ids;
    ServerOptions options;
    options.headers_for_all = {{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "private"}};
    options.clock = [] { return Instant{784'111'777 * us_per_second}; };
    TestServer server(std::move(options), [&](const Request& request, const Answer& answer) {
        ids.put(request.id);
        Response response = text("x");
        response.headers = {{"cache-control", "no-cache"}, {"Date", "never"}, {"Request-Id", "mine"}};
        answer(std::move(response));
    });
    auto client = server.client();
    const auto answer = client.ask(get("/"));
    EXPECT_EQ(answer.header("request-id"), ids.take());
    EXPECT_EQ(answer.header("request-id").size(), 32U);
    EXPECT_EQ(answer.header("date"), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(answer.headers.count("date"), 1U);
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("cache-control"), "no-cache");
    EXPECT_EQ(answer.headers.count("cache-control"), 1U);
    const auto refused = client.ask("BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(refused.status, 501);
    EXPECT_EQ(refused.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(refused.header("request-id").size(), 32U);
    EXPECT_FALSE(refused.header("date").empty());
}

TEST(Serving, headers_that_would_split_an_answer_become_500) {
    TestServer server({}, [](const Request&, const Answer& answer) {
        Response response = text("x");
        response.headers.push_back({"Location", "/a\r\nSet-Cookie: a=b"});
        answer(std::move(response));
    });
    auto client = server.client();
    const auto answer = client.ask(get("/"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_FALSE(answer.headers.contains("set-cookie"));
}

TEST(Serving, the_observer_hears_of_every_answer) {
    Mailbox<RequestRecord> records;
    ServerOptions options;
    options.observer = [&](const RequestRecord& record) { records.put(record); };
    TestServer server(std::move(options));
    auto client = server.client();
    const auto answer = client.ask(get("/a?b=c"));
    const auto record = records.take();
    ASSERT_TRUE(record);
    EXPECT_EQ(record->method, Method::get);
    EXPECT_EQ(record->path, "/a");
    EXPECT_EQ(record->status, 200);
    EXPECT_EQ(record->bytes, answer.head.size() + 2 + answer.body.size());
    EXPECT_EQ(record->id, answer.header("request-id"));
    EXPECT_TRUE(record->complete);
    EXPECT_GE(record->us, 0);
    client.send("nonsense\r\n\r\n");
    const auto refused = records.take();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 400);
    EXPECT_FALSE(refused->method);
}

TEST(Serving, ipv6_and_ipv4_reach_a_server_on_all_addresses) {
    ServerOptions options;
    options.address = "::";
    Mailbox<std::string> seen;
    TestServer server(std::move(options), [&](const Request& request, const Answer& answer) {
        seen.put(request.client);
        answer(text("x"));
    });
    auto client = server.client();
    EXPECT_EQ(client.ask(get("/")).status, 200);
    EXPECT_EQ(seen.take(), "127.0.0.1");
}

TEST(Serving, options_that_cannot_be_are_refused_with_a_way_out) {
    ServerOptions options;
    options.address = "localhost";
    const auto no_address = Server::start(options, echo);
    ASSERT_FALSE(no_address);
    EXPECT_EQ(no_address.error().code, ErrorCode::invalid);
    EXPECT_FALSE(no_address.error().next.de.empty());
    options.address = "127.0.0.1";
    options.headers_for_all = {{"X", "a\nb"}};
    EXPECT_FALSE(Server::start(options, echo));
    options.headers_for_all = {};
    options.io_threads = 0;
    EXPECT_FALSE(Server::start(options, echo));
    options.io_threads = 1;
    options.spool_directory = "/nonexistent";
    EXPECT_FALSE(Server::start(options, echo));
}

TEST(Serving, a_port_that_is_taken_is_a_conflict_even_for_the_same_user) {
    TestServer server;
    ServerOptions options;
    options.port = server.port();
    const auto second = Server::start(options, echo);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace kartei::http
