#include "store/schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace kartei::store {

namespace {

constexpr std::string_view tenant_column = "tenant_id";

/// Row level security: the transaction's tenant, or no row at all where it has none.
constexpr std::string_view own_tenant = "tenant_id = nullif(current_setting('app.tenant', true), '')::bigint";

std::string list(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

[[noreturn]] void refuse(std::string_view table, std::string_view why) {
    throw std::logic_error(fmt::format("schema: {}: {}", table, why));
}

void check_name(std::string_view table, std::string_view name) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (name.empty() || name.size() > 63 || !std::ranges::all_of(name, fits) ||
        (name[0] >= '0' && name[0] <= '9')) {
        refuse(table, fmt::format("'{}' is no name", name));
    }
}

void check_key(const Table& table, const std::vector<std::string>& columns) {
    if (columns.empty()) refuse(table.name, "a key without columns");
    for (const std::string& column : columns) {
        if (std::ranges::find(table.columns, column, &Column::name) == table.columns.end()) {
            refuse(table.name, fmt::format("a key over {}, which is no column", column));
        }
    }
    if (table.distribution == Distribution::tenant && columns.front() != tenant_column) {
        refuse(table.name, fmt::format("the key ({}) does not begin with tenant_id", list(columns)));
    }
}

/// A key that points to a table of the same tenant leads with the tenant; only reference tables are shared.
void check_foreign_key(const Table& table, const ForeignKey& key, const Step& step) {
    const auto target = std::ranges::find(step.tables, key.table, &Table::name);
    const bool shared = target != step.tables.end() && target->distribution != Distribution::tenant;
    Table as_written = table;
    if (shared || target == step.tables.end()) as_written.distribution = Distribution::reference;
    check_key(as_written, key.columns);
    if (!key.target.empty() && key.target.size() != key.columns.size()) {
        refuse(table.name, fmt::format("the key to {} has columns without a counterpart", key.table));
    }
}

void check(const Table& table, const Step& step) {
    check_name(table.name, table.name);
    for (const Column& column : table.columns) check_name(table.name, column.name);
    check_key(table, table.primary_key);
    for (const Index& index : table.indexes) {
        check_name(table.name, index.name);
        check_key(table, index.columns);
    }
    for (const ForeignKey& key : table.foreign_keys) check_foreign_key(table, key, step);
}

/// SQLite has no type for ids: a blob of another length would be none. Words it is given as alternatives: a
/// list of more than two it would put into a table of its own, anew for every row stored.
std::string value_check(const Column& column, Engine engine) {
    if (column.type == ColumnType::uuid && engine == Engine::sqlite)
        return fmt::format(" CHECK (length({}) = 16)", column.name);
    if (column.type == ColumnType::boolean) return fmt::format(" CHECK ({} IN (0, 1))", column.name);
    if (column.words.empty()) return {};
    std::vector<std::string> quoted;
    for (const std::string& word : column.words) {
        if (word.find('\'') != std::string::npos) refuse(column.name, "a word with a quote");
        quoted.push_back(fmt::format("'{}'", word));
    }
    if (engine == Engine::postgresql) return fmt::format(" CHECK ({} IN ({}))", column.name, list(quoted));
    for (std::string& word : quoted) word = fmt::format("{} = {}", column.name, word);
    return fmt::format(" CHECK ({})", fmt::join(quoted, " OR "));
}

std::string column_text(const Column& column, Engine engine) {
    std::string text = fmt::format("{} {}", column.name, type_name(column.type, engine));
    if (engine == Engine::postgresql && column.type == ColumnType::text) text += " COLLATE \"C\"";
    if (column.null == Null::refused) text += " NOT NULL";
    if (!column.fallback.empty()) text += " DEFAULT " + column.fallback;
    return text + value_check(column, engine);
}

std::string foreign_key_text(const ForeignKey& key) {
    std::string text = fmt::format("FOREIGN KEY ({}) REFERENCES {}", list(key.columns), key.table);
    if (!key.target.empty()) text += fmt::format(" ({})", list(key.target));
    return text;
}

std::string table_text(const Table& table, Engine engine) {
    std::vector<std::string> parts;
    parts.reserve(table.columns.size() + table.foreign_keys.size() + 1);
    for (const Column& column : table.columns) parts.push_back(column_text(column, engine));
    parts.push_back(fmt::format("PRIMARY KEY ({})", list(table.primary_key)));
    std::string options;
    if (engine == Engine::sqlite) {
        for (const ForeignKey& key : table.foreign_keys) parts.push_back(foreign_key_text(key));
        options = table.storage == Storage::clustered ? " STRICT, WITHOUT ROWID" : " STRICT";
    }
    return fmt::format("CREATE TABLE {} (\n    {}\n){}", table.name, fmt::join(parts, ",\n    "), options);
}

/// SQLite has no INCLUDE: the columns follow the key, except where that would change what is unique.
std::vector<std::string> index_columns(const Index& index) {
    std::vector<std::string> columns = index.columns;
    if (index.unique == Unique::no) columns.insert(columns.end(), index.include.begin(), index.include.end());
    return columns;
}

std::string index_text(const std::string& table, const Index& index, Engine engine) {
    const std::string_view unique = index.unique == Unique::yes ? "UNIQUE " : "";
    if (engine == Engine::sqlite) {
        return fmt::format("CREATE {}INDEX {} ON {} ({})", unique, index.name, table,
                           list(index_columns(index)));
    }
    std::string text =
        fmt::format("CREATE {}INDEX {} ON {} ({})", unique, index.name, table, list(index.columns));
    if (!index.include.empty()) text += fmt::format(" INCLUDE ({})", list(index.include));
    return text;
}

/// What sqlite_stat1 says of an index: rows, then rows that agree in the first column, the first two, and so
/// on. The tenant alone selects nothing; that is what the planner has to know.
std::string statistics(const std::vector<std::string>& columns, std::size_t key_size, std::int64_t rows,
                       std::int64_t rows_per_key) {
    std::string text = fmt::format("{}", rows);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::int64_t agreeing = i + 1 < key_size ? std::max<std::int64_t>(10, rows_per_key) : rows_per_key;
        if (i == 0 && columns[0] == tenant_column) agreeing = i + 1 < key_size || rows_per_key > 1 ? rows : 1;
        text += fmt::format(" {}", std::min(agreeing, rows));
    }
    return text;
}

std::string statistics_row(const std::string& table, const std::string& index, const std::string& numbers) {
    return fmt::format("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('{}', {}, '{}')", table, index,
                       numbers);
}

std::string index_statistics(const std::string& table, const Index& index, std::int64_t rows) {
    const std::int64_t rows_per_key = index.unique == Unique::yes ? 1 : index.rows_per_key;
    return statistics_row(table, fmt::format("'{}'", index.name),
                          statistics(index_columns(index), index.columns.size(), rows, rows_per_key));
}

/// The primary key's index has the table's own name in a clustered table, one made by SQLite otherwise, and
/// none where the key is the rowid.
std::string key_statistics(const Table& table) {
    const auto numbers = statistics(table.primary_key, table.primary_key.size(), table.rows, 1);
    if (table.storage == Storage::clustered)
        return statistics_row(table.name, fmt::format("'{}'", table.name), numbers);
    const auto column = std::ranges::find(table.columns, table.primary_key.front(), &Column::name);
    if (table.primary_key.size() == 1 && type_name(column->type, Engine::sqlite) == "INTEGER") {
        return statistics_row(table.name, "NULL", fmt::format("{}", table.rows));
    }
    return statistics_row(table.name, fmt::format("'sqlite_autoindex_{}_1'", table.name), numbers);
}

std::vector<std::string> sqlite_statistics(const Step& step) {
    std::vector<std::string> texts{"ANALYZE sqlite_schema"};  // makes sqlite_stat1
    for (const Table& table : step.tables) {
        texts.push_back(key_statistics(table));
        for (const Index& index : table.indexes)
            texts.push_back(index_statistics(table.name, index, table.rows));
    }
    for (const AddedIndex& added : step.added_indexes) {
        texts.push_back(index_statistics(added.table, added.index, added.rows));
    }
    texts.emplace_back("ANALYZE sqlite_schema");  // reads it
    return texts;
}

std::string_view granted(Rights rights) {
    switch (rights) {
        case Rights::read: return "SELECT";
        case Rights::append: return "SELECT, INSERT";
        case Rights::change: return "SELECT, INSERT, UPDATE";
        case Rights::all: break;
    }
    return "SELECT, INSERT, UPDATE, DELETE";
}

void append_guards(const Table& table, std::vector<std::string>& texts) {
    texts.push_back(fmt::format("REVOKE ALL ON {} FROM PUBLIC, {}", table.name, application_role));
    texts.push_back(fmt::format("GRANT {} ON {} TO {}", granted(table.rights), table.name, application_role));
    if (table.distribution != Distribution::tenant) return;
    texts.push_back(fmt::format("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", table.name));
    texts.push_back(fmt::format("ALTER TABLE {} FORCE ROW LEVEL SECURITY", table.name));
    texts.push_back(fmt::format("CREATE POLICY own_tenant ON {} USING ({}) WITH CHECK ({})", table.name,
                                own_tenant, own_tenant));
}

std::vector<std::string> postgresql_guards(const Step& step) {
    std::vector<std::string> texts;
    for (const Table& table : step.tables) {
        for (const ForeignKey& key : table.foreign_keys) {
            texts.push_back(fmt::format("ALTER TABLE {} ADD {}", table.name, foreign_key_text(key)));
        }
    }
    for (const Table& table : step.tables) append_guards(table, texts);
    return texts;
}

std::string_view distribution_word(Distribution distribution) {
    switch (distribution) {
        case Distribution::tenant: return "tenant";
        case Distribution::reference: return "reference";
        case Distribution::installation: break;
    }
    return "installation";
}

}  // namespace

std::vector<std::string> render(const Step& step, Engine engine) {
    std::vector<std::string> texts;
    for (const Table& table : step.tables) {
        check(table, step);
        texts.push_back(table_text(table, engine));
    }
    for (const AddedColumn& added : step.added_columns) {
        texts.push_back(
            fmt::format("ALTER TABLE {} ADD COLUMN {}", added.table, column_text(added.column, engine)));
    }
    for (const Table& table : step.tables) {
        for (const Index& index : table.indexes) texts.push_back(index_text(table.name, index, engine));
    }
    for (const AddedIndex& added : step.added_indexes) {
        texts.push_back(index_text(added.table, added.index, engine));
    }
    auto rest = engine == Engine::sqlite ? sqlite_statistics(step) : postgresql_guards(step);
    texts.insert(texts.end(), rest.begin(), rest.end());
    return texts;
}

Hash checksum(const Step& step, Engine engine) {
    return sha256(bytes_of(fmt::format("{}", fmt::join(render(step, engine), ";\n"))));
}

std::string_view type_name(ColumnType type, Engine engine) {
    const bool sqlite = engine == Engine::sqlite;
    switch (type) {
        case ColumnType::id64:
        case ColumnType::instant:
        case ColumnType::date:
        case ColumnType::integer: return sqlite ? "INTEGER" : "bigint";
        case ColumnType::boolean: return sqlite ? "INTEGER" : "smallint";
        case ColumnType::uuid: return sqlite ? "BLOB" : "uuid";
        case ColumnType::bytes: return sqlite ? "BLOB" : "bytea";
        case ColumnType::text: break;
    }
    return sqlite ? "TEXT" : "text";
}

std::string distribution_tsv(std::span<const Step> steps) {
    std::map<std::string, Distribution> tables;
    for (const Step& step : steps) {
        for (const Table& table : step.tables) tables.emplace(table.name, table.distribution);
    }
    std::string text = "table\tkind\tcolumn\n";
    for (const auto& [name, distribution] : tables) {
        const std::string_view column = distribution == Distribution::tenant ? tenant_column : "";
        text += fmt::format("{}\t{}\t{}\n", name, distribution_word(distribution), column);
    }
    return text;
}

}  // namespace kartei::store
