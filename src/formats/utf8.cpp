#include "formats/utf8.h"

#include <limits>

namespace kartei::formats {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_control(std::uint32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

bool is_layout(std::uint32_t code_point) {
    return code_point == '\t' || code_point == '\n' || code_point == '\r';
}

}  // namespace

void append_raw_utf8(std::uint32_t code_point, std::string& out) {
    const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code_point < 0x80) return put(code_point);
    if (code_point < 0x800) {
        put(0xC0U | code_point >> 6U);
        return put(0x80U | (code_point & 0x3FU));
    }
    if (code_point < 0x10000) {
        put(0xE0U | code_point >> 12U);
    } else {
        put(0xF0U | code_point >> 18U);
        put(0x80U | (code_point >> 12U & 0x3FU));
    }
    put(0x80U | (code_point >> 6U & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
}

Utf8Check::Step Utf8Check::begin(std::uint8_t byte) {
    lowest_ = 0x80;
    highest_ = 0xBF;
    if (byte < 0x80) {
        code_point_ = byte;
        return Step::complete;
    }
    if (byte >= 0xC2 && byte <= 0xDF) {
        missing_ = 1;
        code_point_ = byte & 0x1FU;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        missing_ = 2;
        code_point_ = byte & 0x0FU;
        if (byte == 0xE0) lowest_ = 0xA0;   // no longer form than needed
        if (byte == 0xED) highest_ = 0x9F;  // no surrogates
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        missing_ = 3;
        code_point_ = byte & 0x07U;
        if (byte == 0xF0) lowest_ = 0x90;
        if (byte == 0xF4) highest_ = 0x8F;  // nothing above U+10FFFF
    } else {
        return Step::wrong;
    }
    return Step::inside;
}

Utf8Check::Step Utf8Check::take(std::uint8_t byte) {
    retry_ = false;
    if (missing_ == 0) return begin(byte);
    if (byte < lowest_ || byte > highest_) {
        missing_ = 0;
        retry_ = true;
        return Step::wrong;
    }
    lowest_ = 0x80;
    highest_ = 0xBF;
    code_point_ = code_point_ << 6U | (byte & 0x3FU);
    return --missing_ == 0 ? Step::complete : Step::inside;
}

namespace {

enum class Layout { keep, replace };

/// Appends characters of `text` until `max_bytes` would be passed; gives whether all went in.
bool copy_clean(std::string_view text, std::size_t max_bytes, Layout layout, std::string& out) {
    Utf8Check check;
    const auto put = [&](std::uint32_t code_point) {
        const bool bad = is_control(code_point) && !(layout == Layout::keep && is_layout(code_point));
        if (bad) out += replacement;
        else append_raw_utf8(code_point, out);
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (out.size() + 4 > max_bytes) return false;
        const auto step = check.take(static_cast<std::uint8_t>(text[i]));
        if (step == Utf8Check::Step::complete) put(check.code_point());
        if (step != Utf8Check::Step::wrong) continue;
        out += replacement;
        if (check.retry()) --i;
    }
    if (check.open()) out += replacement;
    return true;
}

}  // namespace

std::string shown_text(std::string_view text, std::size_t max_bytes) {
    std::string out;
    if (!copy_clean(text, max_bytes, Layout::replace, out)) out += "…";
    return out;
}

std::string valid_text(std::string_view text) {
    std::string out;
    copy_clean(text, std::numeric_limits<std::size_t>::max(), Layout::keep, out);
    return out;
}

}  // namespace kartei::formats
