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

/// The answer to an earlier request of the account with this key, `again`; or what `act` answers, which is
/// kept. Where that gives nothing, nothing is kept or answered. `conflict` where the earlier one asked for
/// something else. Inside the group of transactions that holds the act.
struct KeyedAnswer {
    std::optional<Answer> answer;
    bool again = false;
};
Result<KeyedAnswer> once_per_key(House& house, const Session& session, const UuidBytes& key,
                                 const Hash& request, const std::function<std::optional<Answer>()>& act);

}  // namespace kartei::app
