// The schema as data: columns, tables and steps, rendered as SQL for either engine. Steps are append-only:
// what was released never changes, and the rendered text of a step is part of its checksum. No connection
// here.
#pragma once

#include "base/codec.h"
#include "base/crypto.h"
#include "store/sql.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// The role the application works under on PostgreSQL. It owns nothing and cannot log in.
inline constexpr std::string_view application_role = "kartei_app";

enum class Null : std::uint8_t { refused, allowed };

struct Column {
    std::string name;
    ColumnType type = ColumnType::text;
    Null null = Null::refused;
    std::vector<std::string> words = {};  ///< the only values a text may take; empty: any
    std::string fallback =
        {};  ///< SQL literal for rows that exist when a column is added and NULL is refused
};

/// `columns` point to `target` of `table`, or to its primary key where `target` is empty.
struct ForeignKey {
    std::vector<std::string> columns;
    std::string table;
    std::vector<std::string> target = {};
};

enum class Unique : std::uint8_t { no, yes };

/// Names of indexes are unique in the whole schema.
struct Index {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::string> include = {};  ///< carried along so that the table need not be read
    Unique unique = Unique::no;
    std::int64_t rows_per_key = 10;  ///< estimate: rows that agree in all columns
};

/// How SQLite keeps the rows: beside the primary key, or in its order (WITHOUT ROWID; for small rows met by
/// key).
enum class Storage : std::uint8_t { rowid, clustered };

/// `tenant`: rows belong to a tenant, its tenant_id leads every key, row level security on PostgreSQL.
/// `reference`: the same small list for all. `installation`: accounts and the like, found without a tenant.
enum class Distribution : std::uint8_t { tenant, reference, installation };

/// What the application's role may do with a table on PostgreSQL.
enum class Rights : std::uint8_t { read, append, change, all };  ///< select; + insert; + update; + delete

struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::string> primary_key;
    std::vector<Index> indexes = {};
    std::vector<ForeignKey> foreign_keys = {};
    Storage storage = Storage::rowid;
    Distribution distribution = Distribution::tenant;
    std::int64_t rows = 1'000'000;  ///< estimate for the planner: rows of one large tenant
    Rights rights = Rights::all;
};

struct AddedColumn {
    std::string table;
    Column column;
};

struct AddedIndex {
    std::string table;
    Index index;
    std::int64_t rows = 1'000'000;  ///< estimate for the table
};

/// One change of the schema. Numbers run 1, 2, 3 … without a gap.
struct Step {
    int number = 0;
    std::string name;
    std::vector<Table> tables = {};
    std::vector<AddedColumn> added_columns = {};
    std::vector<AddedIndex> added_indexes = {};
};

/// The statements of a step in the order in which they run: tables, columns, indexes, foreign keys (which
/// come last on PostgreSQL, so that tables can be distributed before), then rights and statistics. Throws
/// std::logic_error where the description breaks a rule of the house: a tenant's table whose keys do not
/// begin with tenant_id, a key over columns that are not there.
std::vector<std::string> render(const Step& step, Engine engine);

/// SHA-256 over the rendered text.
Hash checksum(const Step& step, Engine engine);

/// The type of a column as the engine names it: `BLOB`, `uuid`.
std::string_view type_name(ColumnType type, Engine engine);

/// One line per table for those who distribute the database over several machines (Citus): name, kind and
/// distribution column, separated by tabs, sorted by name, with a heading.
std::string distribution_tsv(std::span<const Step> steps);

}  // namespace kartei::store
