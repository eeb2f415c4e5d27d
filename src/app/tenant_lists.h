// What every decision of a company shares: its areas and their tree, the status of its wordings, names for
// sentences, and its policy.
#pragma once

#include "base/result.h"
#include "domain/area_record.h"
#include "domain/explain.h"
#include "domain/packed_facts.h"
#include "domain/policy.h"
#include "domain/source.h"
#include "domain/wording.h"
#include "store/keyring.h"

#include <vector>

namespace kartei::app {

struct TenantLists {
    std::vector<domain::Area> areas;
    std::vector<domain::Wording> wordings;
    domain::TenantContext context;
    domain::Names names;
    domain::Policy policy;
};

/// Inside a transaction of the tenant. What only reads asks House::lists instead, which keeps them.
Result<TenantLists> read_tenant_lists(store::Connection& connection, store::Keyring& keyring,
                                      TenantId tenant);

/// The area of that number; `not_found` where there is none.
Result<domain::Area> known_area(const TenantLists& lists, domain::AreaNo number);

}  // namespace kartei::app
