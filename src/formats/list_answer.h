// Yes and no as lists write them, German and English.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kartei::formats {

enum class Answer : std::uint8_t { empty, yes, no, unclear };

/// "ja", "J", "x", "true", "1", "✓" … are yes, "nein", "N", "0", "-", "false" … are no, blanks are empty;
/// whatever else stands there is unclear. Additional words win over the known ones.
Answer parse_answer(std::string_view text, std::span<const std::string> yes_words = {},
                    std::span<const std::string> no_words = {});

}  // namespace kartei::formats
