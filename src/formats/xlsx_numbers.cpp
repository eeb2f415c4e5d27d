#include "formats/xlsx_parts.h"

#include "base/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kartei::formats {

namespace {

constexpr double seconds_per_day = 86'400.0;

std::optional<double> parse_number(std::string_view raw) {
    double value = 0;
    const auto read = std::from_chars(raw.data(), raw.data() + raw.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == raw.data() + raw.size();
    if (!whole || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// The code without texts in quotes, colours and conditions in brackets, and characters shown as they are.
std::string bare_code(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const auto inside = code.substr(i + 1, end - i - 1);
            // [h], [mm], [ss] are times; anything else in brackets is a colour, a condition or a language.
            const bool time = !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
            if (time) out += inside;
            i = end;
        } else {
            out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
        }
    }
    return out;
}

std::string clock_text(std::int64_t seconds) {
    const auto hour = seconds / 3600;
    const auto minute = seconds / 60 % 60;
    if (seconds % 60 == 0) return fmt::format("{:02}:{:02}", hour, minute);
    return fmt::format("{:02}:{:02}:{:02}", hour, minute, seconds % 60);
}

std::string day_text(std::int64_t days_since_1970) {
    return date_text(Date{static_cast<std::int32_t>(days_since_1970)});
}

}  // namespace

NumberKind kind_of_format(std::string_view code) {
    // Only the part for positive numbers counts.
    const std::string bare = bare_code(code);
    const std::string part = bare.substr(0, bare.find(';'));
    if (part == "general" || part.find('0') != std::string::npos || part.find('#') != std::string::npos) {
        // "mm:ss.0" is the one time format with a digit in it.
        if (part.find("ss.0") == std::string::npos) return NumberKind::number;
    }
    const bool day = part.find_first_of("dy") != std::string::npos;
    const bool clock = part.find_first_of("hs") != std::string::npos;
    const bool month = part.find('m') != std::string::npos;
    if (day || (month && !clock)) return clock ? NumberKind::date_time : NumberKind::date;
    return clock ? NumberKind::time : NumberKind::number;
}

NumberKind kind_of_builtin_format(unsigned id) {
    if (id >= 14 && id <= 17) return NumberKind::date;
    if (id == 22) return NumberKind::date_time;
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return NumberKind::time;
    // East Asian date formats.
    if ((id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id == 36) return NumberKind::date;
    return NumberKind::number;
}

std::optional<std::string> serial_text(double serial, NumberKind kind, DateSystem system) {
    if (serial < 0 || serial >= 2'958'466.0) return std::nullopt;
    double whole = std::floor(serial);
    auto seconds = static_cast<std::int64_t>(std::llround((serial - whole) * seconds_per_day));
    if (seconds == 86'400) {
        seconds = 0;
        whole += 1;
    }
    const auto days = static_cast<std::int64_t>(whole);
    if (kind == NumberKind::time && days == 0) return clock_text(seconds);
    if (days == 0 && seconds == 0 && system == DateSystem::from_1900) return std::string();
    // 1904-01-01 is day 0 there. In the other system day 60 is 29 February 1900, which never was (Lotus
    // 1-2-3).
    constexpr std::int64_t day_zero_1904 = -24'107;
    constexpr std::int64_t day_zero_1900 = -25'569;
    if (system == DateSystem::from_1900 && days == 60) return std::nullopt;
    const std::int64_t since_1970 =
        system == DateSystem::from_1904 ? days + day_zero_1904 : days + day_zero_1900 + (days < 60 ? 1 : 0);
    if (seconds == 0) return day_text(since_1970);
    return day_text(since_1970) + " " + clock_text(seconds);
}

std::optional<std::string> number_text(std::string_view raw) {
    const auto value = parse_number(raw);
    if (!value) return std::nullopt;
    const bool plain = raw.find_first_not_of("0123456789") == std::string_view::npos;
    if (plain) return std::string(raw);
    if (std::floor(*value) == *value && std::fabs(*value) < 1e15) {
        return fmt::format("{}", static_cast<std::int64_t>(*value));
    }
    return fmt::format("{}", *value);
}

}  // namespace kartei::formats
