#include "app/company_lists.h"

#include "app/lists.h"
#include "base/text.h"
#include "store/lists.h"
#include "store/read_record.h"
#include "store/reading.h"

#include <algorithm>

namespace kartei::app {

namespace {

template <class Read>
auto read_list(House& house, const Session& session, Read read)
    -> Result<decltype(read(house.connection(), std::declval<store::Keyring&>(), session.tenant))> {
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    return read(house.connection(), keyring, session.tenant);
}

std::unexpected<Error> taken(std::string_view field) {
    return fail(ErrorCode::conflict, {"Diesen Namen gibt es schon.", "This name exists already."},
                std::string(field), {"Nehmen Sie einen anderen.", "Take another one."});
}

Result<void> check_wording(const NewWording& wording) {
    const auto check = [](std::string_view field, std::string_view text, std::size_t most) -> Result<void> {
        if (!trim(text).empty() && text.size() <= most && !has_control_characters(text, LineBreaks::allowed))
            return {};
        return fail(ErrorCode::invalid,
                    {"Der Text fehlt oder ist zu lang.", "The text is missing or too long."},
                    std::string(field), {"Geben Sie ihn ein.", "Type it."});
    };
    TRY(check("label", wording.label, max_bytes_of<domain::Wording>("label")));
    TRY(check("text", wording.text, max_bytes_of<domain::Wording>("text")));
    return check("language", wording.language, 20);
}

}  // namespace

Result<std::vector<domain::Area>> areas(House& house, const Session& session) {
    return read_list(house, session, store::read_areas);
}

Result<std::vector<domain::TenantPurpose>> purposes(House& house, const Session& session) {
    return read_list(house, session, store::read_purposes);
}

Result<std::vector<domain::Wording>> wordings(House& house, const Session& session) {
    return read_list(house, session, store::read_wordings);
}

Result<domain::Area> create_area(House& house, const Session& session, const std::string& name,
                                 std::optional<domain::AreaNo> parent) {
    TRY(domain::require(session.roles, domain::Right::manage_lists));
    auto keyring = TRY(house.keyring(session));
    store::Write write(house.connection(), keyring, house.ids(), session.tenant, session.actor(),
                       house.now());
    store::lock_numbered_lists(write.connection(), session.tenant);
    const auto there = store::read_areas(write.connection(), keyring, session.tenant);
    if (std::ranges::find(there, area_key(name), &domain::Area::area_key) != there.end())
        return taken("name");
    if (parent && std::ranges::find(there, *parent, &domain::Area::area_no) == there.end()) {
        return fail(ErrorCode::not_found, {"Diesen Bereich gibt es nicht.", "There is no such area."},
                    "parent_no", {"Wählen Sie einen der Bereiche.", "Choose one of the areas."});
    }
    Lists lists;
    auto made = lists.area(write, name);
    if (!made) made.error().where = "name";
    const auto number = TRY(std::move(made));
    auto area = store::read_by_key(write.connection(), keyring,
                                   domain::Area{.tenant_id = session.tenant, .area_no = number});
    if (parent) {
        const domain::Area before = *area;
        area->parent_no = parent;
        TRY(write.update(before, *area));
    }
    write.log({.action = "area.create", .record_kind = "area"});
    write.commit();
    return *area;
}

Result<domain::Wording> create_wording(House& house, const Session& session, const NewWording& wording) {
    TRY(domain::require(session.roles, domain::Right::record_consent));
    TRY(check_wording(wording));
    auto keyring = TRY(house.keyring(session));
    store::Write write(house.connection(), keyring, house.ids(), session.tenant, session.actor(),
                       house.now());
    domain::Wording record{.tenant_id = session.tenant,
                           .label = std::string(trim(wording.label)),
                           .language = wording.language,
                           .text = wording.text,
                           .created_at = write.now()};
    store::lock_numbered_lists(write.connection(), session.tenant);
    for (const auto& known : store::read_wordings(write.connection(), keyring, session.tenant)) {
        if (known.label == record.label) return taken("label");
        record.wording_no.value = std::max(record.wording_no.value, known.wording_no.value);
    }
    ++record.wording_no.value;
    write.insert(record);
    write.log({.action = "wording.create", .record_kind = "wording"});
    write.commit();
    return record;
}

}  // namespace kartei::app
