// Dates as lists write them, German and English. Nothing is guessed: what can be read in two ways is refused.
// No clock: `today` is handed in.
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kartei::formats {

/// For 3/4/2024: which number is the day. Dots always put the day first.
enum class DateOrder : std::uint8_t { unknown, day_first, month_first };

enum class DateUse : std::uint8_t {
    event,  ///< something that happened; two-digit years lie from 79 years ago to 20 years ahead
    birth,  ///< never in the future and at most 130 years ago; two-digit years mean the last such year
};

struct DateRules {
    Date today;
    DateUse use = DateUse::event;
    DateOrder order = DateOrder::unknown;
};

/// A day, and the instant where a time stood beside it (local time in Berlin unless a zone is given).
struct ListMoment {
    Date date;
    std::optional<Instant> at;

    bool operator==(const ListMoment&) const = default;
};

/// Reads 1.11.1941, 01.11.41, 2024-09-23, 2024/09/23, 20240923, 23/09/2024, 9/23/2024, 23-09-2024, "23.
/// September 2024", "Sep 23, 2024", "Mo, 23.09.2024", each with a time behind it: "14:30", "14:30:00 Uhr",
/// "2:30 PM", "T12:30:00Z". Nothing for an empty cell and for 0.0.00, 00.00.0000, 0000-00-00, as Outlook and
/// MySQL write it. Fails with `invalid`: no date, not in the calendar, two readings, out of range for its
/// use.
Result<std::optional<ListMoment>> parse_list_moment(std::string_view text, const DateRules& rules);

/// The day alone.
Result<std::optional<Date>> parse_list_date(std::string_view text, const DateRules& rules);

}  // namespace kartei::formats
