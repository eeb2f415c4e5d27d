#include "app/person_row.h"

#include "domain/cell.h"
#include "store/contact_facts.h"

namespace kartei::app {

PersonRow row_of(domain::PersonId person, const domain::PersonFile& file) {
    PersonRow row{.id = person,
                  .name = domain::display_name(file),
                  .kind = file.person.kind,
                  .company = {},
                  .city = {},
                  .contact_points = {},
                  .customer_number = file.person.customer_number.value_or("")};
    if (!file.jobs.empty()) row.company = file.jobs.front().company.name;
    for (const auto& point : file.contact_points) {
        if (point.city && row.city.empty()) row.city = *point.city;
        if (point.kind != domain::PointKind::post) row.contact_points.push_back(point.value);
    }
    return row;
}

Result<std::shared_ptr<const TenantLists>> lists_for(House& house, store::Keyring& keyring, TenantId tenant,
                                                     std::optional<domain::AreaNo> area) {
    std::shared_ptr<const TenantLists> lists;
    if (!area) return lists;
    lists = TRY(house.lists(keyring, tenant));
    TRY(known_area(*lists, *area));
    return lists;
}

Result<std::vector<Badge>> badges_of(store::Connection& connection, TenantId tenant, const TenantLists& lists,
                                     domain::AreaNo area, domain::PersonId person, Instant now) {
    const auto packed = store::read_contact_facts(connection, tenant, person);
    if (!packed) throw store::StoreFailure(store::FailureKind::corrupt, "contact_facts", "a person has none");
    domain::Facts facts;
    TRY(domain::unpack(packed->facts, lists.context, facts));
    std::vector<Badge> badges;
    for (const auto channel : badge_channels) {
        const auto question =
            domain::matrix_question(facts.recipient, lists.context.areas.path(area), channel, {.now = now});
        const auto cell = domain::best_over_contact_points(facts, question, lists.policy);
        badges.push_back({channel, domain::status_of(cell.decision)});
    }
    return badges;
}

}  // namespace kartei::app
