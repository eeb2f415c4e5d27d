// Deciding one area and channel for everybody, out of a SQLite file. The limit: the sqlite3 library reading
// the same rows and nothing else.
#include "bench/support/house.h"
#include "bench/support/library.h"
#include "bench/support/place.h"
#include "bench/support/table.h"
#include "domain/cell.h"
#include "store/contact_facts.h"
#include "store/steps.h"
#include "tests/domain/random_facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::bench {
namespace {

using namespace domain;

constexpr int turns = 5;
constexpr double promised_s_per_million = 1.0;
constexpr TenantId random_tenant{4'711};

/// Rows that reach every rule, in a database of their own.
std::filesystem::path random_rows(const Place& place, std::int64_t rows) {
    const auto file = place.path() / "facts.db";
    {
        auto made = store::connect(store::sqlite_file(file.string()));
        must(made.has_value(), "no database");
        must(store::migrate(**made, Instant{}).has_value(), "no schema");
    }
    Library library(file, Opened::writing);
    auto insert = library.prepare(
        "INSERT INTO contact_facts (tenant_id, person_id, facts, built_at) VALUES (?, ?, ?, 0)");
    RandomFacts random(1);
    IdSource ids(system_random());
    library.run("BEGIN IMMEDIATE");
    for (std::int64_t i = 0; i < rows; ++i) {
        const auto row = pack(random.facts(), RandomFacts::now);
        must(row.has_value(), "facts that cannot be packed");
        const auto id = ids.next_bytes(RandomFacts::now);
        insert.bind(1, random_tenant.value);
        insert.bind(2, SQLITE_BLOB, {reinterpret_cast<const char*>(id.data()), id.size()});
        insert.bind(3, SQLITE_BLOB, {reinterpret_cast<const char*>(row->data()), row->size()});
        insert.step();
        insert.reset();
    }
    library.run("COMMIT");
    return file;
}

struct Scan {
    double seconds = 1e300;
    std::int64_t rows = 0;
};

Scan library_alone(const std::filesystem::path& file) {
    Library library(file, Opened::reading);
    auto select = library.prepare("SELECT person_id, facts FROM contact_facts ORDER BY tenant_id, person_id");
    Scan scan;
    std::size_t bytes = 0;
    const double begin = seconds();
    while (select.step()) {
        bytes += select.bytes(0).size() + select.bytes(1).size();
        ++scan.rows;
    }
    scan.seconds = seconds() - begin;
    must(bytes > 0, "no rows");
    return scan;
}

Scan counted(const std::filesystem::path& file, TenantId tenant, const TenantContext& context) {
    auto connection = store::connect(store::sqlite_file(file.string()), {.access = store::Access::read});
    must(connection.has_value(), "no database");
    const Policy policy;
    BatchCounter counter(context, policy, context.areas.path(AreaNo{1}), Channel::phone, {RandomFacts::now});
    (*connection)->begin_read(tenant);
    const double begin = seconds();
    store::for_each_contact_facts(**connection, tenant, [&](PersonId, ByteView row) {
        must(counter.add(row).has_value(), "a row that cannot be read");
    });
    Scan scan;
    scan.seconds = seconds() - begin;
    (*connection)->rollback();
    scan.rows = static_cast<std::int64_t>(counter.count().persons);
    return scan;
}

/// The best of the turns; each reads with and without us.
void measure(std::string_view what, const std::filesystem::path& file, TenantId tenant,
             const TenantContext& context) {
    Scan ours;
    Scan limit;
    for (int turn = 0; turn < turns; ++turn) {
        const Scan alone = library_alone(file);
        const Scan decided = counted(file, tenant, context);
        must(alone.rows == decided.rows, "the two read different rows");
        if (alone.seconds < limit.seconds) limit = alone;
        if (decided.seconds < ours.seconds) ours = decided;
    }
    const double millions = static_cast<double>(ours.rows) / 1e6;
    print({.what = fmt::format("batch over {} {}", grouped(static_cast<double>(ours.rows)), what),
           .value = ours.seconds * 1e3,
           .unit = "ms",
           .promise = {.value = promised_s_per_million * millions * 1e3},
           .limit = {"sqlite3 alone reading the rows", limit.seconds * 1e3}});
}

void batch() {
    const Place place;
    const auto data = imported_house(place.path(), persons());
    const TenantId tenant = open_house(data).session.tenant;
    const RandomFacts random(1);
    measure("imported persons", data / "kartei.db", tenant, random.context());
    const auto file = random_rows(place, persons());
    measure("random facts", file, random_tenant, random.context());
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace kartei::bench

int main() {
    return kartei::bench::run(kartei::bench::batch);
}
