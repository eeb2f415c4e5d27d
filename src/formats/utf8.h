// UTF-8 (RFC 3629) bit by bit: writing a code point and checking bytes as they come.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kartei::formats {

/// Appends a code point. Surrogates are written too, as three bytes that no reader of UTF-8 accepts.
void append_raw_utf8(std::uint32_t code_point, std::string& out);

/// A check that can stop and go on at any byte.
class Utf8Check {
public:
    enum class Step { inside, complete, wrong };

    /// Takes the next byte. After `wrong` the check stands at the beginning of a character again, and the
    /// byte is to be offered once more where it is not wrong by itself: `retry` says so.
    Step take(std::uint8_t byte);

    bool retry() const { return retry_; }

    /// Code point of the character just completed.
    std::uint32_t code_point() const { return code_point_; }

    /// Whether a character has begun and not ended.
    bool open() const { return missing_ != 0; }

private:
    Step begin(std::uint8_t byte);

    unsigned missing_ = 0;
    std::uint8_t lowest_ = 0x80;
    std::uint8_t highest_ = 0xBF;
    std::uint32_t code_point_ = 0;
    bool retry_ = false;
};

/// The first bytes of a text that make whole characters, at most `max_bytes`, with an ellipsis where
/// something was cut; control characters and what is no UTF-8 become U+FFFD. For messages.
std::string shown_text(std::string_view text, std::size_t max_bytes);

/// The whole text, with U+FFFD for control characters (besides tab and line breaks) and for what is no UTF-8.
std::string valid_text(std::string_view text);

}  // namespace kartei::formats
