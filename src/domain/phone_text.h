// The signs of a written telephone number: what is digit, what is decoration, where an extension begins.
// Knows no country.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace kartei::domain {

/// How a number begins.
enum class PhoneStart : unsigned char { bare, plus };

struct PhoneText {
    std::string digits;     ///< ASCII digits of the number, without extension
    std::string extension;  ///< ASCII digits
    PhoneStart start = PhoneStart::bare;
};

/// Longest run of digits that is kept for a number, and for an extension. E.164 allows 15 for a number.
inline constexpr std::size_t max_phone_digits = 24;
inline constexpr std::size_t max_extension_digits = 10;

/// Digits of every script, blanks, dashes, brackets, points, strokes and known words ("Tel.:", "mobil") are
/// understood. Refuses, with the reason: anything else, several numbers in one text, a plus that does not
/// stand in front.
Result<PhoneText> read_phone_text(std::string_view text);

/// The refusal of a telephone number: `text` is quoted, shortened.
std::unexpected<Error> refuse_phone(std::string_view text, const Message& reason,
                                    ErrorCode code = ErrorCode::invalid);

}  // namespace kartei::domain
