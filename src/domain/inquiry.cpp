#include "domain/inquiry.h"

#include "domain/chain.h"

#include <algorithm>

namespace kartei::domain {

namespace {

/// A call to a private line or about a private offer meets a consumer; a sole trader is one unless the offer
/// is for his trade (law.md section 2, recipient capacity).
bool meets_consumer(const Facts& facts, const Question& question, const PointFact* point) {
    const bool private_line = point != nullptr && point->capacity == Capacity::personal;
    switch (facts.recipient) {
        case RecipientKind::consumer: return true;
        case RecipientKind::sole_trader: return question.offer_for != OfferFor::business || private_line;
        case RecipientKind::company: return question.offer_for == OfferFor::personal;
        case RecipientKind::company_contact: return question.offer_for == OfferFor::personal || private_line;
    }
    return true;
}

MessageClass class_by_nature(const Question& question) {
    if (question.contains_advertising) return MessageClass::advertising;
    switch (question.message) {
        case MessageKind::invoice:
        case MessageKind::dunning: return MessageClass::billing;
        case MessageKind::legal_notice:
        case MessageKind::breach_notice:
        case MessageKind::dsr_reply:
        case MessageKind::recall:
        case MessageKind::privacy_notice: return MessageClass::legal;
        case MessageKind::contract:
        case MessageKind::appointment: return MessageClass::service;
        case MessageKind::requested_reply: return MessageClass::reply;
        case MessageKind::doi_confirmation: return MessageClass::doi;
        default: return MessageClass::advertising;
    }
}

/// A request permits: it must be open, dated, not in the future, and of this very area and channel.
std::uint16_t find_open_request(const Facts& facts, const Question& question) {
    std::uint16_t newest = no_record;
    for (std::size_t i = 0; i < facts.requests.size(); ++i) {
        const RequestFact& request = facts.requests[i];
        const AreaNo area = question.area.area();
        if (request.done || area.value == 0 || request.area != area) continue;
        if (request.channel != question.channel || !request.at || *request.at > question.now) continue;
        if (newest == no_record || *request.at > *facts.requests[newest].at)
            newest = static_cast<std::uint16_t>(i);
    }
    return newest;
}

}  // namespace

Inquiry::Inquiry(const Facts& given_facts, const Question& given_question, const Policy& given_policy)
    : facts(given_facts), question(given_question), policy(given_policy) {
    find_point();
    acts_as_consumer = meets_consumer(facts, question, point);
    classify();
}

void Inquiry::find_point() {
    asked = question.contact_point;
    for (const PointFact& candidate : facts.contact_points) {
        if (!asked.is_nil() && candidate.id == asked) {
            point = &candidate;
            return;
        }
        const bool fits = candidate.kind == PointKind::unstated || serves(candidate.kind, question.channel);
        if (!question.contact_point.is_nil() || !fits) continue;
        point_ambiguous = point != nullptr;
        if (point_ambiguous) break;
        point = &candidate;
    }
    if (point_ambiguous) point = nullptr;
    if (point != nullptr) asked = point->id;
}

void Inquiry::classify() {
    message = class_by_nature(question);
    if (message == MessageClass::legal || message == MessageClass::billing) return;
    consents = judge_consents(*this);
    if (message == MessageClass::reply) {
        open_request = find_open_request(facts, question);
        if (open_request == no_record) message = MessageClass::advertising;
    }
    // Without a request that waits for nothing but its confirmation such a mail is advertising like any
    // other; so is a further one to somebody whose consent permits that.
    const bool consented_again = question.doi_mails_sent > 0 && consents.passing != no_record;
    if (message == MessageClass::doi && (consents.pending == no_record || consented_again))
        message = MessageClass::advertising;
}

std::uint16_t Inquiry::point_index() const {
    return point == nullptr ? no_record : static_cast<std::uint16_t>(point - facts.contact_points.data());
}

std::optional<Instant> said_at(const ConsentFact& consent) {
    return std::max(consent.given_at, consent.confirmed_at);
}

bool days_passed(Instant from, Instant to, int days) {
    constexpr std::int64_t clock_change_us = us_per_day / 24;
    const std::int64_t over_us = to.us - from.us - days * us_per_day;
    if (over_us > clock_change_us) return true;
    if (over_us < -clock_change_us) return false;
    return over_us + berlin_offset_us(to) - berlin_offset_us(from) > 0;
}

bool has_age(Date birth, Date on, int years) {
    return add_years(birth, years) <= on;
}

}  // namespace kartei::domain
