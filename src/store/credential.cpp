#include "store/credential.h"

#include "store/record_sql.h"

namespace kartei::store {

namespace {

const Sql select_credential{
    fmt::format("SELECT {} FROM credential AS c JOIN account AS a ON a.account_id = c.account_id"
                " WHERE a.login = :login AND a.state = 'active'",
                column_list<domain::Credential>("c."))};
const Sql select_own_credential{fmt::format("SELECT {} FROM credential WHERE account_id = :account_id",
                                            column_list<domain::Credential>())};
const Sql select_any_credential{"SELECT 1 FROM credential LIMIT 1", Plan::walks_table,
                                "it ends at the first row"};
const Sql select_session_and_roles{
    fmt::format("SELECT {}, m.role FROM login_session AS s JOIN account AS a ON a.account_id = s.account_id"
                " JOIN membership AS m ON m.account_id = s.account_id AND m.tenant_id = s.tenant_id"
                " WHERE s.session_id = :session_id AND a.state = 'active' ORDER BY m.role",
                column_list<domain::LoginSession>("s."))};
const Sql select_session{
    fmt::format("SELECT {} FROM login_session AS s JOIN account AS a ON a.account_id = s.account_id"
                " WHERE s.session_id = :session_id AND a.state = 'active'",
                column_list<domain::LoginSession>("s."))};
const Sql select_sessions{
    fmt::format("SELECT {} FROM login_session WHERE account_id = :account_id ORDER BY session_id",
                column_list<domain::LoginSession>())};
const Sql select_ended{
    fmt::format("SELECT {} FROM login_session WHERE ends_at < :before AND tenant_id = :tenant_id"
                " ORDER BY ends_at LIMIT 100",
                column_list<domain::LoginSession>())};
const Sql select_name{"SELECT login, display_name FROM account WHERE account_id = :account_id"};

std::optional<domain::Credential> one_credential(Statement& row) {
    std::optional<domain::Credential> found;
    while (row.next()) {
        found = {.account_id = {row.uuid(0)},
                 .password_hash = std::string(row.text(1)),
                 .changed_at = {row.integer(2)},
                 .version = row.integer(3)};
    }
    return found;
}

domain::LoginSession session_in(const Statement& row) {
    return {.session_id = {row.uuid(0)},
            .account_id = {row.uuid(1)},
            .tenant_id = {row.integer(2)},
            .created_at = {row.integer(3)},
            .ends_at = {row.integer(4)},
            .version = row.integer(5)};
}

std::vector<domain::LoginSession> all_sessions(Statement& row) {
    std::vector<domain::LoginSession> found;
    while (row.next()) found.push_back(session_in(row));
    return found;
}

}  // namespace

std::optional<domain::Credential> find_credential(Connection& connection, std::string_view login) {
    return one_credential(connection.prepare(select_credential).bind("login", login));
}

std::optional<domain::Credential> credential_of(Connection& connection, domain::AccountId account) {
    return one_credential(connection.prepare(select_own_credential).bind("account_id", account));
}

bool has_credentials(Connection& connection) {
    return connection.prepare(select_any_credential).any();
}

std::optional<domain::LoginSession> find_login_session(Connection& connection,
                                                       domain::LoginSessionId session) {
    auto found = all_sessions(connection.prepare(select_session).bind("session_id", session));
    if (found.empty()) return std::nullopt;
    return found.front();
}

std::optional<SessionWithRoles> find_session_with_roles(Connection& connection,
                                                        domain::LoginSessionId session) {
    std::optional<SessionWithRoles> found;
    for (auto& row = connection.prepare(select_session_and_roles).bind("session_id", session); row.next();) {
        if (!found) found = {.session = session_in(row), .roles = {}};
        if (const auto role = enum_of<domain::Role>(row.text(6))) found->roles.push_back(*role);
    }
    return found;
}

std::vector<domain::LoginSession> sessions_of_account(Connection& connection, domain::AccountId account) {
    return all_sessions(connection.prepare(select_sessions).bind("account_id", account));
}

std::vector<domain::LoginSession> ended_sessions(Connection& connection, TenantId tenant, Instant before) {
    return all_sessions(connection.prepare(select_ended).bind("before", before).bind("tenant_id", tenant));
}

std::optional<AccountName> account_name(Connection& connection, domain::AccountId account) {
    auto& row = connection.prepare(select_name).bind("account_id", account);
    std::optional<AccountName> found;
    while (row.next()) found = {.login = std::string(row.text(0)), .display_name = std::string(row.text(1))};
    return found;
}

}  // namespace kartei::store
