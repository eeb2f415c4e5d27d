#include "cli/visible.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace kartei::cli {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Marks of direction (UAX #9), invisible separators, tags: they change what a reader sees and show nothing.
constexpr std::array unseen{
    Range{0x00AD, 0x00AD}, Range{0x061C, 0x061C},   Range{0x180E, 0x180E}, Range{0x200B, 0x200B},
    Range{0x200E, 0x200F}, Range{0x2028, 0x202E},   Range{0x2060, 0x206F}, Range{0xFEFF, 0xFEFF},
    Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE007F}, Range{0x115F, 0x1160}, Range{0x180B, 0x180F},
    Range{0x2800, 0x2800}, Range{0x3164, 0x3164},   Range{0xFFA0, 0xFFA0},
};

/// Combining marks, joiners and variation selectors of the scripts that names are written in.
constexpr std::array zero_width{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E}, Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF}, Range{0x200C, 0x200D}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F},
    Range{0xFE20, 0xFE2F},
};

/// East Asian Width W and F (UAX #11), and pictograms.
constexpr std::array two_wide{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};

bool within(std::span<const Range> ranges, char32_t c) {
    return std::ranges::any_of(ranges,
                               [c](const Range& range) { return range.first <= c && c <= range.last; });
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

std::size_t width_of(char32_t c) {
    if (within(zero_width, c)) return 0;
    return within(two_wide, c) ? 2 : 1;
}

void append_visible(std::string& out, char32_t c) {
    if (c < 0x20) return append_utf8(out, 0x2400 + c);
    if (c == 0x7F) return append_utf8(out, 0x2421);
    if (is_control(c) || within(unseen, c)) {
        out += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(c));
        return;
    }
    append_utf8(out, c);
}

void append_json_escape(std::string& out, char32_t c) {
    if (c < 0x10000) {
        out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
        return;
    }
    const auto rest = static_cast<std::uint32_t>(c) - 0x10000U;
    out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
}

/// Cuts off the next word and the blanks before it.
std::string_view next_word(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(word.size());
    return word;
}

void wrap_line(std::vector<std::string>& lines, std::string_view line, std::size_t width) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    std::string current(line.substr(0, indent));
    std::size_t used = indent;
    bool fresh = true;
    for (auto word = next_word(line); !word.empty(); word = next_word(line)) {
        const std::size_t wide = display_width(word);
        if (!fresh && used + 1 + wide > width) {
            lines.push_back(std::move(current));
            current.assign(indent, ' ');
            used = indent;
            fresh = true;
        }
        if (!fresh) current += ' ';
        used += wide + (fresh ? 0 : 1);
        current += word;
        fresh = false;
    }
    lines.push_back(std::move(current));
}

}  // namespace

std::string visible(std::string_view text, LineBreaks line_breaks) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const char32_t c = next_code_point(text);
        if (line_breaks == LineBreaks::allowed && (c == '\n' || c == '\t')) {
            out += static_cast<char>(c);
        } else {
            append_visible(out, c);
        }
    }
    return out;
}

std::string visible_json(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    while (!json.empty()) {
        const char32_t c = next_code_point(json);
        if (is_control(c) || within(unseen, c)) {
            append_json_escape(out, c);
        } else {
            append_utf8(out, c);
        }
    }
    return out;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) width += width_of(next_code_point(text));
    return width;
}

std::string shortened(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};
    std::string out;
    std::size_t used = 0;
    while (!text.empty()) {
        const char32_t c = next_code_point(text);
        used += width_of(c);
        if (used > width - 1) break;
        append_utf8(out, c);
    }
    return out + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    for (const auto line : split(text, '\n')) {
        if (width == 0) {
            lines.emplace_back(line);
        } else {
            wrap_line(lines, line, width);
        }
    }
    return lines;
}

std::string padded(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

}  // namespace kartei::cli
