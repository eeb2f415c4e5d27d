#include "app/persons.h"

#include "app/find.h"
#include "store/credential.h"
#include "store/reading.h"

#include <algorithm>

namespace kartei::app {

namespace {

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

std::unexpected<Error> place_is_gone() {
    return fail(ErrorCode::not_found,
                {"Diese Stelle der Liste gibt es nicht mehr.", "This place of the list is gone."}, "after",
                {"Laden Sie die Liste von vorn.", "Load the list from the beginning."});
}

Result<PersonPage> list_persons(House& house, const Session& session, std::optional<domain::PersonId> after,
                                std::int64_t limit, std::optional<domain::AreaNo> area) {
    TRY(domain::require(session.roles, domain::Right::search_person));
    auto& connection = house.connection();
    const std::int64_t most = std::clamp<std::int64_t>(limit, 1, max_page);
    Look look{.session = session, .action = "person.list", .record_kind = "person"};
    PersonPage page;
    {
        auto keyring = TRY(house.keyring(session));
        const store::Reading reading(connection, session.tenant);
        const auto lists = TRY(lists_for(house, keyring, session.tenant, area));
        const auto place = after ? store::place_of(connection, session.tenant, *after) : store::PlaceInList{};
        if (!place) return place_is_gone();
        auto places = store::persons_by_name(connection, session.tenant, *place, most + 1);
        if (std::ssize(places) > most) {
            places.pop_back();
            page.next = places.back().person;
        }
        for (const auto& [sort_key, person] : places) {
            const auto file = store::load_person_line(connection, session.tenant, person);
            if (!file) continue;
            page.rows.push_back(row_of(person, *file));
            look.disclosed.push_back(person);
            if (!area) continue;
            auto badges = TRY(badges_of(connection, session.tenant, *lists, *area, person, house.now()));
            page.rows.back().badges = std::move(badges);
        }
        page.count = store::count_persons(connection, session.tenant, max_count + 1);
    }
    TRY(house.look(std::move(look)));
    return page;
}

Result<ClaimPage> list_claims(House& house, const Session& session, const store::PlaceOfClaim& after,
                              std::int64_t limit) {
    TRY(domain::require(session.roles, domain::Right::read_person));
    auto& connection = house.connection();
    auto keyring = TRY(house.keyring(session));
    const std::int64_t most = std::clamp<std::int64_t>(limit, 1, max_page);
    Look look{.session = session, .action = "claim.list", .record_kind = "claim"};
    ClaimPage page;
    {
        const store::Reading reading(connection, session.tenant);
        auto claims = store::open_claims(connection, keyring, session.tenant, after, most + 1);
        if (std::ssize(claims) > most) {
            claims.pop_back();
            page.next = {claims.back().person_id, claims.back().claim_id};
        }
        std::map<domain::SourceId, domain::Source> sources;
        std::string name;
        for (auto& claim : claims) {
            // Claims of one person stand beside each other.
            if (look.disclosed.empty() || look.disclosed.back() != claim.person_id) {
                const auto file = store::load_person_line(connection, session.tenant, claim.person_id);
                if (!file) continue;
                name = domain::display_name(*file);
                look.disclosed.push_back(claim.person_id);
            }
            auto source = sources.find(claim.source_id);
            if (source == sources.end()) {
                const domain::Source wanted{.tenant_id = session.tenant, .source_id = claim.source_id};
                source = sources
                             .emplace(claim.source_id,
                                      store::read_by_key(connection, keyring, wanted).value_or(wanted))
                             .first;
            }
            page.rows.push_back({.claim = std::move(claim), .name = name, .source = source->second});
        }
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
