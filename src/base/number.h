// Numbers that somebody wrote.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace kartei {

/// The whole number that the text is, in decimal digits behind a minus sign at most; nothing where it is
/// anything else or none of T.
template <std::integral T>
std::optional<T> whole_number(std::string_view text) {
    T number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The same where each number has one spelling: no minus sign, no zeros in front.
template <std::unsigned_integral T>
std::optional<T> plain_number(std::string_view text) {
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    return whole_number<T>(text);
}

}  // namespace kartei
