// The tables of schema step 3. Only store/steps.cpp needs this.
#pragma once

#include "store/schema.h"

#include <vector>

namespace kartei::store::step_0003 {

std::vector<Table> list_tables();

}  // namespace kartei::store::step_0003
