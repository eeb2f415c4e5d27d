#include "app/decisions.h"

#include "app/tenant_lists.h"
#include "domain/cell.h"
#include "store/contact_facts.h"
#include "store/reading.h"

#include <fmt/format.h>

namespace kartei::app {

Result<std::vector<PersonVerdict>> decide_many(House& house, const Session& session, domain::AreaNo area,
                                               domain::Channel channel,
                                               const std::vector<domain::PersonId>& persons) {
    TRY(domain::require(session.roles, domain::Right::ask_permission));
    if (persons.size() > max_batch) {
        return fail(ErrorCode::limit,
                    {fmt::format("Höchstens {} Personen auf einmal.", max_batch),
                     fmt::format("At most {} persons at once.", max_batch)},
                    "person_ids", {"Fragen Sie in mehreren Teilen.", "Ask in several parts."});
    }
    auto keyring = TRY(house.keyring(session));
    auto& connection = house.connection();
    std::vector<PersonVerdict> verdicts;
    {
        const store::Reading reading(connection, session.tenant);
        const auto lists = TRY(house.lists(keyring, session.tenant));
        TRY(known_area(*lists, area));
        domain::BatchCounter counter(lists->context, lists->policy, lists->context.areas.path(area), channel,
                                     {.now = house.now()});
        for (const auto person : persons) {
            const auto packed = store::read_contact_facts(connection, session.tenant, person);
            if (!packed) continue;
            const auto cell = TRY(counter.add(packed->facts));
            verdicts.push_back({person, cell.decision, cell.point});
        }
    }
    Look look{.session = session, .action = "permission.batch", .record_kind = "person"};
    for (const auto& verdict : verdicts) look.disclosed.push_back(verdict.person);
    TRY(house.look(std::move(look)));
    return verdicts;
}

}  // namespace kartei::app
