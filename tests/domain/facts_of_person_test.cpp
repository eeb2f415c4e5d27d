// What is stored about a person as the facts the rules look at.
#include "domain/facts_of_person.h"

#include "domain/cell.h"
#include "tests/domain/samples.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

template <class IdType>
IdType id_of(std::uint8_t number) {
    IdType id;
    id.bytes[15] = number;
    return id;
}

Source source(std::uint8_t number, OriginKind kind) {
    Source source;
    source.source_id = id_of<SourceId>(number);
    source.kind = kind;
    return source;
}

constexpr std::uint8_t own_list = 1;
constexpr std::uint8_t bought_list = 2;

ContactPoint point(std::uint8_t number, PointKind kind, std::uint8_t source) {
    ContactPoint point;
    point.contact_point_id = id_of<ContactPointId>(number);
    point.kind = kind;
    point.source_id = id_of<SourceId>(source);
    point.created_at = at("2026-11-01T10:00:00");
    return point;
}

/// A customer of ours with a telephone, an e-mail and a postal address.
PersonFile customer() {
    PersonFile file;
    file.person.source_id = id_of<SourceId>(own_list);
    file.person.created_at = at("2026-01-01T10:00:00");
    file.sources = {source(own_list, OriginKind::customer_list),
                    source(bought_list, OriginKind::purchased_list)};
    file.contact_points = {point(1, PointKind::phone, own_list), point(2, PointKind::email, own_list),
                           point(3, PointKind::post, own_list)};
    return file;
}

Consent consent(Channel channel, ConsentState state) {
    Consent consent;
    consent.areas = areas_of({heating});
    consent.channels = {channel};
    consent.state = state;
    consent.given_at = at("2026-03-01T09:00:00");
    consent.evidence = Evidence::full;
    consent.wording_no = WordingNo{1};
    return consent;
}

/// The decision as the batch makes it: from the packed row.
Decision decided(const PersonFile& file, Channel channel) {
    const Instant now = at("2026-11-23T10:00:00");
    TenantContext context;
    context.wordings = {TextStatus::unknown, TextStatus::valid};
    Facts facts;
    EXPECT_TRUE(unpack(packed_facts_of(file, now).value(), context, facts));
    const Question question = matrix_question(facts.recipient, AreaPath(heating), channel, {.now = now});
    return best_over_contact_points(facts, question, Policy{}).decision;
}

std::string_view ground(const PersonFile& file, Channel channel) {
    return code_of(decided(file, channel).ground);
}

TEST(FactsOfPerson, a_proven_consent_is_the_ground) {
    PersonFile file = customer();
    file.consents = {consent(Channel::phone, ConsentState::given)};
    EXPECT_EQ(ground(file, Channel::phone), "EXPRESS_CONSENT");
    file.consents.front().wording_no = WordingNo{7};
    EXPECT_EQ(ground(file, Channel::phone), "CONSENT_INVALID_TEXT");
}

TEST(FactsOfPerson, a_consent_without_a_wording_on_file_is_not_proven) {
    PersonFile file = customer();
    file.consents = {consent(Channel::phone, ConsentState::given)};
    file.consents.front().wording_no = WordingNo{};
    const Decision decision = decided(file, Channel::phone);
    EXPECT_EQ(code_of(decision.ground), "CONSENT_UNPROVEN");
    EXPECT_EQ(decision.basis, Basis::proof);
}

TEST(FactsOfPerson, claims_of_a_list_permit_nothing) {
    PersonFile file = customer();
    file.claims.emplace_back();
    EXPECT_EQ(facts_of(file), facts_of(customer()));
}

TEST(FactsOfPerson, a_consent_to_another_company_neither_permits_nor_forbids) {
    PersonFile file = customer();
    file.consents = {consent(Channel::phone, ConsentState::given)};
    file.consents.front().controller = "Partner GmbH";
    EXPECT_EQ(ground(file, Channel::phone), "CONSENT_OTHER_CONTROLLER");

    file.consents.front().state = ConsentState::withdrawn;
    file.consents.front().withdrawn_at = at("2026-08-01T09:00:00");
    EXPECT_EQ(ground(file, Channel::phone), "CONSENT_MISSING");

    file.consents.front().controller.reset();
    EXPECT_EQ(ground(file, Channel::phone), "CONSENT_WITHDRAWN");
}

TEST(FactsOfPerson, a_sale_of_another_company_is_not_ours) {
    PersonFile file = customer();
    Sale sale;
    sale.area_no = heating;
    sale.concluded = true;
    sale.concluded_on = make_date(2026, 5, 10).value();
    sale.email_from_sale = true;
    sale.notice_at_collection = true;
    file.sales = {sale};
    EXPECT_EQ(ground(file, Channel::email), "SOFT_OPTIN");
    file.sales.front().seller = "Sister AG";
    EXPECT_EQ(ground(file, Channel::email), "SOFT_OPTIN_NOT_OWN");
}

TEST(FactsOfPerson, an_objection_of_the_company_binds_its_people_at_work) {
    PersonFile file = customer();
    CompanyObjection ban;
    ban.areas = every_area();
    ban.channels = ChannelSet::every();
    ban.objected_at = at("2026-06-01T12:00:00");
    ban.way = "letter from the management";
    file.company_objections = {ban};
    EXPECT_EQ(ground(file, Channel::post), "LEGITIMATE_INTEREST_POST");
    file.person.kind = RecipientKind::company_contact;
    EXPECT_EQ(ground(file, Channel::post), "OBJECTION_ALL");
    EXPECT_EQ(facts_of(file).objections.front().via, Way::other);
}

TEST(FactsOfPerson, a_presumed_interest_needs_both_texts) {
    PersonFile file = customer();
    file.person.kind = RecipientKind::company_contact;
    PresumedInterest interest;
    interest.area_no = heating;
    interest.basis = PresumedBasis::core_business_need;
    interest.why_content = "builds car parts";
    interest.phone_expected = Answer::yes;
    file.interests = {interest};
    EXPECT_EQ(ground(file, Channel::phone), "PRESUMED_CONSENT_INSUFFICIENT");
    file.interests.front().why_phone = "buys by phone";
    EXPECT_EQ(ground(file, Channel::phone), "PRESUMED_CONSENT");
    file.person.kind = RecipientKind::consumer;
    EXPECT_EQ(ground(file, Channel::phone), "RECIPIENT_IS_CONSUMER");
}

TEST(FactsOfPerson, data_from_others_must_be_told_of_within_thirty_days) {
    PersonFile file = customer();
    file.person.source_id = id_of<SourceId>(bought_list);
    for (auto& one : file.contact_points) one.source_id = id_of<SourceId>(bought_list);
    file.person.collected_on = make_date(2026, 10, 24).value();
    EXPECT_EQ(ground(file, Channel::post), "INFORMATION_OVERDUE");
    file.person.collected_on = make_date(2026, 10, 25).value();
    EXPECT_EQ(ground(file, Channel::post), "LEGITIMATE_INTEREST_POST");
    EXPECT_TRUE(decided(file, Channel::post).duties.contains(Duty::art14_notice));

    file.notices.emplace_back();
    file.notices.back().article = 13;
    EXPECT_TRUE(decided(file, Channel::post).duties.contains(Duty::art14_notice));
    file.notices.back().article = 14;
    EXPECT_FALSE(decided(file, Channel::post).duties.contains(Duty::art14_notice));
}

TEST(FactsOfPerson, an_address_bought_for_a_customer_must_be_told_of_too) {
    PersonFile file = customer();
    file.contact_points.back() = point(3, PointKind::post, bought_list);
    file.contact_points.back().collected_on = make_date(2026, 6, 1).value();
    EXPECT_EQ(ground(file, Channel::post), "INFORMATION_OVERDUE");

    file.notices.emplace_back();
    file.notices.back().article = 14;
    file.notices.back().given_at = at("2026-06-10T10:00:00");
    EXPECT_EQ(ground(file, Channel::post), "LEGITIMATE_INTEREST_POST");
    EXPECT_FALSE(decided(file, Channel::post).duties.contains(Duty::art14_notice));
}

TEST(FactsOfPerson, a_source_that_is_not_on_file_is_unknown) {
    PersonFile file = customer();
    file.sources.clear();
    EXPECT_EQ(ground(file, Channel::post), "SOURCE_UNKNOWN");
}

TEST(FactsOfPerson, purposes_of_the_tenant_are_other_than_advertising) {
    PersonFile file = customer();
    file.contact_points.back().purposes = PurposeKeys::of({"customer_care"});
    EXPECT_EQ(ground(file, Channel::post), "PURPOSE_LIMITATION");
    file.contact_points.back().purposes = PurposeKeys::of({"customer_care", "advertising"});
    EXPECT_EQ(ground(file, Channel::post), "LEGITIMATE_INTEREST_POST");
}

TEST(FactsOfPerson, every_ban_on_file_reaches_the_rules) {
    const Instant then = at("2026-06-01T12:00:00");
    PersonFile restricted = customer();
    restricted.restrictions.emplace_back();
    restricted.restrictions.back().since_at = then;
    EXPECT_EQ(ground(restricted, Channel::post), "RESTRICTED");

    PersonFile erased = customer();
    erased.erasures.emplace_back();
    erased.erasures.back().requested_at = then;
    EXPECT_EQ(ground(erased, Channel::post), "ERASURE_PENDING");

    PersonFile suppressed = customer();
    suppressed.suppressions.emplace_back();
    suppressed.suppressions.back().suppressed_at = then;
    suppressed.suppressions.back().channels = ChannelSet::every();
    EXPECT_EQ(ground(suppressed, Channel::post), "SUPPRESSED");

    PersonFile listed = customer();
    listed.robinson_marks.emplace_back();
    EXPECT_EQ(ground(listed, Channel::post), "ROBINSON_LISTED");

    PersonFile dead = customer();
    dead.person.deceased = true;
    EXPECT_EQ(ground(dead, Channel::post), "DECEASED");

    PersonFile abroad = customer();
    abroad.person.country = "Germany";
    EXPECT_EQ(ground(abroad, Channel::post), "JURISDICTION_NOT_COVERED");
}

}  // namespace
}  // namespace kartei::domain
