#include "base/time.h"

#include "base/text.h"
#include "base/timed_wait.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>

namespace kartei {

namespace {

constexpr std::size_t max_quoted_bytes = 40;
constexpr std::int64_t us_per_hour = 3600 * us_per_second;

/// Division that rounds down, also for instants before 1970.
constexpr std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

std::chrono::year_month_day to_chrono(Date date) {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.days}}};
}

std::int32_t days_of(std::chrono::year_month_day day) {
    return static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count());
}

/// The last Sunday of the month at 01:00 UTC.
std::int64_t clock_change_us(int year, int month) {
    const std::chrono::year_month_day_last last{
        std::chrono::year{year},
        std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
    const std::int32_t days = days_of(std::chrono::year_month_day{last});
    const int since_sunday = (weekday(Date{days}) + 1) % 7;
    return (days - since_sunday) * us_per_day + us_per_hour;
}

/// Reads exactly `count` digits at the front of `text` and drops them.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

std::unexpected<Error> bad_instant(std::string_view given) {
    const std::string text = quotable(given, max_quoted_bytes);
    return fail(
        ErrorCode::invalid,
        {fmt::format("„{}“ ist kein Zeitpunkt.", text), fmt::format("'{}' is not a point in time.", text)},
        {},
        {"Schreiben Sie JJJJ-MM-TTTHH:MM:SS, zum Beispiel 2026-11-23T10:00:00.",
         "Write YYYY-MM-DDTHH:MM:SS, for example 2026-11-23T10:00:00."});
}

/// Fraction of a second after the point, 1 to 6 digits, in microseconds.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
    std::int64_t value = 0;
    int digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (++digits > 6) return std::nullopt;
        value = value * 10 + (text.front() - '0');
        text.remove_prefix(1);
    }
    if (digits == 0) return std::nullopt;
    for (; digits < 6; ++digits) value *= 10;
    return value;
}

/// Time of day in microseconds: HH:MM, HH:MM:SS or HH:MM:SS.ffffff.
std::optional<std::int64_t> take_time(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    std::int64_t us = (*hour * 60 + *minute) * 60 * us_per_second;
    if (!take(text, ':')) return us;
    const auto second = take_digits(text, 2);
    if (!second || *second > 59) return std::nullopt;
    us += *second * us_per_second;
    if (!take(text, '.')) return us;
    const auto fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    return us + *fraction;
}

/// Zone as offset from UTC in microseconds; empty text gives no offset (local time).
struct Zone {
    bool local = true;
    std::int64_t offset_us = 0;
};

std::optional<Zone> take_zone(std::string_view& text) {
    if (text.empty()) return Zone{};
    if (take(text, 'Z')) return Zone{false, 0};
    const int sign = text.front() == '-' ? -1 : 1;
    if (!take(text, '+') && !take(text, '-')) return std::nullopt;
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 14) return std::nullopt;
    take(text, ':');
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    return Zone{false, sign * (*hour * 60 + *minute) * 60 * us_per_second};
}

/// Nothing where Berlin's clocks skip that time.
std::optional<Instant> from_berlin(std::int64_t local_us) {
    // The summer reading comes first: of the two in autumn it is the earlier one.
    for (const std::int64_t offset_us : {2 * us_per_hour, us_per_hour}) {
        const Instant at{local_us - offset_us};
        if (berlin_offset_us(at) == offset_us) return at;
    }
    return std::nullopt;
}

/// Which moment was meant, nobody knows: an hour early or late may decide which of two declarations counts.
std::unexpected<Error> skipped_instant(std::string_view given) {
    const std::string text = quotable(given, max_quoted_bytes);
    return fail(ErrorCode::invalid,
                {fmt::format("„{}“ gab es in Berlin nicht: Die Uhren sprangen von 2 auf 3 Uhr.", text),
                 fmt::format("'{}' did not occur in Berlin: the clocks went from 2 to 3.", text)},
                {},
                {"Berichtigen Sie die Uhrzeit, oder schreiben Sie die Zone dahinter, zum Beispiel +01:00.",
                 "Correct the time, or write its zone behind it, for example +01:00."});
}

}  // namespace

Result<Date> make_date(int year, int month, int day) {
    const std::chrono::year_month_day value{std::chrono::year{year},
                                            std::chrono::month{static_cast<unsigned>(month)},
                                            std::chrono::day{static_cast<unsigned>(day)}};
    if (year < 1 || year > 9999 || month < 1 || day < 1 || !value.ok()) {
        return fail(ErrorCode::invalid,
                    {fmt::format("Den {:02}.{:02}.{} gibt es im Kalender nicht.", day, month, year),
                     fmt::format("There is no {}-{:02}-{:02} in the calendar.", year, month, day)});
    }
    return Date{days_of(value)};
}

YearMonthDay year_month_day(Date date) {
    const auto day = to_chrono(date);
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day()))};
}

int weekday(Date date) {
    // 1970-01-01 was a Thursday.
    return static_cast<int>(((date.days + 3) % 7 + 7) % 7);
}

Date add_years(Date date, int years) {
    auto day = to_chrono(date);
    day += std::chrono::years{years};
    if (!day.ok()) day = std::chrono::year_month_day{day.year(), std::chrono::March, std::chrono::day{1}};
    return Date{days_of(day)};
}

Result<Date> parse_date(std::string_view text) {
    std::string_view rest = text;
    const auto year = take_digits(rest, 4);
    const bool first = take(rest, '-');
    const auto month = take_digits(rest, 2);
    const bool second = take(rest, '-');
    const auto day = take_digits(rest, 2);
    if (!year || !first || !month || !second || !day || !rest.empty()) {
        return fail(ErrorCode::invalid,
                    {fmt::format("„{}“ ist kein Datum.", quotable(text, max_quoted_bytes)),
                     fmt::format("'{}' is not a date.", quotable(text, max_quoted_bytes))},
                    {},
                    {"Schreiben Sie JJJJ-MM-TT, zum Beispiel 2026-11-23.",
                     "Write YYYY-MM-DD, for example 2026-11-23."});
    }
    return make_date(*year, *month, *day);
}

std::string date_text(Date date) {
    const auto day = year_month_day(date);
    return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

Result<Instant> parse_instant(std::string_view text) {
    if (text.size() < 16 || text.size() > 32) return bad_instant(text);
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return bad_instant(text);
    std::string_view rest = text.substr(10);
    if (!take(rest, 'T') && !take(rest, ' ')) return bad_instant(text);
    const auto time_us = take_time(rest);
    if (!time_us) return bad_instant(text);
    const auto zone = take_zone(rest);
    if (!zone || !rest.empty()) return bad_instant(text);
    const std::int64_t us = date->days * us_per_day + *time_us;
    if (!zone->local) return Instant{us - zone->offset_us};
    const auto at = from_berlin(us);
    if (!at) return skipped_instant(text);
    return *at;
}

std::string instant_text(Instant at) {
    const std::int64_t days = floor_div(at.us, us_per_day);
    const std::int64_t us = at.us - days * us_per_day;
    const std::int64_t seconds = us / us_per_second;
    std::string text = fmt::format("{}T{:02}:{:02}:{:02}", date_text(Date{static_cast<std::int32_t>(days)}),
                                   seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (us % us_per_second != 0) text += fmt::format(".{:06}", us % us_per_second);
    return text + "Z";
}

std::int64_t berlin_offset_us(Instant at) {
    const Date day{static_cast<std::int32_t>(floor_div(at.us, us_per_day))};
    const YearMonthDay utc = year_month_day(day);
    if (utc.year < 1980 || utc.month < 3 || utc.month > 10) return us_per_hour;
    if (utc.month > 3 && utc.month < 10) return 2 * us_per_hour;
    const std::int64_t change = clock_change_us(utc.year, utc.month);
    const bool summer = utc.month == 3 ? at.us >= change : at.us < change;
    return summer ? 2 * us_per_hour : us_per_hour;
}

Date berlin_date(Instant at) {
    return Date{static_cast<std::int32_t>(floor_div(at.us + berlin_offset_us(at), us_per_day))};
}

std::int64_t berlin_us_of_day(Instant at) {
    const std::int64_t local = at.us + berlin_offset_us(at);
    return local - floor_div(local, us_per_day) * us_per_day;
}

Instant berlin_midnight(Date date) {
    return from_berlin(date.days * us_per_day).value();  // clocks are changed at night, never at midnight
}

Message date_words(Date date) {
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = year_month_day(date);
    return {fmt::format("{:02}.{:02}.{:04}", day.day, day.month, day.year),
            fmt::format("{} {} {:04}", day.day, months[static_cast<std::size_t>(day.month - 1)], day.year)};
}

Message instant_words(Instant at) {
    Message date = date_words(berlin_date(at));
    const std::int64_t us = berlin_us_of_day(at);
    if (us == 0) return date;
    const std::int64_t minutes = us / us_per_second / 60;
    const std::string time = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    return {fmt::format("{}, {} Uhr", date.de, time), fmt::format("{}, {}", date.en, time)};
}

std::int64_t monotonic_us() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::int64_t monotonic_ms() {
    return monotonic_us() / 1000;
}

void wait_at_most(std::int64_t most_ms, std::condition_variable& changed, std::unique_lock<std::mutex>& lock,
                  const std::function<bool()>& ready) {
    changed.wait_for(lock, std::chrono::milliseconds(most_ms), ready);
}

}  // namespace kartei
