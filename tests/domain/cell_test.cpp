#include "domain/cell.h"

#include "domain/rules.h"
#include "tests/domain/random_facts.h"
#include "tests/domain/samples.h"

#include <gtest/gtest.h>

#include <numeric>

namespace kartei::domain {
namespace {

Asker asker() {
    return {.now = RandomFacts::now};
}

PointFact point(std::uint8_t number, PointKind kind, PointStatus status = PointStatus::valid) {
    PointFact point;
    point.id.bytes[15] = number;
    point.kind = kind;
    point.status = status;
    point.source = SourceKind::person;
    return point;
}

ContactPointId id(std::uint8_t number) {
    return point(number, PointKind::unstated).id;
}

Cell cell_of(const Facts& facts, Channel channel) {
    return best_over_contact_points(
        facts, matrix_question(facts.recipient, AreaPath(heating), channel, asker()), {});
}

TEST(MatrixQuestion, asks_for_own_advertising_with_everything_in_order) {
    const Question question =
        matrix_question(RecipientKind::consumer, AreaPath(heating), Channel::email, asker());
    EXPECT_EQ(question.message, MessageKind::advertising);
    EXPECT_EQ(question.advertiser, own_controller);
    EXPECT_EQ(question.caller_id, CallerId::shown);
    EXPECT_TRUE(question.sender_disclosed && question.stop_address && question.objection_notice);
    EXPECT_FALSE(question.includes_info_notice || question.contains_advertising);
}

TEST(MatrixQuestion, is_for_business_with_companies_and_their_people_only) {
    const auto offer = [](RecipientKind kind) {
        return matrix_question(kind, AreaPath(heating), Channel::phone, asker()).offer_for;
    };
    EXPECT_EQ(offer(RecipientKind::company), OfferFor::business);
    EXPECT_EQ(offer(RecipientKind::company_contact), OfferFor::business);
    EXPECT_EQ(offer(RecipientKind::consumer), OfferFor::personal);
    EXPECT_EQ(offer(RecipientKind::sole_trader), OfferFor::personal);
}

TEST(Cell, names_the_point_that_may_be_used) {
    Facts facts;
    facts.contact_points = {point(1, PointKind::post, PointStatus::invalid), point(2, PointKind::email),
                            point(3, PointKind::post)};
    const Cell cell = cell_of(facts, Channel::post);
    EXPECT_EQ(cell.decision.ground, Ground::legitimate_interest_post);
    EXPECT_EQ(cell.point, id(3));
}

TEST(Cell, names_of_points_as_good_the_one_with_the_lowest_id) {
    Facts facts;
    facts.contact_points = {point(3, PointKind::post), point(2, PointKind::post)};
    EXPECT_EQ(cell_of(facts, Channel::post).point, id(2));
    std::ranges::reverse(facts.contact_points);
    EXPECT_EQ(cell_of(facts, Channel::post).point, id(2));
}

TEST(Cell, names_of_points_that_all_fail_the_one_that_came_furthest) {
    Facts facts;
    facts.contact_points = {point(1, PointKind::mobile, PointStatus::invalid), point(2, PointKind::phone)};
    const Cell cell = cell_of(facts, Channel::phone);
    EXPECT_EQ(cell.decision.ground, Ground::consent_missing);
    EXPECT_EQ(cell.point, id(2));
}

TEST(Cell, says_where_no_point_serves_the_channel_that_none_does) {
    Facts facts;
    facts.contact_points = {point(1, PointKind::email), point(2, PointKind::unstated)};
    const Cell cell = cell_of(facts, Channel::post);
    EXPECT_EQ(cell.decision.ground, Ground::contact_point_invalid);
    EXPECT_EQ(rule_at(cell.decision.rule).ground, Ground::contact_point_invalid);
    EXPECT_TRUE(cell.point.is_nil());
    EXPECT_FALSE(is_allowed(cell.decision));
}

TEST(Cell, says_of_who_objected_that_he_did_also_where_no_point_serves_the_channel) {
    Facts facts;
    facts.contact_points = {point(1, PointKind::email)};
    facts.objections.emplace_back();
    const Cell cell = cell_of(facts, Channel::post);
    EXPECT_EQ(cell.decision.ground, Ground::objection_all);
    EXPECT_FALSE(is_allowed(cell.decision));
}

TEST(BatchCounter, counts_what_single_decisions_say) {
    RandomFacts random(test_seed());
    random.new_processor();
    const TenantContext context = random.context();
    const Policy policy;
    for (const Channel channel : all_channels) {
        const AreaPath area = random.path(random.area());
        const Asker who{.now = RandomFacts::now, .actor = random.any<Actor>()};
        BatchCounter counter(context, policy, area, channel, who);
        BatchCount expected;
        for (int i = 0; i < 2'000; ++i) {
            const Facts facts = random.facts();
            const Cell one =
                best_over_contact_points(facts, matrix_question(facts.recipient, area, channel, who), policy);
            expected.add(one.decision);
            const auto counted = counter.add(pack(facts, RandomFacts::now).value());
            ASSERT_TRUE(counted);
            EXPECT_EQ(counted->decision, one.decision);
            EXPECT_EQ(counted->point, one.point);
        }
        EXPECT_EQ(counter.count(), expected);
        EXPECT_EQ(counter.count().persons, 2'000U);
    }
}

TEST(BatchCounter, counts_no_row_it_cannot_read) {
    const TenantContext context;
    const Policy policy;
    BatchCounter counter(context, policy, AreaPath(heating), Channel::post, asker());
    Bytes row = pack({}, RandomFacts::now).value();
    row.push_back(0);
    EXPECT_FALSE(counter.add(row));
    EXPECT_FALSE(counter.add({}));
    EXPECT_EQ(counter.count(), BatchCount{});
}

TEST(BatchCount, sums_to_the_number_of_persons_by_ground_and_by_word) {
    RandomFacts random(test_seed());
    BatchCount left;
    BatchCount right;
    for (int i = 0; i < 1'000; ++i) {
        (i % 3 == 0 ? left : right).add(decide(random.facts(), random.question(), {}));
    }
    const auto sum = [](const auto& counts) {
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    };
    left.add(right);
    EXPECT_EQ(left.persons, 1'000U);
    EXPECT_EQ(sum(left.grounds), left.persons);
    EXPECT_EQ(sum(left.statuses), left.persons);
}

}  // namespace
}  // namespace kartei::domain
