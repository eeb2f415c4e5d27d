// Postal addresses: as written, and as compared. Whether a street or a town exists is not asked.
#pragma once

#include "base/result.h"
#include "domain/country.h"

#include <optional>
#include <string>
#include <string_view>

namespace kartei::domain {

struct PostalAddress {
    std::string street;       ///< with house number
    std::string postal_code;  ///< as read_postal_code gives it
    std::string city;
    Country country;

    bool operator==(const PostalAddress&) const = default;
};

/// A postal code, and what was mended on it.
struct PostalCode {
    std::string text;
    std::optional<Message> hint;

    bool operator==(const PostalCode&) const = default;
};

/// Longest postal code of any country, with country sign.
inline constexpr std::size_t max_postal_code_bytes = 16;

/// Reads a postal code. Germany: five digits, "D-" taken off; four digits are a code whose leading zero a
/// spreadsheet ate: it is put back, with a hint. Austria and Switzerland: four digits. Elsewhere letters,
/// digits, blanks and hyphens are kept as they are ("WA1 1DP", "S-958 22"). Empty text gives an empty code.
/// Refuses with `invalid`.
Result<PostalCode> read_postal_code(std::string_view text, Country country);

/// Equal for addresses that name the same house: fold_street, postal code, fold_city and country, parted by
/// "|". Empty where street, or both postal code and town, are missing: such addresses equal none. Depends on
/// fold_version.
std::string address_key(const PostalAddress& address);

}  // namespace kartei::domain
