#include "domain/country.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

std::string found(std::string_view text) {
    const auto country = find_country(text);
    return country ? std::string(country->text()) : "none";
}

TEST(Country, is_found_by_every_word_lists_use) {
    for (const auto* text : {"DE", "de", "D", "DEU", "Deutschland", "GERMANY", " deutschland ", "BRD"}) {
        EXPECT_EQ(found(text), "DE") << text;
    }
    for (const auto* text : {"UK", "U.K.", "GB", "Großbritannien", "United Kingdom", "England"}) {
        EXPECT_EQ(found(text), "GB") << text;
    }
    for (const auto* text : {"USA", "U.S.A.", "US", "United States", "Vereinigte Staaten"}) {
        EXPECT_EQ(found(text), "US") << text;
    }
    for (const auto* text : {"Österreich", "Oesterreich", "Austria", "A", "AT", "AUT"})
        EXPECT_EQ(found(text), "AT");
    EXPECT_EQ(found("Schweiz"), "CH");
    EXPECT_EQ(found("CH"), "CH");
    EXPECT_EQ(found("Mexico"), "MX");
    EXPECT_EQ(found("Mexiko"), "MX");
    EXPECT_EQ(found("SLO"), "SI");
    EXPECT_EQ(found("Türkei"), "TR");
    EXPECT_EQ(found("Turkey"), "TR");
    EXPECT_EQ(found("Côte d'Ivoire"), "CI");
    EXPECT_EQ(found("Tschechische Republik"), "CZ");
}

TEST(Country, iso_wins_over_signs_on_cars) {
    EXPECT_EQ(found("CL"), "CL");
    EXPECT_EQ(found("ROU"), "RO");
}

TEST(Country, other_words_are_none) {
    for (const auto* text : {"", " ", "Osnabrück", "XX", "1", "Niedersachsen"})
        EXPECT_EQ(found(text), "none") << text;
    EXPECT_EQ(found(std::string(10'000, 'a')), "none");
}

TEST(Country, has_names) {
    EXPECT_EQ(country_name_de(germany), "Deutschland");
    EXPECT_EQ(country_name_en(germany), "Germany");
    EXPECT_EQ(country_name_de(Country{}), "");
    EXPECT_FALSE(Country::of("D1"));
    EXPECT_FALSE(Country::of("DEU"));
}

}  // namespace
}  // namespace kartei::domain
