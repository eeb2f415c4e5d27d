// What verification asks of the database beyond single records: rows nobody logged,
// and index items that are missing.
#pragma once

#include "base/result.h"
#include "store/person_index.h"
#include "store/read_record.h"
#include "store/records.h"

#include <string>
#include <vector>

namespace kartei::store {

/// Persons no log value belongs to, at most 100.
std::vector<domain::PersonId> persons_without_log(Connection& connection, TenantId tenant);

/// Names the table of every item of the index that is not stored: `search_term`, `value_directory`.
std::vector<std::string> missing_from_index(Connection& connection, TenantId tenant, domain::PersonId person,
                                            const PersonIndex& index);

/// All rows of a kind that belong to the tenant and no person.
template <class T>
const Sql& select_by_tenant_sql();

template <class Visit>
void for_each_tenant_record(Connection& connection, Keyring& keyring, TenantId tenant, Visit&& visit);

template <class Visit>
void for_each_person_record(const domain::PersonFile& file, Visit&& visit);

template <class T>
const Sql& select_by_tenant_sql() {
    static const Sql sql = [] {
        std::string condition = "tenant_id = :tenant_id";
        if constexpr (std::is_same_v<T, domain::Account>) {
            condition = "account_id IN (SELECT account_id FROM membership WHERE tenant_id = :tenant_id)";
        }
        return Sql{
            fmt::format("SELECT {} FROM {} WHERE {}", column_list<T>(), Description<T>::kind.name, condition),
            Plan::walks_table, "verification reads everything"};
    }();
    return sql;
}

template <class Visit>
void for_each_tenant_record(Connection& connection, Keyring& keyring, TenantId tenant, Visit&& visit) {
    using Records = boost::mp11::mp_append<TenantRecords, InstallationRecords>;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Records>>([&](auto type) {
        using Record = typename decltype(type)::type;
        auto& statement = connection.prepare(select_by_tenant_sql<Record>());
        statement.bind("tenant_id", tenant);
        while (statement.next()) visit(read_record<Record>(connection, keyring, statement));
    });
}

template <class Visit>
void for_each_person_record(const domain::PersonFile& file, Visit&& visit) {
    visit(file.person);
    for (const auto& job : file.jobs) visit(job.employment);
    const auto visit_all = [&](const auto& list) {
        for (const auto& record : list) visit(record);
    };
    visit_all(file.notes);
    visit_all(file.contact_points);
    visit_all(file.consents);
    visit_all(file.claims);
    visit_all(file.objections);
    visit_all(file.restrictions);
    visit_all(file.erasures);
    visit_all(file.robinson_marks);
    visit_all(file.notices);
    visit_all(file.sales);
    visit_all(file.interests);
    visit_all(file.requests);
}

}  // namespace kartei::store
