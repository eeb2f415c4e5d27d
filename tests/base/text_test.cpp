#include "base/text.h"

#include <gtest/gtest.h>

namespace kartei {
namespace {

TEST(Utf8, well_formed_text_is_valid) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("abcdefghijklmnop"));
    EXPECT_TRUE(is_utf8("Käse, œuf, Ω, 漢字, 😀"));
    EXPECT_TRUE(is_utf8(std::string_view("\0", 1)));
}

TEST(Utf8, names_the_first_byte_that_is_wrong) {
    EXPECT_EQ(utf8_error("abcdefghM\xFCller"), 9U);  // Windows-1252
    EXPECT_EQ(utf8_error("\xC0\xAF"), 0U);           // overlong
    EXPECT_EQ(utf8_error("\xE0\x80\xAF"), 0U);       // overlong
    EXPECT_EQ(utf8_error("a\xED\xA0\x80"), 1U);      // surrogate
    EXPECT_EQ(utf8_error("\xF4\x90\x80\x80"), 0U);   // beyond U+10FFFF
    EXPECT_EQ(utf8_error("\xF0\x8F\xBF\xBF"), 0U);   // overlong
    EXPECT_EQ(utf8_error("ab\xE2\x82"), 2U);         // cut off
    EXPECT_EQ(utf8_error("\xFF"), 0U);
}

TEST(Utf8, code_points_survive_reading_and_writing) {
    for (char32_t c = 0; c <= 0x10FFFF; c += 37) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, c);
        std::string_view rest = text;
        ASSERT_EQ(next_code_point(rest), c);
        ASSERT_TRUE(rest.empty());
    }
    std::string text;
    append_utf8(text, 0xD800);
    EXPECT_EQ(text, "\uFFFD");
}

TEST(Utf8, broken_bytes_are_walked_one_by_one) {
    std::string_view rest = "\xE2\x82z";
    EXPECT_EQ(next_code_point(rest), replacement_character);
    EXPECT_EQ(next_code_point(rest), replacement_character);
    EXPECT_EQ(next_code_point(rest), U'z');
}

TEST(Trim, takes_blanks_of_every_kind) {
    EXPECT_EQ(trim(" \t\r\n\u00A0\u2003\u200B\uFEFFab c\u3000\u202F \n"), "ab c");
    EXPECT_EQ(trim("\u00A0"), "");
    EXPECT_EQ(trim("ä"), "ä");
    EXPECT_EQ(trim("x\x80"), "x\x80");
    EXPECT_EQ(collapse_blanks("  a \u00A0\n b\u2009c  "), "a b c");
    EXPECT_EQ(collapse_blanks(" \n"), "");
}

TEST(Cut, never_splits_a_code_point) {
    EXPECT_EQ(cut("aäb", 3), "aä");
    EXPECT_EQ(cut("aäb", 2), "a");
    EXPECT_EQ(cut("😀", 3), "");
    EXPECT_EQ(cut("abc", 9), "abc");
    EXPECT_EQ(cut("\x80\x80\x80\x80\x80\x80", 5).size(), 5U);
}

TEST(Split, keeps_empty_parts) {
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
    EXPECT_EQ(split(",", ','), (std::vector<std::string_view>{"", ""}));
}

TEST(ControlCharacters, are_found) {
    EXPECT_FALSE(has_control_characters("Zeile ä € 😀"));
    EXPECT_TRUE(has_control_characters("a\nb"));
    EXPECT_FALSE(has_control_characters("a\r\n\tb", LineBreaks::allowed));
    EXPECT_TRUE(has_control_characters("a\x1B[31m", LineBreaks::allowed));
    EXPECT_TRUE(has_control_characters("\x7F"));
    EXPECT_TRUE(has_control_characters("a\u0085b"));
    EXPECT_TRUE(has_control_characters(std::string_view("a\0b", 3)));
}

TEST(Nfc, composes) {
    EXPECT_EQ(nfc("Mu\u0308ller"), "Müller");
    EXPECT_EQ(nfc("ascii"), "ascii");
    EXPECT_EQ(nfc("\u212B"), "Å");
    EXPECT_TRUE(is_utf8(nfc("a\xFF\xC3")));
}

TEST(Quotable, shows_foreign_text_harmlessly) {
    EXPECT_EQ(quotable("a\x1B[31m \n b\xFF\u202Ec", 40), "a\uFFFD[31m b\uFFFD\uFFFDc");
    EXPECT_EQ(quotable("äöü", 5), "äö…");
    EXPECT_EQ(quotable("", 5), "");
}

TEST(TextPosition, counts_lines_and_letters) {
    EXPECT_EQ(text_position("ab\ncäd", 6), (TextPosition{2, 3}));
    EXPECT_EQ(text_position("", 0), (TextPosition{1, 1}));
}

}  // namespace
}  // namespace kartei
