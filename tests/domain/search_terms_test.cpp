#include "domain/search_terms.h"

#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace kartei::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Whether somebody with these parts is found: each word begins a term, or the whole query does.
bool finds(const char* typed, const SearchableParts& parts) {
    const auto terms = search_terms(parts);
    const auto begins = [&](const std::string& prefix) {
        return std::ranges::any_of(terms, [&](const std::string& term) { return term.starts_with(prefix); });
    };
    const SearchQuery query = read_query(typed);
    if (std::ranges::any_of(query.whole, begins)) return true;
    return !query.words.empty() && std::ranges::all_of(query.words, [&](const QueryWord& word) {
        return std::ranges::any_of(word.prefixes, begins);
    });
}

SearchableParts oezdemir() {
    return {.first_name = "Sören",
            .last_name = "Özdemir",
            .customer_number = "K-1001",
            .companies = {"Brüggemann KFZ-Teile GmbH"},
            .emails = {"Soeren.Oezdemir@Example.de"},
            .phones = {"+4944112345678"},
            .postal_codes = {"26121"},
            .cities = {"Oldenburg"}};
}

TEST(SearchTerms, find_a_name_however_its_umlauts_are_typed) {
    for (const char* typed : {"Özdemir", "oezdemir", "ozdemir", "ÖZD", "oezd", "Soe", "sören",
                              "Sören Özdemir", "özdemir sören", "Ozdemir, S"}) {
        EXPECT_TRUE(finds(typed, oezdemir())) << typed;
    }
}

TEST(SearchTerms, find_by_company_number_address_and_place) {
    for (const char* typed :
         {"brueggemann", "Brügg", "K-1001", "k 10", "k1001", "K10", "1001", "K-1001 özdemir", "soeren.oez",
          "SOEREN.OEZDEMIR@EXAMPLE.DE", "26121", "261", "oldenb", "özdemir oldenburg", "26121 Özdemir"}) {
        EXPECT_TRUE(finds(typed, oezdemir())) << typed;
    }
}

TEST(SearchTerms, find_any_of_eight_words_of_a_long_name) {
    const SearchableParts parts{.companies = {"Bau und Boden Gesellschaft für Weser Ems mbH"}};
    EXPECT_TRUE(finds("bau weser", parts));
    EXPECT_TRUE(finds("mbh ems", parts));
}

TEST(SearchTerms, find_a_number_by_its_beginning_and_its_end) {
    for (const char* typed : {"0441 123", "+49 441 12345678", "0049441123", "(0441) 12345678",
                              "0441/12345678", "5678", "345678"}) {
        EXPECT_TRUE(finds(typed, oezdemir())) << typed;
    }
}

TEST(SearchTerms, do_not_find_what_is_not_there) {
    for (const char* typed : {"Meier", "özdemir hamburg", "0441 999", "9999", "demir", "", "  ", "%", "_"}) {
        EXPECT_FALSE(finds(typed, oezdemir())) << typed;
    }
}

TEST(SearchTerms, are_sorted_each_once_and_within_bounds) {
    std::vector<std::string> numbers;
    for (int i = 0; i < 200; ++i) numbers.push_back("+49441" + std::to_string(1000 + i));
    SearchableParts parts = oezdemir();
    for (const auto& number : numbers) parts.phones.emplace_back(number);
    const std::string endless(5'000, 'x');
    parts.cities = {"Oldenburg", "Oldenburg", endless};
    const auto terms = search_terms(parts);
    EXPECT_LE(terms.size(), 64U);
    EXPECT_TRUE(std::ranges::is_sorted(terms));
    EXPECT_EQ(std::ranges::adjacent_find(terms), terms.end());
    for (const auto& term : terms) EXPECT_LE(term.size(), 120U);
}

TEST(SearchTerms, of_nobody_are_none) {
    EXPECT_THAT(search_terms({}), IsEmpty());
    EXPECT_THAT(search_terms({.first_name = " ", .last_name = "-"}), IsEmpty());
}

TEST(SearchTerms, name_the_kind_by_their_first_letter) {
    EXPECT_THAT(search_terms({.last_name = "Meyer"}), SizeIs(1));
    EXPECT_EQ(search_terms({.last_name = "Meyer"}).front().front(), 'n');
    EXPECT_THAT(search_terms({.phones = {"+4912"}}), ElementsAre("p4912", "q2194"));
    EXPECT_EQ(customer_term("").size(), 0U);
    EXPECT_EQ(customer_term("K 7").front(), 'k');
}

TEST(SearchQuery, reads_at_most_eight_words_and_no_more_than_a_term_of_each) {
    const SearchQuery query = read_query("a b c d e f g h i j k " + std::string(500, 'x'));
    EXPECT_THAT(query.words, SizeIs(8));
    const SearchQuery endless = read_query(std::string(5'000, 'x'));
    for (const auto& prefix : endless.whole) EXPECT_LE(prefix.size(), 120U);
}

TEST(SearchTerms, are_cut_between_letters) {
    for (const std::string letter : {"я", "漢", "𐀀"}) {
        for (std::size_t ahead = 0; ahead < 4; ++ahead) {
            std::string name(ahead, 'x');
            while (name.size() < 200) name += letter;
            auto terms = search_terms({.last_name = name, .emails = {name}});
            std::ranges::move(read_query(name).whole, std::back_inserter(terms));
            for (const auto& term : terms) {
                EXPECT_TRUE(is_utf8(term)) << term;
                EXPECT_GE(term.size(), 117U);
            }
            EXPECT_TRUE(finds(name.c_str(), {.last_name = name}));
        }
    }
}

TEST(SearchQuery, takes_short_digits_for_words) {
    EXPECT_THAT(read_query("12").whole, Not(Contains("p12")));
    EXPECT_THAT(read_query("123").whole, Contains("p123"));
}

}  // namespace
}  // namespace kartei::domain
