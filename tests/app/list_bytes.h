// Texts as German programs save them.
#pragma once

#include <string>
#include <string_view>

namespace kartei::app {

/// Code points below U+0100 as Windows-1252 has them.
inline std::string as_windows_1252(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte < 0x80) {
            out += utf8[i];
            continue;
        }
        const auto next = static_cast<unsigned char>(utf8[++i]);
        out += static_cast<char>(((byte & 0x03U) << 6U) | (next & 0x3FU));
    }
    return out;
}

/// The same as UTF-16 with BOM, low byte first: "Unicode-Text" of Excel.
inline std::string as_utf16(std::string_view utf8) {
    std::string out = "\xFF\xFE";
    for (const char byte : as_windows_1252(utf8)) {
        out += byte;
        out += '\0';
    }
    return out;
}

}  // namespace kartei::app
