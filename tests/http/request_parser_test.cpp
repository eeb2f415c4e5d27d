// The parser alone: whatever comes in whichever pieces is read the same.
#include "http/request_parser.h"
#include "http/request_head.h"

#include <gtest/gtest.h>

namespace kartei::http {
namespace {

const Limits limits;

HeadScanner::Found scan(std::string_view text) {
    HeadScanner scanner(limits);
    HeadScanner::Found found;
    for (std::size_t size = 1; size <= text.size() && found.end == 0 && found.status == 0; ++size) {
        found = scanner.scan(text.substr(0, size));
    }
    const auto whole = HeadScanner(limits).scan(text);
    EXPECT_EQ(whole.end, found.end) << text;
    EXPECT_EQ(whole.status, found.status) << text;
    return found;
}

TEST(HeadScanner, finds_the_blank_line_wherever_the_bytes_are_cut) {
    EXPECT_EQ(scan("GET / HTTP/1.1\r\n\r\n").end, 18U);
    EXPECT_EQ(scan("GET / HTTP/1.1\r\na: b\r\n\r\nbody\n").end, 24U);
    EXPECT_EQ(scan("GET / HTTP/1.1\r\na: b\r\n").end, 0U);
    EXPECT_EQ(scan("a\r\n b\r\n\r\n").status, 400);
    EXPECT_EQ(scan("a\nb").status, 400);
    EXPECT_EQ(scan("a\rb").status, 400);
    EXPECT_EQ(scan(std::string_view("a\0", 2)).status, 400);
    EXPECT_EQ(scan("\r\n").status, 400);
}

TEST(HeadScanner, a_head_that_came_at_once_is_bounded_like_any_other) {
    const std::string head = "GET / HTTP/1.1\r\nX: " + std::string(limits.header_bytes, 'a') + "\r\n\r\n";
    EXPECT_EQ(HeadScanner(limits).scan(head).status, 431);
}

TEST(RequestParser, gives_names_in_lower_case_and_values_as_they_stand) {
    RequestParser parser(limits);
    ASSERT_EQ(parser.read_head("PUT /a?b HTTP/1.0\r\nHoSt: A\r\nX-Y: \t a  b \t\r\nEmpty:\r\n\r\n"), 0);
    EXPECT_EQ(parser.head().method, "PUT");
    EXPECT_EQ(parser.head().target, "/a?b");
    EXPECT_EQ(parser.head().minor_version, 0);
    const std::vector<Header> headers = {{"host", "A"}, {"x-y", "a  b"}, {"empty", ""}};
    EXPECT_EQ(parser.head().headers, headers);
}

TEST(RequestParser, reads_chunks_wherever_they_are_cut) {
    const std::string body = "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nX: y\r\n\r\n";
    for (std::size_t cut = 0; cut <= body.size(); ++cut) {
        RequestParser parser(limits);
        ASSERT_EQ(parser.read_head("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"), 0);
        std::string taken;
        const BodySink sink = [&](std::string_view piece) {
            taken += piece;
            return 0;
        };
        std::string rest = body.substr(0, cut);
        auto step = parser.read_body(rest, sink);
        ASSERT_EQ(step.status, 0);
        if (!step.done) {
            rest.erase(0, step.used);
            rest += body.substr(cut) + "GET";
            step = parser.read_body(rest, sink);
            EXPECT_EQ(rest.substr(step.used), "GET");
        }
        EXPECT_EQ(step.status, 0) << cut;
        EXPECT_TRUE(step.done) << cut;
        EXPECT_EQ(taken, "abc0123456789") << cut;
    }
}

TEST(RequestHead, tells_whether_the_connection_stays) {
    const auto keeps = [](int minor_version, const char* connection) {
        RawHead raw{.method = "GET", .target = "/", .minor_version = minor_version};
        raw.headers = {{"host", "a"}, {"connection", connection}};
        const auto checked = check_head(std::move(raw), {});
        return checked && checked->keep_alive;
    };
    EXPECT_TRUE(keeps(1, ""));
    EXPECT_TRUE(keeps(1, "upgrade"));
    EXPECT_FALSE(keeps(1, "keep-alive, CLOSE"));
    EXPECT_FALSE(keeps(0, ""));
    EXPECT_TRUE(keeps(0, "Keep-Alive"));
    EXPECT_FALSE(keeps(0, "keep-alive, close"));
}

}  // namespace
}  // namespace kartei::http
