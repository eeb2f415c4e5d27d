// The tables of schema step 1, in the order in which they are made. Only store/steps.cpp needs this.
#pragma once

#include "store/schema.h"

#include <vector>

namespace kartei::store::step_0001 {

std::vector<Table> installation_tables();
std::vector<Table> company_tables();
std::vector<Table> person_tables();
std::vector<Table> permission_tables();
std::vector<Table> circumstance_tables();
std::vector<Table> derived_tables();
std::vector<Table> log_tables();

}  // namespace kartei::store::step_0001
