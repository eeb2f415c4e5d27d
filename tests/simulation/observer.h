// Reads what lies in the house, past all acts.
#pragma once

#include "app/house.h"
#include "tests/simulation/book.h"

namespace kartei::simulation {

Observed observe(app::House& house, TenantId tenant);

}  // namespace kartei::simulation
