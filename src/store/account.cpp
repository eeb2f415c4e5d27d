#include "store/account.h"

#include "base/describe.h"

namespace kartei::store {

namespace {

const Sql select_tenants{"SELECT tenant_id FROM tenant ORDER BY created_at, tenant_id LIMIT :most",
                         Plan::walks_table, "the list of companies of one installation is short"};
const Sql select_mentioned{
    "SELECT tenant_id FROM tenant UNION SELECT tenant_id FROM membership ORDER BY tenant_id",
    Plan::walks_table, "the list of companies of one installation is short"};
const Sql select_account{"SELECT account_id FROM account WHERE login = :login AND state = 'active'"};
const Sql select_roles{
    "SELECT role FROM membership WHERE account_id = :account_id AND tenant_id = :tenant_id ORDER BY role"};

const Sql select_tenants_of{
    "SELECT tenant_id FROM membership WHERE account_id = :account_id GROUP BY tenant_id"
    " ORDER BY min(created_at), tenant_id"};
const Sql select_tenant{"SELECT name, country FROM tenant WHERE tenant_id = :tenant_id"};

}  // namespace

std::vector<TenantId> oldest_tenants(Connection& connection, std::int64_t most) {
    auto& statement = connection.prepare(select_tenants);
    statement.bind("most", most);
    std::vector<TenantId> tenants;
    while (statement.next()) tenants.push_back(TenantId{statement.integer(0)});
    return tenants;
}

std::vector<TenantId> mentioned_tenants(Connection& connection) {
    auto& statement = connection.prepare(select_mentioned);
    std::vector<TenantId> tenants;
    while (statement.next()) tenants.push_back(TenantId{statement.integer(0)});
    return tenants;
}

std::optional<domain::AccountId> find_account(Connection& connection, std::string_view login) {
    auto& statement = connection.prepare(select_account);
    statement.bind("login", login);
    std::optional<domain::AccountId> account;
    while (statement.next()) account = domain::AccountId{statement.uuid(0)};
    return account;
}

std::vector<domain::Role> roles_of(Connection& connection, domain::AccountId account, TenantId tenant) {
    auto& statement = connection.prepare(select_roles);
    statement.bind("account_id", account).bind("tenant_id", tenant);
    std::vector<domain::Role> roles;
    while (statement.next()) {
        if (const auto role = enum_of<domain::Role>(statement.text(0))) roles.push_back(*role);
    }
    return roles;
}

std::vector<TenantId> tenants_of_account(Connection& connection, domain::AccountId account) {
    auto& statement = connection.prepare(select_tenants_of).bind("account_id", account);
    std::vector<TenantId> tenants;
    while (statement.next()) tenants.push_back(TenantId{statement.integer(0)});
    return tenants;
}

std::optional<TenantName> find_tenant(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(select_tenant).bind("tenant_id", tenant);
    std::optional<TenantName> found;
    while (statement.next())
        found = {.name = std::string(statement.text(0)), .country = std::string(statement.text(1))};
    return found;
}

}  // namespace kartei::store
