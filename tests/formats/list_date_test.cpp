#include "formats/list_date.h"
#include "formats/list_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::formats {
namespace {

using testing::HasSubstr;

DateRules rules(DateUse use = DateUse::event, DateOrder order = DateOrder::unknown) {
    return {*make_date(2026, 11, 23), use, order};
}

/// The day as ISO text, "none", or "error".
std::string read(std::string_view text, DateUse use = DateUse::event, DateOrder order = DateOrder::unknown) {
    const auto date = parse_list_date(text, rules(use, order));
    if (!date) return "error";
    return *date ? date_text(**date) : "none";
}

TEST(ListDate, reads_german_and_iso_days) {
    for (const auto* text :
         {"1.11.1941", "01.11.1941", "1. 11. 1941", "1941-11-01", "1941/11/01", "19411101",
          "1. November 1941", "01. Nov. 1941", "November 1, 1941", "1st November 1941", "Sa, 01.11.1941",
          "Samstag, den 1.11.1941", " 1.11.1941 ", "1-11-1941 00:00:00"}) {
        EXPECT_EQ(read(text, DateUse::event, DateOrder::day_first), "1941-11-01") << text;
    }
    EXPECT_EQ(read("23. März 2024"), "2024-03-23");
    EXPECT_EQ(read("5. Jänner 2024"), "2024-01-05");
}

TEST(ListDate, years_have_two_digits_or_four) {
    EXPECT_EQ(read("Sep 23, 20482142302330"), "error");
    EXPECT_EQ(read("23.9.99999999999999999999"), "error");
    EXPECT_EQ(read("23. September 204"), "error");
    EXPECT_EQ(read("0000-01-01"), "error");
}

TEST(ListDate, slashes_are_read_only_where_one_reading_is_a_date) {
    EXPECT_EQ(read("23/09/2024"), "2024-09-23");
    EXPECT_EQ(read("9/23/2024"), "2024-09-23");
    EXPECT_EQ(read("5/5/2024"), "2024-05-05");
    EXPECT_EQ(read("3/4/2024"), "error");
    EXPECT_EQ(read("3/4/2024", DateUse::event, DateOrder::day_first), "2024-04-03");
    EXPECT_EQ(read("3/4/2024", DateUse::event, DateOrder::month_first), "2024-03-04");
    EXPECT_THAT(parse_list_date("3/4/2024", rules()).error().what.en, HasSubstr("day/month"));
}

TEST(ListDate, two_digit_years_lie_near_today) {
    EXPECT_EQ(read("1.11.41", DateUse::birth), "1941-11-01");
    EXPECT_EQ(read("1.11.05", DateUse::birth), "2005-11-01");
    EXPECT_EQ(read("23.11.26", DateUse::birth), "2026-11-23");
    EXPECT_EQ(read("24.11.26", DateUse::birth), "1926-11-24");
    EXPECT_EQ(read("1.11.41"), "2041-11-01");
    EXPECT_EQ(read("1.11.46"), "2046-11-01");
    EXPECT_EQ(read("1.11.47"), "1947-11-01");
}

TEST(ListDate, zeros_and_blanks_are_none) {
    for (const auto* text :
         {"", "  ", "0.0.00", "00.00.0000", "0000-00-00", "00/00/0000", "0000-00-00 00:00:00", "-"}) {
        EXPECT_EQ(read(text, DateUse::birth), "none") << text;
    }
}

TEST(ListDate, refuses_what_is_no_day) {
    for (const auto* text : {"31.02.1980",
                             "32.13.1975",
                             "29.2.1900",
                             "gestern",
                             "Sep 2024",
                             "2024",
                             "45678",
                             "1.11.",
                             "1.11.194",
                             "1.11.19411",
                             "..",
                             "1.2.3.4",
                             "1.11.1941x",
                             "2024-9",
                             "1941.11.01",
                             "9.23.2024",
                             "01.11.1941 25:00",
                             "01.11.1941 12:60",
                             "1.1.0001",
                             "ä.ö.ü"}) {
        EXPECT_EQ(read(text), "error") << text;
    }
    EXPECT_EQ(read(std::string(100, '1')), "error");
    EXPECT_THAT(parse_list_date("31.02.1980", rules()).error().what.de, HasSubstr("31.02.1980"));
    EXPECT_FALSE(parse_list_date("31.02.1980", rules()).error().next.de.empty());
}

TEST(ListDate, births_lie_in_the_past) {
    EXPECT_EQ(read("24.11.2026", DateUse::birth), "error");
    EXPECT_EQ(read("23.11.2026", DateUse::birth), "2026-11-23");
    EXPECT_EQ(read("1.1.1850", DateUse::birth), "error");
    EXPECT_EQ(read("24.11.2026"), "2026-11-24");
}

TEST(ListDate, a_time_gives_an_instant_in_berlin) {
    const auto instant = [](std::string_view text) {
        const auto moment = parse_list_moment(text, rules());
        return moment && *moment && (*moment)->at ? instant_text(*(*moment)->at) : "none";
    };
    EXPECT_EQ(instant("25.01.2025 14:30"), "2025-01-25T13:30:00Z");
    EXPECT_EQ(instant("25.07.2025, 14:30 Uhr"), "2025-07-25T12:30:00Z");
    EXPECT_EQ(instant("25.07.2025 14.30 Uhr"), "2025-07-25T12:30:00Z");
    EXPECT_EQ(instant("7/25/2025 2:30:05 PM"), "2025-07-25T12:30:05Z");
    EXPECT_EQ(instant("25. Juli 2025 um 14:30"), "2025-07-25T12:30:00Z");
    EXPECT_EQ(instant("2025-07-25T14:30:00Z"), "2025-07-25T14:30:00Z");
    EXPECT_EQ(instant("2025-07-25T14:30:00.123"), "2025-07-25T12:30:00Z");
    EXPECT_EQ(instant("25.01.2025"), "none");
    EXPECT_EQ(read("2025-07-25T23:30:00Z"), "2025-07-26");
}

TEST(ListDate, a_time_the_clocks_skipped_is_refused_with_its_reason) {
    for (const auto* text : {"29.03.2026 02:30", "2026-03-29T02:30:00.123", "29. März 2026 um 2:30 Uhr"}) {
        const auto moment = parse_list_moment(text, rules());
        ASSERT_FALSE(moment) << text;
        EXPECT_THAT(moment.error().what.de, HasSubstr("gab es in Berlin nicht"));
    }
    EXPECT_EQ(read("29.03.2026 03:00"), "2026-03-29");
}

TEST(Answer, knows_german_and_english) {
    for (const auto* text : {"ja", "Ja", "J", "x", "X", "true", "1", "wahr", "yes", "y", " ja ", "✓"}) {
        EXPECT_EQ(parse_answer(text), Answer::yes) << text;
    }
    for (const auto* text : {"nein", "N", "n", "no", "false", "0", "-", "falsch"}) {
        EXPECT_EQ(parse_answer(text), Answer::no) << text;
    }
    EXPECT_EQ(parse_answer("  "), Answer::empty);
    EXPECT_EQ(parse_answer("vielleicht"), Answer::unclear);
    EXPECT_EQ(parse_answer("ja, aber"), Answer::unclear);
}

TEST(Answer, takes_more_words) {
    const std::vector<std::string> yes{"freigegeben"};
    const std::vector<std::string> no{"x"};
    EXPECT_EQ(parse_answer("Freigegeben", yes, no), Answer::yes);
    EXPECT_EQ(parse_answer("X", yes, no), Answer::no);
}

}  // namespace
}  // namespace kartei::formats
