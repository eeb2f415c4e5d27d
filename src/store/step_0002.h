// The tables of schema step 2, in the order in which they are made. Only store/steps.cpp needs this.
#pragma once

#include "store/schema.h"

#include <vector>

namespace kartei::store::step_0002 {

std::vector<Table> sign_in_tables();
std::vector<Table> server_tables();

}  // namespace kartei::store::step_0002
