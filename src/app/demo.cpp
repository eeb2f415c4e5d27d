#include "app/demo.h"

#include "app/demo_person.h"
#include "store/person_file.h"
#include "store/read_record.h"
#include "store/reading.h"

#include <array>

namespace kartei::app {

namespace {

using namespace domain;

constexpr std::string_view company_name = "Musterwerk GmbH";
constexpr std::int64_t demo_persons = 240;
constexpr std::array area_names{"Photovoltaik", "Wärmepumpe", "Strom & Gas"};

void make_lists(DemoCompany& company) {
    store::Write& write = company.write;
    company.customers = company.lists.source(write, "Kundenkartei");
    company.bought = company.lists.source(write, "Adresskauf 2026");
    company.unknown = company.lists.source(write, "unbekannt");
    for (const auto* name : area_names) company.areas.push_back(company.lists.area(write, name).value());
    write.insert(Wording{.tenant_id = write.tenant(),
                         .wording_no = {1},
                         .label = "v1",
                         .text =
                             "Ich bin einverstanden, dass die Musterwerk GmbH mich zu Photovoltaik anruft "
                             "und mir E-Mails schickt. Ich kann das jederzeit widerrufen.",
                         .created_at = write.now()});
    write.insert(Wording{.tenant_id = write.tenant(),
                         .wording_no = {2},
                         .label = "v0",
                         .text = "Ich bin mit Werbung der Musterwerk GmbH und ihrer Partner einverstanden.",
                         .status = TextStatus::invalidated,
                         .created_at = write.now()});
    write.log({.action = "demo.lists", .record_kind = "area"});
}

Result<void> make_person(DemoCompany& company, std::int64_t number) {
    PersonFile file = demo_person(company, number);
    add_demo_circumstance(company, file, static_cast<std::size_t>(number) % demo_circumstance_count());
    TRY(store::insert_person_file(company.write, file));
    company.write.log({.action = "person.create",
                       .record_kind = "person",
                       .record_id = file.person.person_id.bytes,
                       .purpose = file.person.purpose});
    return {};
}

/// Whether this company was just made, or is what a making that was broken off has left.
Result<bool> is_empty_demo(House& house, const Session& session) {
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    const auto tenant = store::read_by_key(house.connection(), keyring, Tenant{.tenant_id = session.tenant});
    return tenant && tenant->name == company_name && !store::has_persons(house.connection(), session.tenant);
}

}  // namespace

Result<std::int64_t> make_demo(House& house, const Progress& progress) {
    auto there = house.console_session();
    if (!there && there.error().code != ErrorCode::not_found) return std::unexpected(there.error());
    if (!there) {
        there = house.make_company(std::string(company_name));
        if (!there) return std::unexpected(std::move(there).error());
    }
    const Session& session = *there;
    const bool nobody = TRY(is_empty_demo(house, session));
    if (!nobody) {
        return fail(ErrorCode::conflict,
                    {"Hier gibt es schon eine Firma.", "There is a company here already."}, {},
                    {"Nehmen Sie ein leeres Datenverzeichnis.", "Take an empty data directory."});
    }
    return fill_with_demo(house, session, progress);
}

Result<std::int64_t> fill_with_demo(House& house, const Session& session, const Progress& progress) {
    auto keyring = TRY(house.keyring(session));
    store::Write write(house.connection(), keyring, house.ids(), session.tenant, session.actor(),
                       house.now());
    DemoCompany company{.write = write, .account = session.account};
    make_lists(company);
    for (std::int64_t number = 0; number < demo_persons; ++number) {
        TRY(make_person(company, number));
        if (progress) progress(number, static_cast<double>(number) / demo_persons);
    }
    write.commit();
    return demo_persons;
}

}  // namespace kartei::app
