#include "store/schema_check.h"

#include "store/reading.h"
#include "store/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kartei::store {

namespace {

using Differences = std::vector<SchemaDifference>;

std::string place(const std::string& table, const std::string& name) {
    if (table.empty()) return name;
    if (name.empty()) return "table " + table;
    return fmt::format("{} of table {}", name, table);
}

const Message lacking{"Das fehlt im Schema.", "The schema lacks it."};
const Message planted{"Das gehört nicht zum Schema.", "It does not belong to the schema."};
const Message changed{"Das ist nicht so, wie kartei es angelegt hat.", "It is not as kartei made it."};

/// What `one` has and `other` lacks. A table stands for all that hangs on it.
void add_beyond(const Catalogue& one, const Catalogue& other, const Message& what, Differences& list) {
    for (const auto& [thing, definition] : one) {
        const auto& [table, name] = thing;
        const bool counted_with_table =
            !name.empty() && one.contains({table, ""}) && !other.contains({table, ""});
        if (!counted_with_table && !other.contains(thing)) list.push_back({place(table, name), what});
    }
}

Differences differences(const Catalogue& expected, const Catalogue& found) {
    Differences list;
    add_beyond(expected, found, lacking, list);
    add_beyond(found, expected, planted, list);
    for (const auto& [thing, definition] : expected) {
        const auto live = found.find(thing);
        if (live != found.end() && live->second != definition)
            list.push_back({place(thing.first, thing.second), changed});
    }
    return list;
}

/// What the rows that remember the steps must say. Nothing knows the instants themselves; they follow one
/// another and lie in the past.
void check_rows(const std::vector<AppliedStep>& applied, std::span<const Step> steps, Engine engine,
                Instant now, Differences& list) {
    for (const Step& step : steps) {
        const std::string where = fmt::format("schema_step {}", step.number);
        const auto row = std::ranges::find(applied, step.number, &AppliedStep::number);
        if (row == applied.end()) {
            list.push_back({where, {"Die Zeile fehlt.", "The row is missing."}});
            continue;
        }
        if (row->name != step.name) list.push_back({where + ", name", changed});
        if (!std::ranges::equal(row->checksum, checksum(step, engine)))
            list.push_back({where + ", checksum", changed});
        const bool too_early = row != applied.begin() && row->applied_at < std::prev(row)->applied_at;
        if (too_early || row->applied_at > now || row->applied_at < Instant{}) {
            list.push_back(
                {where + ", applied_at", {"Der Zeitpunkt ist unmöglich.", "The time is impossible."}});
        }
    }
    for (const AppliedStep& row : applied) {
        if (row.number < 1 || row.number > std::ssize(steps))
            list.push_back({fmt::format("schema_step {}", row.number), planted});
    }
}

std::vector<std::string> statements_of(std::span<const Step> steps, Engine engine) {
    std::vector<std::string> statements = render(bootstrap_step(), engine);
    for (const Step& step : steps) std::ranges::move(render(step, engine), std::back_inserter(statements));
    return statements;
}

std::unexpected<Error> may_make_nothing_aside() {
    return fail(ErrorCode::forbidden,
                {"Der Datenbanknutzer darf keine temporären Tabellen anlegen; ohne sie lässt sich das Schema "
                 "nicht vergleichen.",
                 "The database user may not make temporary tables; without them the schema cannot be "
                 "compared."},
                {},
                {"Ein Verwalter gibt ihm das Recht: GRANT TEMPORARY ON DATABASE DATENBANK TO NUTZER;",
                 "An administrator grants the right: GRANT TEMPORARY ON DATABASE DATABASE TO USER;"});
}

/// Whether any table of the steps is there.
bool is_karteis(const Catalogue& found, std::span<const Step> steps) {
    return std::ranges::any_of(steps, [&](const Step& step) {
        return std::ranges::any_of(step.tables,
                                   [&](const Table& table) { return found.contains({table.name, ""}); });
    });
}

Result<Differences> catalogue_differences(Connection& connection, std::span<const Step> steps) {
    const Installation transaction(connection, Access::write);
    const Catalogue found = connection.catalogue();
    if (!is_karteis(found, steps)) return foreign_database({});
    try {
        return differences(connection.catalogue_made_by(statements_of(steps, connection.engine())), found);
    } catch (const StoreFailure& failure) {
        if (failure.kind() != FailureKind::not_permitted) throw;
        return may_make_nothing_aside();
    }
}

}  // namespace

Result<std::vector<SchemaDifference>> schema_differences(Connection& connection, std::span<const Step> steps,
                                                         Instant now) {
    auto list = TRY(catalogue_differences(connection, steps));
    const std::string table = "table " + bootstrap_step().tables.front().name;
    if (std::ranges::any_of(list, [&](const auto& one) { return one.where.ends_with(table); })) return list;
    const Installation transaction(connection, Access::read);
    const auto applied = applied_steps(connection);
    // A newer version's step would have changed the schema.
    const bool newer = !applied.empty() && applied.back().number > std::ssize(steps);
    if (newer && !list.empty()) return newer_database(applied.back());
    check_rows(applied, steps, connection.engine(), now, list);
    return list;
}

}  // namespace kartei::store
