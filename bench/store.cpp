// What the drivers cost: rows per second into one table with 25 rows per person, by the sqlite3 library
// alone, through Connection on SQLite, and sent ahead to PostgreSQL. The first argument is a PostgreSQL
// address, if any.
#include "store/connection.h"
#include "store/steps.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace kartei::store {
namespace {

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

double seconds() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

UuidBytes person_id(int number) {
    UuidBytes id{};
    for (std::size_t i = 0; i < 4; ++i)
        id[i] = static_cast<std::uint8_t>(number >> (24 - 8 * static_cast<int>(i)));
    return id;
}

void must(bool good) {
    if (!good) throw std::runtime_error("the benchmark failed");
}

std::unique_ptr<Connection> prepared(const DatabaseUrl& url) {
    auto opened = connect(url);
    if (!opened) throw std::runtime_error(opened.error().what.en);
    const std::vector<Step> steps{bench_step()};
    const auto migrated = migrate(**opened, steps, Instant{});
    if (!migrated) throw std::runtime_error(migrated.error().what.en);
    return std::move(*opened);
}

void raw_person(sqlite3_stmt* insert, int person) {
    const UuidBytes id = person_id(person);
    for (int row = 0; row < rows_per_person; ++row) {
        sqlite3_bind_int64(insert, 1, tenant.value);
        sqlite3_bind_blob(insert, 2, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
        sqlite3_bind_int64(insert, 3, row);
        sqlite3_bind_text(insert, 4, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
        sqlite3_bind_int64(insert, 5, person);
        must(sqlite3_step(insert) == SQLITE_DONE);
        sqlite3_reset(insert);
    }
}

/// The limit: the library alone with the same statement and the same settings.
double raw_rate(const std::string& file, int persons) {
    prepared(sqlite_file(file));
    sqlite3* db = nullptr;
    must(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) ==
         SQLITE_OK);
    sqlite3_exec(db,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144;"
                 "PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 16384; PRAGMA cell_size_check = ON;"
                 "PRAGMA mmap_size = 268435456",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    must(sqlite3_prepare_v3(db, insert_fact.text(Engine::sqlite).c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                            &insert, nullptr) == SQLITE_OK);
    const double begin = seconds();
    for (int person = 0; person < persons; ++person) {
        if (person % persons_per_transaction == 0)
            sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        raw_person(insert, person);
        if ((person + 1) % persons_per_transaction == 0)
            sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    }
    const double took_s = seconds() - begin;
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return persons * rows_per_person / took_s;
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

void print(std::string_view what, double rows_per_s, double limit) {
    double load[1] = {};
    const bool known = getloadavg(load, 1) == 1;
    fmt::print("{:<26} {:>9.0f} rows/s {:>7.0f} persons/s  ratio {:.2f}  load {:.1f}\n", what, rows_per_s,
               rows_per_s / rows_per_person, rows_per_s / limit, known ? load[0] : -1.0);
}

/// The best of three, taken in turns: the machine may be shared.
void run(int argc, char** argv) {
    constexpr int persons = 20'000;
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("kartei-bench-{}", ::getpid());
    std::filesystem::create_directory(folder);
    double raw = 0;
    double ours = 0;
    for (int turn = 0; turn < 3; ++turn) {
        raw = std::max(raw, raw_rate(folder / fmt::format("raw{}.db", turn), persons));
        ours = std::max(ours, connection_rate(sqlite_file(folder / fmt::format("ours{}.db", turn)), persons));
    }
    std::filesystem::remove_all(folder);
    print("sqlite3 library", raw, raw);
    print("Connection on SQLite", ours, raw);
    if (argc < 2) return;
    const auto url = parse_database_url(argv[1]);
    must(url.has_value());
    print("Connection on PostgreSQL", connection_rate(*url, persons), raw);
}

}  // namespace
}  // namespace kartei::store

int main(int argc, char** argv) {
    try {
        kartei::store::run(argc, argv);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "{}\n", failure.what());
        return 1;
    }
    return 0;
}
