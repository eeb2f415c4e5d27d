// Conditions that forbid: usability, processors, prohibitions (steps 0, 1, 4 to 6) and the form of the
// contact (14).
#include "domain/conditions.h"

#include <algorithm>

namespace kartei::domain::conditions {

namespace {

/// Prohibitions are lifted by a later valid consent that covers the question, on a tie they win. One without
/// a date, or dated in the future, is lifted by none.
bool lifted(const Inquiry& inquiry, std::optional<Instant> at) {
    return at && inquiry.consents.passing != no_record && inquiry.consents.passing_at > *at;
}

/// Which of the records that count to name: the newest; one without a date is newer than all.
struct Newest {
    std::uint16_t index = no_record;
    Instant at = {};

    void note(std::size_t candidate, std::optional<Instant> when) {
        const Instant here = when.value_or(Instant{INT64_MAX});
        if (index != no_record && here <= at) return;
        index = static_cast<std::uint16_t>(candidate);
        at = here;
    }
    Hit hit(RecordKind kind) const { return hit_if(index != no_record, {kind, index}); }
};

/// A company's ban binds its contacts where they act for it; a sole trader is his company (law.md section 2).
bool binds(const Inquiry& inquiry, const ObjectionFact& objection) {
    if (objection.state == ObjectionState::revoked) return false;
    if (objection.level == ObjectionLevel::person) return true;
    const RecipientKind kind = inquiry.facts.recipient;
    if (kind == RecipientKind::company_contact) return inquiry.question.offer_for != OfferFor::personal;
    return kind != RecipientKind::consumer;
}

/// No channel named means every channel, as no area named means every area: prohibitions are wide.
bool covers(const Inquiry& inquiry, const AreaScope& areas, ChannelSet channels) {
    if (!channels.empty() && !channels.forbids(inquiry.question.channel)) return false;
    return inquiry.question.area.forbidden_by(areas);
}

bool is_total(const ObjectionFact& objection) {
    return (objection.areas.all || objection.areas.areas.empty()) &&
           (objection.channels.is_every() || objection.channels.empty());
}

enum class Extent : std::uint8_t { total, scoped };

Hit objected(const Inquiry& inquiry, Extent extent) {
    Newest newest;
    const auto& objections = inquiry.facts.objections;
    for (std::size_t i = 0; i < objections.size(); ++i) {
        const ObjectionFact& objection = objections[i];
        if (is_total(objection) != (extent == Extent::total) || !binds(inquiry, objection)) continue;
        if (!covers(inquiry, objection.areas, objection.channels) || lifted(inquiry, objection.at)) continue;
        newest.note(i, objection.at);
    }
    return newest.hit(RecordKind::objection);
}

/// A withdrawn or refused declaration acts as an objection in its scope, on every contact point of the
/// person.
bool binds(const Inquiry& inquiry, const ConsentFact& consent) {
    const bool ours =
        consent.controller == inquiry.question.advertiser || consent.controller == unknown_controller;
    return ours && covers(inquiry, consent.areas, consent.channels);
}

bool is_electronic_or_machine(Channel channel) {
    return channel != Channel::phone && channel != Channel::post;
}

}  // namespace

Hit deceased(const Inquiry& inquiry) {
    return hit_if(inquiry.facts.deceased);
}

Hit point_invalid(const Inquiry& inquiry) {
    if (inquiry.point == nullptr) return {};
    const PointFact& point = *inquiry.point;
    const bool wrong_kind =
        point.kind != PointKind::unstated && !serves(point.kind, inquiry.question.channel);
    return hit_if(point.status == PointStatus::invalid || wrong_kind,
                  {RecordKind::contact_point, inquiry.point_index()});
}

Hit point_ambiguous(const Inquiry& inquiry) {
    return hit_if(inquiry.point_ambiguous);
}

Hit point_of_other_person(const Inquiry& inquiry) {
    return hit_if(inquiry.point != nullptr && inquiry.point->owner == PointOwner::other,
                  {RecordKind::contact_point, inquiry.point_index()});
}

Hit processor_without_contract(const Inquiry& inquiry) {
    const auto& processor = inquiry.facts.processor;
    return hit_if(inquiry.question.actor == Actor::processor && (!processor || !processor->contract));
}

Hit processor_not_instructed(const Inquiry& inquiry) {
    if (inquiry.question.actor != Actor::processor) return {};
    if (!inquiry.facts.processor) return hit_if(true);
    const auto& instruction = inquiry.facts.processor->instruction;
    if (!instruction || !instruction->active) return hit_if(true);
    const Instant now = inquiry.question.now;
    const bool in_time = (!instruction->valid_from || *instruction->valid_from <= now) &&
                         (!instruction->valid_until || now <= *instruction->valid_until);
    return hit_if(!in_time || !instruction->channels.contains(inquiry.question.channel) ||
                  !inquiry.question.area.permitted_by(instruction->areas));
}

Hit objected_to_all(const Inquiry& inquiry) {
    return objected(inquiry, Extent::total);
}

Hit objected_in_scope(const Inquiry& inquiry) {
    return objected(inquiry, Extent::scoped);
}

Hit suppressed(const Inquiry& inquiry) {
    Newest newest;
    const auto& entries = inquiry.facts.suppressions;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!covers(inquiry, entries[i].areas, entries[i].channels) || lifted(inquiry, entries[i].at))
            continue;
        newest.note(i, entries[i].at);
    }
    return newest.hit(RecordKind::suppression);
}

Hit erasure_pending(const Inquiry& inquiry) {
    const ErasureFact& erasure = inquiry.facts.erasure;
    const bool pending = erasure.state != ErasureState::none && erasure.state != ErasureState::rejected;
    return hit_if(pending && !lifted(inquiry, erasure.requested_at), {RecordKind::erasure, 0});
}

Hit restricted(const Inquiry& inquiry) {
    Newest newest;
    const auto& restrictions = inquiry.facts.restrictions;
    const ConsentOutcome& consents = inquiry.consents;
    for (std::size_t i = 0; i < restrictions.size(); ++i) {
        const RestrictionFact& restriction = restrictions[i];
        const bool over = restriction.until && inquiry.question.now > *restriction.until;
        const bool released =
            consents.despite_restriction && restriction.since && consents.despite_at > *restriction.since;
        if (!over && !released) newest.note(i, restriction.since);
    }
    Hit hit = newest.hit(RecordKind::restriction);
    // That messages about a running contract rest as well is our caution.
    if (!inquiry.advertises()) hit.basis = Basis::house_rule;
    return hit;
}

Hit withdrawn(const Inquiry& inquiry) {
    Newest newest;
    const auto& consents = inquiry.facts.consents;
    for (std::size_t i = 0; i < consents.size(); ++i) {
        if (!is_withdrawn(consents[i]) || !binds(inquiry, consents[i])) continue;
        if (!lifted(inquiry, consents[i].withdrawn_at)) newest.note(i, consents[i].withdrawn_at);
    }
    return newest.hit(RecordKind::consent);
}

Hit refused(const Inquiry& inquiry) {
    Newest newest;
    const auto& consents = inquiry.facts.consents;
    for (std::size_t i = 0; i < consents.size(); ++i) {
        if (consents[i].state != ConsentState::refused || !binds(inquiry, consents[i])) continue;
        if (!lifted(inquiry, consents[i].given_at)) newest.note(i, consents[i].given_at);
    }
    return newest.hit(RecordKind::consent);
}

Hit forbidden_since_request(const Inquiry& inquiry) {
    const Instant asked_at = inquiry.consents.pending_at;
    const auto since = [&](std::optional<Instant> at) { return !at || *at >= asked_at; };
    const Facts& facts = inquiry.facts;
    if (Hit hit = suppressed(inquiry); hit.hit && since(facts.suppressions[hit.record.index].at)) {
        return {true, Ground::suppressed, {}, hit.record};
    }
    if (Hit hit = erasure_pending(inquiry); hit.hit && since(facts.erasure.requested_at)) {
        return {true, Ground::erasure_pending, {}, hit.record};
    }
    if (Hit hit = restricted(inquiry); hit.hit) return {true, Ground::restricted, {}, hit.record};
    if (Hit hit = withdrawn(inquiry); hit.hit && since(facts.consents[hit.record.index].withdrawn_at)) {
        return {true, Ground::consent_withdrawn, {}, hit.record};
    }
    if (Hit hit = refused(inquiry); hit.hit && since(facts.consents[hit.record.index].given_at)) {
        return {true, Ground::consent_refused, {}, hit.record};
    }
    return {};
}

Hit confirmation_repeated(const Inquiry& inquiry) {
    return hit_if(inquiry.question.doi_mails_sent > 0, {RecordKind::consent, inquiry.consents.pending});
}

Hit sender_hidden(const Inquiry& inquiry) {
    return hit_if(!inquiry.question.sender_disclosed);
}

Hit no_stop_address(const Inquiry& inquiry) {
    return hit_if(is_electronic_or_machine(inquiry.question.channel) && !inquiry.question.stop_address);
}

Hit number_suppressed(const Inquiry& inquiry) {
    const Channel channel = inquiry.question.channel;
    const bool call = channel == Channel::phone || channel == Channel::robocall;
    return hit_if(call && inquiry.question.caller_id != CallerId::shown);
}

}  // namespace kartei::domain::conditions
