// Where a PostgreSQL server is reached.
#pragma once

#include "store/database_url.h"

#include <cstdint>
#include <vector>

namespace kartei::store {

/// The TCP ports of an address of PostgreSQL, as libpq takes them: from the address, else from the
/// environment (PGPORT, PGSERVICE), else its own. Nothing where it names a service, which only libpq looks
/// up, and with SQLite.
std::vector<std::uint16_t> ports_of(const DatabaseUrl& url);

}  // namespace kartei::store
