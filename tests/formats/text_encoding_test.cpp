#include "formats/text_encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::formats {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

FoundEncoding find(std::string bytes) {
    auto source = *ByteSource::of(std::move(bytes));
    return *find_encoding(source);
}

std::string decode(Encoding encoding, std::string_view raw) {
    // Byte by byte: every character is cut by a chunk once.
    TextDecoder decoder(encoding);
    std::string out;
    for (const char c : raw) decoder.decode({&c, 1}, out);
    decoder.finish(out);
    return out;
}

std::string utf16(std::u16string_view text, Encoding encoding) {
    std::string out;
    for (const char16_t unit : text) {
        const char low = static_cast<char>(unit & 0xFFU);
        const char high = static_cast<char>(unit >> 8U);
        out += encoding == Encoding::utf16le ? std::string{low, high} : std::string{high, low};
    }
    return out;
}

TEST(Encoding, is_found_by_its_mark) {
    EXPECT_EQ(find("\xEF\xBB\xBF"
                   "abc")
                  .encoding,
              Encoding::utf8);
    EXPECT_EQ(find("\xFF\xFE"
                   "a\0"s)
                  .encoding,
              Encoding::utf16le);
    EXPECT_EQ(find("\xFE\xFF\0a"s).encoding, Encoding::utf16be);
    EXPECT_EQ(find("\xFF\xFE"
                   "a\0"s)
                  .rests_on.de,
              "UTF-16 little endian, wegen der Marke FF FE am Anfang (BOM)");
}

TEST(Encoding, is_found_by_zero_bytes) {
    for (const auto encoding : {Encoding::utf16le, Encoding::utf16be}) {
        const auto found = find(utf16(u"Name\tOrt\r\nMüller\tLingen\r\n", encoding));
        EXPECT_EQ(found.encoding, encoding);
        EXPECT_THAT(found.rests_on.en, HasSubstr("every second byte"));
    }
}

TEST(Encoding, is_utf8_where_all_bytes_fit) {
    EXPECT_EQ(find("Name;Ort\nMüller;Łódź\n").encoding, Encoding::utf8);
    EXPECT_THAT(find("Müller Łódź").rests_on.de, HasSubstr("alle 4 Zeichen"));
    EXPECT_THAT(find("plain").rests_on.de, HasSubstr("ASCII"));
}

TEST(Encoding, counts_what_it_rests_on) {
    EXPECT_EQ(find("Müller").rests_on.en, "UTF-8, because the one character outside ASCII is valid");
    EXPECT_EQ(find("Jürgen Groß").rests_on.en, "UTF-8, because all 2 characters outside ASCII are valid");
}

TEST(Encoding, stays_utf8_with_single_wrong_bytes) {
    const auto found = find("Müller Özdemir Groß\nM\xFCller\n");
    EXPECT_EQ(found.encoding, Encoding::utf8);
    EXPECT_THAT(found.rests_on.en, HasSubstr("; one place is not"));
}

TEST(Encoding, is_found_late_in_a_long_file) {
    EXPECT_EQ(find(std::string(900'000, 'a') + "M\xFCller").encoding, Encoding::windows_1252);
    EXPECT_EQ(find(std::string(900'001, 'a') + "Müller").encoding, Encoding::utf8);
}

TEST(Encoding, is_the_page_that_gives_german_letters) {
    EXPECT_EQ(find("M\xFCller; Stra\xDF"
                   "e; 5 \x80")
                  .encoding,
              Encoding::windows_1252);
    EXPECT_EQ(find("M\xFCller; Stra\xDF"
                   "e; 5 \xA4")
                  .encoding,
              Encoding::iso_8859_15);
    EXPECT_EQ(find("M\x81ller; Stra\xE1"
                   "e; Gr\x94\xE1"
                   "e")
                  .encoding,
              Encoding::cp850);
    EXPECT_EQ(find("M\x9Fller; Stra\xA7"
                   "e; J\x8Ager")
                  .encoding,
              Encoding::mac_roman);
    EXPECT_EQ(find("\x84Holz\x93 \x96 D\xB4"
                   "Angelo")
                  .encoding,
              Encoding::windows_1252);
}

TEST(Encoding, pages_are_decoded) {
    EXPECT_EQ(decode(Encoding::windows_1252, "M\xFCller \x80 \x96"), "Müller € –");
    EXPECT_EQ(decode(Encoding::iso_8859_15, "\xA4 \xA6"), "€ Š");
    EXPECT_EQ(decode(Encoding::iso_8859_1, "\xA4"), "¤");
    EXPECT_EQ(decode(Encoding::cp850,
                     "M\x81ller Stra\xE1"
                     "e"),
              "Müller Straße");
    EXPECT_EQ(decode(Encoding::mac_roman,
                     "M\x9Fller Stra\xA7"
                     "e"),
              "Müller Straße");
    EXPECT_EQ(decode(Encoding::windows_1252, "a\x81"), "a\x81");
}

TEST(Encoding, utf16_is_decoded_in_both_orders) {
    const std::u16string text = u"Müller 😀 Nguyễn";
    for (const auto encoding : {Encoding::utf16le, Encoding::utf16be}) {
        EXPECT_EQ(decode(encoding, utf16(text, encoding)), "Müller 😀 Nguyễn");
    }
}

TEST(Encoding, broken_utf16_comes_out_as_no_text) {
    EXPECT_EQ(decode(Encoding::utf16le, utf16({u"\xD83D", 1}, Encoding::utf16le)), "\xED\xA0\xBD");
    EXPECT_EQ(decode(Encoding::utf16le, utf16({u"\xDE00x", 2}, Encoding::utf16le)), "\xED\xB8\x80x");
    EXPECT_EQ(decode(Encoding::utf16le, "a\0b"s), "a\xFF");
}

TEST(Encoding, has_names) {
    EXPECT_EQ(encoding_named("utf-8"), Encoding::utf8);
    EXPECT_EQ(encoding_named("Windows-1252"), Encoding::windows_1252);
    EXPECT_EQ(encoding_named("latin1"), Encoding::iso_8859_1);
    EXPECT_EQ(encoding_named("ISO-8859-15"), Encoding::iso_8859_15);
    EXPECT_EQ(encoding_named("UTF-16"), Encoding::utf16le);
    EXPECT_FALSE(encoding_named("klingon"));
    EXPECT_FALSE(encoding_named(""));
}

TEST(Encoding, stream_leaves_out_the_mark) {
    auto source = *ByteSource::of("\xFF\xFE" + utf16(u"ä;b", Encoding::utf16le));
    const auto found = *find_encoding(source);
    TextStream stream(std::move(source), found);
    std::string text;
    while (*stream.read(text)) {
    }
    EXPECT_EQ(text, "ä;b");
}

TEST(Encoding, may_be_forced) {
    auto source = *ByteSource::of(
        "\xEF\xBB\xBF"
        "abc");
    EXPECT_EQ(forced_encoding(source, Encoding::utf8)->bom_bytes, 3U);
    EXPECT_EQ(forced_encoding(source, Encoding::windows_1252)->bom_bytes, 0U);
}

TEST(ByteSource, refuses_what_is_no_file) {
    EXPECT_EQ(ByteSource::open("/nowhere/list.csv").error().code, ErrorCode::not_found);
    EXPECT_THAT(ByteSource::open("/tmp").error().what.en, HasSubstr("folder"));
    EXPECT_THAT(ByteSource::open("/dev/null").error().what.en, HasSubstr("ordinary"));
    EXPECT_THAT(ByteSource::of("").error().what.en, HasSubstr("empty"));
}

}  // namespace
}  // namespace kartei::formats
