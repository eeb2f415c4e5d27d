#include "tests/app/tampering.h"

#include "store/steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

namespace kartei::app {

namespace {

using store::Column;
using store::Null;
using store::Table;

constexpr std::string_view forged_id = "0190aaaabbbb7ccc8dddeeeeffff0000";

bool is_key(const Table& table, const Column& column) {
    return std::ranges::find(table.primary_key, column.name) != table.primary_key.end();
}

std::vector<std::string> names(const Table& table, bool with_key) {
    std::vector<std::string> list;
    for (const auto& column : table.columns) {
        if (with_key || !is_key(table, column)) list.push_back(column.name);
    }
    return list;
}

const Column& column_named(const Table& table, const std::string& name) {
    return *std::ranges::find(table.columns, name, &Column::name);
}

std::string uuid_with_dashes(std::string_view hex_text) {
    UuidBytes bytes{};
    std::ranges::copy(*parse_hex(hex_text), bytes.begin());
    return uuid_text(bytes);
}

}  // namespace

Tampering::Tampering(store::Connection& connection) : connection_(connection) {
    for (const auto& step : store::kartei_steps())
        tables_.insert(tables_.end(), step.tables.begin(), step.tables.end());
    for (const auto& table : tables_)
        connection_.run(fmt::format("CREATE TEMP TABLE saved_{0} AS SELECT * FROM {0}", table.name));
}

void Tampering::apply(const Tamper& tamper) {
    connection_.run(tamper.statement);
}

void Tampering::restore(const std::string& table) {
    connection_.run(fmt::format("DELETE FROM {0}; INSERT INTO {0} SELECT * FROM saved_{0}", table));
}

std::vector<std::string> Tampering::strings(const std::string& question) {
    asked_.push_back(std::make_unique<store::Sql>(question, store::Plan::walks_table, "a test"));
    std::vector<std::string> list;
    auto& statement = connection_.prepare(*asked_.back());
    while (statement.next()) list.emplace_back(statement.text(0));
    return list;
}

/// Rows in an order that does not hang on the engine, each as a condition. Columns come as texts that can
/// stand in a statement of the engine.
std::vector<Tampering::Row> Tampering::rows(const Table& table) {
    const bool sqlite = connection_.engine() == store::Engine::sqlite;
    std::vector<std::string> parts;
    std::vector<std::string> keys;
    for (const auto& name : table.primary_key) {
        const auto type = column_named(table, name).type;
        const std::string quoted =
            sqlite ? fmt::format("quote({})", name) : fmt::format("quote_literal(CAST({} AS text))", name);
        parts.push_back(fmt::format("'{} = ' || {}", name, quoted));
        if (name == "tenant_id" && table.primary_key.size() > 1) continue;
        keys.push_back(sqlite && type == ColumnType::uuid ? fmt::format("lower(hex({}))", name)
                                                          : fmt::format("CAST({} AS text)", name));
    }
    const auto all =
        strings(fmt::format("SELECT {} || '|' || {} FROM {} ORDER BY {}", fmt::join(parts, " || ' AND ' || "),
                            fmt::join(keys, " || '|' || "), table.name, fmt::join(table.primary_key, ", ")));
    std::vector<Row> list;
    for (const auto& text : all) {
        Row row;
        std::size_t from = text.find('|');
        row.condition = text.substr(0, from);
        while (from != std::string::npos) {
            const std::size_t end = text.find('|', from + 1);
            std::string key = text.substr(from + 1, end == std::string::npos ? end : end - from - 1);
            if (key.size() == 32 && key.find_first_not_of("0123456789abcdef") == std::string::npos)
                key = uuid_with_dashes(key);
            row.keys.push_back(std::move(key));
            from = end;
        }
        list.push_back(std::move(row));
    }
    return list;
}

Tampering::Row Tampering::fullest_row(const Table& table) {
    Row best;
    std::int64_t most = -1;
    for (const auto& row : rows(table)) {
        std::string filled = "0";
        for (const auto& column : table.columns)
            filled += fmt::format(" + CASE WHEN {} IS NULL THEN 0 ELSE 1 END", column.name);
        const auto count = std::stoll(strings(fmt::format("SELECT CAST({} AS text) FROM {} WHERE {}", filled,
                                                          table.name, row.condition))
                                          .at(0));
        if (count > most) best = row;
        most = std::max<std::int64_t>(most, count);
    }
    if (most < 0) throw std::logic_error("nothing stands in " + table.name);
    return best;
}

std::string Tampering::bytes_literal(const std::string& hex) const {
    return connection_.engine() == store::Engine::sqlite ? fmt::format("X'{}'", hex)
                                                         : fmt::format("'\\x{}'", hex);
}

std::string Tampering::other_value(const Column& column) const {
    const auto& name = column.name;
    switch (column.type) {
        case ColumnType::boolean: return fmt::format("1 - {}", name);
        case ColumnType::uuid:
            return connection_.engine() == store::Engine::sqlite ? fmt::format("X'{}'", forged_id)
                                                                 : fmt::format("'{}'", forged_id);
        case ColumnType::bytes: return bytes_literal("0011");
        case ColumnType::text:
            if (column.words.empty()) return fmt::format("coalesce({}, '') || 'x'", name);
            return fmt::format("CASE WHEN {0} = '{1}' THEN '{2}' ELSE '{1}' END", name, column.words.front(),
                               column.words.back());
        default: break;
    }
    return fmt::format("coalesce({}, 0) + 1", name);
}

std::vector<Tamper> Tampering::column_edits(const Table& table) {
    const Row row = fullest_row(table);
    std::vector<Tamper> list;
    for (const auto& column : table.columns) {
        const auto set = [&](const std::string& value) {
            list.push_back(
                {table.name,
                 fmt::format("UPDATE {} SET {} = {} WHERE {}", table.name, column.name, value, row.condition),
                 row.keys});
        };
        // The tenant's keys have every use there is: the key of the table refuses this edit.
        if (!(table.name == "tenant_key" && column.name == "use")) set(other_value(column));
        if (column.null == Null::allowed) set("NULL");
    }
    return list;
}

std::string Tampering::literal(const std::string& table, const std::string& column, const Row& row) {
    const bool sqlite = connection_.engine() == store::Engine::sqlite;
    const auto found = strings(
        fmt::format("SELECT {} FROM {} WHERE {}",
                    sqlite ? fmt::format("hex({})", column) : fmt::format("encode({}, 'hex')", column), table,
                    row.condition));
    return found.at(0);
}

std::vector<Tamper> Tampering::bit_flips(const Table& table) {
    std::vector<Tamper> list;
    const Row row = fullest_row(table);
    for (const auto& column : table.columns) {
        if (column.type != ColumnType::bytes) continue;
        const auto original = parse_hex(literal(table.name, column.name, row));
        const std::size_t size = original->size();
        for (const std::size_t at : {std::size_t{0}, std::size_t{4}, std::size_t{5}, size / 2, size - 1}) {
            if (at >= size) continue;
            Bytes bent = *original;
            bent[at] ^= 1U;
            list.push_back({table.name,
                            fmt::format("UPDATE {} SET {} = {} WHERE {}", table.name, column.name,
                                        bytes_literal(hex(bent)), row.condition),
                            row.keys});
        }
    }
    return list;
}

std::vector<Tamper> Tampering::deletions(const Table& table) {
    std::vector<Tamper> list;
    for (const auto& row : rows(table))
        list.push_back(
            {table.name, fmt::format("DELETE FROM {} WHERE {}", table.name, row.condition), row.keys});
    return list;
}

/// The copy differs in the last column of its key: a new id, the next number, a word no row has.
std::vector<Tamper> Tampering::forgeries(const Table& table) {
    const Row row = fullest_row(table);
    const Column& last = column_named(table, table.primary_key.back());
    std::string value = other_value(last);
    std::vector<std::string> keys = row.keys;
    if (!last.words.empty()) {
        const auto taken = strings(fmt::format("SELECT DISTINCT {} FROM {}", last.name, table.name));
        const auto unused = std::ranges::find_if(
            last.words, [&](const auto& word) { return std::ranges::find(taken, word) == taken.end(); });
        value = fmt::format("'{}'", *unused);
    }
    if (last.type == ColumnType::uuid) keys = {uuid_with_dashes(forged_id)};
    if (last.type == ColumnType::integer || last.type == ColumnType::id64)
        keys.back() = std::to_string(std::stoll(row.keys.back()) + 1);
    std::vector<std::string> columns;
    for (const auto& column : table.columns) {
        const bool unique = std::ranges::any_of(table.indexes, [&](const auto& index) {
            return index.unique == store::Unique::yes && index.columns.back() == column.name;
        });
        if (column.name == last.name) {
            columns.push_back(value);
        } else {
            columns.push_back(unique && !is_key(table, column) ? other_value(column) : column.name);
        }
    }
    return {{table.name,
             fmt::format("INSERT INTO {0} SELECT {1} FROM {0} WHERE {2}", table.name,
                         fmt::join(columns, ", "), row.condition),
             keys}};
}

std::vector<Tamper> Tampering::swaps(const Table& table) {
    const auto all = rows(table);
    if (all.size() < 2) return {};
    const Row& one = all[all.size() - 2];
    const Row& other = all.back();
    std::vector<std::string> keys = one.keys;
    keys.insert(keys.end(), other.keys.begin(), other.keys.end());
    const auto exchange = [&](const std::vector<std::string>& columns) -> Tamper {
        std::string text;
        for (const auto& [to, from] : {std::pair{one, other}, std::pair{other, one}}) {
            std::vector<std::string> sets;
            for (const auto& column : columns)
                sets.push_back(fmt::format("{0} = (SELECT {0} FROM saved_{1} WHERE {2})", column, table.name,
                                           from.condition));
            text +=
                fmt::format("UPDATE {} SET {} WHERE {};", table.name, fmt::join(sets, ", "), to.condition);
        }
        return {table.name, text, keys};
    };
    std::vector<Tamper> list;
    std::vector<std::string> differing;
    for (const auto& column : names(table, false)) {
        const auto same = strings(
            fmt::format("SELECT CASE WHEN (SELECT {0} FROM {1} WHERE {2}) = (SELECT {0} FROM {1} WHERE {3})"
                        " THEN '1' ELSE '0' END",
                        column, table.name, one.condition, other.condition));
        const bool unique = std::ranges::any_of(table.indexes, [&](const auto& index) {
            return index.unique == store::Unique::yes && index.columns.back() == column;
        });
        if (same.at(0) == "0" && !unique) differing.push_back(column);
    }
    for (const auto& column : differing) list.push_back(exchange({column}));
    if (differing.size() > 1) list.push_back(exchange(differing));
    return list;
}

std::vector<Tamper> Tampering::swaps_within_row(const Table& table) {
    std::vector<std::string> columns;
    for (const auto& column : table.columns) {
        if (column.type == ColumnType::bytes && column.name != "sort_key") columns.push_back(column.name);
    }
    if (columns.size() < 2) return {};
    const Row row = fullest_row(table);
    return {{table.name,
             fmt::format("UPDATE {0} SET {1} = {2}, {2} = {1} WHERE {3}", table.name, columns[0], columns[1],
                         row.condition),
             row.keys}};
}

}  // namespace kartei::app
