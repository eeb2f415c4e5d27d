// Importing a list into SQLite, beside the sqlite3 library alone putting the same rows into the same tables
// and indexes; and into PostgreSQL where BENCH_POSTGRESQL names a server.
#include "app/import.h"
#include "bench/support/house.h"
#include "bench/support/list.h"
#include "bench/support/place.h"
#include "bench/support/replay.h"
#include "bench/support/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace kartei::bench {
namespace {

const std::int64_t rows_per_transaction = app::ImportRequest{}.rows_per_transaction;
constexpr std::int64_t first_size = 100'000;
constexpr double least_ratio = 0.5;
constexpr double least_persons_per_s = 8'000;

/// The best of the turns, taken in turns with the limit: the machine may be shared.
double sqlite(const Place& place, std::int64_t persons, int turns) {
    const auto list = place.path() / "list.csv";
    write_list(list, persons);
    const auto rows = static_cast<double>(persons);
    double ours = 0;
    double limit = 0;
    double our_cpu = 0;
    double limit_cpu = 0;
    double rows_per_person = 0;
    for (int turn = 0; turn < turns; ++turn) {
        const auto data = place.path() / "imported";
        std::filesystem::remove_all(data);
        {
            auto opened = open_house(data);
            const Imported imported = import(opened, list);
            ours = std::max(ours, rows / imported.seconds);
            our_cpu = std::max(our_cpu, rows / imported.cpu_seconds);
        }
        const auto fresh = place.path() / "replayed";
        std::filesystem::create_directory(fresh);
        const Replayed replayed = replay(data / "kartei.db", fresh / "kartei.db", rows_per_transaction);
        std::filesystem::remove_all(fresh);
        rows_per_person = static_cast<double>(replayed.rows) / static_cast<double>(replayed.persons);
        limit = std::max(limit, rows / replayed.seconds);
        limit_cpu = std::max(limit_cpu, rows / replayed.cpu_seconds);
    }
    std::filesystem::remove(list);
    print(
        {.what = fmt::format("import {} rows into SQLite", grouped(static_cast<double>(persons))),
         .value = ours,
         .unit = "persons/s",
         .better = Better::higher,
         .promise = {.value = persons == first_size ? least_persons_per_s : 0, .ratio = least_ratio},
         .limit = {fmt::format("the same {:.0f} rows per person by sqlite3 alone", rows_per_person), limit}});
    print({.what = "of it on the processor, all threads",
           .value = our_cpu,
           .unit = "persons/s",
           .better = Better::higher,
           .limit = {"sqlite3 alone, likewise", limit_cpu}});
    return limit;
}

/// What SQLite promises, asked of PostgreSQL: the limit is that of the same list in SQLite.
void postgresql(const Place& place, std::int64_t persons, const std::string& address, double sqlite_limit) {
    const auto list = place.path() / "list.csv";
    write_list(list, persons);
    auto opened = open_house(place.path() / "postgresql", address);
    const double took_s = import(opened, list).seconds;
    std::filesystem::remove(list);
    print({.what = fmt::format("import {} rows into PostgreSQL", grouped(static_cast<double>(persons))),
           .value = static_cast<double>(persons) / took_s,
           .unit = "persons/s",
           .better = Better::higher,
           .limit = {"sqlite3 alone, as above", sqlite_limit}});
}

void import_lists() {
    const Place place;
    const std::int64_t first = std::min(first_size, persons());
    const double limit = sqlite(place, first, 3);
    const char* address = std::getenv("BENCH_POSTGRESQL");
    if (address != nullptr && *address != '\0') postgresql(place, first, address, limit);
    // What stays is the larger list: other benchmarks ask it.
    if (persons() > first) sqlite(place, persons(), 1);
}

}  // namespace
}  // namespace kartei::bench

int main() {
    return kartei::bench::run(kartei::bench::import_lists);
}
