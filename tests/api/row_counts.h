// How many rows every table holds: that a refused request changed nothing, not even the log.
#pragma once

#include "app/house.h"

#include <cstdint>
#include <map>
#include <string>

namespace kartei::api {

std::map<std::string, std::int64_t> row_counts(app::House& house);

}  // namespace kartei::api
