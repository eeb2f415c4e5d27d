// Passwords and who is signed in: tables of the installation, found without a tenant. Their rows are written
// by store::Write, like all that the log tells of. Inside begin_installation, or inside a Write.
#pragma once

#include "domain/tenant.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// The credential of the active account with that login.
std::optional<domain::Credential> find_credential(Connection& connection, std::string_view login);
std::optional<domain::Credential> credential_of(Connection& connection, domain::AccountId account);
bool has_credentials(Connection& connection);

/// The session, as long as its account is active.
std::optional<domain::LoginSession> find_login_session(Connection& connection,
                                                       domain::LoginSessionId session);
/// The session and what its account may do in its company: nothing where that is nothing.
struct SessionWithRoles {
    domain::LoginSession session;
    std::vector<domain::Role> roles;
};
std::optional<SessionWithRoles> find_session_with_roles(Connection& connection,
                                                        domain::LoginSessionId session);
std::vector<domain::LoginSession> sessions_of_account(Connection& connection, domain::AccountId account);
/// Those of the company that ended before, at most a hundred.
std::vector<domain::LoginSession> ended_sessions(Connection& connection, TenantId tenant, Instant before);

/// Login and name of an account, also of a closed one.
struct AccountName {
    std::string login;
    std::string display_name;
};
std::optional<AccountName> account_name(Connection& connection, domain::AccountId account);

}  // namespace kartei::store
