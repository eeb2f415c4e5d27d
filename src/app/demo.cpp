#include "app/demo.h"

#include "app/lists.h"
#include "base/fold.h"
#include "domain/person_name.h"
#include "store/person_file.h"

#include <fmt/format.h>

#include <array>

namespace kartei::app {

namespace {

using namespace domain;

constexpr std::int64_t demo_persons = 240;
constexpr std::array first_names{"Anna",   "Björn", "Çelik",  "Dörte",  "Emil",   "Franziska",
                                 "Günter", "Heike", "Ingrid", "Jürgen", "Katrin", "Lukas",
                                 "Maren",  "Nils",  "Öznur",  "Petra"};
constexpr std::array last_names{"Özdemir",   "Müller", "Groß",         "von der Heide", "Straßburger",
                                "Kowalczyk", "Meyer",  "Lüdenscheidt", "Vöckler",       "D'Angelo",
                                "Hoffmann",  "Weiß",   "Baumgärtner"};
constexpr std::array towns{"49074 Osnabrück", "26121 Oldenburg", "50667 Köln", "01067 Dresden",
                           "80331 München"};
constexpr std::array area_names{"Photovoltaik", "Wärmepumpe", "Strom & Gas"};

/// Everything while the company is being filled.
struct Demo {
    store::Write& write;
    Lists lists;
    Source source;
    Source bought;
    std::vector<AreaNo> areas;
    AccountId account;
};

Instant days_ago(const Demo& demo, std::int64_t days) {
    return demo.write.now() + (-days * us_per_day);
}

void add_point(Demo& demo, PersonFile& file, PointKind kind, std::string value, std::string normal) {
    file.contact_points.push_back({.tenant_id = demo.write.tenant(),
                                   .person_id = file.person.person_id,
                                   .contact_point_id = demo.write.next_id<ContactPointId>(),
                                   .kind = kind,
                                   .value = std::move(value),
                                   .normal = std::move(normal),
                                   .purposes = PurposeKeys::of({"contract", "advertising"}),
                                   .source_id = file.person.source_id,
                                   .created_at = demo.write.now()});
}

PersonFile plain_person(Demo& demo, std::int64_t number) {
    const auto index = static_cast<std::size_t>(number);
    const Source& source = number % 11 == 0 ? demo.bought : demo.source;
    PersonFile file{.sources = {source}};
    Person& person = file.person;
    person.tenant_id = demo.write.tenant();
    person.person_id = demo.write.next_id<PersonId>();
    person.first_name = first_names[index % first_names.size()];
    person.last_name = last_names[index % last_names.size()];
    person.customer_number = fmt::format("D-{:04}", 1000 + number);
    person.purpose = "contract";
    person.source_id = source.source_id;
    person.created_at = demo.write.now();
    const std::string key = sort_key(list_name({.given = *person.first_name, .family = *person.last_name}));
    person.sort_key.assign(key.begin(), key.end());
    const std::string line = fmt::format("1511{:07}", 1'000'000 + number);
    add_point(demo, file, PointKind::mobile, "0" + line, "+49" + line);
    add_point(demo, file, PointKind::email, fmt::format("person{}@example.de", number),
              fmt::format("person{}@example.de", number));
    const std::string town = towns[index % towns.size()];
    const std::string street = fmt::format("Lange Straße {}", number + 1);
    add_point(demo, file, PointKind::post, street + ", " + town, fold_strict(street + " " + town));
    ContactPoint& post = file.contact_points.back();
    post.street = street;
    post.postal_code = town.substr(0, 5);
    post.city = town.substr(6);
    post.country = "DE";
    return file;
}

Consent& add_consent(Demo& demo, PersonFile& file, ChannelSet channels, std::int64_t age_days) {
    return file.consents.emplace_back(Consent{.tenant_id = demo.write.tenant(),
                                              .person_id = file.person.person_id,
                                              .consent_id = demo.write.next_id<ConsentId>(),
                                              .areas = areas_of({demo.areas[0]}),
                                              .channels = channels,
                                              .state = ConsentState::given,
                                              .given_at = days_ago(demo, age_days),
                                              .form = ConsentForm::active,
                                              .way = ConsentWay::paper,
                                              .evidence = Evidence::full,
                                              .evidence_note = "Formular im Ordner Messe",
                                              .wording_no = {1},
                                              .taken_by = demo.account,
                                              .source_id = file.person.source_id,
                                              .created_at = demo.write.now()});
}

void add_objection(Demo& demo, PersonFile& file, AreaScope areas, ChannelSet channels) {
    file.objections.push_back({.tenant_id = demo.write.tenant(),
                               .person_id = file.person.person_id,
                               .objection_id = demo.write.next_id<ObjectionId>(),
                               .areas = std::move(areas),
                               .channels = channels,
                               .objected_at = days_ago(demo, 90),
                               .way = "phone",
                               .source_id = file.person.source_id,
                               .created_at = demo.write.now()});
}

void add_sale(Demo& demo, PersonFile& file) {
    file.sales.push_back({.tenant_id = demo.write.tenant(),
                          .person_id = file.person.person_id,
                          .sale_id = demo.write.next_id<SaleId>(),
                          .area_no = demo.areas[1],
                          .concluded = true,
                          .concluded_on = berlin_date(days_ago(demo, 200)),
                          .email_from_sale = true,
                          .notice_at_collection = true,
                          .similar_areas = areas_of({demo.areas[0]}),
                          .source_id = file.person.source_id,
                          .created_at = demo.write.now()});
}

void add_business(Demo& demo, PersonFile& file, std::int64_t number) {
    const auto company = demo.lists.company(demo.write, fmt::format("Autoteile Beispiel {} GmbH", number),
                                            demo.source.source_id);
    file.person.kind = RecipientKind::company_contact;
    file.jobs.push_back({{.tenant_id = demo.write.tenant(),
                          .person_id = file.person.person_id,
                          .company_id = company->company_id,
                          .source_id = demo.source.source_id},
                         *company});
    file.interests.push_back({.tenant_id = demo.write.tenant(),
                              .person_id = file.person.person_id,
                              .interest_id = demo.write.next_id<InterestId>(),
                              .area_no = demo.areas[2],
                              .basis = PresumedBasis::core_business_need,
                              .why_content = "Schreibt Strom und Gas für das neue Werk aus.",
                              .why_phone = "Die Ausschreibung nennt den Einkauf mit Durchwahl.",
                              .phone_expected = Answer::yes,
                              .recorded_by = demo.account,
                              .created_at = demo.write.now()});
}

/// What is special about this one, in turn.
void add_circumstances(Demo& demo, PersonFile& file, std::int64_t number) {
    const TenantId tenant = demo.write.tenant();
    const PersonId person = file.person.person_id;
    switch (number % 14) {
        case 0: add_consent(demo, file, {Channel::phone, Channel::email}, 60); break;
        case 1: add_consent(demo, file, {Channel::phone}, 1'200); break;  // stale
        case 2: add_objection(demo, file, every_area(), ChannelSet::every()); break;
        case 3: add_objection(demo, file, areas_of({demo.areas[1]}), {Channel::phone}); break;
        case 4: add_sale(demo, file); break;
        case 5: add_business(demo, file, number); break;
        case 6: add_consent(demo, file, {Channel::phone}, 30).evidence = Evidence::email_doi_only; break;
        case 7: add_consent(demo, file, {Channel::email}, 3).state = ConsentState::requested; break;
        case 8: add_consent(demo, file, {Channel::email}, 400).state = ConsentState::refused; break;
        case 9: {
            Consent& consent = add_consent(demo, file, {Channel::email}, 400);
            consent.state = ConsentState::withdrawn;
            consent.withdrawn_at = days_ago(demo, 20);
            break;
        }
        case 10:
            file.restrictions.push_back({.tenant_id = tenant,
                                         .person_id = person,
                                         .restriction_id = demo.write.next_id<RestrictionId>(),
                                         .since_at = days_ago(demo, 10),
                                         .created_at = demo.write.now()});
            break;
        case 11:
            file.erasures.push_back(
                {.tenant_id = tenant, .person_id = person, .requested_at = days_ago(demo, 2)});
            break;
        case 12:
            file.robinson_marks.push_back({.tenant_id = tenant,
                                           .person_id = person,
                                           .list = "DDV-Robinsonliste",
                                           .listed_on = berlin_date(days_ago(demo, 300))});
            break;
        default: file.person.deceased = number % 28 == 13; break;
    }
}

void make_lists(Demo& demo) {
    demo.source = demo.lists.source(demo.write, "Kundenkartei");
    demo.bought = demo.lists.source(demo.write, "Adresskauf 2026");
    for (const auto* name : area_names) demo.areas.push_back(*demo.lists.area(demo.write, name));
    demo.write.insert(
        Wording{.tenant_id = demo.write.tenant(),
                .wording_no = {1},
                .label = "v1",
                .text = "Ich bin einverstanden, dass die Musterwerk GmbH mich zu Photovoltaik anruft "
                        "und mir E-Mails schickt. Ich kann das jederzeit widerrufen.",
                .created_at = demo.write.now()});
    demo.write.log({.action = "demo.lists", .record_kind = "area"});
}

}  // namespace

Result<DemoReport> make_demo(House& house, const Progress& progress) {
    if (house.console_session()) {
        return fail(ErrorCode::conflict,
                    {"Hier gibt es schon eine Firma.", "There is a company here already."}, {},
                    {"Nehmen Sie ein leeres Datenverzeichnis.", "Take an empty data directory."});
    }
    const Session session = TRY(house.make_company("Musterwerk GmbH"));
    auto keyring = TRY(house.keyring(session));
    store::Write write(house.connection(), keyring, house.ids(), session.tenant, session.actor(),
                       house.now());
    Demo demo{.write = write, .account = session.account};
    make_lists(demo);
    for (std::int64_t number = 0; number < demo_persons; ++number) {
        PersonFile file = plain_person(demo, number);
        add_circumstances(demo, file, number);
        TRY(store::insert_person_file(write, file));
        write.log({.action = "person.create",
                   .record_kind = "person",
                   .record_id = file.person.person_id.bytes,
                   .purpose = file.person.purpose});
    }
    write.commit();
    if (progress) progress(demo_persons);
    return DemoReport{.session = session, .persons = demo_persons};
}

}  // namespace kartei::app
