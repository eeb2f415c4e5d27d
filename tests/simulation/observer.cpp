#include "tests/simulation/observer.h"

#include "store/person_file.h"
#include "store/reading.h"
#include "tests/simulation/scene.h"

namespace kartei::simulation {

namespace {

const store::Sql select_all_persons{"SELECT person_id FROM person WHERE tenant_id = :tenant_id",
                                    store::Plan::walks_table, "a test looks at everything"};
const store::Sql select_whole_log{
    "SELECT entry_id, action FROM log_entry WHERE tenant_id = :tenant_id ORDER BY entry_id",
    store::Plan::walks_table, "a test looks at everything"};
const store::Sql select_all_keys{"SELECT idempotency_key FROM idempotency_key WHERE tenant_id = :tenant_id",
                                 store::Plan::walks_table, "a test looks at everything"};

}  // namespace

Observed observe(app::House& house, TenantId tenant) {
    auto keyring = must(house.keyring(tenant));
    auto& connection = house.connection();
    const store::Reading reading(connection, tenant);
    Observed observed;
    std::vector<domain::PersonId> persons;
    auto& person = connection.prepare(select_all_persons).bind("tenant_id", tenant);
    while (person.next()) persons.push_back({person.uuid(0)});
    for (const auto id : persons) {
        auto file = store::load_person_file(connection, keyring, tenant, id, store::Lock::none);
        if (!file) throw std::runtime_error("a person's row is not to be found by its key");
        observed.persons.emplace(id, *std::move(file));
    }
    auto& entry = connection.prepare(select_whole_log).bind("tenant_id", tenant);
    while (entry.next()) {
        observed.log.push_back(entry.uuid(0));
        ++observed.entries[std::string(entry.text(1))];
    }
    auto& key = connection.prepare(select_all_keys).bind("tenant_id", tenant);
    while (key.next()) observed.keys.insert(key.uuid(0));
    return observed;
}

}  // namespace kartei::simulation
