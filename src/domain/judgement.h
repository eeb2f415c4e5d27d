// Between rules and decision: how a hit becomes a decision. Internal; shared by deciding and explaining.
#pragma once

#include "domain/rules.h"

namespace kartei::domain {

/// `position` counts rules() and then form_rules().
Decision decision_of(const Inquiry& inquiry, const Rule& rule, std::size_t position, const Hit& hit);

/// Step 14: the first fault in the form of a permitted contact.
std::optional<Decision> form_fault(const Inquiry& inquiry);

}  // namespace kartei::domain
