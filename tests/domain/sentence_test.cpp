// Sentences people read: whole in both languages, and honest about what kind of no it is.
#include "domain/explain.h"
#include "domain/rules.h"
#include "tests/domain/random_facts.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace kartei::domain {
namespace {

using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

/// Calls `check(decision, sentence)` for sentences of random cases, and tells how many there were of each
/// ground.
template <class Check>
std::array<int, ground_count> each_sentence(Check check) {
    std::array<int, ground_count> seen{};
    RandomFacts random(test_seed());
    for (int i = 0; i < 300'000; ++i) {
        if (i % 64 == 0) random.new_processor();
        Facts facts = random.facts();
        Question question = random.question();
        if (i % 8 == 0) random.let_meet(facts, question);
        const Decision decision = decide(facts, question, {});
        if (++seen.at(static_cast<std::size_t>(decision.ground)) > 200) continue;
        check(decision, sentence(decision, facts, question, {}));
    }
    return seen;
}

bool is_house_rule(const Decision& decision) {
    return !is_allowed(decision) && decision.basis == Basis::house_rule;
}

TEST(Sentence, is_whole_in_both_languages_for_every_ground) {
    const auto seen = each_sentence([](const Decision& decision, const Message& text) {
        for (const std::string& words : {text.de, text.en}) {
            EXPECT_EQ(words.find_first_of("{}"), std::string::npos) << words;
            EXPECT_EQ(words.find("  "), std::string::npos) << words;
            EXPECT_TRUE(words.front() < 'a' || words.front() > 'z') << words;
            EXPECT_THAT(words, AnyOf(EndsWith("."), EndsWith(")"))) << code_of(decision.ground);
        }
        EXPECT_NE(text.de, text.en);
    });
    for (std::size_t ground = 0; ground < seen.size(); ++ground) {
        EXPECT_GT(seen[ground], 0) << code_of(static_cast<Ground>(ground));
    }
}

TEST(Sentence, says_of_house_rules_and_of_nothing_else_that_they_are_one) {
    each_sentence([](const Decision& decision, const Message& text) {
        EXPECT_EQ(text.de.ends_with(" (Hausregel)"), is_house_rule(decision)) << text.de;
        EXPECT_EQ(text.en.ends_with(" (house rule)"), is_house_rule(decision)) << text.en;
    });
}

TEST(Sentence, of_a_house_rule_claims_no_ban_by_law) {
    const std::array claims{"verboten",   "verbietet", "untersagt",  "unzulässig", "rechtswidrig",
                            "gesetzlich", "Gesetz ",   "forbid",     "prohibit",   "unlawful",
                            "illegal",    "by law",    "law forbids"};
    each_sentence([&](const Decision& decision, const Message& text) {
        if (!is_house_rule(decision)) return;
        for (const char* claim : claims) {
            EXPECT_THAT(text.de, Not(HasSubstr(claim)));
            EXPECT_THAT(text.en, Not(HasSubstr(claim)));
        }
    });
}

TEST(Sentence, next_to_every_no_stands_what_one_may_do_instead) {
    for (const GroundRow& row : ground_rows()) {
        EXPECT_EQ(row.instead_de.empty(), row.instead_en.empty()) << row.code;
        EXPECT_EQ(std::string(row.instead_de).find('{'), std::string::npos) << row.code;
    }
    each_sentence([](const Decision& decision, const Message&) {
        EXPECT_EQ(instead(decision).de.empty(), is_allowed(decision)) << code_of(decision.ground);
    });
}

/// A consent for calls about heating, as a record and with names.
class Named : public testing::Test {
protected:
    Named() {
        question_.now = parse_instant("2026-11-23T10:00:00").value();
        question_.area = AreaPath(AreaNo{1});
        question_.channel = Channel::phone;
        question_.caller_id = CallerId::shown;
        question_.sender_disclosed = true;
        consent_.controller = own_controller;
        consent_.areas = {false, {AreaNo{1}}};
        consent_.channels = {Channel::phone};
        consent_.state = ConsentState::given;
        consent_.evidence = Evidence::full;
        consent_.text_status = TextStatus::valid;
        consent_.wording = WordingNo{1};
        consent_.given_at = parse_instant("2026-03-01T09:00:00").value();
    }

    Message said(const Facts& facts) const {
        return sentence(decide(facts, question_, {}), facts, question_, names_);
    }

    Message said_of_consent() const { return said({.consents = {consent_}}); }

    const Names names_{.areas = {{}, {"Heizung", "heating"}, {"Solar", "solar"}},
                       .wordings = {"", "v3"},
                       .controllers = {"Muster GmbH", "Partner AG"}};
    Question question_;
    ConsentFact consent_;
};

TEST_F(Named, a_consent_with_its_date_area_and_wording) {
    EXPECT_EQ(said_of_consent().de, "Anruf erlaubt: Einwilligung vom 01.03.2026 für Heizung, Text v3.");
    EXPECT_EQ(said_of_consent().en, "Call permitted: consent of 1 Mar 2026 for heating, text v3.");
}

TEST_F(Named, what_a_consent_covers) {
    consent_.areas = {false, {AreaNo{2}}};
    EXPECT_EQ(said_of_consent().de, "Die Einwilligung gilt nur für Solar / Telefon.");
    consent_.controller = ControllerNo{1};
    EXPECT_EQ(said_of_consent().en, "The consent covers only Partner AG.");
    consent_.controller = foreign_controller;
    EXPECT_EQ(said_of_consent().de, "Die Einwilligung gilt nur für ein anderes Unternehmen.");
    consent_.controller = unknown_controller;
    EXPECT_EQ(said_of_consent().en, "The consent covers only an unknown company.");
}

TEST_F(Named, an_objection_with_its_day_and_way) {
    ObjectionFact objection;
    objection.at = parse_instant("2026-06-01T00:00:00").value();
    objection.via = Way::phone;
    EXPECT_EQ(said({.objections = {objection}}).de,
              "Hat jeder Werbung widersprochen (01.06.2026, telefonisch).");
    objection.at.reset();
    objection.areas = {false, {AreaNo{1}}};
    EXPECT_EQ(said({.objections = {objection}}).en,
              "Objected to advertising: heating / all channels ([date missing], by phone).");
}

TEST_F(Named, a_stale_consent_as_a_house_rule) {
    consent_.given_at = parse_instant("2020-03-01T09:00:00").value();
    EXPECT_EQ(said_of_consent().de,
              "Die Einwilligung vom 01.03.2020 wurde zu lange nicht genutzt. (Hausregel)");
}

TEST_F(Named, numbers_without_a_name_by_their_number) {
    EXPECT_EQ(names_.area(AreaNo{7}).de, "Bereich 7");
    EXPECT_EQ(names_.area(AreaNo{}).en, "no area");
    EXPECT_EQ(names_.wording(WordingNo{9}), "9");
    EXPECT_EQ(names_.controller(ControllerNo{5}).en, "company 5");
}

}  // namespace
}  // namespace kartei::domain
