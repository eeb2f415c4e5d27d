#include "domain/country.h"

#include "base/fold.h"

#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace kartei::domain {

namespace {

using CountryWord = std::pair<std::string_view, std::string_view>;

/// Words of lists that are no ISO code and no name ICU gives, folded; points fall away before.
constexpr std::array<CountryWord, 42> other_words{{
    {"brd", "DE"},
    {"bundesrepublik deutschland", "DE"},
    {"bundesrep deutschland", "DE"},
    {"uk", "GB"},
    {"great britain", "GB"},
    {"grossbritannien", "GB"},
    {"england", "GB"},
    {"scotland", "GB"},
    {"schottland", "GB"},
    {"wales", "GB"},
    {"nordirland", "GB"},
    {"northern ireland", "GB"},
    {"united states of america", "US"},
    {"vereinigte staaten von amerika", "US"},
    {"amerika", "US"},
    {"america", "US"},
    {"holland", "NL"},
    {"the netherlands", "NL"},
    {"nederland", "NL"},
    {"tschechische republik", "CZ"},
    {"czech republic", "CZ"},
    {"slowakische republik", "SK"},
    {"slovak republic", "SK"},
    {"eire", "IE"},
    {"republic of ireland", "IE"},
    {"republik irland", "IE"},
    {"schweizerische eidgenossenschaft", "CH"},
    {"suisse", "CH"},
    {"svizzera", "CH"},
    {"espana", "ES"},
    {"italia", "IT"},
    {"polska", "PL"},
    {"danmark", "DK"},
    {"sverige", "SE"},
    {"norge", "NO"},
    {"suomi", "FI"},
    {"belgique", "BE"},
    {"belgie", "BE"},
    {"turkey", "TR"},
    {"republik oesterreich", "AT"},
    {"russische foederation", "RU"},
    {"korea", "KR"},
}};

/// Signs on cars (Convention on Road Traffic, 1968) that are neither ISO alpha-2 nor alpha-3.
constexpr std::array<CountryWord, 27> car_signs{{
    {"d", "DE"},   {"a", "AT"},   {"b", "BE"},   {"e", "ES"},   {"f", "FR"},   {"h", "HU"},   {"i", "IT"},
    {"j", "JP"},   {"l", "LU"},   {"m", "MT"},   {"n", "NO"},   {"p", "PT"},   {"s", "SE"},   {"v", "VA"},
    {"z", "ZM"},   {"fl", "LI"},  {"gbz", "GI"}, {"gbg", "GG"}, {"gbj", "JE"}, {"gbm", "IM"}, {"slo", "SI"},
    {"rsm", "SM"}, {"nmk", "MK"}, {"rks", "XK"}, {"rl", "LB"},  {"roc", "TW"}, {"rok", "KR"},
}};

/// Folded without blanks: "U.S.A." and "USA" are alike.
std::string key_of(std::string_view text) {
    std::string key = fold_strict(text);
    std::erase(key, ' ');
    return key;
}

std::string name_in(const icu::Locale& place, const icu::Locale& language) {
    icu::UnicodeString name;
    place.getDisplayCountry(language, name);
    std::string out;
    name.toUTF8String(out);
    return out;
}

/// For codes that are letters by construction.
Country country_of_code(std::string_view alpha_2) {
    return Country::of(alpha_2).value_or(Country{});
}

using CountriesByWord = std::unordered_map<std::string, Country>;

/// What is put first stays: ISO codes, then names, then other words, then signs on cars.
CountriesByWord countries_by_word() {
    CountriesByWord words;
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
        words.emplace(key_of(*code), country_of_code(*code));
    }
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
        const icu::Locale place("", *code);
        const Country country = country_of_code(*code);
        words.emplace(key_of(place.getISO3Country()), country);
        words.emplace(key_of(name_in(place, icu::Locale::getGerman())), country);
        words.emplace(key_of(name_in(place, icu::Locale::getEnglish())), country);
    }
    words.emplace("xk", country_of_code("XK"));
    words.emplace("kosovo", country_of_code("XK"));
    for (const auto& [word, code] : other_words) words.emplace(key_of(word), country_of_code(code));
    for (const auto& [sign, code] : car_signs) words.emplace(key_of(sign), country_of_code(code));
    words.erase("");
    return words;
}

constexpr std::size_t longest_country = 100;

std::string name_of(Country country, const icu::Locale& language) {
    if (country.is_none()) return {};
    const std::string code(country.text());
    return name_in(icu::Locale("", code.c_str()), language);
}

}  // namespace

std::optional<Country> find_country(std::string_view text) {
    static const CountriesByWord words = countries_by_word();
    if (text.size() > longest_country) return std::nullopt;
    const auto found = words.find(key_of(text));
    if (found == words.end()) return std::nullopt;
    return found->second;
}

std::string country_name_de(Country country) {
    return name_of(country, icu::Locale::getGerman());
}

std::string country_name_en(Country country) {
    return name_of(country, icu::Locale::getEnglish());
}

}  // namespace kartei::domain
