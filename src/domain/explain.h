// Why: every other reason that hits, the trace of all rules, the norms, and sentences for people. Slower than
// deciding; meant for one person at a time.
#pragma once

#include "domain/decide.h"

#include <string>
#include <string_view>
#include <vector>

namespace kartei::domain {

enum class Outcome : std::uint8_t {
    passed,    ///< the rule found nothing that forbids, or no ground that allows
    hit,       ///< it decides, or would have decided had no earlier one
    not_meant  ///< the rule is not about this kind of message
};
BOOST_DESCRIBE_ENUM(Outcome, passed, hit, not_meant)

struct TraceLine {
    std::string_view rule;  ///< id, as in docs/rules.md
    std::uint8_t step = 0;
    Outcome outcome = Outcome::passed;
    Ground ground = Ground::none;  ///< where it hit
    Message text;                  ///< what the rule says
};

struct Explanation {
    Decision decision;
    std::vector<Decision>
        other_reasons;             ///< further rules of the same effect that hit, in order, each ground once
    std::vector<TraceLine> trace;  ///< every rule in order
};

Explanation explain(const Facts& facts, const Question& question, const Policy& policy);

/// The other reasons alone.
std::vector<Decision> other_reasons(const Facts& facts, const Question& question, const Policy& policy);

/// Norms of a decision, the decisive one first; at most 8 views into constant text.
std::vector<std::string_view> laws(const Decision& decision, const Facts& facts, const Question& question);

/// Names of a tenant's numbers. Unknown numbers are named by number.
struct Names {
    std::vector<Message> areas;            ///< by AreaNo
    std::vector<std::string> wordings;     ///< by WordingNo
    std::vector<std::string> controllers;  ///< by ControllerNo; 0 is the tenant

    Message area(AreaNo area) const;
    Message areas_of(const AreaScope& scope) const;
    std::string wording(WordingNo wording) const;
    Message controller(ControllerNo controller) const;
};

/// The ground as a sentence with dates, areas, channels and versions from the record. A house rule says that
/// it is one.
Message sentence(const Decision& decision, const Facts& facts, const Question& question, const Names& names);

/// What one may do instead; empty for a permission.
Message instead(const Decision& decision);

}  // namespace kartei::domain
