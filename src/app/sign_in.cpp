#include "app/sign_in.h"

#include "app/lists.h"
#include "base/password.h"
#include "base/text.h"
#include "domain/email_address.h"
#include "store/account.h"
#include "store/credential.h"
#include "store/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::app {

namespace {

constexpr std::size_t token_bytes = 32;

std::unexpected<Error> wrong_sign_in() {
    return fail(ErrorCode::forbidden,
                {"Anmeldename oder Kennwort stimmt nicht.", "Login or password is wrong."}, {},
                {"Prüfen Sie beides; Groß- und Kleinschreibung zählt beim Kennwort.",
                 "Check both; the password distinguishes upper and lower case."});
}

std::unexpected<Error> session_ended() {
    return fail(ErrorCode::forbidden, {"Ihre Anmeldung ist abgelaufen.", "Your session has ended."}, {},
                {"Melden Sie sich neu an.", "Sign in again."});
}

/// What a login without an account is checked against, so that it takes as long.
const std::string& nobodys_hash() {
    static const std::string hash = hash_password("nobody has this password");
    return hash;
}

/// A session that somebody else ended meanwhile is as gone as it is to be.
Result<void> remove_sessions(store::Write& write, const std::vector<domain::LoginSession>& sessions) {
    for (const auto& session : sessions) {
        const auto removed = write.remove(session);
        if (!removed && removed.error().code != ErrorCode::outdated) return removed;
    }
    return {};
}

/// Writes one entry about an account, together with what `change` does.
template <class Change>
Result<void> write_account_entry(House& house, const Session& session, std::string_view action,
                                 Change&& change) {
    auto keys = TRY(house.keyring(session));
    store::Write write(house.connection(), keys, house.ids(), session.tenant, session.actor(), house.now());
    TRY(change(write));
    write.log({.action = action, .record_kind = "account", .record_id = session.account.bytes});
    write.commit();
    return {};
}

/// The company an account works for; the oldest where there are several.
Result<Session> session_of_account(House& house, domain::AccountId account) {
    const store::Installation transaction(house.connection(), store::Access::read);
    for (const auto tenant : store::tenants_of_account(house.connection(), account)) {
        return Session{.tenant = tenant,
                       .account = account,
                       .roles = store::roles_of(house.connection(), account, tenant)};
    }
    return wrong_sign_in();
}

std::unexpected<Error> bad_field(std::string_view field, Message what, Message next) {
    return fail(ErrorCode::invalid, std::move(what), std::string(field), std::move(next));
}

void insert_account(store::Write& write, domain::AccountId id, const NewAccount& account,
                    const std::vector<domain::Role>& roles) {
    write.insert(domain::Account{.account_id = id,
                                 .login = login_key(account.login),
                                 .display_name = collapse_blanks(account.display_name),
                                 .created_at = write.now()});
    for (const auto role : roles) {
        write.insert(domain::Membership{
            .account_id = id, .tenant_id = write.tenant(), .role = role, .created_at = write.now()});
    }
    write.insert(domain::Credential{
        .account_id = id, .password_hash = account.password_hash, .changed_at = write.now()});
    write.log({.action = "account.create", .record_kind = "account", .record_id = id.bytes});
}

}  // namespace

void prepare_sign_in() {
    nobodys_hash();
}

std::string login_key(std::string_view login) {
    std::string key(trim(login));
    std::ranges::transform(key, key.begin(), ascii_lower);
    return key;
}

Result<Session> check_password(House& house, const std::string& login, std::string_view password) {
    const auto credential = [&] {
        const store::Installation transaction(house.connection(), store::Access::read);
        return store::find_credential(house.connection(), login_key(login));
    }();
    const bool fits = password.size() <= most_password_bytes &&
                      password_matches(credential ? credential->password_hash : nobodys_hash(), password);
    if (!credential || !fits) return wrong_sign_in();
    return session_of_account(house, credential->account_id);
}

Result<void> check_new_password(std::string_view password, std::string_view login) {
    if (password.size() < least_password_bytes || password.size() > most_password_bytes) {
        return bad_field("password",
                         {fmt::format("Das Kennwort braucht {} bis {} Zeichen.", least_password_bytes,
                                      most_password_bytes),
                          fmt::format("The password needs {} to {} characters.", least_password_bytes,
                                      most_password_bytes)},
                         {"Nehmen Sie mehrere Wörter.", "Use several words."});
    }
    if (login_key(password) == login_key(login)) {
        return bad_field("password", {"Das Kennwort ist der Anmeldename.", "The password is the login."},
                         {"Nehmen Sie mehrere Wörter.", "Use several words."});
    }
    return {};
}

Result<SignedIn> sign_in(House& house, domain::AccountId account) {
    std::array<std::uint8_t, token_bytes> token{};
    house.random()(token);
    auto session = TRY(session_of_account(house, account));
    SignedIn signed_in{.session = std::move(session),
                       .id = {house.token_hash(token)},
                       .token = hex(token),
                       .created_at = house.now(),
                       .ends_at = house.now() + session_longest_us};
    const auto begun =
        write_account_entry(house, signed_in.session, "session.begin", [&](store::Write& write) {
            auto removed = remove_sessions(
                write, store::ended_sessions(write.connection(), write.tenant(), write.now()));
            if (!removed) return removed;
            write.insert(domain::LoginSession{.session_id = signed_in.id,
                                              .account_id = account,
                                              .tenant_id = signed_in.session.tenant,
                                              .created_at = signed_in.created_at,
                                              .ends_at = signed_in.ends_at});
            return removed;
        });
    if (!begun) return std::unexpected(begun.error());
    return signed_in;
}

std::optional<Session> session_of_login(House& house, const std::string& login) {
    const auto account = [&] {
        const store::Installation transaction(house.connection(), store::Access::read);
        return store::find_account(house.connection(), login_key(login));
    }();
    if (!account) return std::nullopt;
    auto session = session_of_account(house, *account);
    if (!session) return std::nullopt;
    return std::move(*session);
}

Result<void> log_refused_sign_in(House& house, const Session& session) {
    return write_account_entry(house, session, "session.refuse",
                               [](store::Write&) { return Result<void>(); });
}

Result<SignedIn> session_of_token(House& house, std::string_view token) {
    const auto bytes = parse_hex(token);
    if (!bytes || bytes->size() != token_bytes) return session_ended();
    const store::Installation transaction(house.connection(), store::Access::read);
    auto stored = house.session({house.token_hash(*bytes)});
    if (!stored || stored->roles.empty()) return session_ended();
    const auto& login = stored->session;
    if (login.ends_at <= house.now()) return session_ended();
    return SignedIn{.session = {.tenant = login.tenant_id,
                                .account = login.account_id,
                                .roles = std::move(stored->roles)},
                    .id = login.session_id,
                    .token = std::string(token),
                    .created_at = login.created_at,
                    .ends_at = login.ends_at};
}

Result<void> sign_out(House& house, const SignedIn& signed_in) {
    return write_account_entry(house, signed_in.session, "session.end", [&](store::Write& write) {
        const auto stored = store::find_login_session(write.connection(), signed_in.id);
        return stored ? write.remove(*stored) : Result<void>();
    });
}

Result<void> sign_out_everywhere(House& house, const Session& session) {
    return write_account_entry(house, session, "session.end_all", [&](store::Write& write) {
        return remove_sessions(write, store::sessions_of_account(write.connection(), session.account));
    });
}

Result<void> change_password(House& house, const Session& session, const std::string& password_hash,
                             std::optional<std::int64_t> version) {
    return write_account_entry(house, session, "password.change", [&](store::Write& write) -> Result<void> {
        const auto before = store::credential_of(write.connection(), session.account);
        if (!before || (version && *version != before->version)) return session_ended();
        domain::Credential after = *before;
        after.password_hash = password_hash;
        after.changed_at = write.now();
        // Of changes at once one counts, and it ended the sessions of the others.
        if (const auto updated = write.update(*before, after); !updated)
            return updated.error().code == ErrorCode::outdated ? session_ended() : updated;
        return remove_sessions(write, store::sessions_of_account(write.connection(), session.account));
    });
}

Result<std::int64_t> check_own_password(House& house, const Session& session, std::string_view password) {
    const auto stored = [&] {
        const store::Installation transaction(house.connection(), store::Access::read);
        return store::credential_of(house.connection(), session.account);
    }();
    const std::string& hash = stored ? stored->password_hash : nobodys_hash();
    if (password.size() <= most_password_bytes && password_matches(hash, password))
        return stored ? stored->version : 0;
    return fail(ErrorCode::invalid, {"Das bisherige Kennwort stimmt nicht.", "The old password is wrong."},
                "old_password", {"Geben Sie Ihr jetziges Kennwort ein.", "Type your present password."});
}

bool has_accounts(House& house) {
    const store::Installation transaction(house.connection(), store::Access::read);
    return store::has_credentials(house.connection());
}

Result<Introduction> introduce(House& house, const Session& session) {
    const store::Installation transaction(house.connection(), store::Access::read);
    const auto name = store::account_name(house.connection(), session.account);
    const auto tenant = store::find_tenant(house.connection(), session.tenant);
    if (!name || !tenant) return session_ended();
    return Introduction{.login = name->login,
                        .display_name = name->display_name,
                        .company = tenant->name,
                        .country = tenant->country};
}

Result<void> check_account(const NewAccount& account) {
    const auto address = domain::parse_email(account.login);
    if (!address || account.login.size() > max_bytes_of<domain::Account>("login")) {
        return bad_field("login",
                         {"Der Anmeldename ist keine E-Mail-Adresse.", "The login is no e-mail address."},
                         {"Geben Sie Ihre E-Mail-Adresse ein.", "Type your e-mail address."});
    }
    const std::string name = collapse_blanks(account.display_name);
    if (name.empty() || name.size() > max_bytes_of<domain::Account>("display_name") || !is_utf8(name) ||
        has_control_characters(name)) {
        return bad_field("display_name",
                         {"Der Name fehlt oder ist zu lang.", "The name is missing or too long."},
                         {"Geben Sie Vor- und Nachnamen ein.", "Type first and last name."});
    }
    return {};
}

Result<domain::AccountId> add_account(House& house, const Session& session, const NewAccount& account,
                                      const std::vector<domain::Role>& roles) {
    TRY(check_account(account));
    {
        const store::Installation transaction(house.connection(), store::Access::read);
        if (store::find_account(house.connection(), login_key(account.login))) {
            return fail(ErrorCode::conflict,
                        {"Diesen Anmeldenamen gibt es schon.", "This login exists already."}, "login",
                        {"Nehmen Sie einen anderen.", "Take another one."});
        }
    }
    auto keys = TRY(house.keyring(session));
    store::Write write(house.connection(), keys, house.ids(), session.tenant, session.actor(), house.now());
    const auto id = write.next_id<domain::AccountId>();
    insert_account(write, id, account, roles);
    write.commit();
    return id;
}

Result<domain::AccountId> set_up(House& house, const std::string& company, const NewAccount& account,
                                 const std::vector<std::string>& areas) {
    TRY(check_account(account));
    auto there = house.console_session();
    if (!there && there.error().code == ErrorCode::not_found) there = house.make_company(company);
    const auto session = TRY(std::move(there));
    const auto id =
        TRY(add_account(house, session, account, {domain::Role::manager, domain::Role::administrator}));
    if (areas.empty()) return id;
    auto keys = TRY(house.keyring(session));
    store::Write write(house.connection(), keys, house.ids(), session.tenant, {.account = id}, house.now());
    Lists lists;
    for (const auto& area : areas) {
        auto made = lists.area(write, area);
        if (!made) made.error().where = "areas";
        TRY(std::move(made));
    }
    if (write.changed()) write.log({.action = "area.create", .record_kind = "area"});
    write.commit();
    return id;
}

}  // namespace kartei::app
