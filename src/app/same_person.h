// Whether a row of a list is somebody who is there already. Careful on both sides: two records of one person
// are a nuisance, one record of two persons is a fault.
#pragma once

#include "domain/person_file.h"

namespace kartei::app {

enum class Likeness : std::uint8_t {
    same,    ///< one person
    shares,  ///< another person with the same number or address (family, common mailbox)
};

/// `known` shares at least one value of the value directory with `row`.
Likeness compare(const domain::PersonFile& known, const domain::PersonFile& row);

}  // namespace kartei::app
