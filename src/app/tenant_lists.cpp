#include "app/tenant_lists.h"

#include "store/lists.h"

#include <algorithm>

namespace kartei::app {

namespace {

/// Number -> words, for sentences.
void name_areas(TenantLists& lists) {
    for (const auto& area : lists.areas) {
        if (lists.names.areas.size() <= area.area_no.value) lists.names.areas.resize(area.area_no.value + 1);
        lists.names.areas[area.area_no.value] = {area.name, area.name};
    }
}

void name_wordings(TenantLists& lists) {
    for (const auto& wording : lists.wordings) {
        const std::size_t number = wording.wording_no.value;
        if (lists.names.wordings.size() <= number) lists.names.wordings.resize(number + 1);
        if (lists.context.wordings.size() <= number) {
            lists.context.wordings.resize(number + 1, domain::TextStatus::unknown);
        }
        lists.names.wordings[number] = wording.label;
        lists.context.wordings[number] = wording.status;
    }
}

}  // namespace

Result<TenantLists> read_tenant_lists(store::Connection& connection, store::Keyring& keyring,
                                      TenantId tenant) {
    TenantLists lists{.areas = store::read_areas(connection, keyring, tenant),
                      .wordings = store::read_wordings(connection, keyring, tenant)};
    lists.policy = TRY(domain::policy_pack(domain::Policy{}.pack));
    name_areas(lists);
    name_wordings(lists);
    lists.names.controllers = {store::tenant_name(connection, tenant)};
    for (const auto& area : lists.areas) {
        if (area.parent_no) TRY(lists.context.areas.set_parent(area.area_no, *area.parent_no));
    }
    return lists;
}

Result<domain::Area> known_area(const TenantLists& lists, domain::AreaNo number) {
    const auto area = std::ranges::find(lists.areas, number, &domain::Area::area_no);
    if (area != lists.areas.end()) return *area;
    return fail(ErrorCode::not_found, {"Diesen Bereich gibt es nicht.", "There is no such area."}, "area_no",
                {"Wählen Sie einen der Bereiche der Firma.", "Choose one of the company's areas."});
}

}  // namespace kartei::app
