#include "http/target.h"

#include <gtest/gtest.h>

namespace kartei::http {
namespace {

TEST(Target, is_path_and_query) {
    EXPECT_EQ(parse_target("/"), (Target{"/", ""}));
    EXPECT_EQ(parse_target("/a/b/?x=%41"), (Target{"/a/b/", "x=%41"}));
    EXPECT_EQ(parse_target("/a?b?c"), (Target{"/a", "b?c"}));
    EXPECT_EQ(parse_target("/%41%c3%A4%20%25"), (Target{"/A\xC3\xA4 %", ""}));
    EXPECT_EQ(parse_target("/..."), (Target{"/...", ""}));
    EXPECT_EQ(parse_target("/.well-known/a"), (Target{"/.well-known/a", ""}));
    EXPECT_EQ(parse_target("HTTPS://Kartei.Example:8443?a"), (Target{"/", "a", "kartei.example:8443"}));
}

TEST(Target, in_two_senses_is_refused) {
    for (const auto* const text :
         {"",         "a",           "*",           "//",     "//a",     "/a//b",     "/.",
          "/..",      "/%2e",        "/a/%2E%2e",   "/a%2Fb", "/a%5cb",  "/a\\b",     "/%00",
          "/%0a",     "/%7f",        "/%",          "/%4",    "/%4g",    "/%ff",      "/%c0%ae",
          "/a b",     "/#a",         "/\xC3\xA4",   "/?\x01", "http://", "http:///a", "http://a b/",
          "ftp://a/", "http://a@b/", "http://[::1/"}) {
        EXPECT_FALSE(parse_target(text)) << text;
    }
}

TEST(Target, hosts_are_names_or_addresses) {
    EXPECT_EQ(parse_host("Kartei.Example"), "kartei.example");
    EXPECT_EQ(parse_host("localhost:8080"), "localhost:8080");
    EXPECT_EQ(parse_host("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(parse_host("[2001:DB8::1]:443"), "[2001:db8::1]:443");
    for (const auto* const text : {"", ":80", "a:", "a:0", "a:65536", "a:8x", "a..b", ".a", "a b", "a/b",
                                   "a,b", "[::1", "[]", "[::1]x", "[g::1]", "\xC3\xA4", "a\"b", "a%41"}) {
        EXPECT_FALSE(parse_host(text)) << text;
    }
    EXPECT_FALSE(parse_host(std::string(256, 'a')));
}

TEST(Target, parameters_keep_their_order_and_repeat) {
    using List = std::vector<Parameter>;
    EXPECT_EQ(parse_parameters("a=b&c&&d=e=f&a=%2B+%C3%A4"),
              (List{{"a", "b"}, {"c", ""}, {"d", "e=f"}, {"a", "+ \xC3\xA4"}}));
    EXPECT_EQ(parse_parameters(""), List{});
    EXPECT_EQ(parse_parameters("t=a%0D%0Ab"), (List{{"t", "a\r\nb"}}));
    for (const auto* const text : {"a=%", "a=%4", "a=%zz", "%00=a", "a=%01", "a=%ff", "a=\xFF", "a=%c0%80"}) {
        EXPECT_FALSE(parse_parameters(text)) << text;
    }
    std::string many;
    for (std::size_t i = 0; i < max_parameters; ++i) many += "a&";
    EXPECT_TRUE(parse_parameters(many));
    EXPECT_FALSE(parse_parameters(many + "a"));
}

TEST(Target, what_is_encoded_comes_back) {
    EXPECT_EQ(percent_encode("aZ09-._~ /?&=\xC3\xA4"), "aZ09-._~%20%2F%3F%26%3D%C3%A4");
    const std::string text = "Ä & ö = %41 + ü?";
    const auto parameters = parse_parameters("v=" + percent_encode(text));
    ASSERT_TRUE(parameters);
    EXPECT_EQ(parameters->front().value, text);
}

}  // namespace
}  // namespace kartei::http
