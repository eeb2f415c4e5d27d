#include "domain/decide.h"

#include "domain/judgement.h"

namespace kartei::domain {

namespace {

bool is_uninformed(const Inquiry& inquiry) {
    const InfoFact& info = inquiry.facts.info;
    const bool informed =
        info.art14_given && (!info.art14_given_at || *info.art14_given_at <= inquiry.question.now);
    return inquiry.point != nullptr && inquiry.point->source == SourceKind::others && !informed;
}

DutySet duties_for(const Inquiry& inquiry, Ground ground) {
    return duties_of({.ground = ground,
                      .channel = inquiry.question.channel,
                      .actor = inquiry.question.actor,
                      .acts_as_consumer = inquiry.acts_as_consumer,
                      .natural_person = is_natural_person(inquiry.facts.recipient),
                      .uninformed = is_uninformed(inquiry)});
}

}  // namespace

Decision decision_of(const Inquiry& inquiry, const Rule& rule, std::size_t position, const Hit& hit) {
    Decision decision;
    decision.ground = hit.ground == Ground::none ? rule.ground : hit.ground;
    decision.basis = hit.basis.value_or(row_of(decision.ground).basis);
    decision.rule = static_cast<std::uint8_t>(position);
    decision.record = hit.record;
    if (rule.effect == Effect::allow) {
        decision.duties = duties_for(inquiry, decision.ground);
        decision.verdict = decision.duties.empty() ? Verdict::allowed : Verdict::allowed_with_duty;
    }
    return decision;
}

std::optional<Decision> form_fault(const Inquiry& inquiry) {
    const auto table = form_rules();
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Hit hit = table[row].when(inquiry);
        if (hit.hit) return decision_of(inquiry, table[row], rules().size() + row, hit);
    }
    return std::nullopt;
}

Decision decide(const Facts& facts, const Question& question, const Policy& policy) {
    const Inquiry inquiry(facts, question, policy);
    const auto table = rules();
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Rule& rule = table[row];
        if (!rule.messages.contain(inquiry.message)) continue;
        const Hit hit = rule.when(inquiry);
        if (!hit.hit) continue;
        if (rule.effect == Effect::allow && inquiry.advertises()) {
            if (const auto fault = form_fault(inquiry)) return *fault;
        }
        return decision_of(inquiry, rule, row, hit);
    }
    return {};
}

Status status_of(const Decision& decision, Opening opening) {
    if (is_allowed(decision)) {
        const bool by_hand = decision.duties.intersects(duties_of_people);
        return by_hand || opening == Opening::outside_hours ? Status::conditional : Status::allowed;
    }
    switch (decision.ground) {
        case Ground::objection_all:
        case Ground::objection_scoped:
        case Ground::suppressed:
        case Ground::consent_withdrawn:
        case Ground::consent_refused: return Status::objected;
        default: return decision.basis == Basis::proof ? Status::unknown : Status::denied;
    }
}

}  // namespace kartei::domain
