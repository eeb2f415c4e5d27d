#include "store/lists.h"

#include "domain/tenant.h"

#include <fmt/format.h>

namespace kartei::store {

namespace {

constexpr std::string_view short_list = "a short list, read as a whole";

template <class T>
std::string select_list(std::string_view order) {
    return fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id ORDER BY {}", column_list<T>(),
                       Description<T>::kind.name, order);
}

template <class T>
std::string select_by_name() {
    return fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id AND name_key = :name_key LIMIT 1",
                       column_list<T>(), Description<T>::kind.name);
}

const Sql select_areas{select_list<domain::Area>("area_no"), Plan::walks_table, short_list};
const Sql select_purposes{select_list<domain::TenantPurpose>("purpose"), Plan::walks_table, short_list};
const Sql select_wordings{select_list<domain::Wording>("wording_no"), Plan::walks_table, short_list};
const Sql select_source{select_by_name<domain::Source>()};
const Sql select_company{select_by_name<domain::Company>()};
const Sql select_tenant_name{"SELECT name FROM tenant WHERE tenant_id = :tenant_id"};

template <class T>
std::vector<T> whole_list(Connection& connection, Keyring& keyring, TenantId tenant, const Sql& sql) {
    auto& statement = connection.prepare(sql);
    statement.bind("tenant_id", tenant);
    return read_all<T>(connection, keyring, statement);
}

template <class T>
std::optional<T> by_name(Connection& connection, Keyring& keyring, TenantId tenant, std::string_view name_key,
                         const Sql& sql) {
    auto& statement = connection.prepare(sql);
    statement.bind("tenant_id", tenant).bind("name_key", name_key);
    auto found = read_all<T>(connection, keyring, statement);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
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

std::optional<domain::Source> find_source(Connection& connection, Keyring& keyring, TenantId tenant,
                                          std::string_view name_key) {
    return by_name<domain::Source>(connection, keyring, tenant, name_key, select_source);
}

std::optional<domain::Company> find_company(Connection& connection, Keyring& keyring, TenantId tenant,
                                            std::string_view name_key) {
    return by_name<domain::Company>(connection, keyring, tenant, name_key, select_company);
}

std::string tenant_name(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(select_tenant_name);
    statement.bind("tenant_id", tenant);
    std::string name;
    while (statement.next()) name = statement.text(0);
    return name;
}

}  // namespace kartei::store
