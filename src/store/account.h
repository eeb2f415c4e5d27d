// Tables of the installation: companies, accounts and memberships, the only ones read without a tenant.
// Inside begin_installation.
#pragma once

#include "base/id.h"
#include "domain/access_rules.h"
#include "domain/tenant.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// The oldest companies, at most `most`.
std::vector<TenantId> oldest_tenants(Connection& connection, std::int64_t most);

/// All companies, also those of which only a membership is left.
std::vector<TenantId> mentioned_tenants(Connection& connection);

/// The active account with that login.
std::optional<domain::AccountId> find_account(Connection& connection, std::string_view login);

/// What the account may be in that company; empty where it is no member.
std::vector<domain::Role> roles_of(Connection& connection, domain::AccountId account, TenantId tenant);

/// The companies an account is a member of, the oldest membership first.
std::vector<TenantId> tenants_of_account(Connection& connection, domain::AccountId account);

/// What everybody who works for a company may know of it.
struct TenantName {
    std::string name;
    std::string country;
};
std::optional<TenantName> find_tenant(Connection& connection, TenantId tenant);

}  // namespace kartei::store
