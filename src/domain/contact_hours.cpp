#include "domain/contact_hours.h"

#include "domain/holidays.h"

#include <algorithm>

namespace kartei::domain {

namespace {

constexpr int days_searched = 366;
constexpr std::int64_t us_per_minute = 60 * us_per_second;

struct Limits {
    HourWindow window = {0b111'1111, 0, 24 * 60};
    bool limited = false;
    bool without_holidays = false;

    void narrow(const HourWindow& other) {
        window.weekdays &= other.weekdays;
        window.from_minute = std::max(window.from_minute, other.from_minute);
        window.until_minute = std::min(window.until_minute, other.until_minute);
        limited = true;
    }
};

Limits limits_of(const Decision& decision, const Facts& facts, const Question& question,
                 const Policy& policy) {
    Limits limits;
    if (question.channel == Channel::phone || question.channel == Channel::robocall) {
        limits.narrow(policy.call_window);
        limits.without_holidays = true;
    }
    if (is_allowed(decision) && decision.record.kind == RecordKind::consent) {
        const auto& hours = facts.consents.at(decision.record.index).hours;
        if (hours) limits.narrow(*hours);
    }
    const bool instructed =
        question.actor == Actor::processor && facts.processor && facts.processor->instruction;
    if (instructed && facts.processor->instruction->hours)
        limits.narrow(*facts.processor->instruction->hours);
    return limits;
}

/// The instant at which clocks in Berlin show that minute of that day.
Instant at_minute(Date day, int minute) {
    const Instant midnight = berlin_midnight(day);
    const Instant guess = midnight + minute * us_per_minute;
    return guess + (berlin_offset_us(midnight) - berlin_offset_us(guess));
}

bool opens_on(const Limits& limits, Date day) {
    const bool weekday_fits = (limits.window.weekdays >> weekday(day) & 1) != 0;
    return weekday_fits && !(limits.without_holidays && is_public_holiday(day));
}

}  // namespace

ContactHours contact_hours(const Decision& decision, const Facts& facts, const Question& question,
                           const Policy& policy) {
    const Limits limits = limits_of(decision, facts, question, policy);
    if (!limits.limited) return {};
    if (limits.window.from_minute >= limits.window.until_minute) return {.opening = Opening::outside_hours};
    const Date today = berlin_date(question.now);
    for (int ahead = 0; ahead <= days_searched; ++ahead) {
        const Date day{today.days + ahead};
        if (!opens_on(limits, day)) continue;
        const Instant from = at_minute(day, limits.window.from_minute);
        const Instant until = at_minute(day, limits.window.until_minute);
        if (question.now >= until) continue;
        const Opening opening = question.now >= from ? Opening::open : Opening::outside_hours;
        return {opening, from, until};
    }
    return {.opening = Opening::outside_hours};
}

}  // namespace kartei::domain
