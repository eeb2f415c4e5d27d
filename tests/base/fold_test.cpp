#include "base/fold.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kartei {
namespace {

TEST(Fold, finds_umlauts_in_all_three_spellings) {
    for (const auto* name : {"Özdemir", "Oezdemir", "OZDEMIR", "O\u0308zdemir"})
        EXPECT_EQ(fold(name), "ozdemir");
    for (const auto* name : {"Müller", "Mueller", "muller", "MÜLLER"}) EXPECT_EQ(fold(name), "muller");
    for (const auto* name : {"Groß", "Gross", "GROSS", "GROẞ"}) EXPECT_EQ(fold(name), "gross");
    for (const auto* name : {"Søren", "Sören", "Soeren", "Soren"}) EXPECT_EQ(fold(name), "soren");
    EXPECT_EQ(fold("Bauer"), "baur");
    EXPECT_EQ(fold("Neue"), "neu");
}

TEST(Fold, removes_accents_of_latin_letters_only) {
    EXPECT_EQ(fold("Šimić Ćosić Łukasz Đorđe Þór Ångström"), "simic cosic lukasz dorde thor angstrom");
    EXPECT_EQ(fold("Nguyễn Thị Ánh"), "nguyen thi anh");
    EXPECT_EQ(fold("İstanbul Işık ISIK"), "istanbul isik isik");
    EXPECT_EQ(fold("x\u0302y"), "xy");
    EXPECT_EQ(fold("ЙОГАН"), "йоган");
    EXPECT_EQ(fold("и\u0306оган"), "йоган");
    EXPECT_EQ(fold("ΣΊΣΥΦΟΣ"), fold("σίσυφος"));
    EXPECT_EQ(fold("Ａｎｎａ ﬁn １２"), "anna fin 12");
}

TEST(Fold, makes_blanks_of_punctuation) {
    EXPECT_EQ(fold("  Meyer-Lüdenscheid,\u00A0Dr. O’Connor & \"Co\" "), "meyer ludenscheid dr o connor co");
    EXPECT_EQ(fold("Donau\u00ADdampf"), "donaudampf");
    EXPECT_EQ(fold("---"), "");
    EXPECT_EQ(fold("a\xFF"
                   "b"),
              "a b");
    EXPECT_EQ(fold_words("Zeile 1\nZeile 2"), (std::vector<std::string>{"zeile", "1", "zeile", "2"}));
    EXPECT_TRUE(fold_words(" . ").empty());
}

TEST(Fold, what_is_typed_so_far_is_a_prefix) {
    for (const std::string name :
         {"Oezdemir", "Mueller", "Straßenbauer", "Aeeeueoe", "Zoë Noé", "Łódź-Süd"}) {
        const std::string whole = fold(name);
        for (std::size_t size = 0; size <= name.size(); ++size) {
            EXPECT_TRUE(whole.starts_with(fold(cut(name, size)))) << name << ' ' << size;
        }
    }
}

TEST(Fold, twice_is_once_for_every_code_point) {
    for (char32_t c = 1; c <= 0x1FFFF; ++c) {
        std::string text = "a";
        append_utf8(text, c);
        text += "e\u0301";
        const std::string search = fold(text);
        ASSERT_EQ(fold(search), search) << std::hex << static_cast<std::uint32_t>(c);
        const std::string strict = fold_strict(text);
        ASSERT_EQ(fold_strict(strict), strict) << std::hex << static_cast<std::uint32_t>(c);
    }
}

TEST(FoldStrict, keeps_umlauts_apart_from_their_vowels) {
    EXPECT_EQ(fold_strict("Müller"), fold_strict("MUELLER"));
    EXPECT_NE(fold_strict("Müller"), fold_strict("Muller"));
    EXPECT_EQ(fold_strict("Bauer"), "bauer");
    EXPECT_EQ(fold_strict("Æsop Œuvre Søren"), "aesop oeuvre soeren");
}

TEST(FoldStreet, knows_the_spellings_of_street) {
    for (const auto* street :
         {"Goethestraße 121a", "Goethestrasse 121 a", "Goethestr. 121 A", "GOETHE STR 121a"}) {
        EXPECT_EQ(fold_street(street), "goethestr 121a") << street;
    }
    EXPECT_EQ(fold_street("Karl-Marx-Straße 12-14"), fold_street("Karl Marxstr. 12 - 14"));
    EXPECT_EQ(fold_street("Straße des 17. Juni 135"), "str des 17 juni 135");
    EXPECT_EQ(fold_street("Zum Grünen Jäger 42 b"), "zum gruenen jaeger 42b");
    EXPECT_EQ(fold_street("Neuer Platz 1"), fold_street("Neuerplatz 1"));
}

TEST(FoldCity, knows_rivers_and_saints) {
    for (const auto* city : {"Frankfurt am Main", "Frankfurt a. M.", "Frankfurt/Main", "FRANKFURT A.M."}) {
        EXPECT_EQ(fold_city(city), "frankfurt main") << city;
    }
    EXPECT_NE(fold_city("Frankfurt (Oder)"), fold_city("Frankfurt am Main"));
    EXPECT_EQ(fold_city("Sankt Augustin"), fold_city("St. Augustin"));
    EXPECT_EQ(fold_city("Hamburg 20"), "hamburg");
    EXPECT_EQ(fold_city("Halle (Saale)"), fold_city("Halle/Saale"));
    EXPECT_EQ(fold_city("Im Wald"), "im wald");
}

TEST(FoldCompany, keeps_the_legal_form_apart) {
    EXPECT_EQ(fold_company("Bäckerei Groß e.K."), (CompanyKey{"baeckerei gross", "ek"}));
    EXPECT_EQ(fold_company("Müller & Söhne GmbH & Co. KG"),
              (CompanyKey{"mueller und soehne", "gmbh und co kg"}));
    EXPECT_EQ(fold_company("Mueller u. Soehne GmbH u. Co KG"), fold_company("Müller & Söhne GmbH & Co. KG"));
    EXPECT_EQ(fold_company("MÜLLER G.m.b.H."), (CompanyKey{"mueller", "gmbh"}));
    EXPECT_EQ(fold_company("Smith + Jones Limited"), fold_company("Smith and Jones Ltd."));
    EXPECT_EQ(fold_company("Foo UG (haftungsbeschränkt)"), (CompanyKey{"foo", "ug haftungsbeschraenkt"}));
    EXPECT_EQ(fold_company("AG"), (CompanyKey{"ag", ""}));
    EXPECT_EQ(fold_company("Land und"), (CompanyKey{"land und", ""}));
    EXPECT_EQ(fold_company("Meier & Co. KG"), (CompanyKey{"meier", "co kg"}));
    EXPECT_EQ(fold_company(""), (CompanyKey{"", ""}));
}

TEST(Fold, broken_bytes_never_join_to_a_letter) {
    // Case folding drops the invisible separator U+2063 between the halves of U+0399.
    const std::string halves = "\xCE\xE2\x81\xA3\x99";
    EXPECT_EQ(fold(halves), "");
    EXPECT_EQ(fold("a" + halves + "b"), "a b");
}

TEST(SortKey, orders_as_german_dictionaries_do) {
    std::vector<std::string> names{"Zander",  "Ähre",    "Adam", "Muller",  "Müller",
                                   "Mueller", "Özdemir", "Otto", "strasse", "Straße"};
    std::ranges::sort(names, {}, sort_key);
    EXPECT_EQ(names, (std::vector<std::string>{"Adam", "Ähre", "Mueller", "Muller", "Müller", "Otto",
                                               "Özdemir", "strasse", "Straße", "Zander"}));
}

TEST(SortKey, is_bounded_and_takes_anything) {
    EXPECT_EQ(sort_key(""), sort_key(""));
    EXPECT_LT(sort_key(std::string(100'000, 'z')).size(), 1000U);
    EXPECT_FALSE(sort_key("\xFF\xFE").empty());
    std::string mixed;
    for (int i = 0; i < 100; ++i) mixed += "漢ä";
    EXPECT_LE(sort_key(mixed).size(), max_sort_key_bytes);
    std::string ligatures;  // each sorts as eighteen letters
    for (int i = 0; i < 66; ++i) ligatures += "\uFDFA";
    EXPECT_EQ(sort_key(ligatures).size(), max_sort_key_bytes);
    EXPECT_TRUE(sort_key_version().starts_with("de "));
}

}  // namespace
}  // namespace kartei
