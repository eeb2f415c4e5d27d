#include "cli/visible.h"

#include <gtest/gtest.h>

namespace kartei::cli {
namespace {

TEST(Visible, shows_escapes_instead_of_sending_them) {
    EXPECT_EQ(visible("a\x1b[31mrot"), "a␛[31mrot");
    EXPECT_EQ(visible("\x07\x7f"), "␇␡");
    EXPECT_EQ(visible("\xC2\x9B"), "<U+009B>");
}

TEST(Visible, shows_marks_that_turn_the_reading_direction) {
    EXPECT_EQ(visible("\u202Efdp.exe"), "<U+202E>fdp.exe");
    EXPECT_EQ(visible("\u2066x\u2069"), "<U+2066>x<U+2069>");
    EXPECT_EQ(visible("a\u200Bb"), "a<U+200B>b");
}

TEST(Visible, shows_letters_that_nobody_sees) {
    EXPECT_EQ(visible("a\u3164b\u2800c\u115F"), "a<U+3164>b<U+2800>c<U+115F>");
}

TEST(Visible, keeps_line_breaks_only_where_they_are_allowed) {
    EXPECT_EQ(visible("a\nb\tc"), "a␊b␉c");
    EXPECT_EQ(visible("a\nb\tc\r", LineBreaks::allowed), "a\nb\tc␍");
}

TEST(Visible, replaces_bytes_that_are_no_text) {
    EXPECT_EQ(visible("M\xFCller"), "M\uFFFDller");
}

TEST(Visible, leaves_names_alone) {
    EXPECT_EQ(visible("Søren Özdemir-Çelik & Łukasz 李"), "Søren Özdemir-Çelik & Łukasz 李");
}

TEST(VisibleJson, escapes_the_same_without_changing_the_value) {
    EXPECT_EQ(visible_json("{\"a\":\"\u202Ex\x7f\"}"), "{\"a\":\"\\u202ex\\u007f\"}");
    EXPECT_EQ(visible_json("\U000E0041"), "\\udb40\\udc41");
}

TEST(DisplayWidth, counts_columns_and_not_bytes) {
    EXPECT_EQ(display_width("Özdemir"), 7U);
    EXPECT_EQ(display_width("O\u0308zdemir"), 7U);
    EXPECT_EQ(display_width("李明"), 4U);
    EXPECT_EQ(display_width("✓ ⊘ ✗"), 5U);
    EXPECT_EQ(display_width(""), 0U);
}

TEST(Shortened, marks_what_had_to_go) {
    EXPECT_EQ(shortened("Brüggemann", 10), "Brüggemann");
    EXPECT_EQ(shortened("Brüggemann", 5), "Brüg…");
    EXPECT_EQ(shortened("李明李明", 4), "李…");
    EXPECT_EQ(shortened("abc", 0), "");
}

TEST(Wrapped, breaks_at_blanks_and_keeps_long_words_whole) {
    EXPECT_EQ(wrapped("Der Anruf ist untersagt.", 10),
              (std::vector<std::string>{"Der Anruf", "ist", "untersagt."}));
    EXPECT_EQ(wrapped("Donaudampfschiff fährt", 5), (std::vector<std::string>{"Donaudampfschiff", "fährt"}));
    EXPECT_EQ(wrapped("a\n\nb", 10), (std::vector<std::string>{"a", "", "b"}));
    EXPECT_EQ(wrapped("eins zwei", 0), (std::vector<std::string>{"eins zwei"}));
}

TEST(Wrapped, keeps_the_indent_of_a_line) {
    EXPECT_EQ(wrapped("  eins zwei", 8), (std::vector<std::string>{"  eins", "  zwei"}));
}

}  // namespace
}  // namespace kartei::cli
