#include "http/accept.h"

#include <gtest/gtest.h>

namespace kartei::http {
namespace {

TEST(Accept, gzip_is_chosen_where_it_is_wanted) {
    for (const auto* const text : {"gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.5, *;q=0", "*", "x-gzip",
                                   "gzip;q=0.001", "gzip ; q=1.000", "identity;q=0.5, gzip;q=0.5"}) {
        EXPECT_EQ(preferred_coding(text), Coding::gzip) << text;
    }
    for (const auto* const text : {"", "br", "identity", "gzip;q=0", "*;q=0", "gzip;q=0.0, *", "gzip;q=2",
                                   "gzip;q=", "gzip;q=0.1234", "gzip;x=1", "gzip;q=0.5, identity", "g zip"}) {
        EXPECT_EQ(preferred_coding(text), Coding::identity) << text;
    }
}

TEST(Accept, the_language_that_weighs_more_wins) {
    EXPECT_EQ(preferred_language("de"), "de");
    EXPECT_EQ(preferred_language("en-GB,en;q=0.9,de;q=0.8"), "en");
    EXPECT_EQ(preferred_language("fr, de-AT;q=0.5, en;q=0.4"), "de");
    EXPECT_EQ(preferred_language("EN;q=0.5, de;q=0.5"), "en");
    EXPECT_EQ(preferred_language("en;q=0, *;q=0.1"), "de");
    EXPECT_EQ(preferred_language("*", "en"), "en");
    EXPECT_EQ(preferred_language("fr", "en"), "en");
    EXPECT_EQ(preferred_language(""), "de");
    EXPECT_EQ(preferred_language("en;q=x"), "de");
    EXPECT_EQ(preferred_language("den, english"), "de");
}

}  // namespace
}  // namespace kartei::http
