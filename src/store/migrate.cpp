#include "store/steps.h"

#include "store/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace kartei::store {

namespace {

constexpr int attempts = 5;
constexpr int step_deadline_ms = 3'600'000;
constexpr std::string_view step_table_name = "schema_step";

const Sql select_steps("SELECT number, name, checksum, applied_at FROM schema_step ORDER BY number",
                       Plan::walks_table, "the table has as many rows as there are steps");
const Sql insert_step(
    "INSERT INTO schema_step (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, "
    ":applied_at)");

struct Deadline {
    explicit Deadline(Connection& of) : connection(of), before_ms(of.deadline_ms()) {
        connection.set_deadline(step_deadline_ms);
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;
    ~Deadline() { connection.set_deadline(before_ms); }

    Connection& connection;
    int before_ms;
};

std::unexpected<Error> changed_step(const AppliedStep& step) {
    return fail(
        ErrorCode::conflict,
        {"Das Schema dieser Datenbank ist nicht das dieser Version von kartei; nichts wurde verändert.",
         "The schema of this database is not the one of this version of kartei; nothing has been changed."},
        fmt::format("schema_step {} {}", step.number, step.name),
        {"Nehmen Sie die Version, die sie angelegt hat, oder spielen Sie eine Sicherung ein.",
         "Use the version that made it, or restore a backup."});
}

std::unexpected<Error> may_not_make_tables(const StoreFailure& failure) {
    return fail(ErrorCode::forbidden,
                {"Der Datenbanknutzer darf hier keine Tabellen anlegen.",
                 "The database user may not make tables here."},
                failure.what(),
                {"Ein Verwalter gibt ihm das Recht: GRANT CREATE, USAGE ON SCHEMA public TO NUTZER;",
                 "An administrator grants the right: GRANT CREATE, USAGE ON SCHEMA public TO USER;"});
}

void check_numbers(std::span<const Step> steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].number != static_cast<int>(i) + 1) {
            throw std::logic_error(fmt::format("schema: step {} stands at place {}", steps[i].number, i + 1));
        }
    }
}

Result<void> compare(const std::vector<AppliedStep>& applied, std::span<const Step> steps, Engine engine) {
    for (std::size_t i = 0; i < applied.size(); ++i) {
        if (applied[i].number > static_cast<std::int64_t>(steps.size())) return newer_database(applied[i]);
        if (applied[i].number != static_cast<std::int64_t>(i) + 1) return changed_step(applied[i]);
        if (!std::ranges::equal(applied[i].checksum, checksum(steps[i], engine)))
            return changed_step(applied[i]);
    }
    return {};
}

/// The steps that are there, each as this version has it; nothing for a database without any table.
Result<std::vector<AppliedStep>> fitting_steps(Connection& connection, std::span<const Step> steps) {
    const std::vector<std::string> tables = connection.tables();
    if (std::ranges::find(tables, step_table_name) == tables.end()) {
        if (!tables.empty()) return foreign_database(tables.front());
        return std::vector<AppliedStep>{};
    }
    auto applied = applied_steps(connection);
    TRY(compare(applied, steps, connection.engine()));
    return applied;
}

void run_all(Connection& connection, const Step& step) {
    for (const std::string& statement : render(step, connection.engine())) connection.run(statement);
}

void remember(Connection& connection, const Step& step, Instant now) {
    connection.prepare(insert_step)
        .bind("number", step.number)
        .bind("name", step.name)
        .bind("checksum", checksum(step, connection.engine()))
        .bind("applied_at", now)
        .execute();
}

enum class Progress : std::uint8_t { applied, complete };

Result<Progress> apply_next(Connection& connection, std::span<const Step> steps, Instant now) {
    const Installation transaction(connection, Access::write);
    TRY(connection.begin_schema_work());
    if (connection.tables().empty()) run_all(connection, bootstrap_step());
    TRY(fitting_steps(connection, steps));
    connection.lock_schema(step_table_name);
    const auto applied = TRY(fitting_steps(connection, steps));
    if (applied.size() == steps.size()) {
        connection.commit();
        return Progress::complete;
    }
    const Step& step = steps[applied.size()];
    run_all(connection, step);
    remember(connection, step, now);
    connection.commit();
    return Progress::applied;
}

/// Two processes that start at once may meet while making the same table, role or grant.
bool worth_another_attempt(FailureKind kind) {
    return kind == FailureKind::unique || kind == FailureKind::serialization || kind == FailureKind::other;
}

Result<Progress> apply_next_with_patience(Connection& connection, std::span<const Step> steps, Instant now) {
    for (int attempt = 1;; ++attempt) {
        try {
            return apply_next(connection, steps, now);
        } catch (const StoreFailure& failure) {
            if (attempt == attempts || !worth_another_attempt(failure.kind())) throw;
        }
    }
}

/// A database whose steps are all there is only read: whoever merely looks at it need not own it.
Result<bool> is_complete(Connection& connection, std::span<const Step> steps) {
    const Installation transaction(connection, Access::read);
    const auto applied = TRY(fitting_steps(connection, steps));
    return !applied.empty() && applied.size() == steps.size();
}

}  // namespace

const Step& bootstrap_step() {
    static const Step step{0,
                           "bootstrap",
                           {Table{
                               .name = std::string(step_table_name),
                               .columns = {{"number", ColumnType::integer},
                                           {"name", ColumnType::text},
                                           {"checksum", ColumnType::bytes},
                                           {"applied_at", ColumnType::instant}},
                               .primary_key = {"number"},
                               .distribution = Distribution::installation,
                               .rows = 10,
                               .rights = Rights::read,
                           }}};
    return step;
}

std::vector<AppliedStep> applied_steps(Connection& connection) {
    std::vector<AppliedStep> applied;
    Statement& select = connection.prepare(select_steps);
    while (select.next()) {
        const ByteView sum = select.bytes(2);
        applied.push_back({.number = select.integer(0),
                           .name = std::string(select.text(1)),
                           .checksum = Bytes(sum.begin(), sum.end()),
                           .applied_at = Instant{select.integer(3)}});
    }
    return applied;
}

std::unexpected<Error> foreign_database(const std::string& table) {
    return fail(ErrorCode::conflict,
                {"Diese Datenbank gehört einem anderen Programm; kartei hat nichts verändert.",
                 "This database belongs to another program; kartei has changed nothing."},
                table, {"Geben Sie kartei eine leere Datenbank.", "Give kartei an empty database."});
}

std::unexpected<Error> newer_database(const AppliedStep& step) {
    return fail(
        ErrorCode::conflict,
        {"Diese Datenbank wurde von einer neueren Version von kartei geschrieben; nichts wurde verändert.",
         "This database was written by a newer version of kartei; nothing has been changed."},
        fmt::format("schema_step {} {}", step.number, step.name),
        {"Nehmen Sie die neuere Version.", "Use the newer version."});
}

Result<void> migrate(Connection& connection, std::span<const Step> steps, Instant now) {
    check_numbers(steps);
    try {
        const bool complete = TRY(is_complete(connection, steps));
        const Deadline deadline(connection);
        while (!complete) {
            const Progress progress = TRY(apply_next_with_patience(connection, steps, now));
            if (progress == Progress::complete) break;
        }
    } catch (const StoreFailure& failure) {
        if (failure.kind() == FailureKind::not_permitted) return may_not_make_tables(failure);
        throw;
    }
    return connection.assume_application_role();
}

Result<int> schema_version(Connection& connection, std::span<const Step> steps) {
    check_numbers(steps);
    const Installation transaction(connection, Access::read);
    const auto applied = TRY(fitting_steps(connection, steps));
    return static_cast<int>(applied.size());
}

}  // namespace kartei::store
