// Malformed HTTP at the door of the program that people run. Whatever comes is refused or left alone; what
// follows it on the connection, a good request of somebody signed in, is never done; the next one is served.
#include "tests/cli/served_program.h"
#include "tests/http/refused_requests.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace kartei::cli {
namespace {

using boost::json::object;

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

class MalformedHttp : public testing::Test {
protected:
    MalformedHttp() { served_.start(); }

    /// A good request that would be seen to have been done.
    std::string area(const std::string& name) const { return served_.post("/areas", object{{"name", name}}); }
    std::size_t areas() const { return served_.ask(served_.get("/areas")).at("rows").as_array().size(); }

    void expect_served() const {
        EXPECT_EQ(served_.client().ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    }

    /// Sends it, and gives the statuses of all answers until the server closes.
    std::vector<int> statuses(const std::string& bytes) const {
        auto client = served_.client();
        client.send(bytes);
        client.end_sending();
        std::string rest = client.rest();
        std::vector<int> all;
        while (const auto answer = http::take_answer(rest)) all.push_back(answer->status);
        EXPECT_EQ(rest, "");
        return all;
    }

    ServedProgram served_{store::Engine::sqlite};
};

TEST_F(MalformedHttp, is_refused_alone_and_nothing_behind_it_is_done) {
    const auto before = areas();
    std::size_t kinds = 0;
    for (const auto* some : {&http::refused_smuggling(), &http::refused_chunks(), &http::refused_lines(),
                             &http::refused_targets()}) {
        for (const auto& refused : *some) {
            SCOPED_TRACE(refused.name);
            auto client = served_.client();
            // What has no end yet would go on in what follows.
            const bool has_end = !std::string_view(refused.name).starts_with("endless");
            client.send(replaced(refused.bytes, "Host: a\r\n", "Host: localhost\r\n") +
                        (has_end ? area(refused.name) : std::string()));
            EXPECT_EQ(client.answer().status, refused.status);
            EXPECT_EQ(client.rest(), "");
            expect_served();
            ++kinds;
        }
    }
    EXPECT_GE(kinds, 130U);
    EXPECT_EQ(areas(), before);
}

TEST_F(MalformedHttp, a_file_of_a_stranger_is_not_even_begun_with) {
    for (const std::string_view length : {"Content-Length: 2147483648", "Transfer-Encoding: chunked"}) {
        auto client = served_.client();
        const auto refused = client.ask(fmt::format(
            "POST /api/v1/uploads HTTP/1.1\r\nHost: localhost\r\nKartei-Request: 1\r\n{}\r\n\r\n", length));
        EXPECT_EQ(refused.status, 401);
        EXPECT_EQ(refused.header("connection"), "close");
    }
    expect_served();
}

/// What is well formed and only looks like more than one request is one; what is two is two.
TEST_F(MalformedHttp, a_request_ends_where_its_framing_says) {
    struct Framed {
        const char* name;
        std::string bytes;
        std::vector<int> statuses;
        int done = 0;
    };
    const auto get_with = [](const std::string& headers, const std::string& body) {
        return "GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
    };
    const auto hidden = area("hidden");
    const auto size = hidden.size();
    const std::vector<Framed> all{
        {"in_the_body", get_with(fmt::format("Content-Length: {}\r\n", size), hidden), {200}},
        {"in_a_chunk",
         get_with("Transfer-Encoding: chunked\r\n", fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", size, hidden)),
         {200}},
        {"behind_close", get_with("Connection: close\r\n", hidden), {200}},
        {"behind_close_of_another_case", get_with("connection: Keep-Alive, CLOSE\r\n", hidden), {200}},
        {"behind_http_1_0", "GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n" + hidden, {200}},
        {"in_a_header", get_with("X: " + replaced(hidden, "\r\n", " ") + "\r\n", {}), {200}},
        {"behind_upgrade_to_http_2",
         get_with(
             "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
             hidden),
         {200}},
        {"behind_upgrade_to_web_socket",
         get_with("Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
                  hidden),
         {200}},
        {"garbage_behind", get_with({}, "\x01\x02\x03\r\n\r\n" + hidden), {200, 400}},
        {"line_feeds_behind", get_with({}, "\n\n" + hidden), {200, 400}},
        {"half_behind", get_with({}, hidden.substr(0, size / 2)), {200}},
        {"after_one_that_is_refused", get_with("Content-Length: x\r\n", hidden), {400}},
        {"two_in_one", area("erste") + area("zweite"), {201, 201}, 2},
        {"behind_a_good_chunk",
         get_with("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n" + area("dritte")),
         {200, 201},
         1},
        {"behind_the_absolute_form",
         "GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + area("vierte"),
         {200, 201},
         1},
    };
    for (const auto& framed : all) {
        SCOPED_TRACE(framed.name);
        const auto before = areas();
        EXPECT_THAT(statuses(framed.bytes), testing::ElementsAreArray(framed.statuses));
        EXPECT_EQ(areas(), before + static_cast<std::size_t>(framed.done));
        expect_served();
    }
}

/// Whoever is cut off in the middle has done nothing, wherever that is.
TEST_F(MalformedHttp, a_request_that_ends_too_early_is_not_done) {
    const auto before = areas();
    const auto whole = area("abgeschnitten");
    const auto head = whole.substr(0, whole.find("Content-Length"));
    const std::string chunked =
        head + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"name\":\r\n4\r\n\"a\"}\r\n0\r\n\r\n";
    std::size_t cut = 0;
    for (const auto& request : {whole, chunked}) {
        for (std::size_t end = 0; end < request.size(); ++end) {
            const auto answers = statuses(request.substr(0, end));
            EXPECT_TRUE(answers.empty() || (answers.size() == 1 && answers[0] / 100 == 4)) << end;
            ++cut;
        }
    }
    EXPECT_GT(cut, 400U);
    EXPECT_EQ(areas(), before);
    expect_served();
    EXPECT_EQ(statuses(chunked), std::vector{201});
}

TEST_F(MalformedHttp, a_body_is_waited_for_by_whoever_announced_it) {
    auto client = served_.client();
    const auto whole = area("erwartet");
    const auto end = whole.find("\r\n\r\n");
    client.send(whole.substr(0, end) + "\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.answer().status, 100);
    client.send(whole.substr(end + 4));
    EXPECT_EQ(client.answer().status, 201);
}

}  // namespace
}  // namespace kartei::cli
