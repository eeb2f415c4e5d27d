// Characters and small pieces of HTTP's grammar that several readers of headers share (RFC 9110 section 5.6).
#pragma once

#include "base/text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::http {

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `tchar` (section 5.6.2).
constexpr bool is_token_character(char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

constexpr bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_character);
}

/// 0 to 15, or -1 where it is no hex digit.
constexpr int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char low = ascii_lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// Without the blanks and tabs (`OWS`) at both ends.
constexpr std::string_view trim_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

constexpr bool equal_ignoring_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, ascii_lower, ascii_lower);
}

inline std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), ascii_lower);
    return lower;
}

/// Whether the bytes may stand in a header's value: UTF-8 without controls other than the tab.
inline bool is_header_value(std::string_view value) {
    const auto is_control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7F;
    };
    return std::ranges::none_of(value, is_control) && is_utf8(value);
}

/// The elements of a list of tokens and parameters without quoted strings, trimmed, without the empty ones
/// (section 5.6.1.2).
inline std::vector<std::string_view> list_elements(std::string_view list) {
    std::vector<std::string_view> elements;
    for (const auto part : split(list, ',')) {
        const auto element = trim_blanks(part);
        if (!element.empty()) elements.push_back(element);
    }
    return elements;
}

/// The number, digits alone and at most 18 of them.
inline std::optional<std::uint64_t> decimal(std::string_view digits) {
    if (digits.empty() || digits.size() > 18 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
    std::uint64_t number = 0;
    for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    return number;
}

}  // namespace kartei::http
