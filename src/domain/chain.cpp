#include "domain/chain.h"

#include <algorithm>

namespace kartei::domain {

namespace {

/// The row of the first link that fails, or the chain's length.
template <class Record>
std::size_t first_failure(std::span<const Link<Record>> chain, const Inquiry& inquiry, const Record& record) {
    std::size_t row = 0;
    while (row < chain.size() && !chain[row].fails(inquiry, record)) ++row;
    return row;
}

void note_passing(ConsentOutcome& outcome, const ConsentFact& consent, std::size_t index) {
    const Instant at = said_at(consent).value_or(Instant{});
    if (outcome.passing == no_record || at > outcome.passing_at) {
        outcome.passing = static_cast<std::uint16_t>(index);
        outcome.passing_at = at;
    }
    if (consent.despite_restriction && (!outcome.despite_restriction || at > outcome.despite_at)) {
        outcome.despite_restriction = true;
        outcome.despite_at = at;
    }
}

void note_failing(ConsentOutcome& outcome, const Inquiry& inquiry, std::size_t index, std::size_t row) {
    const auto& consents = inquiry.facts.consents;
    const Basis basis = consent_chain()[row].basis(inquiry, consents[index]);
    if (outcome.failing != no_record) {
        if (row < outcome.failed_link) return;
        const auto before = said_at(consents[outcome.failing]);
        const auto here = said_at(consents[index]);
        // Of equally far and equally old ones the milder kind of no is reported last, whatever their order.
        if (row == outcome.failed_link &&
            (here < before || (here == before && basis >= outcome.failed_basis)))
            return;
    }
    outcome.failing = static_cast<std::uint16_t>(index);
    outcome.failed_link = static_cast<std::uint8_t>(row);
    outcome.failed_basis = basis;
}

template <class Record>
ChainOutcome judge(std::span<const Link<Record>> chain, const Inquiry& inquiry,
                   const std::vector<Record>& records) {
    ChainOutcome outcome;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::size_t row = first_failure(chain, inquiry, records[i]);
        if (row == chain.size()) {
            outcome.passing = static_cast<std::uint16_t>(i);
            return outcome;
        }
        const Basis basis = chain[row].basis(inquiry, records[i]);
        const bool further = outcome.failing == no_record || row > outcome.failed_link ||
                             (row == outcome.failed_link && basis < outcome.failed_basis);
        if (!further) continue;
        outcome.failing = static_cast<std::uint16_t>(i);
        outcome.failed_link = static_cast<std::uint8_t>(row);
        outcome.failed_basis = basis;
    }
    return outcome;
}

template <class Record>
const Link<Record>* link_of(std::span<const Link<Record>> chain, Ground ground) {
    const auto link = std::ranges::find(chain, ground, &Link<Record>::ground);
    return link == chain.end() ? nullptr : &*link;
}

}  // namespace

bool is_withdrawn(const ConsentFact& consent) {
    return consent.state == ConsentState::withdrawn || consent.withdrawn_at.has_value();
}

ConsentOutcome judge_consents(const Inquiry& inquiry) {
    ConsentOutcome outcome;
    const auto chain = consent_chain();
    for (std::size_t i = 0; i < inquiry.facts.consents.size(); ++i) {
        const ConsentFact& consent = inquiry.facts.consents[i];
        if (is_withdrawn(consent) || consent.state == ConsentState::refused) continue;
        const std::size_t row = first_failure(chain, inquiry, consent);
        if (row == chain.size()) {
            note_passing(outcome, consent, i);
            continue;
        }
        note_failing(outcome, inquiry, i, row);
        const Instant asked_at = consent.given_at.value_or(Instant{});
        const bool waits = chain[row].ground == Ground::doi_pending;
        if (waits && (outcome.pending == no_record || asked_at > outcome.pending_at)) {
            outcome.pending = static_cast<std::uint16_t>(i);
            outcome.pending_at = asked_at;
        }
    }
    return outcome;
}

ChainOutcome judge_sales(const Inquiry& inquiry) {
    return judge(sale_chain(), inquiry, inquiry.facts.sales);
}

ChainOutcome judge_presumed(const Inquiry& inquiry) {
    return judge(presumed_chain(), inquiry, inquiry.facts.presumed);
}

LawList law_of_link(Ground ground) {
    if (const auto* consent = link_of(consent_chain(), ground)) return consent->law;
    if (const auto* sale = link_of(sale_chain(), ground)) return sale->law;
    if (const auto* presumed = link_of(presumed_chain(), ground)) return presumed->law;
    return {};
}

}  // namespace kartei::domain
