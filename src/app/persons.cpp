#include "app/persons.h"

#include "app/find.h"
#include "store/credential.h"
#include "store/reading.h"

#include <algorithm>

namespace kartei::app {

namespace {

/// Nothing where no area is asked about.
Result<std::shared_ptr<const TenantLists>> lists_for(House& house, const Session& session,
                                                     std::optional<domain::AreaNo> area) {
    std::shared_ptr<const TenantLists> lists;
    if (!area) return lists;
    auto keyring = TRY(house.keyring(session));
    lists = TRY(house.lists(keyring, session.tenant));
    TRY(known_area(*lists, *area));
    return lists;
}

/// The names of everybody who took a consent or wrote down an interest.
std::map<domain::AccountId, std::string> names_of(store::Connection& connection,
                                                  const domain::PersonFile& file) {
    std::map<domain::AccountId, std::string> names;
    const auto add = [&](domain::AccountId account) {
        if (names.contains(account)) return;
        const auto name = store::account_name(connection, account);
        if (name) names.emplace(account, name->display_name);
    };
    for (const auto& consent : file.consents) add(consent.taken_by);
    for (const auto& interest : file.interests) add(interest.recorded_by);
    for (const auto& check : file.checks) add(check.checked_by);
    return names;
}

}  // namespace

Result<PersonPage> list_persons(House& house, const Session& session, const PersonPlace& after,
                                std::int64_t limit, std::optional<domain::AreaNo> area) {
    TRY(domain::require(session.roles, domain::Right::search_person));
    auto& connection = house.connection();
    const std::int64_t most = std::clamp<std::int64_t>(limit, 1, max_page);
    Look look{.session = session, .action = "person.list", .record_kind = "person"};
    PersonPage page;
    {
        TRY(house.keyring(session));
        const store::Reading reading(connection, session.tenant);
        const auto lists = TRY(lists_for(house, session, area));
        auto places = store::persons_by_name(connection, session.tenant, after, most + 1);
        if (std::ssize(places) > most) {
            places.pop_back();
            page.next = places.back();
        }
        for (const auto& place : places) {
            const auto file = store::load_person_line(connection, session.tenant, place.person);
            if (!file) continue;
            page.rows.push_back(row_of(place.person, *file));
            look.disclosed.push_back(place.person);
            if (!area) continue;
            auto badges =
                TRY(badges_of(connection, session.tenant, *lists, *area, place.person, house.now()));
            page.rows.back().badges = std::move(badges);
        }
        page.count = store::count_persons(connection, session.tenant, max_count + 1);
    }
    TRY(house.look(std::move(look)));
    return page;
}

Result<PersonCard> read_person(House& house, const Session& session, domain::PersonId person) {
    TRY(domain::require(session.roles, domain::Right::read_person));
    auto keyring = TRY(house.keyring(session));
    PersonCard card;
    {
        const store::Reading reading(house.connection(), session.tenant);
        auto file =
            store::load_person_file(house.connection(), keyring, session.tenant, person, store::Lock::none);
        if (!file) return no_such_person();
        card.file = std::move(*file);
        card.accounts = names_of(house.connection(), card.file);
    }
    TRY(house.look(
        {.session = session, .action = "person.read", .record_kind = "person", .record_id = person.bytes}));
    return card;
}

}  // namespace kartei::app
