#include "base/time.h"

#include "base/text.h"

#include <gtest/gtest.h>

namespace kartei {
namespace {

TEST(Instant, without_zone_is_berlin_time) {
    EXPECT_EQ(instant_text(*parse_instant("2026-11-23T10:00:00")), "2026-11-23T09:00:00Z");
    EXPECT_EQ(instant_text(*parse_instant("2026-07-01 10:00")), "2026-07-01T08:00:00Z");
    EXPECT_EQ(instant_text(*parse_instant("2026-07-01T10:00:00.25+05:30")), "2026-07-01T04:30:00.250000Z");
}

TEST(Instant, refuses_what_no_clock_shows) {
    for (const auto* text :
         {"", "2026-11-23", "2026-02-30T10:00:00", "2026-11-23T24:00:00", "2026-11-23T10:60:00",
          "2026-11-23T10:00:00X", "2026-11-23T10:00:00.1234567", "0000-01-01T00:00:00Z"}) {
        EXPECT_FALSE(parse_instant(text)) << text;
    }
}

TEST(Instant, hour_that_occurs_twice_is_the_first) {
    EXPECT_EQ(instant_text(*parse_instant("2026-10-25T02:30:00")), "2026-10-25T00:30:00Z");
    EXPECT_EQ(instant_text(*parse_instant("2026-10-25T03:00:00")), "2026-10-25T02:00:00Z");
}

TEST(Instant, time_the_clocks_skip_in_spring_is_refused) {
    EXPECT_EQ(instant_text(*parse_instant("2026-03-29T01:59:59.999999")), "2026-03-29T00:59:59.999999Z");
    EXPECT_EQ(instant_text(*parse_instant("2026-03-29T03:00:00")), "2026-03-29T01:00:00Z");
    for (const auto* text : {"2026-03-29T02:00", "2026-03-29T02:30:00", "2026-03-29 02:59:59.999999"}) {
        const auto at = parse_instant(text);
        ASSERT_FALSE(at) << text;
        EXPECT_EQ(at.error().code, ErrorCode::invalid);
        EXPECT_NE(at.error().what.en.find("did not occur"), std::string::npos) << at.error().what.en;
    }
    EXPECT_EQ(instant_text(*parse_instant("2026-03-29T02:30:00+01:00")), "2026-03-29T01:30:00Z");
    EXPECT_TRUE(parse_instant("2026-03-28T02:30:00"));
    EXPECT_TRUE(parse_instant("1979-04-01T02:30:00")) << "Germany had no summer time before 1980";
}

TEST(Date, knows_the_calendar) {
    EXPECT_FALSE(make_date(2026, 2, 31));
    EXPECT_FALSE(make_date(1900, 2, 29));
    EXPECT_TRUE(make_date(2000, 2, 29));
    EXPECT_EQ(date_text(add_years(*parse_date("2008-02-29"), 18)), "2026-03-01");
    EXPECT_EQ(weekday(*parse_date("2026-11-23")), 0);
    EXPECT_EQ(weekday(*parse_date("1969-12-28")), 6);
}

TEST(Words, are_local) {
    EXPECT_EQ(instant_words(*parse_instant("2026-11-23T09:05:00Z")).de, "23.11.2026, 10:05 Uhr");
    EXPECT_EQ(instant_words(*parse_instant("2026-11-23T09:05:00Z")).en, "23 Nov 2026, 10:05");
    EXPECT_EQ(instant_words(berlin_midnight(*parse_date("2026-11-23"))).de, "23.11.2026");
}

TEST(Time, what_is_no_time_is_quoted_as_whole_characters) {
    const std::string text = "2026-11-23T10:0C00C-0 i\uCC00C-0[ \uCC00\uCC00000\x1B";
    for (const auto& words : {parse_instant(text).error().what.de, parse_date(text).error().what.en}) {
        EXPECT_TRUE(is_utf8(words));
        EXPECT_FALSE(has_control_characters(words));
    }
}

}  // namespace
}  // namespace kartei
