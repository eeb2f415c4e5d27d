#include "domain/packed_facts.h"

#include "tests/domain/random_facts.h"
#include "tests/domain/samples.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

TEST(PackedFacts, come_back_as_they_were) {
    RandomFacts random(test_seed());
    Facts back;
    for (int i = 0; i < 2'000; ++i) {
        Facts facts = random.facts();
        facts.birth_date = relevant_birth_date(facts, RandomFacts::now);
        const Bytes row = pack(facts, RandomFacts::now).value();
        ASSERT_TRUE(unpack(row, random.context(), back));
        EXPECT_EQ(back, facts);
    }
}

TEST(PackedFacts, name_their_version_first) {
    EXPECT_EQ(pack({}, RandomFacts::now).value().front(), 1);
}

TEST(PackedFacts, refuse_every_prefix_and_every_longer_row) {
    RandomFacts random(test_seed());
    Facts back;
    for (int i = 0; i < 50; ++i) {
        Bytes row = pack(random.facts(), RandomFacts::now).value();
        for (std::size_t length = 0; length < row.size(); ++length) {
            EXPECT_FALSE(unpack(ByteView(row).first(length), random.context(), back));
        }
        row.push_back(0);
        EXPECT_FALSE(unpack(row, random.context(), back));
    }
}

TEST(PackedFacts, survive_changed_bytes_and_can_then_be_decided_or_are_refused) {
    RandomFacts random(test_seed());
    Facts back;
    for (int i = 0; i < 20'000; ++i) {
        Bytes row = pack(random.facts(), RandomFacts::now).value();
        for (std::size_t change = 0; change < 3; ++change) {
            row[random.below(row.size())] = static_cast<std::uint8_t>(random.below(256));
        }
        if (unpack(row, random.context(), back)) {
            EXPECT_EQ(pack(back, RandomFacts::now).value().front(), 1);
        }
    }
}

TEST(PackedFacts, refuse_a_list_longer_than_the_bound) {
    Facts facts;
    facts.requests.resize(max_packed_records + 1);
    EXPECT_EQ(pack(facts, RandomFacts::now).error().code, ErrorCode::limit);
    facts.requests.resize(1);
    facts.sales.resize(1);
    facts.sales[0].similar_areas.resize(max_packed_records + 1);
    EXPECT_EQ(pack(facts, RandomFacts::now).error().code, ErrorCode::limit);
}

TEST(PackedFacts, refuse_another_version) {
    Bytes row = pack({}, RandomFacts::now).value();
    row[0] = 2;
    Facts back;
    EXPECT_EQ(unpack(row, {}, back).error().code, ErrorCode::invalid);
}

TEST(PackedFacts, take_the_status_of_a_wording_from_the_tenant) {
    Facts facts;
    facts.consents.resize(3);
    facts.consents[0].wording = WordingNo{1};
    facts.consents[0].text_status = TextStatus::valid;
    facts.consents[1].wording = WordingNo{7};
    const Bytes row = pack(facts, RandomFacts::now).value();
    TenantContext context;
    context.wordings.resize(2);
    context.wordings[0] = TextStatus::valid;
    context.wordings[1] = TextStatus::invalidated;
    Facts back;
    ASSERT_TRUE(unpack(row, context, back));
    EXPECT_EQ(back.consents[0].text_status, TextStatus::invalidated);
    EXPECT_EQ(back.consents[1].text_status, TextStatus::unknown);
    EXPECT_EQ(back.consents[2].text_status, TextStatus::not_on_file);
}

TEST(PackedFacts, keep_the_birth_date_only_of_the_young) {
    Facts facts;
    const Instant now = at("2026-11-23T10:00");
    facts.birth_date = parse_date("2005-11-24").value();
    EXPECT_EQ(relevant_birth_date(facts, now), facts.birth_date);
    EXPECT_EQ(relevant_birth_date(facts, at("2026-11-24T00:00")), std::nullopt);
    facts.birth_date = parse_date("1980-01-01").value();
    EXPECT_EQ(relevant_birth_date(facts, now), std::nullopt);
    facts.consents.resize(1);
    facts.consents[0].given_at = at("2000-12-31T23:59:59");
    EXPECT_EQ(relevant_birth_date(facts, now), facts.birth_date);
    facts.consents[0].given_at = at("2001-01-01T00:00:00");
    EXPECT_EQ(relevant_birth_date(facts, now), std::nullopt);
}

}  // namespace
}  // namespace kartei::domain
