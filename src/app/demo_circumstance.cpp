#include "app/demo_person.h"

#include "domain/facts_of_person.h"

#include <fmt/format.h>

#include <array>

namespace kartei::app {

namespace {

using namespace domain;

Instant days_ago(const DemoCompany& company, std::int64_t days) {
    return company.write.now() + (-days * us_per_day);
}

Date years_ago(const DemoCompany& company, int years) {
    return add_years(berlin_date(company.write.now()), -years);
}

/// A proven consent about the first area, given so many days ago.
Consent& consent(DemoCompany& company, PersonFile& file, ChannelSet channels, std::int64_t age_days) {
    return file.consents.emplace_back(Consent{.tenant_id = company.write.tenant(),
                                              .person_id = file.person.person_id,
                                              .consent_id = company.write.next_id<ConsentId>(),
                                              .areas = areas_of({company.areas[0]}),
                                              .channels = channels,
                                              .state = ConsentState::given,
                                              .given_at = days_ago(company, age_days),
                                              .form = ConsentForm::active,
                                              .way = ConsentWay::paper,
                                              .evidence = Evidence::full,
                                              .evidence_note = "Formular im Ordner Messe",
                                              .wording_no = {1},
                                              .taken_by = company.account,
                                              .source_id = file.person.source_id,
                                              .created_at = company.write.now()});
}

void objection(DemoCompany& company, PersonFile& file, AreaScope areas, ChannelSet channels) {
    file.objections.push_back({.tenant_id = company.write.tenant(),
                               .person_id = file.person.person_id,
                               .objection_id = company.write.next_id<ObjectionId>(),
                               .areas = std::move(areas),
                               .channels = channels,
                               .objected_at = days_ago(company, 90),
                               .way = "phone",
                               .source_id = file.person.source_id,
                               .created_at = company.write.now()});
}

/// A sale that meets all conditions of UWG section 7(3) for the first area.
Sale& sale(DemoCompany& company, PersonFile& file) {
    return file.sales.emplace_back(Sale{.tenant_id = company.write.tenant(),
                                        .person_id = file.person.person_id,
                                        .sale_id = company.write.next_id<SaleId>(),
                                        .area_no = company.areas[1],
                                        .concluded = true,
                                        .concluded_on = berlin_date(days_ago(company, 200)),
                                        .email_from_sale = true,
                                        .notice_at_collection = true,
                                        .similar_areas = areas_of({company.areas[0]}),
                                        .source_id = file.person.source_id,
                                        .created_at = company.write.now()});
}

/// A buyer at a company whose business needs the third area, with the reason written down.
PresumedInterest& interest(DemoCompany& company, PersonFile& file) {
    // Nobody shares his employer, so that what a company objects to reaches one person.
    const auto employer = company.lists.company(
        company.write, fmt::format("Autoteile Beispiel {} GmbH", file.person.customer_number->substr(2)),
        company.customers.source_id);
    file.person.kind = RecipientKind::company_contact;
    file.jobs.push_back({{.tenant_id = company.write.tenant(),
                          .person_id = file.person.person_id,
                          .company_id = employer->company_id,
                          .position = "Einkauf",
                          .source_id = company.customers.source_id},
                         *employer});
    return file.interests.emplace_back(
        PresumedInterest{.tenant_id = company.write.tenant(),
                         .person_id = file.person.person_id,
                         .interest_id = company.write.next_id<InterestId>(),
                         .area_no = company.areas[2],
                         .basis = PresumedBasis::core_business_need,
                         .why_content = "Schreibt Strom und Gas für das neue Werk aus.",
                         .why_phone = "Die Ausschreibung nennt den Einkauf mit Durchwahl.",
                         .phone_expected = Answer::yes,
                         .recorded_by = company.account,
                         .created_at = company.write.now()});
}

void source(PersonFile& file, const Source& source) {
    file.sources = {source};
    file.person.source_id = source.source_id;
    for (auto& point : file.contact_points) point.source_id = source.source_id;
}

void suppress(DemoCompany& company, const PersonFile& file) {
    for (const auto& point : file.contact_points) {
        company.write.insert(SuppressionEntry{
            .tenant_id = company.write.tenant(),
            .value_hash = {company.write.keyring().value_hash(match_value(point.kind, point.normal))},
            .suppression_id = company.write.next_id<SuppressionId>(),
            .areas = every_area(),
            .channels = ChannelSet::every(),
            .suppressed_at = days_ago(company, 500)});
    }
}

void object_as_company(DemoCompany& company, PersonFile& file) {
    interest(company, file);
    company.write.insert(CompanyObjection{.tenant_id = company.write.tenant(),
                                          .company_id = file.jobs.front().company.company_id,
                                          .objection_id = company.write.next_id<ObjectionId>(),
                                          .areas = areas_of({company.areas[2]}),
                                          .channels = {Channel::phone},
                                          .objected_at = days_ago(company, 30),
                                          .way = "post",
                                          .source_id = company.customers.source_id,
                                          .created_at = company.write.now()});
}

void restrict(DemoCompany& company, PersonFile& file) {
    file.restrictions.push_back({.tenant_id = company.write.tenant(),
                                 .person_id = file.person.person_id,
                                 .restriction_id = company.write.next_id<RestrictionId>(),
                                 .since_at = days_ago(company, 10),
                                 .created_at = company.write.now()});
}

void erase(DemoCompany& company, PersonFile& file) {
    file.erasures.push_back({.tenant_id = company.write.tenant(),
                             .person_id = file.person.person_id,
                             .requested_at = days_ago(company, 2)});
}

void list_as_robinson(DemoCompany& company, PersonFile& file) {
    file.robinson_marks.push_back({.tenant_id = company.write.tenant(),
                                   .person_id = file.person.person_id,
                                   .list = "DDV-Robinsonliste",
                                   .listed_on = berlin_date(days_ago(company, 300))});
}

void bind_to_dead_number(DemoCompany& company, PersonFile& file) {
    ContactPoint old = file.contact_points.front();
    old.contact_point_id = company.write.next_id<ContactPointId>();
    old.value += "99";
    old.normal += "99";
    old.status = PointStatus::invalid;
    consent(company, file, {Channel::phone}, 60).contact_point_id = old.contact_point_id;
    file.contact_points.push_back(std::move(old));
}

using Circumstance = void (*)(DemoCompany&, PersonFile&);

constexpr ChannelSet phone_and_email = {Channel::phone, Channel::email};

/// Each with the ground it is there for; a plain person has no consent at all.
constexpr auto circumstances = std::to_array<Circumstance>({
    // express_consent, consent_other_area, consent_other_channel
    [](DemoCompany& c, PersonFile& f) { consent(c, f, phone_and_email, 60); },
    // consent_missing, legitimate_interest_post
    [](DemoCompany&, PersonFile&) {},
    // consent_stale
    [](DemoCompany& c, PersonFile& f) { consent(c, f, {Channel::phone}, 1'200); },
    // objection_all
    [](DemoCompany& c, PersonFile& f) { objection(c, f, every_area(), ChannelSet::every()); },
    // objection_scoped
    [](DemoCompany& c, PersonFile& f) { objection(c, f, areas_of({c.areas[1]}), {Channel::phone}); },
    // soft_optin, soft_optin_not_similar
    [](DemoCompany& c, PersonFile& f) { sale(c, f); },
    // soft_optin_no_sale
    [](DemoCompany& c, PersonFile& f) { sale(c, f).concluded = false; },
    // soft_optin_not_own
    [](DemoCompany& c, PersonFile& f) { sale(c, f).seller = "Partner Beispiel AG"; },
    // soft_optin_address_source
    [](DemoCompany& c, PersonFile& f) { sale(c, f).email_from_sale = false; },
    // soft_optin_no_notice_at_collection
    [](DemoCompany& c, PersonFile& f) { sale(c, f).notice_at_collection = false; },
    // presumed_consent
    [](DemoCompany& c, PersonFile& f) { interest(c, f); },
    // presumed_consent_insufficient
    [](DemoCompany& c, PersonFile& f) { interest(c, f).basis = PresumedBasis::directory_listing; },
    // recipient_is_consumer: no offer of the matrix is for a sole trader's business
    [](DemoCompany& c, PersonFile& f) {
        interest(c, f);
        f.person.kind = RecipientKind::sole_trader;
    },
    // objection_scoped, of his company
    object_as_company,
    // consent_unproven
    [](DemoCompany& c, PersonFile& f) {
        consent(c, f, {Channel::phone}, 30).evidence = Evidence::email_doi_only;
    },
    // consent_invalid_form
    [](DemoCompany& c, PersonFile& f) { consent(c, f, phone_and_email, 30).form = ConsentForm::prechecked; },
    // consent_invalid_text
    [](DemoCompany& c, PersonFile& f) { consent(c, f, phone_and_email, 300).wording_no = {2}; },
    // consent_other_person
    [](DemoCompany& c, PersonFile& f) { consent(c, f, {Channel::phone}, 30).given_by = GivenBy::other; },
    // consent_other_controller
    [](DemoCompany& c, PersonFile& f) {
        consent(c, f, phone_and_email, 30).controller = "Partner Beispiel AG";
    },
    // consent_other_contact_point
    bind_to_dead_number,
    // consent_future
    [](DemoCompany& c, PersonFile& f) { consent(c, f, {Channel::phone}, -30); },
    // consent_expired
    [](DemoCompany& c, PersonFile& f) { consent(c, f, {Channel::phone}, 400).valid_until = days_ago(c, 35); },
    // doi_pending
    [](DemoCompany& c, PersonFile& f) { consent(c, f, {Channel::email}, 3).state = ConsentState::requested; },
    // doi_expired
    [](DemoCompany& c, PersonFile& f) {
        consent(c, f, {Channel::email}, 40).state = ConsentState::requested;
    },
    // minor
    [](DemoCompany& c, PersonFile& f) { f.person.birth_date = years_ago(c, 15); },
    // minor_consent
    [](DemoCompany& c, PersonFile& f) {
        f.person.birth_date = years_ago(c, 15);
        consent(c, f, phone_and_email, 60);
    },
    // consent_refused
    [](DemoCompany& c, PersonFile& f) { consent(c, f, {Channel::email}, 400).state = ConsentState::refused; },
    // consent_withdrawn
    [](DemoCompany& c, PersonFile& f) {
        Consent& withdrawn = consent(c, f, {Channel::email}, 400);
        withdrawn.state = ConsentState::withdrawn;
        withdrawn.withdrawn_at = days_ago(c, 20);
    },
    // suppressed
    [](DemoCompany& c, PersonFile& f) { suppress(c, f); },
    // restricted
    restrict,
    // erasure_pending
    erase,
    // robinson_listed
    list_as_robinson,
    // information_overdue
    [](DemoCompany& c, PersonFile& f) {
        source(f, c.bought);
        f.person.collected_on = berlin_date(days_ago(c, 60));
    },
    // source_unknown
    [](DemoCompany& c, PersonFile& f) { source(f, c.unknown); },
    // purpose_limitation
    [](DemoCompany&, PersonFile& f) {
        for (auto& point : f.contact_points) point.purposes = PurposeKeys::of({"send_documents"});
    },
    // jurisdiction_not_covered
    [](DemoCompany&, PersonFile& f) { f.person.country = "FR"; },
    // contact_point_invalid
    [](DemoCompany&, PersonFile& f) { f.contact_points.front().status = PointStatus::invalid; },
    // contact_point_other_person
    [](DemoCompany&, PersonFile& f) { f.contact_points.front().owner = PointOwner::other; },
    // deceased
    [](DemoCompany&, PersonFile& f) { f.person.deceased = true; },
});

}  // namespace

std::size_t demo_circumstance_count() {
    return circumstances.size();
}

void add_demo_circumstance(DemoCompany& company, PersonFile& file, std::size_t which) {
    circumstances.at(which)(company, file);
}

}  // namespace kartei::app
