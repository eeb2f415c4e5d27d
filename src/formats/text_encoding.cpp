#include "formats/text_encoding.h"

#include "formats/code_pages.h"
#include "formats/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace kartei::formats {

namespace {

constexpr std::size_t text_chunk_bytes = 256 * 1024;
constexpr std::size_t head_bytes = 4096;

struct NamedEncoding {
    Encoding encoding;
    std::string_view name;
    std::array<std::string_view, 5> aliases;
    const CodePage* page;
};

constexpr std::array<NamedEncoding, 8> encodings{{
    {Encoding::utf8, "UTF-8", {"utf8"}, nullptr},
    {Encoding::utf16le, "UTF-16 little endian", {"utf16le", "utf16", "unicode"}, nullptr},
    {Encoding::utf16be, "UTF-16 big endian", {"utf16be"}, nullptr},
    {Encoding::windows_1252, "Windows-1252", {"windows1252", "cp1252", "1252", "ansi"}, &windows_1252_page},
    {Encoding::iso_8859_1, "ISO-8859-1", {"iso88591", "latin1"}, &iso_8859_1_page},
    {Encoding::iso_8859_15, "ISO-8859-15", {"iso885915", "latin9"}, &iso_8859_15_page},
    {Encoding::cp850, "DOS 850", {"cp850", "850", "dos", "ibm850", "dos850"}, &cp850_page},
    {Encoding::mac_roman, "Mac Roman", {"macroman", "macintosh", "mac"}, &mac_roman_page},
}};

const NamedEncoding& described(Encoding encoding) {
    return encodings[static_cast<std::size_t>(encoding)];
}

bool is_ascii_letter(std::uint8_t byte) {
    const auto lower = static_cast<std::uint8_t>(byte | 0x20U);
    return lower >= 'a' && lower <= 'z';
}

/// What the bytes above 0x7F look like over the whole source.
struct HighBytes {
    std::uint64_t utf8_characters = 0;
    std::uint64_t not_utf8 = 0;
    std::array<std::uint64_t, 256> count{};
    std::array<std::uint64_t, 256> inside_word{};  ///< between two ASCII letters
};

class HighByteCount {
public:
    void take(std::string_view raw) {
        for (std::size_t i = 0; i < raw.size(); ++i) {
            if (before_ < 0x80 && last_ < 0x80 && !check_.open()) i = skip_ascii(raw, i);
            if (i == raw.size()) return;
            take_byte(static_cast<std::uint8_t>(raw[i]));
        }
    }

    const HighBytes& finish() {
        if (check_.open()) ++seen_.not_utf8;
        return seen_;
    }

private:
    /// Position of the first byte that may not be skipped; the last one skipped is remembered.
    std::size_t skip_ascii(std::string_view raw, std::size_t at) {
        const std::size_t from = at;
        while (at + 8 <= raw.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, raw.data() + at, 8);
            if ((word & 0x8080808080808080ULL) != 0) break;
            at += 8;
        }
        if (at != from) last_ = before_ = static_cast<std::uint8_t>(raw[at - 1]);
        return at;
    }

    void take_byte(std::uint8_t byte) {
        if (last_ >= 0x80 && is_ascii_letter(before_) && is_ascii_letter(byte)) ++seen_.inside_word[last_];
        if (byte >= 0x80) ++seen_.count[byte];
        count_utf8(byte);
        before_ = last_;
        last_ = byte;
    }

    void count_utf8(std::uint8_t byte) {
        auto step = check_.take(byte);
        if (step == Utf8Check::Step::wrong) {
            ++seen_.not_utf8;
            if (check_.retry()) step = check_.take(byte);
            if (step == Utf8Check::Step::wrong && byte >= 0x80) return;
        }
        if (step == Utf8Check::Step::complete && byte >= 0x80) ++seen_.utf8_characters;
    }

    HighBytes seen_;
    Utf8Check check_;
    std::uint8_t before_ = 0;
    std::uint8_t last_ = 0;
};

Result<HighBytes> count_high_bytes(ByteSource& source) {
    HighByteCount count;
    std::string raw(std::min<std::uint64_t>(text_chunk_bytes, source.size()), '\0');
    source.rewind();
    for (;;) {
        const auto got = TRY(source.read(raw));
        if (got == 0) break;
        count.take(std::string_view(raw).substr(0, got));
    }
    source.rewind();
    return count.finish();
}

Result<std::string> read_head(ByteSource& source) {
    std::string head(head_bytes, '\0');
    source.rewind();
    const auto got = TRY(source.read(head));
    head.resize(got);
    source.rewind();
    return head;
}

std::optional<FoundEncoding> by_mark(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) {
        return FoundEncoding{Encoding::utf8,
                             3,
                             {"UTF-8, wegen der Marke EF BB BF am Anfang (BOM)",
                              "UTF-8, because of the mark EF BB BF at the start (BOM)"}};
    }
    if (head.starts_with("\xFF\xFE")) {
        return FoundEncoding{Encoding::utf16le,
                             2,
                             {"UTF-16 little endian, wegen der Marke FF FE am Anfang (BOM)",
                              "UTF-16 little endian, because of the mark FF FE at the start (BOM)"}};
    }
    if (head.starts_with("\xFE\xFF")) {
        return FoundEncoding{Encoding::utf16be,
                             2,
                             {"UTF-16 big endian, wegen der Marke FE FF am Anfang (BOM)",
                              "UTF-16 big endian, because of the mark FE FF at the start (BOM)"}};
    }
    return std::nullopt;
}

/// Text of western languages in UTF-16 has a zero in nearly every second byte, always on the same side.
std::optional<FoundEncoding> by_zeros(std::string_view head) {
    std::array<std::size_t, 2> zeros{};
    const std::size_t pairs = head.size() / 2;
    for (std::size_t i = 0; i < pairs * 2; ++i) zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
    const auto dominates = [&](std::size_t side) {
        return zeros[side] * 2 >= pairs && zeros[1 - side] * 50 <= pairs;
    };
    if (pairs < 2 || (!dominates(0) && !dominates(1))) return std::nullopt;
    const bool little = dominates(1);
    const auto name = described(little ? Encoding::utf16le : Encoding::utf16be).name;
    return FoundEncoding{little ? Encoding::utf16le : Encoding::utf16be,
                         0,
                         {fmt::format("{}, weil fast jedes zweite Byte null ist", name),
                          fmt::format("{}, because nearly every second byte is zero", name)}};
}

std::uint64_t sum(const std::array<std::uint64_t, 256>& counts, std::string_view bytes) {
    std::uint64_t total = 0;
    for (const char byte : bytes) total += counts[static_cast<std::uint8_t>(byte)];
    return total;
}

/// The page whose German letters (ä ö ü Ä Ö Ü ß) stand inside words; Windows unless another is clearly
/// better.
Encoding by_letters(const HighBytes& seen) {
    const auto windows = sum(seen.inside_word, "\xE4\xF6\xFC\xC4\xD6\xDC\xDF\xE9\xE8\xF3");
    const auto dos = sum(seen.inside_word, "\x84\x94\x81\x8E\x99\x9A\xE1");
    const auto mac = sum(seen.inside_word, "\x8A\x9A\x9F\x80\x85\x86\xA7");
    if (dos > 2 * windows && dos >= mac) return Encoding::cp850;
    if (mac > 2 * windows && mac > dos) return Encoding::mac_roman;
    for (std::size_t byte = 0x80; byte < 0xA0; ++byte) {
        if (seen.count[byte] != 0) return Encoding::windows_1252;
    }
    // Where Latin-9 has the euro and the S, s, Z with caron, the other two have signs that no list contains.
    const bool latin9 = seen.count[0xA4] != 0 || sum(seen.inside_word, "\xA6\xA8\xB8") != 0;
    return latin9 ? Encoding::iso_8859_15 : Encoding::windows_1252;
}

Message all_are_valid(std::size_t characters) {
    if (characters == 1) {
        return {"UTF-8, weil das eine Zeichen außerhalb von ASCII gültig ist",
                "UTF-8, because the one character outside ASCII is valid"};
    }
    return {fmt::format("UTF-8, weil alle {} Zeichen außerhalb von ASCII gültig sind", characters),
            fmt::format("UTF-8, because all {} characters outside ASCII are valid", characters)};
}

FoundEncoding by_high_bytes(const HighBytes& seen) {
    if (seen.utf8_characters == 0 && seen.not_utf8 == 0) {
        return {
            Encoding::utf8,
            0,
            {"UTF-8, weil nur ASCII-Zeichen vorkommen", "UTF-8, because there are only ASCII characters"}};
    }
    if (seen.not_utf8 == 0) return {Encoding::utf8, 0, all_are_valid(seen.utf8_characters)};
    if (seen.utf8_characters > seen.not_utf8) {
        const bool one = seen.not_utf8 == 1;
        return {Encoding::utf8,
                0,
                {fmt::format("UTF-8, weil {} Zeichen gültig sind; {}", seen.utf8_characters,
                             one ? "eine Stelle ist es nicht"
                                 : fmt::format("{} Stellen sind es nicht", seen.not_utf8)),
                 fmt::format("UTF-8, because {} characters are valid; {}", seen.utf8_characters,
                             one ? "one place is not" : fmt::format("{} places are not", seen.not_utf8))}};
    }
    const auto encoding = by_letters(seen);
    const auto name = described(encoding).name;
    return {encoding,
            0,
            {fmt::format("{}, weil die Umlaute so lesbar werden und die Datei kein gültiges UTF-8 ist", name),
             fmt::format("{}, because the umlauts become readable and the file is no valid UTF-8", name)}};
}

/// Lower case, letters and digits alone.
std::string folded_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') out.push_back(static_cast<char>(c | 0x20));
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
    }
    return out;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
    return described(encoding).name;
}

std::optional<Encoding> encoding_named(std::string_view name) {
    const auto wanted = folded_name(name);
    if (wanted.empty()) return std::nullopt;
    for (const auto& known : encodings) {
        const bool alias = std::ranges::find(known.aliases, wanted) != known.aliases.end();
        if (alias || folded_name(known.name) == wanted) return known.encoding;
    }
    return std::nullopt;
}

Result<FoundEncoding> find_encoding(ByteSource& source) {
    const auto head = TRY(read_head(source));
    if (auto found = by_mark(head)) return *found;
    if (auto found = by_zeros(head)) return *found;
    const auto seen = TRY(count_high_bytes(source));
    return by_high_bytes(seen);
}

Result<FoundEncoding> forced_encoding(ByteSource& source, Encoding encoding) {
    const auto head = TRY(read_head(source));
    const auto mark = by_mark(head);
    const auto name = described(encoding).name;
    return FoundEncoding{
        encoding,
        mark && mark->encoding == encoding ? mark->bom_bytes : 0,
        {fmt::format("{}, weil es so vorgegeben ist", name), fmt::format("{}, because it was chosen", name)}};
}

void TextDecoder::decode(std::string_view raw, std::string& out) {
    if (encoding_ == Encoding::utf8) out += raw;
    else if (encoding_ == Encoding::utf16le || encoding_ == Encoding::utf16be) decode_utf16(raw, out);
    else decode_page(raw, out);
}

void TextDecoder::decode_page(std::string_view raw, std::string& out) const {
    const CodePage& page = *described(encoding_).page;
    for (const char c : raw) {
        const auto byte = static_cast<std::uint8_t>(c);
        const std::uint32_t code_point = byte < 0x80 ? byte : page[byte - 0x80U];
        if (code_point == 0 && byte != 0) out.push_back(c);  // undefined: stays a byte that is no UTF-8
        else append_raw_utf8(code_point, out);
    }
}

void TextDecoder::put_unit(std::uint32_t unit, std::string& out) {
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high_surrogate_ != 0) {
        const auto high = std::exchange(high_surrogate_, 0);
        if (low) return append_raw_utf8(0x10000U + ((high - 0xD800U) << 10U) + (unit - 0xDC00U), out);
        append_raw_utf8(high, out);
    }
    if (unit >= 0xD800 && unit < 0xDC00) high_surrogate_ = unit;
    else append_raw_utf8(unit, out);
}

void TextDecoder::decode_utf16(std::string_view raw, std::string& out) {
    for (const char c : raw) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (!half_) {
            half_ = byte;
            continue;
        }
        const std::uint32_t first = *std::exchange(half_, std::nullopt);
        put_unit(encoding_ == Encoding::utf16le ? first | static_cast<std::uint32_t>(byte) << 8U
                                                : first << 8U | byte,
                 out);
    }
}

void TextDecoder::finish(std::string& out) {
    if (high_surrogate_ != 0) append_raw_utf8(std::exchange(high_surrogate_, 0), out);
    if (half_) out.push_back(static_cast<char>(0xFF));
    half_.reset();
}

TextStream::TextStream(ByteSource source, const FoundEncoding& found)
    : source_(std::move(source)),
      decoder_(found.encoding),
      plain_(found.encoding == Encoding::utf8),
      skip_(found.bom_bytes) {
    source_.rewind();
    if (!plain_ || skip_ != 0) raw_.resize(std::min<std::uint64_t>(text_chunk_bytes, source_.size()));
}

double TextStream::progress() const {
    return static_cast<double>(source_.position()) / static_cast<double>(source_.size());
}

Result<bool> TextStream::read(std::string& out) {
    if (plain_ && skip_ == 0) {
        const std::size_t before = out.size();
        out.resize(before + std::min<std::uint64_t>(text_chunk_bytes, source_.size() - source_.position()));
        auto got = source_.read(std::span(out).subspan(before));
        out.resize(before + got.value_or(0));
        if (!got) return std::unexpected(std::move(got).error());
        return *got != 0;
    }
    const auto got = TRY(source_.read(raw_));
    const std::size_t before = out.size();
    const std::size_t skipped = std::min(skip_, got);
    skip_ -= skipped;
    if (got == 0) decoder_.finish(out);
    else decoder_.decode(std::string_view(raw_).substr(skipped, got - skipped), out);
    return got != 0 || out.size() != before;
}

}  // namespace kartei::formats
