// How many rows every table holds: that a refused request changed nothing, not even the log.
#pragma once

#include "app/house.h"

#include <cstdint>
#include <map>
#include <string>

namespace kartei::api {

/// Of tables that belong to companies, the rows of this company.
std::map<std::string, std::int64_t> row_counts(app::House& house, TenantId company);

/// Without the tables of the installation, such as sessions.
std::map<std::string, std::int64_t> row_counts_of_company(app::House& house, TenantId company);

}  // namespace kartei::api
