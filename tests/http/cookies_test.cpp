#include "http/cookies.h"

#include <gtest/gtest.h>

namespace kartei::http {
namespace {

using Cookies = std::vector<Cookie>;

TEST(Cookies, are_read_in_order) {
    EXPECT_EQ(parse_cookies("a=b"), (Cookies{{"a", "b"}}));
    EXPECT_EQ(parse_cookies(" a=b; c=; __Host-d=e=f "),
              (Cookies{{"a", "b"}, {"c", ""}, {"__Host-d", "e=f"}}));
    EXPECT_EQ(parse_cookies("a=\"b\""), (Cookies{{"a", "b"}}));
    EXPECT_EQ(parse_cookies(""), Cookies{});
}

TEST(Cookies, anything_else_refuses_the_whole_header) {
    for (const auto* const text :
         {"a", "=b", "a=b;c=d", "a=b;  c=d", "a=b; ", "a=b;", "a=b c", "a=b,c", "a=\"b", "a=b\"", "a=b\\c",
          "a b=c", "a=\"x; b=y\"", "a=\xC3\xA4", "a=b\x7F"}) {
        EXPECT_FALSE(parse_cookies(text)) << text;
    }
}

TEST(Cookies, a_name_that_stands_twice_has_no_value) {
    EXPECT_EQ(cookie_value("a=b; c=d", "c"), "d");
    EXPECT_FALSE(cookie_value("a=b; a=c", "a"));
    EXPECT_FALSE(cookie_value("a=b", "c"));
    EXPECT_FALSE(cookie_value("a=b;c", "a"));
}

TEST(Cookies, are_set_with_all_attributes) {
    EXPECT_EQ(set_cookie_text({.name = "__Host-session", .value = "x1"}),
              "__Host-session=x1; Path=/; Secure; HttpOnly; SameSite=Strict");
    EXPECT_EQ(set_cookie_text({.name = "a",
                               .value = "",
                               .path = "/o",
                               .domain = "kartei.example",
                               .max_age_s = 0,
                               .same_site = SameSite::lax,
                               .secure = false,
                               .http_only = false}),
              "a=; Path=/o; Domain=kartei.example; Max-Age=0; SameSite=Lax");
}

TEST(Cookies, that_browsers_drop_are_refused) {
    const std::vector<SetCookie> refused = {
        {.name = "", .value = "x"},
        {.name = "a b", .value = "x"},
        {.name = "a", .value = "x; Domain=evil.example"},
        {.name = "a", .value = "x\r\nSet-Cookie: b=c"},
        {.name = "a", .value = "x", .path = "o"},
        {.name = "a", .value = "x", .path = "/;Domain=evil.example"},
        {.name = "a", .value = "x", .domain = "a;b"},
        {.name = "a", .value = "x", .same_site = SameSite::none, .secure = false},
        {.name = "__Secure-a", .value = "x", .secure = false},
        {.name = "__Host-a", .value = "x", .path = "/o"},
        {.name = "__Host-a", .value = "x", .domain = "kartei.example"},
        {.name = "__Host-a", .value = "x", .secure = false},
    };
    for (const auto& cookie : refused) {
        const auto text = set_cookie_text(cookie);
        ASSERT_FALSE(text) << cookie.name << ' ' << cookie.value;
        EXPECT_FALSE(text.error().next.de.empty());
    }
}

}  // namespace
}  // namespace kartei::http
