// The chains of the exception for customers (UWG section 7(3), step 10) and of presumed consent (UWG section
// 7(2) no. 1, step 11).
#include "domain/chain.h"

#include <algorithm>

namespace kartei::domain {

namespace {

Basis sale_by_law(const Inquiry&, const SaleFact&) {
    return Basis::law;
}

/// Whether an abandoned basket or a free account is a sale is disputed (CJEU C-654/23).
Basis basis_of_sale(const Inquiry&, const SaleFact&) {
    return Basis::house_rule;
}

bool no_sale(const Inquiry& inquiry, const SaleFact& sale) {
    return !sale.concluded || (sale.concluded_at && *sale.concluded_at > inquiry.question.now);
}

bool not_own(const Inquiry& inquiry, const SaleFact& sale) {
    return sale.seller != inquiry.question.advertiser;
}

bool address_elsewhere(const Inquiry& inquiry, const SaleFact& sale) {
    return !sale.email_from_sale || (!sale.email.is_nil() && sale.email != inquiry.asked);
}

bool not_similar(const Inquiry& inquiry, const SaleFact& sale) {
    const AreaNo area = inquiry.question.area.area();
    if (area.value == 0) return true;
    return sale.area != area && std::ranges::find(sale.similar_areas, area) == sale.similar_areas.end();
}

bool no_notice_at_collection(const Inquiry&, const SaleFact& sale) {
    return !sale.notice_at_collection;
}
bool no_notice_in_message(const Inquiry& inquiry, const SaleFact&) {
    return !inquiry.question.objection_notice;
}

constexpr std::array<Link<SaleFact>, 6> sale_links{{
    {"10.1",
     Ground::soft_optin_no_sale,
     no_sale,
     basis_of_sale,
     {"UWG § 7 Abs. 3 Nr. 1"},
     "Ein Kauf ist abgeschlossen.",
     "A sale was concluded."},
    {"10.2",
     Ground::soft_optin_not_own,
     not_own,
     sale_by_law,
     {"UWG § 7 Abs. 3 Nr. 2"},
     "Verkauft hat, wer wirbt.",
     "The seller is who advertises."},
    {"10.3",
     Ground::soft_optin_address_source,
     address_elsewhere,
     sale_by_law,
     {"UWG § 7 Abs. 3 Nr. 1"},
     "Die Adresse stammt aus diesem Kauf.",
     "The address came from this sale."},
    {"10.4",
     Ground::soft_optin_not_similar,
     not_similar,
     sale_by_law,
     {"UWG § 7 Abs. 3 Nr. 2"},
     "Beworben wird Ähnliches.",
     "What is advertised is similar."},
    {"10.5",
     Ground::soft_optin_no_notice_at_collection,
     no_notice_at_collection,
     sale_by_law,
     {"UWG § 7 Abs. 3 Nr. 4", "BGH VI ZR 225/17"},
     "Auf das Widerspruchsrecht wurde bei der Erhebung hingewiesen.",
     "The right to object was pointed out at collection."},
    {"10.6",
     Ground::soft_optin_no_notice_in_message,
     no_notice_in_message,
     sale_by_law,
     {"UWG § 7 Abs. 3 Nr. 4"},
     "Auf das Widerspruchsrecht wird in dieser Nachricht hingewiesen.",
     "The right to object is pointed out in this message."},
}};

bool good_basis(const PresumedFact& reason) {
    switch (reason.basis) {
        case PresumedBasis::existing_business_relation:
        case PresumedBasis::inquiry:
        case PresumedBasis::core_business_need:
        case PresumedBasis::prior_cooperation: return true;
        default: return false;
    }
}

bool meets_a_consumer(const Inquiry& inquiry, const PresumedFact&) {
    return inquiry.acts_as_consumer;
}

/// Who asked about the very thing may expect a call about it; in every other case a phone expectation that is
/// not written down is an open question, not a yes (law.md section 6, second reading).
bool phone_is_expected(const Inquiry& inquiry, const PresumedFact& reason) {
    if (reason.phone_expected != Answer::not_said) return reason.phone_expected == Answer::yes;
    return reason.basis == PresumedBasis::inquiry && inquiry.policy.inquiry_implies_phone;
}

bool insufficient(const Inquiry& inquiry, const PresumedFact& reason) {
    const AreaNo area = inquiry.question.area.area();
    return !good_basis(reason) || !reason.documented || area.value == 0 || reason.area != area ||
           !phone_is_expected(inquiry, reason) || !inquiry.policy.presumed_consent ||
           inquiry.question.advertiser != own_controller;
}

Basis basis_of_consumer(const Inquiry& inquiry, const PresumedFact&) {
    return inquiry.facts.recipient == RecipientKind::consumer ? Basis::law : Basis::house_rule;
}

/// A good reason in this area that is only not written down may exist; any other is none.
Basis basis_of_reason(const Inquiry& inquiry, const PresumedFact& reason) {
    const bool fits = good_basis(reason) && reason.area == inquiry.question.area.area();
    if (!fits || reason.phone_expected == Answer::no || inquiry.question.advertiser != own_controller) {
        return Basis::law;
    }
    return inquiry.policy.presumed_consent ? Basis::proof : Basis::house_rule;
}

constexpr std::array<Link<PresumedFact>, 2> presumed_links{{
    {"11.1",
     Ground::recipient_is_consumer,
     meets_a_consumer,
     basis_of_consumer,
     {"UWG § 7 Abs. 2 Nr. 1", "BGB § 13"},
     "Der Angerufene handelt nicht als Verbraucher; Einzelkaufleute nur, wenn das Angebot ihren "
     "Betrieb betrifft.",
     "The person called does not act as a consumer; sole traders only where the offer is for their trade."},
    {"11.2",
     Ground::presumed_consent_insufficient,
     insufficient,
     basis_of_reason,
     {"UWG § 7 Abs. 2 Nr. 1", "BGH I ZR 88/05", "BVerwG 6 C 3.23"},
     "Für diesen Bereich ist ein konkreter Anlass und die Erwartung eines Anrufs schriftlich festgehalten.",
     "For this area a concrete reason and the expectation of a call are written down."},
}};

}  // namespace

std::span<const Link<SaleFact>> sale_chain() {
    return sale_links;
}

std::span<const Link<PresumedFact>> presumed_chain() {
    return presumed_links;
}

}  // namespace kartei::domain
