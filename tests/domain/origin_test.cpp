#include "domain/origin.h"

#include <gtest/gtest.h>

#include <utility>

namespace kartei::domain {
namespace {

TEST(Origin, is_read_from_the_words_of_a_source) {
    for (const auto& [name, kind] : {
             std::pair{"Adresskauf Schober", OriginKind::purchased_list},
             {"gekauft bei AZ Direct", OriginKind::purchased_list},
             {"Purchased list 2025", OriginKind::purchased_list},
             {"Telefonbuch Osnabrück", OriginKind::public_directory},
             {"Gelbe Seiten", OriginKind::public_directory},
             {"Impressum der Firma", OriginKind::public_directory},
             {"Empfehlung von Frau Meier", OriginKind::referral},
             {"Webformular", OriginKind::person},
             {"Messe Osnabrück 2025", OriginKind::person},
             {"Visitenkarte", OriginKind::person},
             {"Widerspruch der Person", OriginKind::person},
             {"objection by letter", OriginKind::person},
             {"Kundenliste Excel", OriginKind::customer_list},
             {"ERP", OriginKind::customer_list},
         }) {
        EXPECT_EQ(origin_kind(name), kind) << name;
    }
}

TEST(Origin, does_not_depend_on_case_or_spaces_around) {
    EXPECT_EQ(origin_kind("  ADRESSKAUF  "), OriginKind::purchased_list);
    EXPECT_EQ(origin_kind("telefonBUCH"), OriginKind::public_directory);
}

TEST(Origin, is_unknown_where_nothing_or_unknown_is_said) {
    for (const char* name : {"", "   ", "unbekannt", "Herkunft unbekannt", "Unknown", "?", "-"}) {
        EXPECT_EQ(origin_kind(name), OriginKind::unknown) << name;
    }
}

TEST(Origin, is_that_of_others_where_both_are_said) {
    EXPECT_EQ(origin_kind("Bestellung, Adresse gekauft"), OriginKind::purchased_list);
    EXPECT_EQ(origin_kind("Anfrage auf Empfehlung"), OriginKind::referral);
    EXPECT_EQ(origin_kind("unbekannt, vermutlich Messe"), OriginKind::unknown);
}

}  // namespace
}  // namespace kartei::domain
