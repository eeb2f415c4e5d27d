// What the bytes 0x80 to 0xFF mean in the five eight-bit encodings that German office programs have written.
// Only tables; which one a file uses is found in text_encoding.
#pragma once

#include <array>

namespace kartei::formats {

/// Unicode scalar values of the bytes 0x80 to 0xFF; 0 where the page has none.
using CodePage = std::array<char16_t, 128>;

extern const CodePage windows_1252_page;
extern const CodePage iso_8859_1_page;
extern const CodePage iso_8859_15_page;
extern const CodePage cp850_page;      ///< Excel's "CSV (MS-DOS)"
extern const CodePage mac_roman_page;  ///< Excel's "CSV (Macintosh)"

}  // namespace kartei::formats
