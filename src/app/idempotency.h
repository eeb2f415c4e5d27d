// A request that comes twice has its effect once (the header Idempotency-Key): its answer is kept for a day
// with what it did, in one transaction.
#pragma once

#include "app/house.h"

#include <optional>
#include <string>

namespace kartei::app {

struct Answer {
    int status = 0;
    std::string body;
};

/// The answer to an earlier request of the account with this key. `conflict` where that one asked for
/// something else.
Result<std::optional<Answer>> earlier_answer(House& house, const Session& session, const UuidBytes& key,
                                             const Hash& request);

/// Keeps it. Inside the group of transactions that holds the act.
Result<void> keep_answer(House& house, const Session& session, const UuidBytes& key, const Hash& request,
                         const Answer& answer);

}  // namespace kartei::app
