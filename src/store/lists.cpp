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
std::string select_list(std::string_view order) {
    return fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id ORDER BY {}", column_list<T>(),
                       Description<T>::kind.name, order);
}

const Sql select_areas{select_list<domain::Area>("area_no"), Plan::walks_table, short_list};
const Sql select_purposes{select_list<domain::TenantPurpose>("purpose"), Plan::walks_table, short_list};
const Sql select_wordings{select_list<domain::Wording>("wording_no"), Plan::walks_table, short_list};
const Sql select_sources{select_list<domain::Source>("source_id"), Plan::walks_table, short_list};
const Sql select_source{
    fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id AND name_key = :name_key LIMIT 1",
                column_list<domain::Source>(), Description<domain::Source>::kind.name)};
const Sql select_companies{
    row_of_each(column_list<domain::Company>(), Description<domain::Company>::kind.name, "name_key")};
const Sql select_list_version{"SELECT version FROM list_version WHERE tenant_id = :tenant_id",
                              Plan::walks_table, "a company has one row"};
const Sql put_version{
    "INSERT INTO list_version (tenant_id, version) VALUES (:tenant_id, :version)"
    " ON CONFLICT (tenant_id) DO UPDATE SET version = excluded.version"};
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

UuidBytes list_version(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(select_list_version).bind("tenant_id", tenant);
    UuidBytes version{};
    while (statement.next()) version = statement.uuid(0);
    return version;
}

void put_list_version(Connection& connection, TenantId tenant, const UuidBytes& version) {
    connection.prepare(put_version).bind("tenant_id", tenant).bind("version", version).execute();
}

std::string tenant_name(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(select_tenant_name);
    statement.bind("tenant_id", tenant);
    std::string name;
    while (statement.next()) name = statement.text(0);
    return name;
}

}  // namespace kartei::store
