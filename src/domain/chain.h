// Permissions that must pass a chain of conditions: express consent (step 8), the exception for customers
// (step 10), presumed consent (step 11). Each chain is a table; the failure furthest along it is the one
// reported.
#pragma once

#include "domain/inquiry.h"

#include <array>
#include <span>

namespace kartei::domain {

using LawList = std::array<std::string_view, 3>;

/// One link: the ground if it fails, when it does, what kind of no that is, the norms, and the rule in words.
template <class Record>
struct Link {
    std::string_view id;
    Ground ground;
    bool (*fails)(const Inquiry&, const Record&);
    Basis (*basis)(const Inquiry&, const Record&);
    LawList law;
    std::string_view de;
    std::string_view en;
};

std::span<const Link<ConsentFact>> consent_chain();
std::span<const Link<SaleFact>> sale_chain();
std::span<const Link<PresumedFact>> presumed_chain();

/// Withdrawn and refused declarations are no consents; they are prohibitions (step 6).
ConsentOutcome judge_consents(const Inquiry& inquiry);
ChainOutcome judge_sales(const Inquiry& inquiry);
ChainOutcome judge_presumed(const Inquiry& inquiry);

/// Norms of the link with this ground, in any of the chains; empty where there is none.
LawList law_of_link(Ground ground);

bool is_withdrawn(const ConsentFact& consent);

}  // namespace kartei::domain
