// The controller (tenant), the people who work (accounts) and which of them may act for which tenant
// (memberships). Accounts and memberships belong to the installation, not to a tenant; all else is found
// through a membership.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"

#include <optional>
#include <string>

namespace kartei::domain {

/// One controller in the sense of GDPR Art. 4(7).
struct Tenant {
    TenantId tenant_id;
    std::string name;
    std::string country = "DE";  ///< ISO 3166-1 alpha-2
    std::string policy_pack = "DE-2026";
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Tenant, (), (tenant_id, name, country, policy_pack, created_at, version))

enum class AccountState : std::uint8_t { active, closed };
BOOST_DESCRIBE_ENUM(AccountState, active, closed)

/// Somebody who can act. `login` is an e-mail address or, for the console of the machine, `operator@console`.
struct Account {
    AccountId account_id;
    std::string login;
    std::string display_name;
    AccountState state = AccountState::active;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Account, (), (account_id, login, display_name, state, created_at, version))

/// `agent` is own staff, `processor_agent` a service provider's; what each may do: domain/access_rules.h.
enum class Role : std::uint8_t {
    agent,
    sales,
    marketing,
    service,
    manager,
    dpo,
    auditor,
    processor_agent,
    processor_lead,
    administrator,
};
BOOST_DESCRIBE_ENUM(Role, agent, sales, marketing, service, manager, dpo, auditor, processor_agent,
                    processor_lead, administrator)

/// An account may hold several roles in one tenant.
struct Membership {
    AccountId account_id;
    TenantId tenant_id;
    Role role = Role::agent;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Membership, (), (account_id, tenant_id, role, created_at, version))

/// What an account signs in with.
struct Credential {
    AccountId account_id;
    std::string password_hash;  ///< PHC string (base/password.h)
    Instant changed_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Credential, (), (account_id, password_hash, changed_at, version))

/// Keyed hash of a browser's token: whoever writes to the database cannot make one.
using LoginSessionId = Id<struct LoginSessionTag>;

/// Somebody signed in for one company.
struct LoginSession {
    LoginSessionId session_id;
    AccountId account_id;
    TenantId tenant_id;
    Instant created_at;
    Instant ends_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(LoginSession, (), (session_id, account_id, tenant_id, created_at, ends_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Tenant> {
    static constexpr RecordKind kind{"tenant", 1, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "name", Category::identity},
        Field{3, "country", Category::identity, Personal::no, Protection::plain, 2},
        Field{4, "policy_pack"},
        Field{5, "created_at"},
        Field{6, "version"},
    };
};

template <>
struct Description<domain::Account> {
    static constexpr RecordKind kind{"account", 1, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "account_id"},
        Field{2, "login", Category::identity, Personal::yes},
        Field{3, "display_name", Category::identity, Personal::yes},
        Field{4, "state"},
        Field{5, "created_at"},
        Field{6, "version"},
    };
};

template <>
struct Description<domain::Membership> {
    static constexpr RecordKind kind{"membership", 3, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "account_id"}, Field{2, "tenant_id"}, Field{3, "role"},
        Field{4, "created_at"}, Field{5, "version"},
    };
};

template <>
struct Description<domain::Credential> {
    static constexpr RecordKind kind{"credential", 1, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "account_id"},
        Field{2, "password_hash", Category::technical, Personal::yes},
        Field{3, "changed_at"},
        Field{4, "version"},
    };
};

template <>
struct Description<domain::LoginSession> {
    static constexpr RecordKind kind{"login_session", 1, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "session_id"}, Field{2, "account_id", Category::technical, Personal::yes},
        Field{3, "tenant_id"},  Field{4, "created_at"},
        Field{5, "ends_at"},    Field{6, "version"},
    };
};

}  // namespace kartei
