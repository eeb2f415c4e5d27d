// Which encoding a text file is in, what that rests on, and its decoding to UTF-8 in chunks.
// What cannot be decoded is neither dropped nor replaced: it comes out as bytes that are no UTF-8, so that
// the check of each cell (table_row.h) finds and names it where it stands.
#pragma once

#include "formats/byte_source.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kartei::formats {

enum class Encoding { utf8, utf16le, utf16be, windows_1252, iso_8859_1, iso_8859_15, cp850, mac_roman };

/// Name as people write it: "UTF-8", "UTF-16 little endian", "Windows-1252", …
std::string_view encoding_name(Encoding encoding);

/// Reads such a name, also "utf8", "latin1", "cp1252", "ansi"; nothing for an unknown one.
std::optional<Encoding> encoding_named(std::string_view name);

struct FoundEncoding {
    Encoding encoding = Encoding::utf8;
    std::size_t bom_bytes = 0;  ///< to be skipped at the start
    Message rests_on;           ///< "UTF-16 little endian, wegen der Marke FF FE am Anfang (BOM)"
};

/// Looks at the whole source and rewinds it. BOM first, then the pattern of zero bytes, then whether the
/// bytes above 0x7F are UTF-8, then which eight-bit page gives German letters. Always finds one; fails only
/// where reading fails.
Result<FoundEncoding> find_encoding(ByteSource& source);

/// The encoding someone has chosen; its own BOM is skipped all the same.
Result<FoundEncoding> forced_encoding(ByteSource& source, Encoding encoding);

/// Decodes chunk by chunk; a character may be cut by the end of a chunk.
class TextDecoder {
public:
    explicit TextDecoder(Encoding encoding) : encoding_(encoding) {}

    /// Appends the text of `raw` to `out`.
    void decode(std::string_view raw, std::string& out);

    /// Appends what is left of a cut character.
    void finish(std::string& out);

private:
    void decode_page(std::string_view raw, std::string& out) const;
    void decode_utf16(std::string_view raw, std::string& out);
    void put_unit(std::uint32_t unit, std::string& out);

    Encoding encoding_;
    std::optional<std::uint8_t> half_;  ///< first byte of a UTF-16 unit
    std::uint32_t high_surrogate_ = 0;
};

/// A source read as UTF-8 text.
class TextStream {
public:
    TextStream(ByteSource source, const FoundEncoding& found);

    /// Appends at most 768 KiB of text; false at the end of the source.
    Result<bool> read(std::string& out);

    /// Share of the source already read, 0 to 1.
    double progress() const;

private:
    ByteSource source_;
    TextDecoder decoder_;
    bool plain_ = false;  ///< UTF-8: bytes go through as they are
    std::size_t skip_ = 0;
    std::string raw_;
};

}  // namespace kartei::formats
