// Where the database is: a file of SQLite or an address of PostgreSQL. Secrets in it are never printed.
#pragma once

#include "base/result.h"
#include "store/sql.h"

#include <string>
#include <string_view>

namespace kartei::store {

struct DatabaseUrl {
    Engine engine = Engine::sqlite;
    std::string location;  ///< path of the file or `:memory:`; the whole URL for libpq

    bool operator==(const DatabaseUrl&) const = default;
};

/// `sqlite:PATH`, `sqlite::memory:`, `postgres://…` or `postgresql://…` (passed to libpq as it is). `invalid`
/// on anything else, also on a PostgreSQL address that libpq cannot read.
Result<DatabaseUrl> parse_database_url(std::string_view text);

/// A database of one connection, in a file that SQLite takes its name from as soon as it is made (only what
/// does not fit into memory is written at all).
DatabaseUrl nameless_sqlite_file();

DatabaseUrl sqlite_file(std::string path);

/// For messages: what the address names of server, user and database, and nothing else of it; `***` where one
/// of them looks as if a part of a password had slipped into it.
std::string shown(const DatabaseUrl& url);

}  // namespace kartei::store
