// One packed row per person with everything a decision rests on, written in the transaction of the facts.
// Matrix, batch and funnel read only this; `kartei verify` rebuilds and compares it.
#pragma once

#include "domain/contact_facts.h"
#include "domain/person_file.h"
#include "store/connection.h"

#include <optional>

namespace kartei::store {

/// Fail with `limit` where somebody has more records than a row may hold.
Result<void> insert_contact_facts(Connection& connection, TenantId tenant, const domain::PersonFile& file,
                                  Instant now);
Result<void> update_contact_facts(Connection& connection, TenantId tenant, const domain::PersonFile& file,
                                  Instant now);
void remove_contact_facts(Connection& connection, TenantId tenant, domain::PersonId person);

struct PackedFacts {
    Bytes facts;
    Instant built_at;
};
std::optional<PackedFacts> read_contact_facts(Connection& connection, TenantId tenant,
                                              domain::PersonId person);

/// Calls `visit(person, facts)` for every person of the tenant, in the order of their ids. The view is valid
/// during the call.
template <class Visit>
void for_each_contact_facts(Connection& connection, TenantId tenant, Visit&& visit);

const Sql& select_all_contact_facts();

template <class Visit>
void for_each_contact_facts(Connection& connection, TenantId tenant, Visit&& visit) {
    constexpr std::int64_t page = 20'000;
    domain::PersonId after{};
    for (bool more = true; more;) {
        auto& statement = connection.prepare(select_all_contact_facts());
        statement.bind("tenant_id", tenant).bind("after", after).bind("most", page);
        std::int64_t rows = 0;
        while (statement.next()) {
            after = {statement.uuid(0)};
            visit(after, statement.bytes(1));
            ++rows;
        }
        more = rows == page;
    }
}

}  // namespace kartei::store
