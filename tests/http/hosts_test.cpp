// Whom a server takes a request for: addresses and localhost always, names where they were told.
#include "tests/http/test_server.h"

namespace kartei::http {
namespace {

int status_for(const ServerOptions& options, const std::string& host) {
    const TestServer server(options);
    return server.client().ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
}

TEST(Hosts, every_name_is_answered_for_where_none_was_told) {
    EXPECT_EQ(status_for({}, "kartei.example.de"), 200);
    EXPECT_EQ(status_for({}, "attacker.example"), 200);
}

TEST(Hosts, names_that_were_not_told_are_sent_away_before_anybody_is_asked) {
    ServerOptions options;
    options.host_names = std::vector<std::string>{"kartei.example.de"};
    for (const auto* host :
         {"kartei.example.de", "Kartei.Example.DE:8080", "kartei.example.de.", "localhost", "LOCALHOST:8080",
          "a.localhost", "127.0.0.1:8080", "192.0.2.7", "[::1]:8080", "[2001:db8::1]"})
        EXPECT_EQ(status_for(options, host), 200) << host;
    for (const auto* host : {"attacker.example", "kartei.example.de.attacker.example", "xkartei.example.de",
                             "example.de", "localhost.attacker.example", "127.0.0.1.attacker.example",
                             "notlocalhost", "2130706433", "0x7f000001"})
        EXPECT_EQ(status_for(options, host), 421) << host;
    options.host_names.emplace();
    EXPECT_EQ(status_for(options, "kartei.example.de"), 421);
    EXPECT_EQ(status_for(options, "localhost"), 200);
}

TEST(Hosts, the_absolute_form_names_one_too) {
    ServerOptions options;
    options.host_names = std::vector<std::string>{"a"};
    const TestServer server(options);
    EXPECT_EQ(server.client().ask("GET http://b/ HTTP/1.1\r\nHost: b\r\n\r\n").status, 421);
    EXPECT_EQ(server.client().ask("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

}  // namespace
}  // namespace kartei::http
