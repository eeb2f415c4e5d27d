#include "store/lists.h"

#include "domain/tenant.h"
#include "store/many.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kartei::store {

namespace {

constexpr std::string_view short_list = "a short list, read as a whole";

template <class T>
std::string select_whole_list(std::string_view order) {
    return fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id ORDER BY {}", column_list<T>(),
                       Description<T>::kind.name, order);
}

const Sql select_areas{select_whole_list<domain::Area>("area_no"), Plan::walks_table, short_list};
const Sql select_purposes{select_whole_list<domain::TenantPurpose>("purpose"), Plan::walks_table, short_list};
const Sql select_wordings{select_whole_list<domain::Wording>("wording_no"), Plan::walks_table, short_list};
/// Not the row of lock_new_persons: those who record persons do not wait for those who add to lists.
const Sql select_last_purpose{
    "SELECT purpose FROM purpose WHERE tenant_id = :tenant_id ORDER BY purpose DESC LIMIT 1 FOR UPDATE",
    Plan::walks_table, short_list};
const Sql select_sources{select_whole_list<domain::Source>("source_id"), Plan::walks_table, short_list};
const Sql select_source{
    fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id AND name_key = :name_key LIMIT 1",
                column_list<domain::Source>(), Description<domain::Source>::kind.name)};
const Sql select_companies{
    row_of_each(column_list<domain::Company>(), Description<domain::Company>::kind.name, "name_key")};
const Sql select_company_page{
    fmt::format("SELECT {} FROM company WHERE tenant_id = :tenant_id"
                " AND (name_key, company_id) > (:name_key, :company_id)"
                " ORDER BY name_key, company_id LIMIT :most",
                column_list<domain::Company>())};
const Sql select_persons_of_company{
    "SELECT person_id FROM employment WHERE tenant_id = :tenant_id AND company_id = :company_id"
    " AND person_id > :person_id ORDER BY person_id LIMIT :most"};

/// What changes with every row: an update raises its version, and of rows that came and went the times
/// differ. The sum is of remainders by a prime, so that it stays a number of 64 bits.
std::string state_of(int list, std::string_view table) {
    return fmt::format(
        "SELECT {} AS list, count(*), CAST(coalesce(sum(version), 0) AS bigint),"
        " coalesce(max(created_at), 0), CAST(coalesce(sum(created_at % 1000003), 0) AS bigint)"
        " FROM {} WHERE tenant_id = :tenant_id",
        list, table);
}

const Sql select_list_states{fmt::format("{} UNION ALL {} UNION ALL {} ORDER BY list", state_of(1, "area"),
                                         state_of(2, "wording"), state_of(3, "tenant")),
                             Plan::walks_table, short_list};
const Sql select_tenant_name{"SELECT name FROM tenant WHERE tenant_id = :tenant_id"};

template <class T>
std::vector<T> whole_list(Connection& connection, Keyring& keyring, TenantId tenant, const Sql& sql) {
    auto& statement = connection.prepare(sql);
    statement.bind("tenant_id", tenant);
    return read_all<T>(connection, keyring, statement);
}

}  // namespace

std::vector<domain::Area> read_areas(Connection& connection, Keyring& keyring, TenantId tenant) {
    return whole_list<domain::Area>(connection, keyring, tenant, select_areas);
}

std::vector<domain::TenantPurpose> read_purposes(Connection& connection, Keyring& keyring, TenantId tenant) {
    return whole_list<domain::TenantPurpose>(connection, keyring, tenant, select_purposes);
}

std::vector<domain::Wording> read_wordings(Connection& connection, Keyring& keyring, TenantId tenant) {
    return whole_list<domain::Wording>(connection, keyring, tenant, select_wordings);
}

void lock_numbered_lists(Connection& connection, TenantId tenant) {
    connection.prepare(select_last_purpose).bind("tenant_id", tenant).any();
}

std::vector<domain::Source> read_sources(Connection& connection, Keyring& keyring, TenantId tenant) {
    return whole_list<domain::Source>(connection, keyring, tenant, select_sources);
}

std::optional<domain::Source> find_source(Connection& connection, Keyring& keyring, TenantId tenant,
                                          std::string_view name_key) {
    auto& statement = connection.prepare(select_source);
    statement.bind("tenant_id", tenant).bind("name_key", name_key);
    auto found = read_all<domain::Source>(connection, keyring, statement);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<domain::Company> find_companies(Connection& connection, Keyring& keyring, TenantId tenant,
                                            std::vector<std::string> name_keys) {
    std::vector<domain::Company> companies;
    ask_for_each(connection, select_companies, tenant, std::move(name_keys), [&](Statement& statement) {
        std::ranges::move(read_all<domain::Company>(connection, keyring, statement),
                          std::back_inserter(companies));
    });
    return companies;
}

std::vector<domain::Company> companies_by_name(Connection& connection, Keyring& keyring, TenantId tenant,
                                               const CompanyPlace& after, std::int64_t most) {
    auto& statement = connection.prepare(select_company_page);
    statement.bind("tenant_id", tenant).bind("name_key", after.name_key);
    statement.bind("company_id", after.company).bind("most", most);
    return read_all<domain::Company>(connection, keyring, statement);
}

std::vector<domain::PersonId> persons_of_company(Connection& connection, TenantId tenant,
                                                 domain::CompanyId company, domain::PersonId after,
                                                 std::int64_t most) {
    auto& statement = connection.prepare(select_persons_of_company);
    statement.bind("tenant_id", tenant).bind("company_id", company);
    statement.bind("person_id", after).bind("most", most);
    std::vector<domain::PersonId> persons;
    while (statement.next()) persons.push_back({statement.uuid(0)});
    return persons;
}

UuidBytes list_version(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(select_list_states).bind("tenant_id", tenant);
    std::string states;
    while (statement.next()) {
        for (int column = 0; column < 5; ++column) states += fmt::format("{} ", statement.integer(column));
    }
    UuidBytes version{};
    std::ranges::copy_n(sha256(bytes_of(states)).begin(), std::ssize(version), version.begin());
    return version;
}

std::string tenant_name(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(select_tenant_name);
    statement.bind("tenant_id", tenant);
    std::string name;
    while (statement.next()) name = statement.text(0);
    return name;
}

}  // namespace kartei::store
