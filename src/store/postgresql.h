// The PostgreSQL driver over libpq: prepared statements, binary values, statements sent ahead (pipeline), and
// an own deadline for every answer.
#pragma once

#include "store/connection.h"

namespace kartei::store {

/// See `connect`.
Result<std::unique_ptr<Connection>> connect_postgresql(const DatabaseUrl& url,
                                                       const ConnectionOptions& options);

}  // namespace kartei::store
