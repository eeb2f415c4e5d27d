#include "domain/explain.h"

#include "domain/judgement.h"

#include <algorithm>

namespace kartei::domain {

namespace {

TraceLine line_of(const Inquiry& inquiry, const Rule& rule, const Hit& hit) {
    TraceLine line{
        rule.id, rule.step, Outcome::not_meant, Ground::none, {std::string(rule.de), std::string(rule.en)}};
    if (!rule.messages.contain(inquiry.message)) return line;
    line.outcome = hit.hit ? Outcome::hit : Outcome::passed;
    if (hit.hit) line.ground = hit.ground == Ground::none ? rule.ground : hit.ground;
    return line;
}

/// Step 13 only names why nothing permits: beside a permission, or another ban, it is no reason of its own.
/// The general "no ground" says nothing next to a particular one.
bool is_reason(const Explanation& explanation, const Decision& decision) {
    if (is_allowed(decision) != is_allowed(explanation.decision)) return false;
    if (decision.ground == explanation.decision.ground || decision.ground == Ground::consent_missing)
        return false;
    return std::ranges::none_of(explanation.other_reasons,
                                [&](const Decision& other) { return other.ground == decision.ground; });
}

/// Whether every rule's line is wanted, or only what the rules come to.
enum class Traced : std::uint8_t { no, yes };

void visit(const Inquiry& inquiry, std::span<const Rule> table, std::size_t first, Traced traced,
           Explanation& out) {
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Rule& rule = table[row];
        const bool meant = rule.messages.contain(inquiry.message);
        const Hit hit = meant ? rule.when(inquiry) : Hit{};
        if (traced == Traced::yes) out.trace.push_back(line_of(inquiry, rule, hit));
        if (!hit.hit) continue;
        const Decision decision = decision_of(inquiry, rule, first + row, hit);
        if (is_reason(out, decision)) out.other_reasons.push_back(decision);
    }
}

Explanation walk(const Facts& facts, const Question& question, const Policy& policy, Traced traced) {
    Explanation out;
    out.decision = decide(facts, question, policy);
    const Inquiry inquiry(facts, question, policy);
    visit(inquiry, rules(), 0, traced, out);
    if (inquiry.advertises()) visit(inquiry, form_rules(), rules().size(), traced, out);
    return out;
}

std::string_view channel_law(Channel channel) {
    switch (channel) {
        case Channel::phone: return "UWG § 7 Abs. 2 Nr. 1";
        case Channel::post: return "DSGVO Art. 6 Abs. 1 lit. a";
        default: return "UWG § 7 Abs. 2 Nr. 2";
    }
}

bool rests_on_channel(Ground ground) {
    switch (ground) {
        case Ground::express_consent:
        case Ground::consent_missing:
        case Ground::consent_other_person:
        case Ground::consent_other_controller:
        case Ground::consent_other_channel:
        case Ground::consent_other_contact_point:
        case Ground::consent_future:
        case Ground::doi_pending:
        case Ground::contact_point_other_person:
        case Ground::purpose_limitation: return true;
        default: return false;
    }
}

class Norms {
public:
    void add(std::string_view norm) {
        const bool fits = !norm.empty() && norms_.size() < 8;
        if (fits && std::ranges::find(norms_, norm) == norms_.end()) norms_.push_back(norm);
    }
    void add(const LawList& law) {
        for (const std::string_view norm : law) add(norm);
    }
    std::vector<std::string_view> take() { return std::move(norms_); }

private:
    std::vector<std::string_view> norms_;
};

/// A permission beside prohibitions that do not bind here also rests on the norms of those.
void add_overcome(Norms& norms, const Facts& facts) {
    for (const RestrictionFact& restriction : facts.restrictions) {
        norms.add(restriction.until ? "DSGVO Art. 18 Abs. 3" : "DSGVO Art. 18 Abs. 2");
    }
    for (const ObjectionFact& objection : facts.objections) {
        const bool revoked = objection.state == ObjectionState::revoked;
        norms.add(revoked ? "DSGVO Art. 5 Abs. 1 lit. d" : "DSGVO Art. 21 Abs. 2-3");
    }
}

/// Norms that depend on the message or on the records rather than on the rule.
void add_particular(Norms& norms, const Decision& decision, const Facts& facts, const Question& question) {
    if (question.message == MessageKind::breach_notice) norms.add("DSGVO Art. 34");
    if (question.message == MessageKind::dsr_reply) norms.add("DSGVO Art. 12 Abs. 3, Art. 15");
    if (is_allowed(decision)) add_overcome(norms, facts);
    const bool social = question.channel == Channel::social_dm || question.channel == Channel::messenger;
    if (social && decision.ground == Ground::consent_missing) {
        norms.add("OLG Nürnberg 3 U 724/18");
        norms.add("OLG Hamm 18 U 154/22");
    }
    const bool mixed = question.contains_advertising || question.message == MessageKind::survey;
    if (mixed && !is_allowed(decision)) norms.add("KG 5 U 35/20");
    if (decision.record.kind != RecordKind::consent || !is_allowed(decision)) return;
    const bool guarded = facts.consents.at(decision.record.index).given_by == GivenBy::guardian;
    if (guarded) norms.add("DSGVO Art. 8 Abs. 1-2");
}

}  // namespace

Explanation explain(const Facts& facts, const Question& question, const Policy& policy) {
    return walk(facts, question, policy, Traced::yes);
}

std::vector<Decision> other_reasons(const Facts& facts, const Question& question, const Policy& policy) {
    return walk(facts, question, policy, Traced::no).other_reasons;
}

std::vector<std::string_view> laws(const Decision& decision, const Facts& facts, const Question& question) {
    Norms norms;
    const Rule& rule = rule_at(decision.rule);
    const bool own_norms = rule.ground != Ground::none;
    if (!own_norms) norms.add(law_of_link(decision.ground));
    if (decision.ground == Ground::purpose_limitation) norms.add(rule.law);
    if (rests_on_channel(decision.ground)) norms.add(channel_law(question.channel));
    norms.add(rule.law);
    add_particular(norms, decision, facts, question);
    for (const DutyRow& row : duty_rows()) {
        if (decision.duties.contains(row.duty)) norms.add(row.law);
    }
    return norms.take();
}

}  // namespace kartei::domain
