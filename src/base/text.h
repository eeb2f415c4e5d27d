// Plain handling of UTF-8 text: validity, blanks, code points, cutting, splitting, Unicode normal form C.
// Knows no language: folding and sorting are in base/fold.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei {

/// Stands for bytes that are no UTF-8.
inline constexpr char32_t replacement_character = 0xFFFD;

bool is_ascii(std::string_view text);

/// Offset of the first byte that does not belong to a well-formed code point (RFC 3629 section 4: no overlong
/// forms, no surrogates, nothing beyond U+10FFFF), or nothing where the whole text is valid.
std::optional<std::size_t> utf8_error(std::string_view text);
bool is_utf8(std::string_view text);

/// The first code point of `rest`, which must not be empty, and drops it. A byte that fits nowhere is dropped
/// alone and gives replacement_character: any input is walked to its end.
char32_t next_code_point(std::string_view& rest);

/// Appends one code point; surrogates and numbers beyond U+10FFFF become replacement_character.
void append_utf8(std::string& out, char32_t code_point);

/// White space of any kind that lists hold: ASCII, no-break, narrow, em, ideographic, line separators, and
/// the invisible zero-width space and byte order mark.
bool is_blank(char32_t code_point);

/// Without blanks at both ends. The view points into `text`.
std::string_view trim(std::string_view text);

/// Trimmed, and every run of blanks (also line breaks) is one U+0020.
std::string collapse_blanks(std::string_view text);

/// At most `max_bytes` from the front, never through the middle of a code point.
std::string_view cut(std::string_view text, std::size_t max_bytes);

/// The parts between separators, with the empty ones: "a,,b" has three, "" has one.
std::vector<std::string_view> split(std::string_view text, char separator);

enum class LineBreaks : unsigned char { refused, allowed };

/// Whether the text holds C0 or C1 controls or DEL; tabs and line breaks count only where `refused`.
bool has_control_characters(std::string_view text, LineBreaks line_breaks = LineBreaks::refused);

/// The text with a replacement character for every byte that is no UTF-8. ICU hands such bytes through, and
/// two of them that it brings together may make a letter that nobody wrote.
std::string mended_utf8(std::string_view text);

/// Unicode normal form C (UAX #15). Bytes that are no UTF-8 become replacement characters.
std::string nfc(std::string_view text);

/// A piece of foreign text fit to be shown inside a message: single blanks, at most `max_bytes` and then "…",
/// controls, direction overrides and broken bytes as replacement characters.
std::string quotable(std::string_view text, std::size_t max_bytes);

/// Where an offset lies for a person with an editor: both from 1, columns in code points.
struct TextPosition {
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const TextPosition&) const = default;
};
TextPosition text_position(std::string_view text, std::size_t offset);

/// ASCII lower case of one character; others stay.
constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace kartei
