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

}  // namespace kartei
