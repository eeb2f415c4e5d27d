#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace kartei {

namespace {

constexpr unsigned char byte_of(char c) {
    return static_cast<unsigned char>(c);
}

constexpr bool is_continuation(char c) {
    return (byte_of(c) & 0xC0U) == 0x80U;
}

/// A code point and how many bytes it takes; length 0 where the bytes are not well formed.
struct Decoded {
    char32_t code_point = replacement_character;
    std::size_t length = 0;
};

/// Smallest second byte that makes a form not overlong, largest that stays below surrogates and U+110000.
constexpr bool second_byte_fits(unsigned char lead, unsigned char second) {
    if (lead == 0xE0) return second >= 0xA0;
    if (lead == 0xED) return second <= 0x9F;
    if (lead == 0xF0) return second >= 0x90;
    if (lead == 0xF4) return second <= 0x8F;
    return true;
}

Decoded decode(std::string_view text) {
    const unsigned char lead = byte_of(text[0]);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xC2 || lead > 0xF4) return {};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() < length || !second_byte_fits(lead, byte_of(text[1]))) return {};
    char32_t code_point = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(text[i])) return {};
        code_point = code_point << 6U | (byte_of(text[i]) & 0x3FU);
    }
    return {code_point, length};
}

/// How many bytes at the front are ASCII, eight at a time.
std::size_t ascii_prefix(std::string_view text) {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        if ((word & 0x8080808080808080U) != 0) break;
    }
    while (i < text.size() && byte_of(text[i]) < 0x80) ++i;
    return i;
}

}  // namespace

bool is_ascii(std::string_view text) {
    return ascii_prefix(text) == text.size();
}

std::optional<std::size_t> utf8_error(std::string_view text) {
    std::size_t at = 0;
    while (true) {
        at += ascii_prefix(text.substr(at));
        if (at == text.size()) return std::nullopt;
        const std::size_t length = decode(text.substr(at)).length;
        if (length == 0) return at;
        at += length;
    }
}

bool is_utf8(std::string_view text) {
    return !utf8_error(text);
}

char32_t next_code_point(std::string_view& rest) {
    const Decoded decoded = decode(rest);
    rest.remove_prefix(std::max<std::size_t>(decoded.length, 1));
    return decoded.code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = replacement_character;
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | (code_point >> shift & 0x3FU));
    };
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        out += static_cast<char>(0xC0U | code_point >> 6U);
        tail(0);
    } else if (code_point < 0x10000) {
        out += static_cast<char>(0xE0U | code_point >> 12U);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | code_point >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_blank(char32_t code_point) {
    if (code_point <= 0x20) return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
    if (code_point < 0x85) return false;
    switch (code_point) {
        case 0x85:
        case 0xA0:
        case 0x1680:
        case 0x2028:
        case 0x2029:
        case 0x202F:
        case 0x205F:
        case 0x2060:
        case 0x3000:
        case 0xFEFF: return true;
        default: return code_point >= 0x2000 && code_point <= 0x200B;
    }
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        std::string_view rest = text;
        if (!is_blank(next_code_point(rest))) break;
        text = rest;
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && text.size() - start < 4 && is_continuation(text[start])) --start;
        const Decoded last = decode(text.substr(start));
        if (last.length != text.size() - start || !is_blank(last.code_point)) break;
        text.remove_suffix(last.length);
    }
    return text;
}

std::string collapse_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    while (!text.empty()) {
        const std::string_view before = text;
        if (is_blank(next_code_point(text))) {
            pending = !out.empty();
            continue;
        }
        if (pending) out += ' ';
        pending = false;
        out += before.substr(0, before.size() - text.size());
    }
    return out;
}

std::string_view cut(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    std::size_t end = max_bytes;
    while (end > 0 && max_bytes - end < 3 && is_continuation(text[end])) --end;
    return text.substr(0, is_continuation(text[end]) ? max_bytes : end);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

bool has_control_characters(std::string_view text, LineBreaks line_breaks) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned char byte = byte_of(text[i]);
        if (byte >= 0x20 && byte != 0x7F && byte != 0xC2) continue;
        if (byte == 0xC2) {
            // U+0080 to U+009F: the lead byte C2 with a second byte below A0.
            if (i + 1 < text.size() && byte_of(text[i + 1]) < 0xA0) return true;
            continue;
        }
        const bool breaks = byte == '\t' || byte == '\n' || byte == '\r';
        if (!breaks || line_breaks == LineBreaks::refused) return true;
    }
    return false;
}

std::string mended_utf8(std::string_view text) {
    std::string mended;
    while (!text.empty()) append_utf8(mended, next_code_point(text));
    return mended;
}

std::string nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    if (!is_utf8(text)) return nfc(mended_utf8(text));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no data for normal form C");
    std::string out;
    icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
    form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                        nullptr, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot bring a text into normal form C");
    return out;
}

std::string quotable(std::string_view text, std::size_t max_bytes) {
    const std::string_view shown = cut(text, max_bytes);
    std::string out;
    for (std::string_view rest = shown; !rest.empty();) {
        const char32_t sign = next_code_point(rest);
        const bool hidden = (U_GET_GC_MASK(static_cast<UChar32>(sign)) & (U_GC_CC_MASK | U_GC_CF_MASK)) != 0;
        append_utf8(out, hidden && !is_blank(sign) ? replacement_character : sign);
    }
    out = collapse_blanks(out);
    if (shown.size() < text.size()) out += "…";
    return out;
}

TextPosition text_position(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    TextPosition position;
    position.line += static_cast<std::size_t>(std::ranges::count(before, '\n'));
    std::string_view rest = before.substr(line_start);
    for (; !rest.empty(); ++position.column) next_code_point(rest);
    return position;
}

}  // namespace kartei
