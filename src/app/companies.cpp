#include "app/companies.h"

#include "app/persons.h"
#include "store/lists.h"
#include "store/read_record.h"
#include "store/reading.h"

#include <algorithm>

namespace kartei::app {

namespace {

std::optional<domain::Company> company_of(House& house, store::Keyring& keyring, TenantId tenant,
                                          domain::CompanyId id) {
    return store::read_by_key(house.connection(), keyring,
                              domain::Company{.tenant_id = tenant, .company_id = id});
}

}  // namespace

Result<CompanyPage> list_companies(House& house, const Session& session,
                                   std::optional<domain::CompanyId> after, std::int64_t limit) {
    TRY(domain::require(session.roles, domain::Right::search_person));
    auto keyring = TRY(house.keyring(session));
    const std::int64_t most = std::clamp<std::int64_t>(limit, 1, max_page);
    CompanyPage page;
    {
        const store::Reading reading(house.connection(), session.tenant);
        store::CompanyPlace place;
        if (after) {
            const auto last = company_of(house, keyring, session.tenant, *after);
            if (!last) return place_is_gone();
            place = {last->name_key, last->company_id};
        }
        page.rows = store::companies_by_name(house.connection(), keyring, session.tenant, place, most + 1);
        if (std::ssize(page.rows) > most) {
            page.rows.pop_back();
            page.next = page.rows.back().company_id;
        }
    }
    TRY(house.look({.session = session, .action = "company.list", .record_kind = "company"}));
    return page;
}

Result<CompanyCard> read_company(House& house, const Session& session, domain::CompanyId company,
                                 domain::PersonId after, std::int64_t limit) {
    TRY(domain::require(session.roles, domain::Right::read_person));
    auto keyring = TRY(house.keyring(session));
    auto& connection = house.connection();
    const std::int64_t most = std::clamp<std::int64_t>(limit, 1, max_page);
    Look look{
        .session = session, .action = "company.read", .record_kind = "company", .record_id = company.bytes};
    CompanyCard card;
    {
        const store::Reading reading(connection, session.tenant);
        auto found = company_of(house, keyring, session.tenant, company);
        if (!found) {
            return fail(ErrorCode::not_found, {"Diese Firma gibt es nicht.", "There is no such company."},
                        "company_id", {"Laden Sie die Liste neu.", "Load the list again."});
        }
        card.company = std::move(*found);
        auto persons = store::persons_of_company(connection, session.tenant, company, after, most + 1);
        if (std::ssize(persons) > most) {
            persons.pop_back();
            card.next = persons.back();
        }
        for (const auto person : persons) {
            const auto file = store::load_person_line(connection, session.tenant, person);
            if (!file) continue;
            card.persons.push_back(row_of(person, *file));
            look.disclosed.push_back(person);
        }
    }
    TRY(house.look(std::move(look)));
    return card;
}

}  // namespace kartei::app
