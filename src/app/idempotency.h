// A request that comes twice has its effect once (the header Idempotency-Key): its answer is kept for a day
// with what it did, in one transaction.
#pragma once

#include "app/house.h"

#include <functional>
#include <optional>
#include <string>

namespace kartei::app {

struct Answer {
    int status = 0;
    std::string body;
};

/// The answer to an earlier request of the account with this key, where there was one; `act` has no effect
/// then. Otherwise nothing, and what `act` answers is kept, unless it gives nothing. `conflict` where the
/// earlier one asked for something else. Inside the group of transactions that holds the act.
Result<std::optional<Answer>> once_per_key(House& house, const Session& session, const UuidBytes& key,
                                           const Hash& request,
                                           const std::function<std::optional<Answer>()>& act);

}  // namespace kartei::app
