// What the drivers cost: rows per second into one table with 25 rows per person, by the sqlite3 library
// alone, through Connection on SQLite, and sent ahead to PostgreSQL where BENCH_POSTGRESQL names an empty
// database.
#include "store/connection.h"

#include "bench/support/library.h"
#include "bench/support/place.h"
#include "bench/support/table.h"
#include "store/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace kartei::store {
namespace {

using bench::must;
using bench::seconds;

constexpr int rows_per_person = 25;
constexpr int persons_per_transaction = 1000;
constexpr TenantId tenant{4'711};
constexpr std::string_view text = "Frau Dr. Käthe Müller-Lüdenscheidt, Nürnberg";

const Sql insert_fact(
    "INSERT INTO fact (tenant_id, person_id, number, name, stored_at) VALUES (:t, :p, :n, :name, :at)");

Step bench_step() {
    return {1,
            "bench",
            {Table{.name = "fact",
                   .columns = {{"tenant_id", ColumnType::id64},
                               {"person_id", ColumnType::uuid},
                               {"number", ColumnType::integer},
                               {"name", ColumnType::text},
                               {"stored_at", ColumnType::instant}},
                   .primary_key = {"tenant_id", "person_id", "number"}}}};
}

UuidBytes person_id(int number) {
    UuidBytes id{};
    for (std::size_t i = 0; i < 4; ++i)
        id[i] = static_cast<std::uint8_t>(number >> (24 - 8 * static_cast<int>(i)));
    return id;
}

std::unique_ptr<Connection> prepared(const DatabaseUrl& url) {
    auto opened = connect(url);
    if (!opened) throw std::runtime_error(opened.error().what.en);
    const std::vector<Step> steps{bench_step()};
    const auto migrated = migrate(**opened, steps, Instant{});
    if (!migrated) throw std::runtime_error(migrated.error().what.en);
    return std::move(*opened);
}

void raw_person(bench::LibraryStatement& insert, int person) {
    const UuidBytes id = person_id(person);
    for (int row = 0; row < rows_per_person; ++row) {
        insert.bind(1, tenant.value);
        insert.bind(2, SQLITE_BLOB, {reinterpret_cast<const char*>(id.data()), id.size()});
        insert.bind(3, std::int64_t{row});
        insert.bind(4, SQLITE_TEXT, text);
        insert.bind(5, std::int64_t{person});
        insert.step();
        insert.reset();
    }
}

/// The limit: the library alone with the same statement and the same settings.
double raw_rate(const std::string& file, int persons) {
    prepared(sqlite_file(file));
    bench::Library library(file, bench::Opened::writing);
    auto insert = library.prepare(insert_fact.text(Engine::sqlite));
    const double begin = seconds();
    for (int person = 0; person < persons; ++person) {
        if (person % persons_per_transaction == 0) library.run("BEGIN IMMEDIATE");
        raw_person(insert, person);
        if ((person + 1) % persons_per_transaction == 0) library.run("COMMIT");
    }
    return persons * rows_per_person / (seconds() - begin);
}

void person(Connection& db, int number) {
    const UuidBytes id = person_id(number);
    for (int row = 0; row < rows_per_person; ++row) {
        db.prepare(insert_fact)
            .bind("t", tenant)
            .bind("p", id)
            .bind("n", row)
            .bind("name", text)
            .bind("at", Instant{number})
            .enqueue();
    }
}

double connection_rate(const DatabaseUrl& url, int persons) {
    const auto db = prepared(url);
    const double begin = seconds();
    for (int number = 0; number < persons; ++number) {
        if (number % persons_per_transaction == 0) db->begin_write(tenant);
        person(*db, number);
        if ((number + 1) % persons_per_transaction == 0) db->commit();
    }
    return persons * rows_per_person / (seconds() - begin);
}

/// The best of three, taken in turns: the machine may be shared.
void rates() {
    constexpr int persons = 20'000;
    const bench::Place place;
    double raw = 0;
    double ours = 0;
    for (int turn = 0; turn < 3; ++turn) {
        const auto raw_file = place.path() / fmt::format("raw{}.db", turn);
        const auto our_file = place.path() / fmt::format("ours{}.db", turn);
        raw = std::max(raw, raw_rate(raw_file, persons));
        ours = std::max(ours, connection_rate(sqlite_file(our_file), persons));
        std::filesystem::remove(raw_file);
        std::filesystem::remove(our_file);
    }
    const bench::Limit limit{"the sqlite3 library alone", raw};
    const auto print = [&](std::string what, double rate) {
        bench::print({.what = std::move(what),
                      .value = rate,
                      .unit = "rows/s",
                      .better = bench::Better::higher,
                      .limit = limit});
    };
    print("Connection on SQLite", ours);
    const char* address = std::getenv("BENCH_POSTGRESQL");
    if (address == nullptr || *address == '\0') return;
    const auto url = parse_database_url(address);
    must(url.has_value(), "BENCH_POSTGRESQL: no address of a database");
    print("Connection on PostgreSQL", connection_rate(*url, persons));
    const auto connection = connect(*url);
    must(connection.has_value(), "PostgreSQL is gone");
    (*connection)->run("RESET ROLE; DROP TABLE fact, schema_step");
}

}  // namespace
}  // namespace kartei::store

int main() {
    return kartei::bench::run(kartei::store::rates);
}
