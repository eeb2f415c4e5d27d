// docs/rules.md is what the tables say, and says of every house rule that it is one.
#include "domain/rules_page.h"

#include "domain/rules.h"
#include "tests/domain/random_facts.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace kartei::domain {
namespace {

std::string file(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Lines of the page's tables by the first cell.
std::multimap<std::string, std::string> rows_of(const std::string& page) {
    std::multimap<std::string, std::string> rows;
    std::istringstream in(page);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("| ")) rows.emplace(line.substr(2, line.find(" |", 2) - 2), line);
    }
    return rows;
}

bool is_open(const Question& question) {
    switch (question.channel) {
        case Channel::email: return question.message == MessageKind::consent_request;
        case Channel::sms:
        case Channel::messenger:
        case Channel::social_dm: return true;
        default: return false;
    }
}

TEST(RulesPage, is_the_one_in_docs) {
    const std::string page = rules_page(Policy{});
    const std::string fresh = std::string(KARTEI_BINARY_DIR) + "/rules.md";
    std::ofstream(fresh) << page;
    EXPECT_TRUE(file(KARTEI_SOURCE_DIR "/docs/rules.md") == page)
        << "The rules changed. Read what it means for people, then: cp " << fresh << " docs/rules.md";
}

TEST(RulesPage, has_every_row_of_every_table) {
    const auto rows = rows_of(rules_page(Policy{}));
    for (const Rule& rule : rules()) EXPECT_TRUE(rows.contains(std::string(rule.id))) << rule.id;
    for (const Rule& rule : form_rules()) EXPECT_TRUE(rows.contains(std::string(rule.id))) << rule.id;
    for (const auto& link : consent_chain()) EXPECT_TRUE(rows.contains(std::string(link.id))) << link.id;
    for (const auto& link : sale_chain()) EXPECT_TRUE(rows.contains(std::string(link.id))) << link.id;
    for (const auto& link : presumed_chain()) EXPECT_TRUE(rows.contains(std::string(link.id))) << link.id;
    for (const GroundRow& row : ground_rows()) EXPECT_TRUE(rows.contains(std::string(row.code))) << row.code;
    for (const DutyRow& row : duty_rows()) EXPECT_TRUE(rows.contains(std::string(enum_word(row.duty))));
}

TEST(RulesPage, rows_have_as_many_cells_as_their_table) {
    std::istringstream in(rules_page(Policy{}));
    std::ptrdiff_t cells = 0;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("|")) cells = 0;
        const std::ptrdiff_t here = std::ranges::count(line, '|');
        EXPECT_TRUE(cells == 0 || here == cells) << line;
        cells = here;
    }
}

TEST(RulesPage, marks_as_house_rule_exactly_the_grounds_that_can_be_one) {
    std::set<std::string> decided;
    RandomFacts random(test_seed());
    const Policy without_presumption = stricter({}, {.presumed_consent = false}).value();
    for (int i = 0; i < 300'000; ++i) {
        Facts facts = random.facts();
        Question question = random.question();
        if (i % 8 == 0) random.let_meet(facts, question);
        const Decision decision = decide(facts, question, i % 2 == 0 ? Policy{} : without_presumption);
        // What fails in a consent is a house rule wherever the question is open: said once above the chain.
        const bool open = rule_at(decision.rule).id == "13.1" && is_open(question);
        if (decision.basis == Basis::house_rule && !open) decided.emplace(code_of(decision.ground));
    }
    std::set<std::string> marked;
    const auto rows = rows_of(rules_page(Policy{}));
    for (const GroundRow& row : ground_rows()) {
        const auto line = rows.find(std::string(row.code));
        if (line->second.find("house rule") != std::string::npos) marked.emplace(row.code);
    }
    EXPECT_EQ(marked, decided);
}

TEST(RuleHash, changes_with_every_parameter) {
    std::set<Hash> hashes{rule_hash(Policy{})};
    for (const PolicyChanges& change :
         {PolicyChanges{.consent_max_unused_days = 700}, PolicyChanges{.doi_valid_days = 7},
          PolicyChanges{.adult_age = 19}, PolicyChanges{.art14_max_days = 20},
          PolicyChanges{.robinson_spares_customers = false}, PolicyChanges{.soft_optin = false},
          PolicyChanges{.presumed_consent = false}, PolicyChanges{.inquiry_implies_phone = false},
          PolicyChanges{.post_without_consent = false},
          PolicyChanges{.call_window = HourWindow{0b000'1111, 9 * 60, 20 * 60}}}) {
        EXPECT_TRUE(hashes.insert(rule_hash(stricter({}, change).value())).second);
    }
    EXPECT_EQ(rule_hash(Policy{}), rule_hash(stricter({}, {}).value()));
}

}  // namespace
}  // namespace kartei::domain
