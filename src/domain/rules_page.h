// The rules as documents: the page for counsel (docs/rules.md) and the canonical text behind rule_hash. Both
// come out of the tables, so that neither can differ from what is decided.
#pragma once

#include "domain/policy.h"

#include <string>

namespace kartei::domain {

/// Markdown in German and English: steps, chains, grounds, duties, parameters.
std::string rules_page(const Policy& policy);

/// One line per row and per parameter, in a fixed order, independent of the page's words around them.
std::string canonical_rules(const Policy& policy);

}  // namespace kartei::domain
