// Conditions that look for a ground (steps 3, 4, 5, 7 to 13).
#include "domain/conditions.h"

#include <algorithm>

namespace kartei::domain::conditions {

namespace {

RecordRef point_of(const Inquiry& inquiry) {
    if (inquiry.point == nullptr) return {};
    return {RecordKind::contact_point, inquiry.point_index()};
}

bool uses_customer_exception(const Inquiry& inquiry) {
    return inquiry.question.channel == Channel::email && inquiry.policy.soft_optin;
}

/// Whether a consent may be asked for by mail, and whether customers may be written to by text message, is
/// open; our no is caution there (law.md section 6, second reading, and section 12).
bool is_open_question(const Inquiry& inquiry) {
    const Question& question = inquiry.question;
    if (question.message == MessageKind::consent_request && question.channel == Channel::email) return true;
    const bool like_mail = question.channel == Channel::sms || question.channel == Channel::messenger ||
                           question.channel == Channel::social_dm;
    return like_mail && judge_sales(inquiry).passing != no_record;
}

std::optional<Basis> basis_of_missing(const Inquiry& inquiry) {
    if (is_open_question(inquiry)) return Basis::house_rule;
    return {};
}

bool excludes_advertising(const Inquiry& inquiry) {
    return inquiry.point != nullptr && inquiry.point->collected_for.excludes_advertising();
}

/// Who bought from us, whatever it was, is a customer.
bool is_customer(const Inquiry& inquiry) {
    return std::ranges::any_of(inquiry.facts.sales, [&](const SaleFact& sale) {
        const bool past = !sale.concluded_at || *sale.concluded_at <= inquiry.question.now;
        return sale.concluded && past && sale.seller == own_controller;
    });
}

Hit failure(const ChainOutcome& outcome, Ground ground, RecordKind kind) {
    return {outcome.failing != no_record, ground, outcome.failed_basis, {kind, outcome.failing}};
}

}  // namespace

Hit always(const Inquiry&) {
    return hit_if(true);
}

Hit request_open(const Inquiry& inquiry) {
    return hit_if(inquiry.open_request != no_record, {RecordKind::request, inquiry.open_request});
}

Hit confirmation_due(const Inquiry& inquiry) {
    return hit_if(true, {RecordKind::consent, inquiry.consents.pending});
}

Hit source_unknown(const Inquiry& inquiry) {
    return hit_if(inquiry.point != nullptr && inquiry.point->source == SourceKind::unknown,
                  point_of(inquiry));
}

Hit consented(const Inquiry& inquiry) {
    return hit_if(inquiry.consents.passing != no_record, {RecordKind::consent, inquiry.consents.passing});
}

Hit minor(const Inquiry& inquiry) {
    const auto& birth = inquiry.facts.birth_date;
    if (!birth || has_age(*birth, berlin_date(inquiry.question.now), inquiry.policy.adult_age)) return {};
    const ConsentOutcome& consents = inquiry.consents;
    if (consents.failing == no_record) return {true, Ground::minor, {}, {}};
    // A letter needs no consent of an adult, so there only a failure at or behind the age is the cause.
    const Ground failed = consent_chain()[consents.failed_link].ground;
    const bool is_cause = inquiry.question.channel != Channel::post || failed >= Ground::minor_consent;
    if (!is_cause) return {true, Ground::minor, {}, {}};
    return {true, failed, consents.failed_basis, {RecordKind::consent, consents.failing}};
}

Hit country_not_covered(const Inquiry& inquiry) {
    return hit_if(inquiry.facts.country != inquiry.policy.country);
}

Hit customer_exception(const Inquiry& inquiry) {
    if (!uses_customer_exception(inquiry)) return {};
    const ChainOutcome sales = judge_sales(inquiry);
    return hit_if(sales.passing != no_record, {RecordKind::sale, sales.passing});
}

Hit presumably_consents(const Inquiry& inquiry) {
    if (inquiry.question.channel != Channel::phone) return {};
    const ChainOutcome reasons = judge_presumed(inquiry);
    return hit_if(reasons.passing != no_record, {RecordKind::presumed, reasons.passing});
}

Hit foreign_advertiser(const Inquiry& inquiry) {
    return hit_if(inquiry.question.channel == Channel::post && inquiry.question.advertiser != own_controller);
}

Hit on_robinson_list(const Inquiry& inquiry) {
    if (inquiry.question.channel != Channel::post || !inquiry.facts.robinson_listed) return {};
    return hit_if(!inquiry.policy.robinson_spares_customers || !is_customer(inquiry));
}

Hit information_overdue(const Inquiry& inquiry) {
    const InfoFact& info = inquiry.facts.info;
    if (inquiry.question.channel != Channel::post || !info.obtained_at) return {};
    const bool from_others = inquiry.point == nullptr || inquiry.point->source != SourceKind::person;
    const Instant now = inquiry.question.now;
    const bool informed = info.art14_given && (!info.art14_given_at || *info.art14_given_at <= now);
    const bool late = days_passed(*info.obtained_at, now, inquiry.policy.art14_max_days);
    return hit_if(from_others && late && !informed && !inquiry.question.includes_info_notice,
                  {RecordKind::info, 0});
}

Hit letter_for_other_purpose(const Inquiry& inquiry) {
    return hit_if(inquiry.question.channel == Channel::post && excludes_advertising(inquiry),
                  point_of(inquiry));
}

Hit letter_permitted(const Inquiry& inquiry) {
    return hit_if(inquiry.question.channel == Channel::post && inquiry.policy.post_without_consent);
}

Hit consent_failed(const Inquiry& inquiry) {
    const ConsentOutcome& consents = inquiry.consents;
    if (consents.failing == no_record || consents.passing != no_record) return {};
    const Basis basis = basis_of_missing(inquiry).value_or(consents.failed_basis);
    return {
        true, consent_chain()[consents.failed_link].ground, basis, {RecordKind::consent, consents.failing}};
}

Hit customer_exception_failed(const Inquiry& inquiry) {
    if (!uses_customer_exception(inquiry)) return {};
    const ChainOutcome sales = judge_sales(inquiry);
    if (sales.failing == no_record || sales.passing != no_record) return {};
    return failure(sales, sale_chain()[sales.failed_link].ground, RecordKind::sale);
}

Hit presumption_failed(const Inquiry& inquiry) {
    if (inquiry.question.channel != Channel::phone) return {};
    const ChainOutcome reasons = judge_presumed(inquiry);
    if (reasons.failing == no_record || reasons.passing != no_record) return {};
    return failure(reasons, presumed_chain()[reasons.failed_link].ground, RecordKind::presumed);
}

Hit other_purpose(const Inquiry& inquiry) {
    return {excludes_advertising(inquiry), Ground::none, basis_of_missing(inquiry), point_of(inquiry)};
}

Hit nothing_found(const Inquiry& inquiry) {
    return {true, Ground::none, basis_of_missing(inquiry), {}};
}

}  // namespace kartei::domain::conditions
