#include "store/contact_facts.h"

#include "domain/facts_of_person.h"

namespace kartei::store {

namespace {

const Sql insert_row{
    "INSERT INTO contact_facts (tenant_id, person_id, facts, built_at)"
    " VALUES (:tenant_id, :person_id, :facts, :built_at)"};
const Sql update_row{
    "UPDATE contact_facts SET facts = :facts, built_at = :built_at"
    " WHERE tenant_id = :tenant_id AND person_id = :person_id"};
const Sql delete_row{"DELETE FROM contact_facts WHERE tenant_id = :tenant_id AND person_id = :person_id"};
const Sql select_row{
    "SELECT facts, built_at FROM contact_facts WHERE tenant_id = :tenant_id AND person_id = :person_id"};

Result<void> put(Connection& connection, const Sql& sql, TenantId tenant, const domain::PersonFile& file,
                 Instant now) {
    const Bytes facts = TRY(domain::packed_facts_of(file, now));
    auto& statement = connection.prepare(sql);
    statement.bind("tenant_id", tenant).bind("person_id", file.person.person_id);
    statement.bind("facts", facts).bind("built_at", now);
    statement.enqueue();
    return {};
}

}  // namespace

Result<void> insert_contact_facts(Connection& connection, TenantId tenant, const domain::PersonFile& file,
                                  Instant now) {
    return put(connection, insert_row, tenant, file, now);
}

Result<void> update_contact_facts(Connection& connection, TenantId tenant, const domain::PersonFile& file,
                                  Instant now) {
    return put(connection, update_row, tenant, file, now);
}

void remove_contact_facts(Connection& connection, TenantId tenant, domain::PersonId person) {
    auto& statement = connection.prepare(delete_row);
    statement.bind("tenant_id", tenant).bind("person_id", person);
    statement.enqueue();
}

std::optional<PackedFacts> read_contact_facts(Connection& connection, TenantId tenant,
                                              domain::PersonId person) {
    auto& statement = connection.prepare(select_row);
    statement.bind("tenant_id", tenant).bind("person_id", person);
    std::optional<PackedFacts> packed;
    while (statement.next()) {
        packed = PackedFacts{Bytes(statement.bytes(0).begin(), statement.bytes(0).end()),
                             Instant{statement.integer(1)}};
    }
    return packed;
}

const Sql& select_all_contact_facts() {
    static const Sql sql{
        "SELECT person_id, facts FROM contact_facts WHERE tenant_id = :tenant_id AND person_id > :after"
        " ORDER BY person_id LIMIT :most"};
    return sql;
}

}  // namespace kartei::store
