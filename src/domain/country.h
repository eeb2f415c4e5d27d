// Countries by the two letters of ISO 3166-1, and by the words lists use for them.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kartei::domain {

/// A country, or none. Two upper-case letters of ISO 3166-1 alpha-2, with XK for Kosovo.
struct Country {
    std::array<char, 2> letters{};

    /// "de" or "DE"; nothing for anything but two ASCII letters. Whether the country exists is not asked.
    static constexpr std::optional<Country> of(std::string_view alpha_2) {
        if (alpha_2.size() != 2) return std::nullopt;
        Country country;
        for (std::size_t i = 0; i < 2; ++i) {
            const char c = alpha_2[i];
            const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            if (upper < 'A' || upper > 'Z') return std::nullopt;
            country.letters[i] = upper;
        }
        return country;
    }

    constexpr bool is_none() const { return letters[0] == '\0'; }
    constexpr std::string_view text() const { return {letters.data(), is_none() ? 0U : 2U}; }
    auto operator<=>(const Country&) const = default;
};

inline constexpr Country germany{{'D', 'E'}};

/// The country a cell of a list means: ISO alpha-2 and alpha-3, the name in German or English, common other
/// words ("UK", "Holland", "BRD"), the sign on cars ("D", "A", "SLO"). Where a sign on cars is another
/// country's ISO code, ISO wins. Upper and lower case, accents and points do not matter. Nothing where no
/// country is meant.
std::optional<Country> find_country(std::string_view text);

/// Name in German and English; the two letters where ICU knows no name.
std::string country_name_de(Country country);
std::string country_name_en(Country country);

}  // namespace kartei::domain
