// Signing in: passwords, the sessions of the browser, and the first company of an installation. A token is
// known to its browser alone; the house keeps its hash.
#pragma once

#include "app/house.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::app {

/// What the first login would otherwise take longer for; its time would tell something. Hashes a password.
void prepare_sign_in();

/// A session ends after that time without a request, and after that time in any case.
inline constexpr std::int64_t session_idle_us = 30 * 60 * us_per_second;
inline constexpr std::int64_t session_longest_us = 12 * 3'600 * us_per_second;

/// Bytes of a password. Shorter ones are refused, longer ones would only cost time.
inline constexpr std::size_t least_password_bytes = 12;
inline constexpr std::size_t most_password_bytes = 256;

/// Whose password this is. Takes the same time whether or not there is such a login: half a tenth of a second
/// of hashing, so it is called on a thread of its own. `forbidden` where login or password are wrong, without
/// saying which.
Result<Session> check_password(House& house, const std::string& login, std::string_view password);

/// `invalid` for one that is too short, too long or the login itself.
Result<void> check_new_password(std::string_view password, std::string_view login);

struct SignedIn {
    Session session;
    domain::LoginSessionId id;
    std::string token = {};  ///< 32 random bytes, in hexadecimal; for the cookie alone
    Instant created_at;
    Instant ends_at;
};

/// Begins a session of the account in its company. Logged. `forbidden` for an account without one.
Result<SignedIn> sign_in(House& house, domain::AccountId account);

/// The session that a login would get; nothing for one that does not exist.
std::optional<Session> session_of_login(House& house, const std::string& login);

/// Logs that somebody tried to sign in as this account and was refused.
Result<void> log_refused_sign_in(House& house, const Session& session);

/// Who a token belongs to. `forbidden` where it is unknown or ended, or where its account was closed. Whether
/// it was idle for too long the door knows.
Result<SignedIn> session_of_token(House& house, std::string_view token);

Result<void> sign_out(House& house, const SignedIn& signed_in);
Result<void> sign_out_everywhere(House& house, const Session& session);

/// A login in the form in which it is stored and compared: without regard to case and blanks around it.
std::string login_key(std::string_view login);

/// Stores a hash made by hash_password and ends all sessions of the account. Where a version is given, only
/// instead of the password that had it: of two changes at once the second is refused.
Result<void> change_password(House& house, const Session& session, const std::string& password_hash,
                             std::optional<std::int64_t> version = {});

/// The version of the session's own password where this is it; hashes like check_password.
Result<std::int64_t> check_own_password(House& house, const Session& session, std::string_view password);

/// Whether anybody has a password: until then the installation waits for its first account.
bool has_accounts(House& house);

/// Login and name of the account, name of its company.
struct Introduction {
    std::string login;
    std::string display_name;
    std::string company;
    std::string country;
};
Result<Introduction> introduce(House& house, const Session& session);

struct NewAccount {
    std::string login;  ///< an e-mail address
    std::string display_name;
    std::string password_hash;
};

/// `invalid` names the member that is wrong.
Result<void> check_account(const NewAccount& account);

/// Adds the account with these roles to the company of the session.
Result<domain::AccountId> add_account(House& house, const Session& session, const NewAccount& account,
                                      const std::vector<domain::Role>& roles);

/// The first account, manager and administrator, with the first areas; and its company, where none is there
/// yet.
Result<domain::AccountId> set_up(House& house, const std::string& company, const NewAccount& account,
                                 const std::vector<std::string>& areas);

}  // namespace kartei::app
