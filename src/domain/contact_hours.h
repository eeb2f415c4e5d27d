// When a permitted contact may take place: beside the verdict, never a ground (docs/decisions.md, 15).
// Intersects the consent's hours, the call window with public holidays, and the processor's instruction.
#pragma once

#include "domain/decide.h"

#include <optional>

namespace kartei::domain {

struct ContactHours {
    Opening opening = Opening::open;
    /// Open: since when and until when (first instant outside); both empty where nothing limits the hours.
    /// Outside: the next opening; both empty where there is none within a year.
    std::optional<Instant> from = {};
    std::optional<Instant> until = {};
};

/// Hours for the contact the decision is about, at the question's `now`.
ContactHours contact_hours(const Decision& decision, const Facts& facts, const Question& question,
                           const Policy& policy);

}  // namespace kartei::domain
