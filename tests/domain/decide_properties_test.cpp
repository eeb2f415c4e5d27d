// law.md section 6, "Extra properties", over random facts.
#include "domain/cell.h"
#include "domain/explain.h"
#include "domain/rules.h"
#include "tests/domain/random_facts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <utility>

namespace kartei::domain {
namespace {

constexpr int combinations = 100'000;

class DecideProperties : public testing::Test {
protected:
    /// Calls `check(facts, question)` for every combination until one fails. Facts and question drawn apart
    /// seldom meet, so some are made to.
    template <class Check>
    void each(int count, Check check) {
        RecordProperty("seed", std::to_string(seed_));
        for (int i = 0; i < count && !HasFailure(); ++i) {
            if (i % 64 == 0) random_.new_processor();
            Facts facts = random_.facts();
            Question question = random_.question();
            if (random_.one_in(8)) random_.let_meet(facts, question);
            check(std::as_const(facts), std::as_const(question));
        }
        if (HasFailure()) fmt::print("again with KARTEI_SEED={}\n", seed_);
    }

    const Policy policy_;
    const std::uint64_t seed_ = test_seed();
    RandomFacts random_{seed_};
};

std::string words(const Decision& decision) {
    return std::string(word_of(decision.verdict)) + " " + std::string(code_of(decision.ground));
}

TEST_F(DecideProperties, an_objection_more_never_permits) {
    each(combinations, [&](Facts facts, const Question& question) {
        const Decision before = decide(facts, question, policy_);
        facts.objections.push_back(random_.objection());
        const Decision after = decide(facts, question, policy_);
        EXPECT_FALSE(!is_allowed(before) && is_allowed(after)) << words(before) << " -> " << words(after);
    });
}

TEST_F(DecideProperties, a_consent_more_never_forbids) {
    each(combinations, [&](Facts facts, const Question& question) {
        const Decision before = decide(facts, question, policy_);
        facts.consents.push_back(random_.given_consent());
        const Decision after = decide(facts, question, policy_);
        EXPECT_FALSE(is_allowed(before) && !is_allowed(after)) << words(before) << " -> " << words(after);
    });
}

TEST_F(DecideProperties, a_wider_objection_never_permits) {
    each(combinations, [&](Facts facts, const Question& question) {
        if (facts.objections.empty()) facts.objections.push_back(random_.objection());
        const Decision before = decide(facts, question, policy_);
        ObjectionFact& wider = facts.objections.front();
        // Empty lists stand for everything: naming something would narrow them.
        switch (random_.below(4)) {
            case 0: wider.areas = every_area(); break;
            case 1: wider.channels = ChannelSet::every(); break;
            case 2:
                if (!wider.channels.empty()) wider.channels.insert(random_.any<Channel>());
                break;
            default:
                if (!wider.areas.areas.empty()) wider.areas.areas.push_back(random_.area());
        }
        const Decision after = decide(facts, question, policy_);
        EXPECT_FALSE(!is_allowed(before) && is_allowed(after)) << words(before) << " -> " << words(after);
    });
}

TEST_F(DecideProperties, the_order_of_records_does_not_matter) {
    each(combinations, [&](Facts facts, const Question& question) {
        const Decision before = decide(facts, question, policy_);
        std::ranges::shuffle(facts.contact_points, random_.engine());
        std::ranges::shuffle(facts.consents, random_.engine());
        std::ranges::shuffle(facts.objections, random_.engine());
        std::ranges::shuffle(facts.sales, random_.engine());
        std::ranges::shuffle(facts.presumed, random_.engine());
        std::ranges::shuffle(facts.requests, random_.engine());
        const Decision after = decide(facts, question, policy_);
        EXPECT_EQ(words(before), words(after));
        EXPECT_EQ(before.basis, after.basis) << words(before);
        EXPECT_EQ(before.duties, after.duties) << words(before);
    });
}

TEST_F(DecideProperties, packed_facts_give_the_same_decision) {
    Facts unpacked;
    each(combinations, [&](const Facts& facts, const Question& question) {
        const auto row = pack(facts, RandomFacts::now);
        ASSERT_TRUE(row);
        const auto read = unpack(*row, random_.context(), unpacked);
        ASSERT_TRUE(read) << read.error().what.en;
        EXPECT_EQ(decide(unpacked, question, policy_), decide(facts, question, policy_));
        EXPECT_EQ(pack(unpacked, RandomFacts::now).value(), *row);
    });
}

TEST_F(DecideProperties, a_stricter_policy_never_permits_more) {
    const Policy strict = stricter(policy_, {.consent_max_unused_days = 300,
                                             .doi_valid_days = 2,
                                             .adult_age = 21,
                                             .art14_max_days = 0,
                                             .robinson_spares_customers = false,
                                             .soft_optin = false,
                                             .presumed_consent = false,
                                             .inquiry_implies_phone = false,
                                             .post_without_consent = false})
                              .value();
    each(combinations, [&](const Facts& facts, const Question& question) {
        const Decision loose = decide(facts, question, policy_);
        const Decision tight = decide(facts, question, strict);
        EXPECT_FALSE(!is_allowed(loose) && is_allowed(tight)) << words(loose) << " -> " << words(tight);
    });
}

TEST_F(DecideProperties, explanations_agree_with_decisions) {
    each(combinations / 10, [&](const Facts& facts, const Question& question) {
        const Explanation why = explain(facts, question, policy_);
        EXPECT_EQ(other_reasons(facts, question, policy_), why.other_reasons);
        EXPECT_EQ(why.decision, decide(facts, question, policy_));
        EXPECT_EQ(why.trace.at(0).rule, rules().front().id);
        for (const Decision& other : why.other_reasons) {
            EXPECT_EQ(is_allowed(other), is_allowed(why.decision));
            EXPECT_NE(other.ground, why.decision.ground);
        }
        const Message text = sentence(why.decision, facts, question, {});
        EXPECT_FALSE(text.de.empty());
        EXPECT_EQ(text.de.find('{'), std::string::npos) << text.de;
        EXPECT_EQ(text.en.find('{'), std::string::npos) << text.en;
        EXPECT_FALSE(laws(why.decision, facts, question).empty()) << words(why.decision);
        EXPECT_EQ(instead(why.decision).de.empty(), is_allowed(why.decision));
    });
}

TEST_F(DecideProperties, a_hundred_thousand_combinations_are_drawn_and_none_is_like_another) {
    std::set<Bytes> drawn;
    std::array<int, 3> verdicts{};
    each(combinations, [&](const Facts& facts, const Question& question) {
        Bytes key = pack(facts, RandomFacts::now).value();
        for (const int value : {static_cast<int>(question.channel), static_cast<int>(question.message),
                                static_cast<int>(question.area.area().value)}) {
            key.push_back(static_cast<std::uint8_t>(value));
        }
        drawn.insert(std::move(key));
        ++verdicts.at(static_cast<std::size_t>(decide(facts, question, policy_).verdict));
    });
    EXPECT_GT(drawn.size(), combinations * 99U / 100U);
    for (const int times : verdicts) EXPECT_GT(times, combinations / 50);
}

/// How often each row of rules, grounds and duties carried a decision. Rarer than this it might be missed by
/// chance.
constexpr int often = 10;

TEST_F(DecideProperties, every_row_of_every_table_is_reached) {
    std::map<std::string, int> hits;
    for (const Rule& rule : rules()) hits[std::string(rule.id)] = 0;
    for (const Rule& rule : form_rules()) hits[std::string(rule.id)] = 0;
    for (const GroundRow& row : ground_rows()) hits[std::string(row.code)] = 0;
    for (const DutyRow& row : duty_rows()) hits[std::string(enum_word(row.duty))] = 0;
    each(combinations * 3, [&](const Facts& facts, const Question& question) {
        const Decision decision = decide(facts, question, policy_);
        ++hits[std::string(rule_at(decision.rule).id)];
        ++hits[std::string(code_of(decision.ground))];
        for (const DutyRow& row : duty_rows()) {
            if (decision.duties.contains(row.duty)) ++hits[std::string(enum_word(row.duty))];
        }
    });
    EXPECT_EQ(hits.size(), rules().size() + form_rules().size() + ground_count + duty_count);
    for (const auto& [row, times] : hits) EXPECT_GE(times, often) << row;
}

TEST_F(DecideProperties, every_row_of_duties_is_reached) {
    std::vector<int> hits(ground_duties().size());
    each(combinations * 3, [&](const Facts& facts, const Question& question) {
        const Decision decision = decide(facts, question, policy_);
        for (std::size_t row = 0; row < hits.size(); ++row) {
            const GroundDuties& duties = ground_duties()[row];
            const bool fits = duties.ground == decision.ground && duties.channels.contains(question.channel);
            const bool carried = std::ranges::none_of(duty_rows(), [&](const DutyRow& duty) {
                return duties.duties.contains(duty.duty) && !decision.duties.contains(duty.duty);
            });
            if (fits && carried) ++hits[row];
        }
    });
    for (std::size_t row = 0; row < hits.size(); ++row) EXPECT_GE(hits[row], often) << row;
}

TEST_F(DecideProperties, the_best_point_is_as_good_as_any) {
    each(combinations / 4, [&](const Facts& facts, const Question& asked) {
        Question question =
            matrix_question(facts.recipient, asked.area, asked.channel, {RandomFacts::now, asked.actor});
        const Cell cell = best_over_contact_points(facts, question, policy_);
        const Decision without_point = decide(facts, question, policy_);
        bool stored = false;
        for (const PointFact& point : facts.contact_points) {
            if (!serves(point.kind, question.channel)) continue;
            stored = true;
            question.contact_point = point.id;
            EXPECT_GE(cell.decision.verdict, decide(facts, question, policy_).verdict);
        }
        EXPECT_EQ(stored, !cell.point.is_nil());
        if (stored) return;
        const bool objected = status_of(without_point) == Status::objected;
        EXPECT_EQ(cell.decision.ground, objected ? without_point.ground : Ground::contact_point_invalid);
        EXPECT_FALSE(is_allowed(cell.decision));
    });
}

}  // namespace
}  // namespace kartei::domain
