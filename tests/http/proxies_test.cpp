// Who asked, through proxies that are trusted and others that are not.
#include "tests/http/test_server.h"

namespace kartei::http {
namespace {

struct Seen {
    std::string client;
    bool secure = false;
    std::string host;
};

Seen seen_by(std::vector<Network> trusted, const std::string& headers, std::string_view from = "127.0.0.1") {
    ServerOptions options;
    options.trusted_proxies = std::move(trusted);
    Mailbox<Seen> seen;
    TestServer server(std::move(options), [&](const Request& request, const Answer& answer) {
        seen.put({request.client, request.secure, request.host});
        answer(text("x"));
    });
    RawClient client(server.port(), from);
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: Kartei.Example:80\r\n" + headers + "\r\n").status, 200);
    return seen.take().value_or(Seen{});
}

const std::string forwarded =
    "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 198.51.100.7\r\n"
    "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n";

TEST(Proxies, nobody_is_believed_by_default) {
    const auto seen = seen_by({}, forwarded);
    EXPECT_EQ(seen.client, "127.0.0.1");
    EXPECT_FALSE(seen.secure);
    EXPECT_EQ(seen.host, "kartei.example:80");
}

TEST(Proxies, trusted_ones_are_believed_what_they_appended) {
    const auto seen = seen_by({*Network::parse("127.0.0.1")}, forwarded);
    EXPECT_EQ(seen.client, "198.51.100.7");
    EXPECT_TRUE(seen.secure);
    EXPECT_EQ(seen.host, "kartei.example:80");
}

TEST(Proxies, others_are_not_believed_beside_trusted_ones) {
    const auto seen = seen_by({*Network::parse("127.0.0.1")}, forwarded, "127.0.0.2");
    EXPECT_EQ(seen.client, "127.0.0.2");
    EXPECT_FALSE(seen.secure);
}

}  // namespace
}  // namespace kartei::http
