// Whether a row of a list is somebody who is there already. Careful on both sides: two records of one person
// are a nuisance, one record of two persons is a fault.
#pragma once

#include "domain/person_file.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kartei::app {

/// What a row and somebody who is there have in common.
enum class Trait : std::uint8_t { name, company, customer_number, phone, email, address };

/// What makes two people of them all the same (a family, a common mailbox).
enum class Difference : std::uint8_t {
    name,
    birth_date,
    salutation,
    company,
    mailbox,
    unnamed,  ///< one of them has no name: a telephone alone does not tell whose it is
};

struct Likeness {
    std::vector<Trait> common = {};
    std::optional<Difference> difference = {};

    /// Whether they are one person.
    bool same() const { return !difference; }
};

/// `known` shares at least one value of the value directory with `row`.
Likeness compare(const domain::PersonFile& known, const domain::PersonFile& row);

}  // namespace kartei::app
