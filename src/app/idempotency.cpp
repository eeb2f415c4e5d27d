#include "app/idempotency.h"

#include "store/idempotency.h"
#include "store/reading.h"

#include <algorithm>

namespace kartei::app {

namespace {

constexpr std::int64_t kept_us = us_per_day;

Result<std::optional<Answer>> earlier_answer(House& house, const Session& session, const UuidBytes& key,
                                             const Hash& request) {
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    const auto kept = store::find_answer(house.connection(), keyring, session.tenant, session.account, key);
    std::optional<Answer> answer;
    if (!kept) return answer;
    if (!std::ranges::equal(kept->request_hash, request)) {
        return fail(ErrorCode::conflict,
                    {"Dieser Idempotency-Key gehört zu einer anderen Anfrage.",
                     "This Idempotency-Key belongs to another request."},
                    "Idempotency-Key",
                    {"Nehmen Sie für jede Anfrage einen neuen.", "Use a new one for each."});
    }
    answer = Answer{.status = static_cast<int>(kept->status), .body = kept->answer};
    return answer;
}

Result<void> keep_answer(House& house, const Session& session, const UuidBytes& key, const Hash& request,
                         const Answer& answer) {
    auto keyring = TRY(house.keyring(session));
    auto& connection = house.connection();
    connection.begin_write(session.tenant);
    store::forget_answers(connection, session.tenant, house.now() + -kept_us);
    store::keep_answer(connection, keyring, session.tenant, session.account, key,
                       {.request_hash = Bytes(request.begin(), request.end()),
                        .status = answer.status,
                        .answer = answer.body},
                       house.now());
    connection.commit();
    return {};
}

}  // namespace

Result<std::optional<Answer>> once_per_key(House& house, const Session& session, const UuidBytes& key,
                                           const Hash& request,
                                           const std::function<std::optional<Answer>()>& act) {
    auto earlier = TRY(earlier_answer(house, session, key, request));
    if (earlier) return earlier;
    const auto answer = act();
    // Of two at once on PostgreSQL the first may have ended meanwhile; what it did refuses the second.
    if (!answer) return earlier_answer(house, session, key, request);
    TRY(keep_answer(house, session, key, request, *answer));
    return std::optional<Answer>();
}

}  // namespace kartei::app
