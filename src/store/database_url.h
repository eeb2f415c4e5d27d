// Where the database is: a file of SQLite or an address of PostgreSQL. Secrets in it are never printed.
#pragma once

#include "base/result.h"
#include "store/sql.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// The TCP ports of an address of PostgreSQL, as libpq takes them: from the address, else from the
/// environment (PGPORT, PGSERVICE), else its own. Nothing where it names a service, which only libpq looks
/// up, and with SQLite.
std::vector<std::uint16_t> ports_of(const DatabaseUrl& url);

/// For messages: what the address names of server, user and database, and nothing else of it; `***` where one
/// of them looks as if a part of a password had slipped into it.
std::string shown(const DatabaseUrl& url);

}  // namespace kartei::store
