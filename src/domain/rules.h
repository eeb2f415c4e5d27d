// The rules of contact as one table in the order of law.md section 2: the first row that hits decides. A
// decision names its row by position, which holds for one table; rule_hash tells tables apart.
#pragma once

#include "domain/chain.h"

namespace kartei::domain {

enum class Effect : std::uint8_t { forbid, allow };

/// What a row's condition found. Rows that stand for a chain name the ground and the kind of no themselves.
struct Hit {
    bool hit = false;
    Ground ground = Ground::none;
    std::optional<Basis> basis = {};
    RecordRef record = {};
};

/// Which messages a row is about.
struct MessageClasses {
    std::uint8_t bits = 0;

    constexpr bool contain(MessageClass message) const {
        return (bits >> static_cast<unsigned>(message) & 1U) != 0;
    }
};

struct Rule {
    std::string_view id;  ///< "6.1": step and row, as in docs/rules.md
    std::uint8_t step;
    Effect effect;
    Ground ground;  ///< `none` where the condition names it
    MessageClasses messages;
    Hit (*when)(const Inquiry&);
    LawList law;
    std::string_view de;  ///< what the rule says
    std::string_view en;
};

/// Raised with every change of a condition, which a hash of texts cannot see.
inline constexpr int rules_revision = 3;

/// Steps 0 to 13, in order. The last one always hits.
std::span<const Rule> rules();

/// Step 14, asked of permitted advertising only: the form of this very contact. Its positions follow rules().
std::span<const Rule> form_rules();

/// The rule at a decision's position, from either table.
const Rule& rule_at(std::uint8_t position);

}  // namespace kartei::domain
