#include "store/self_check.h"

#include <fmt/format.h>

namespace kartei::store {

namespace {

const Sql select_persons_without_log{
    "SELECT person_id FROM person WHERE tenant_id = :tenant_id AND NOT EXISTS (SELECT 1 FROM log_value"
    " WHERE log_value.tenant_id = person.tenant_id AND log_value.person_id = person.person_id) LIMIT 100",
    Plan::walks_table, "verification reads everything"};
const Sql select_term{
    "SELECT 1 FROM search_term WHERE tenant_id = :tenant_id AND term = :term AND person_id = :person_id"};
const Sql select_value{
    "SELECT 1 FROM value_directory"
    " WHERE tenant_id = :tenant_id AND value_hash = :value_hash AND person_id = :person_id"};
bool found(Statement& statement) {
    bool any = false;
    while (statement.next()) any = true;
    return any;
}

}  // namespace

std::vector<domain::PersonId> persons_without_log(Connection& connection, TenantId tenant) {
    std::vector<domain::PersonId> persons;
    auto& statement = connection.prepare(select_persons_without_log);
    statement.bind("tenant_id", tenant);
    while (statement.next()) persons.push_back({statement.uuid(0)});
    return persons;
}

std::vector<std::string> missing_from_index(Connection& connection, TenantId tenant, domain::PersonId person,
                                            const PersonIndex& index) {
    std::vector<std::string> missing;
    for (const auto& term : index.terms) {
        auto& statement = connection.prepare(select_term);
        statement.bind("tenant_id", tenant).bind("term", term).bind("person_id", person);
        if (!found(statement)) missing.emplace_back("search_term");
    }
    for (const auto& hash : index.value_hashes) {
        auto& statement = connection.prepare(select_value);
        statement.bind("tenant_id", tenant).bind("value_hash", hash).bind("person_id", person);
        if (!found(statement)) missing.emplace_back("value_directory");
    }
    return missing;
}

}  // namespace kartei::store
