#include "domain/person_name.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

PersonName parts(std::string salutation, std::string title, std::string given, std::string family) {
    return {std::move(salutation), std::move(title), std::move(given), std::move(family)};
}

std::string shown(std::string_view text) {
    const PersonName name = split_name(text);
    return name.salutation + "|" + name.title + "|" + name.given + "|" + name.family;
}

TEST(SplitName, finds_the_parts) {
    EXPECT_EQ(shown("Hoffmann, Søren"), "||Søren|Hoffmann");
    EXPECT_EQ(shown("Søren  Hoffmann"), "||Søren|Hoffmann");
    EXPECT_EQ(shown("Frau Prof. Dr. med. Anna Maria von der Heide"),
              "Frau|Prof. Dr. med.|Anna Maria|von der Heide");
    EXPECT_EQ(shown("Hoffmann, Dipl.-Ing. Søren"), "|Dipl.-Ing.|Søren|Hoffmann");
    EXPECT_EQ(shown("Herr Meier"), "Herr|||Meier");
    EXPECT_EQ(shown("Dr. h.c. C. Meier"), "|Dr. h.c.|C.|Meier");
    EXPECT_EQ(shown("Ben Affleck"), "||Ben|Affleck");
    EXPECT_EQ(shown("Uwe zu Falkenrode"), "||Uwe|zu Falkenrode");
    EXPECT_EQ(shown("Madonna"), "|||Madonna");
    EXPECT_EQ(shown("Dr."), "|||Dr.");
    EXPECT_EQ(shown(""), "|||");
    EXPECT_EQ(shown(","), "|||");
}

TEST(DisplayName, holds_no_stray_blanks) {
    EXPECT_EQ(display_name(parts("Herr", "Prof. Dr.", "Uwe", "Meier")), "Prof. Dr. Uwe Meier");
    EXPECT_EQ(display_name(parts("", "", " ", "Meier ")), "Meier");
    EXPECT_EQ(list_name(parts("", "Dr.", "Uwe", "Meier")), "Meier, Uwe");
    EXPECT_EQ(list_name(parts("", "", "Uwe", "")), "Uwe");
}

TEST(NameKey, is_equal_for_one_name_written_otherwise) {
    const std::string key = name_key(parts("Herr", "Dr.", "Jörg", "Müller"));
    EXPECT_EQ(key, "mueller|joerg");
    EXPECT_EQ(key, name_key(parts("", "", "Dr. JOERG", "MUELLER")));
    EXPECT_EQ(key, name_key(split_name("Müller, Jörg")));
    EXPECT_EQ(name_key(parts("", "", "Sean", "O'Connor")), name_key(parts("", "", "Seán", "OConnor")));
    EXPECT_EQ(name_key(parts("", "", "Hans-Peter", "Groß")), name_key(parts("", "", "Hans Peter", "Gross")));
}

TEST(NameKey, keeps_apart_what_may_be_two_people) {
    EXPECT_NE(name_key(parts("", "", "Jorg", "Muller")), name_key(parts("", "", "Jörg", "Müller")));
    EXPECT_NE(name_key(parts("", "", "Uwe", "von Falkenrode")), name_key(parts("", "", "Uwe", "Falkenrode")));
    EXPECT_NE(name_key(parts("", "", "Anna", "")), name_key(parts("", "", "", "Anna")));
    EXPECT_EQ(name_key(parts("Herr", "Dr.", "", "")), "");
}

}  // namespace
}  // namespace kartei::domain
