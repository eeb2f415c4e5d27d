// What whoever works in an installation must be able to reach beside its data directory.
#pragma once

#include "app/house.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace kartei::app {

struct Reach {
    bool connects = false;                            ///< to a database server
    std::vector<std::uint16_t> ports = {};            ///< of it, by TCP; none where only libpq knows them
    std::vector<std::filesystem::path> folders = {};  ///< of a database file that lies elsewhere
};

/// `invalid` where the address of the database cannot be read.
Result<Reach> reach_of(const Place& place);

}  // namespace kartei::app
