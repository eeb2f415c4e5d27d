// Instants and dates. There is no clock here: `now` is always handed in.
// Times without a zone are local time in Berlin, as German lists mean them.
#pragma once

#include "base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kartei {

inline constexpr std::int64_t us_per_second = 1'000'000;
inline constexpr std::int64_t us_per_day = 86'400 * us_per_second;

/// A point in time: microseconds since 1970-01-01T00:00:00Z, from year 1 to 9999.
struct Instant {
    std::int64_t us = 0;

    auto operator<=>(const Instant&) const = default;
};

constexpr Instant operator+(Instant at, std::int64_t us) {
    return Instant{at.us + us};
}

/// A calendar day: days since 1970-01-01 (proleptic Gregorian), from year 1 to 9999.
struct Date {
    std::int32_t days = 0;

    auto operator<=>(const Date&) const = default;
};

struct YearMonthDay {
    int year = 1970;
    int month = 1;  ///< 1 to 12
    int day = 1;    ///< 1 to 31
};

/// The day, or `invalid` where the calendar has none (31.02., year 0 or beyond 9999).
Result<Date> make_date(int year, int month, int day);
YearMonthDay year_month_day(Date date);

/// 0 = Monday … 6 = Sunday.
int weekday(Date date);

/// The same day `years` later; 29 February becomes 1 March where that year has none (BGB sections 187, 188).
Date add_years(Date date, int years);

/// ISO 8601 `2026-11-23`.
Result<Date> parse_date(std::string_view text);
std::string date_text(Date date);

/// ISO 8601 with date, `T` or blank, time to the minute, second or microsecond; zone `Z`, `+01:00` or none
/// (Berlin). In the hour that occurs twice in autumn the first one is meant; times skipped in spring are
/// `invalid`, as everything else no clock shows.
Result<Instant> parse_instant(std::string_view text);

/// ISO 8601 in UTC with microseconds where there are any: `2026-11-23T09:00:00Z`.
std::string instant_text(Instant at);

/// Offset of Berlin's clocks from UTC at that instant, in microseconds: +1 h, or +2 h from the last Sunday of
/// March 01:00 UTC to the last Sunday of October 01:00 UTC (Directive 2000/84/EC). Before 1980: +1 h.
std::int64_t berlin_offset_us(Instant at);

/// Local date and time in Berlin.
Date berlin_date(Instant at);
std::int64_t berlin_us_of_day(Instant at);
Instant berlin_midnight(Date date);

/// As Berlin writes it: `23.11.2026`, `23.11.2026, 10:00 Uhr`, `23 Nov 2026, 10:00`; midnight is a day alone.
Message date_words(Date date);
Message instant_words(Instant at);

}  // namespace kartei
