// The invented persons of the demo company: plain ones, and what may be special about one of them. Together
// the circumstances bring out every ground that a matrix can show.
#pragma once

#include "app/lists.h"
#include "domain/person_file.h"
#include "store/write.h"

#include <vector>

namespace kartei::app {

/// What the persons of the company share while it is being filled.
struct DemoCompany {
    store::Write& write;
    domain::AccountId account;
    Lists lists = {};
    domain::Source customers = {};
    domain::Source bought = {};
    domain::Source unknown = {};
    std::vector<domain::AreaNo> areas = {};  ///< three; the consents are about the first
};

/// A consumer with mobile, e-mail and postal address. The same number gives the same person but for ids.
domain::PersonFile demo_person(DemoCompany& company, std::int64_t number);

std::size_t demo_circumstance_count();

/// Makes the person special in one way. Records that belong to no person go into the running transaction.
void add_demo_circumstance(DemoCompany& company, domain::PersonFile& file, std::size_t which);

}  // namespace kartei::app
