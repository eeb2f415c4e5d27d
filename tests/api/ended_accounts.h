// What has no act yet: an account is closed, a role is taken away. Logged as an act would.
#pragma once

#include "app/house.h"

namespace kartei::api {

/// Throws where there is no such account.
void close_account(app::House& house, const app::Session& by, domain::AccountId account);
/// Throws where the account has not this role in the company of the session.
void take_role(app::House& house, const app::Session& by, domain::AccountId account, domain::Role role);

}  // namespace kartei::api
