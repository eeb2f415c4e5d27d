#include "formats/contact_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace kartei::formats {
namespace {

using namespace domain;

std::vector<std::string> lines_of(const std::string& file) {
    std::ifstream in(KARTEI_SOURCE_DIR "/tests/rules/" + file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<ContactCase> cases_of(const std::string& file) {
    std::vector<ContactCase> cases;
    for (const std::string& line : lines_of(file)) {
        auto read = read_contact_case(line);
        if (!read) {
            ADD_FAILURE() << line << "\n" << read.error().what.en;
            continue;
        }
        cases.push_back(std::move(*read));
    }
    return cases;
}

/// verdict and ground as one word each, so that a difference is readable.
std::string answer(Verdict verdict, Ground ground) {
    return std::string(word_of(verdict)) + " " + std::string(code_of(ground));
}

/// One names the other or a part of it: "DSGVO Art. 7" and "DSGVO Art. 7 Abs. 1", not "UWG § 7" and "UWG §
/// 7a".
bool is_same_norm(std::string_view left, std::string_view right) {
    const std::size_t common = std::min(left.size(), right.size());
    const auto ends_word = [&](std::string_view norm) {
        return norm.size() == common || norm[common] == ' ';
    };
    return left.substr(0, common) == right.substr(0, common) && ends_word(left) && ends_word(right);
}

DutySet missing_duties(DutySet written, DutySet decided) {
    DutySet missing;
    for (const DutyRow& row : duty_rows()) {
        if (written.contains(row.duty) && !decided.contains(row.duty)) missing.insert(row.duty);
    }
    return missing;
}

void expect_as_written(const ContactCase& given) {
    SCOPED_TRACE(given.id + ": " + given.text);
    ASSERT_TRUE(given.expected);
    const Decision decision = decide(given.facts, given.question, Policy{});
    EXPECT_EQ(answer(decision.verdict, decision.ground),
              answer(given.expected->verdict, given.expected->ground));
    if (given.expected->basis) {
        EXPECT_EQ(word_of(decision.basis), word_of(*given.expected->basis));
    }
    EXPECT_TRUE(missing_duties(given.expected->duties.value_or(DutySet{}), decision.duties).empty())
        << write_decision(given.id, decision, given.facts, given.question);
    const auto norms = laws(decision, given.facts, given.question);
    const bool shares = std::ranges::any_of(given.expected->law, [&](const std::string& norm) {
        return std::ranges::any_of(norms, [&](std::string_view own) { return is_same_norm(own, norm); });
    });
    EXPECT_TRUE(shares || given.expected->law.empty())
        << write_decision(given.id, decision, given.facts, given.question);
}

TEST(ContactCases, are_124) {
    EXPECT_EQ(cases_of("contact-cases.jsonl").size(), 124U);
}

TEST(ContactCases, get_verdict_ground_duties_and_a_decisive_norm_as_written) {
    for (const ContactCase& given : cases_of("contact-cases.jsonl")) expect_as_written(given);
}

TEST(MoreContactCases, get_verdict_ground_basis_and_a_decisive_norm_as_written_and_no_duty_more) {
    for (const ContactCase& given : cases_of("more-cases.jsonl")) {
        expect_as_written(given);
        ASSERT_TRUE(given.expected && given.expected->basis && given.expected->duties) << given.id;
        const Decision decision = decide(given.facts, given.question, Policy{});
        EXPECT_TRUE(missing_duties(decision.duties, *given.expected->duties).empty())
            << write_decision(given.id, decision, given.facts, given.question);
    }
}

TEST(MoreContactCases, have_an_id_of_their_own_and_a_reason_each) {
    std::set<std::string> ids;
    for (const ContactCase& given : cases_of("more-cases.jsonl")) {
        EXPECT_TRUE(ids.insert(given.id).second) << given.id;
    }
    EXPECT_GE(ids.size(), 500U);
    for (const std::string& line : lines_of("more-cases.jsonl")) {
        EXPECT_TRUE(line.find(R"("why": ")") != std::string::npos && line.ends_with(R"(."})")) << line;
    }
}

TEST(MoreContactCases, reach_every_ground) {
    std::set<std::string_view> missing;
    for (const GroundRow& row : ground_rows()) missing.insert(row.code);
    for (const ContactCase& given : cases_of("more-cases.jsonl")) {
        missing.erase(code_of(given.expected->ground));
    }
    EXPECT_TRUE(missing.empty()) << *missing.begin();
}

}  // namespace
}  // namespace kartei::formats
