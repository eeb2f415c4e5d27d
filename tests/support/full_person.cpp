#include "tests/support/full_person.h"

#include "base/fold.h"

#include <fmt/format.h>

namespace kartei::store {

namespace {

using namespace domain;

constexpr Date day{20'000};

std::string mobile_of(int number) {
    return fmt::format("+49151{:08}", number);
}

Person person_of(Write& write, const FullWorld& world, int number) {
    const auto now = write.now();
    const std::string key = sort_key(fmt::format("Özdemir, Sören {}", number));
    return {.tenant_id = write.tenant(),
            .person_id = write.next_id<PersonId>(),
            .kind = RecipientKind::company_contact,
            .salutation = "Herr",
            .title = "Dr.",
            .first_name = "Sören",
            .last_name = fmt::format("Özdemir {}", number),
            .customer_number = fmt::format("F-{}", number),
            .birth_date = Date{5'000},
            .country = "AT",
            .deceased = true,
            .purpose = "contract",
            .source_id = world.source.source_id,
            .collected_on = day,
            .sort_key = Bytes(key.begin(), key.end()),
            .created_at = now};
}

ContactPoint point_of(Write& write, const PersonFile& file, int number) {
    return {.tenant_id = write.tenant(),
            .person_id = file.person.person_id,
            .contact_point_id = write.next_id<ContactPointId>(),
            .kind = PointKind::mobile,
            .value = fmt::format("0151 {:08}", number),
            .normal = mobile_of(number),
            .street = "Lange Straße 1",
            .postal_code = "49074",
            .city = "Osnabrück",
            .country = "DE",
            .purposes = PurposeKeys::of({"contract", "advertising"}),
            .source_id = file.person.source_id,
            .collected_on = day,
            .created_at = write.now()};
}

void add_will(Write& write, PersonFile& file) {
    const auto now = write.now();
    const auto person = file.person.person_id;
    const auto source = file.person.source_id;
    file.consents.push_back({.tenant_id = write.tenant(),
                             .person_id = person,
                             .consent_id = write.next_id<ConsentId>(),
                             .controller = "Andere GmbH",
                             .areas = areas_of({AreaNo{1}, AreaNo{2}}),
                             .channels = ChannelSet::every(),
                             .contact_point_id = file.contact_points.front().contact_point_id,
                             .state = ConsentState::withdrawn,
                             .given_at = now + -5,
                             .confirmed_at = now + -4,
                             .withdrawn_at = now + -3,
                             .last_used_at = now + -2,
                             .valid_until = now + 1,
                             .evidence_note = "Ordner „Messe“, Blatt 7\nzweite Zeile",
                             .wording_no = {1},
                             .hours_from_minute = 540,
                             .hours_until_minute = 1020,
                             .despite_restriction = true,
                             .taken_by = write.next_id<AccountId>(),
                             .source_id = source,
                             .created_at = now});
    ChannelSet some;
    some.insert(Channel::email);
    some.insert(Channel::post);
    file.claims.push_back({.tenant_id = write.tenant(),
                           .person_id = person,
                           .claim_id = write.next_id<ClaimId>(),
                           .areas = areas_of({AreaNo{2}}),
                           .channels = some,
                           .said = "Werbung: ja",
                           .claimed_on = day,
                           .way = "paper",
                           .source_id = source,
                           .created_at = now});
    file.objections.push_back({.tenant_id = write.tenant(),
                               .person_id = person,
                               .objection_id = write.next_id<ObjectionId>(),
                               .areas = every_area(),
                               .channels = some,
                               .objected_at = now + -7,
                               .way = "phone",
                               .note = "ruhig bleiben",
                               .source_id = source,
                               .created_at = now});
    file.interests.push_back({.tenant_id = write.tenant(),
                              .person_id = person,
                              .interest_id = write.next_id<InterestId>(),
                              .area_no = {2},
                              .basis = PresumedBasis::inquiry,
                              .why_content = "Er schreibt aus.",
                              .why_phone = "Er schreibt aus.",
                              .phone_expected = Answer::yes,
                              .review_on = day,
                              .recorded_by = write.next_id<AccountId>(),
                              .created_at = now});
}

void add_circumstances(Write& write, PersonFile& file) {
    const auto now = write.now();
    const auto tenant = write.tenant();
    const auto person = file.person.person_id;
    file.restrictions.push_back(
        {tenant, person, write.next_id<RestrictionId>(), now + -9, now + 9, "streitet ab", now});
    file.erasures.push_back({tenant, person, ErasureState::blocked_by_retention, now});
    file.robinson_marks.push_back({tenant, person, "ddv", day});
    file.notices.push_back({tenant, person, write.next_id<NoticeId>(), 14, now, "letter", "2026-01"});
    file.sales.push_back({.tenant_id = tenant,
                          .person_id = person,
                          .sale_id = write.next_id<SaleId>(),
                          .area_no = {1},
                          .concluded = true,
                          .concluded_on = day,
                          .seller = "Andere GmbH",
                          .email_from_sale = true,
                          .notice_at_collection = true,
                          .similar_areas = areas_of({AreaNo{1}}),
                          .source_id = file.person.source_id,
                          .created_at = now});
    file.requests.push_back({.tenant_id = tenant,
                             .person_id = person,
                             .request_id = write.next_id<RequestId>(),
                             .kind = RequestKind::offer,
                             .area_no = {2},
                             .channel = Channel::email,
                             .asked_at = now + -8,
                             .done_at = now});
    file.checks.push_back({.tenant_id = tenant,
                           .person_id = person,
                           .check_id = write.next_id<CheckId>(),
                           .area_no = {2},
                           .channel = Channel::phone,
                           .contact_point_id = file.contact_points.front().contact_point_id,
                           .status = "denied",
                           .ground = "CONSENT_MISSING",
                           .policy_pack = "DE-2026",
                           .rule_hash = Bytes(32, 7),
                           .answer = R"({"laws":["UWG § 7"]})",
                           .checked_by = write.next_id<AccountId>(),
                           .checked_at = now + -2});
    file.notes.push_back(
        {tenant, person, write.next_id<NoteId>(), "ruft nach 17 Uhr zurück", file.person.source_id, now});
}

}  // namespace

FullWorld insert_full_world(Write& write, int number) {
    const auto tenant = write.tenant();
    const auto now = write.now();
    FullWorld world;
    world.source = {tenant,
                    write.next_id<SourceId>(),
                    OriginKind::purchased_list,
                    fmt::format("Messe {}", number),
                    fmt::format("messe {}", number),
                    now};
    world.area = {.tenant_id = tenant,
                  .area_no = {static_cast<std::uint32_t>(100 * number)},
                  .area_key = fmt::format("dach_{}", number),
                  .name = fmt::format("Dach {}", number),
                  .parent_no = AreaNo{1},
                  .created_at = now};
    world.company = {tenant,
                     write.next_id<CompanyId>(),
                     fmt::format("Größe {} GmbH", number),
                     fmt::format("grosse {} gmbh", number),
                     "DE",
                     world.source.source_id,
                     now};
    world.company_objection = {.tenant_id = tenant,
                               .company_id = world.company.company_id,
                               .objection_id = write.next_id<ObjectionId>(),
                               .areas = areas_of({AreaNo{1}}),
                               .channels = ChannelSet::every(),
                               .objected_at = now + -6,
                               .way = "letter",
                               .source_id = world.source.source_id,
                               .created_at = now};
    world.suppression = {
        .tenant_id = tenant,
        .value_hash = {write.keyring().value_hash(match_value(PointKind::mobile, mobile_of(number)))},
        .suppression_id = write.next_id<SuppressionId>(),
        .areas = areas_of({AreaNo{2}}),
        .channels = ChannelSet::every(),
        .suppressed_at = now + -10};
    write.insert(world.source);
    write.insert(world.area);
    write.insert(world.company);
    write.insert(world.company_objection);
    write.insert(world.suppression);
    return world;
}

PersonFile full_person(Write& write, const FullWorld& world, int number) {
    PersonFile file{.person = person_of(write, world, number)};
    file.sources.push_back(world.source);
    file.contact_points.push_back(point_of(write, file, number));
    file.jobs.push_back({{.tenant_id = write.tenant(),
                          .person_id = file.person.person_id,
                          .company_id = world.company.company_id,
                          .position = "Leiter",
                          .department = "Einkauf",
                          .source_id = world.source.source_id,
                          .since_on = day,
                          .until_on = Date{day.days + 400}},
                         world.company});
    add_will(write, file);
    add_circumstances(write, file);
    return file;
}

}  // namespace kartei::store
