#include "http/address.h"

#include <gtest/gtest.h>

namespace kartei::http {
namespace {

Address address(std::string_view text) {
    const auto parsed = Address::parse(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(Address{});
}

Network network(std::string_view text) {
    const auto parsed = Network::parse(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(Network{});
}

TEST(Address, has_one_form) {
    EXPECT_EQ(address("192.0.2.1").text(), "192.0.2.1");
    EXPECT_EQ(address("::ffff:192.0.2.1"), address("192.0.2.1"));
    EXPECT_EQ(address("2001:DB8:0::1").text(), "2001:db8::1");
    for (const auto* const text : {"", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "::g", "[::1]",
                                   "fe80::1%eth0", "1.2.3.4:80", " 1.2.3.4", "localhost"}) {
        EXPECT_FALSE(Address::parse(text)) << text;
    }
    EXPECT_FALSE(Address::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST(Address, networks_contain_what_begins_like_them) {
    EXPECT_TRUE(network("10.0.0.0/8").contains(address("10.255.0.1")));
    EXPECT_FALSE(network("10.0.0.0/8").contains(address("11.0.0.1")));
    EXPECT_TRUE(network("192.0.2.1").contains(address("::ffff:192.0.2.1")));
    EXPECT_FALSE(network("192.0.2.1").contains(address("192.0.2.2")));
    EXPECT_TRUE(network("0.0.0.0/0").contains(address("8.8.8.8")));
    EXPECT_FALSE(network("0.0.0.0/0").contains(address("2001:db8::1")));
    EXPECT_TRUE(network("2001:db8::/33").contains(address("2001:db8:7fff::1")));
    EXPECT_FALSE(network("2001:db8::/33").contains(address("2001:db8:8000::1")));
    for (const auto* const text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "::/129",
                                   "10.0.0.0/-1", "10.0.0.0/8/8", "a/8"}) {
        EXPECT_FALSE(Network::parse(text)) << text;
    }
}

TEST(Address, of_a_network_are_one_client_in_version_6) {
    EXPECT_EQ(client_key(address("192.0.2.7")), "192.0.2.7");
    EXPECT_EQ(client_key(address("::ffff:192.0.2.7")), "192.0.2.7");
    EXPECT_EQ(client_key(address("2001:db8:1:2:3:4:5:6")), "2001:db8:1:2::/64");
    EXPECT_EQ(client_key(address("2001:db8:1:2:ffff::1")), "2001:db8:1:2::/64");
    EXPECT_NE(client_key(address("2001:db8:1:3::1")), "2001:db8:1:2::/64");
}

TEST(Address, the_client_is_the_first_that_is_not_trusted_from_the_right) {
    const std::vector<Network> trusted = {network("10.0.0.0/8"), network("2001:db8::/32")};
    const auto client = [&](std::string_view peer, std::string_view forwarded) {
        return client_address(address(peer), forwarded, trusted).text();
    };
    EXPECT_EQ(client("192.0.2.1", "198.51.100.7"), "192.0.2.1");
    EXPECT_EQ(client("10.0.0.1", ""), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", "198.51.100.7"), "198.51.100.7");
    EXPECT_EQ(client("10.0.0.1", "1.1.1.1, 198.51.100.7"), "198.51.100.7");
    EXPECT_EQ(client("10.0.0.1", "1.1.1.1, 198.51.100.7, 10.9.9.9 ,2001:db8::5"), "198.51.100.7");
    EXPECT_EQ(client("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3");
    EXPECT_EQ(client("10.0.0.1", "198.51.100.7:4711"), "198.51.100.7");
    EXPECT_EQ(client("10.0.0.1", "[2001:db9::1]:80"), "2001:db9::1");
    EXPECT_EQ(client("10.0.0.1", "[2001:db9::1]"), "2001:db9::1");
    EXPECT_EQ(client("10.0.0.1", "1.1.1.1, unknown, 10.0.0.2"), "10.0.0.2");
    EXPECT_EQ(client("10.0.0.1", "1.1.1.1,"), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", "[::1"), "10.0.0.1");
}

TEST(Address, the_last_protocol_counts) {
    EXPECT_TRUE(forwarded_https("https"));
    EXPECT_TRUE(forwarded_https("http, HTTPS "));
    EXPECT_FALSE(forwarded_https("https, http"));
    EXPECT_FALSE(forwarded_https(""));
    EXPECT_FALSE(forwarded_https("httpsx"));
}

}  // namespace
}  // namespace kartei::http
