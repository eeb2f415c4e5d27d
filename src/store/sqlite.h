// The SQLite driver: one file, one process (a data directory is locked by it), WAL, every commit on the disk.
#pragma once

#include "store/connection.h"

namespace kartei::store {

/// See `connect`.
Result<std::unique_ptr<Connection>> connect_sqlite(const DatabaseUrl& url, const ConnectionOptions& options);

}  // namespace kartei::store
