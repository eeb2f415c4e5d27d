// The chain of express consent: law.md section 2 step 8 and the values of section 6.
#include "domain/chain.h"

#include <algorithm>

namespace kartei::domain {

namespace {

Basis by_law(const Inquiry&, const ConsentFact&) {
    return Basis::law;
}
Basis by_proof(const Inquiry&, const ConsentFact&) {
    return Basis::proof;
}
Basis by_house_rule(const Inquiry&, const ConsentFact&) {
    return Basis::house_rule;
}

bool other_person(const Inquiry&, const ConsentFact& consent) {
    return consent.given_by == GivenBy::other;
}

bool other_controller(const Inquiry& inquiry, const ConsentFact& consent) {
    return consent.controller == unknown_controller || consent.controller != inquiry.question.advertiser;
}

bool other_channel(const Inquiry& inquiry, const ConsentFact& consent) {
    return !consent.channels.contains(inquiry.question.channel);
}

bool other_contact_point(const Inquiry& inquiry, const ConsentFact& consent) {
    return !consent.contact_point.is_nil() && consent.contact_point != inquiry.asked;
}

bool other_area(const Inquiry& inquiry, const ConsentFact& consent) {
    return !inquiry.question.area.permitted_by(consent.areas);
}

/// That a consent to "heating" does not cover heat pumps below it is our reading; that it does not cover
/// insurance is law.
Basis basis_of_area(const Inquiry& inquiry, const ConsentFact& consent) {
    const auto areas = inquiry.question.area.areas();
    const bool above = std::ranges::any_of(areas, [&](AreaNo area) { return consent.areas.names(area); });
    return above ? Basis::house_rule : Basis::law;
}

bool in_future(const Inquiry& inquiry, const ConsentFact& consent) {
    const Instant now = inquiry.question.now;
    return (consent.given_at && *consent.given_at > now) ||
           (consent.confirmed_at && *consent.confirmed_at > now);
}

bool request_is_old(const Inquiry& inquiry, const ConsentFact& consent) {
    return consent.given_at &&
           days_passed(*consent.given_at, inquiry.question.now, inquiry.policy.doi_valid_days);
}

bool awaits_confirmation(const Inquiry& inquiry, const ConsentFact& consent) {
    return consent.state == ConsentState::requested && !request_is_old(inquiry, consent);
}

bool confirmed_too_late(const Inquiry& inquiry, const ConsentFact& consent) {
    if (consent.state == ConsentState::requested) return true;
    return consent.state == ConsentState::confirmed && consent.given_at && consent.confirmed_at &&
           days_passed(*consent.given_at, *consent.confirmed_at, inquiry.policy.doi_valid_days);
}

/// A click that came late is a click; only its deadline is ours. No click at all is no consent.
Basis basis_of_confirmation(const Inquiry&, const ConsentFact& consent) {
    return consent.state == ConsentState::requested ? Basis::law : Basis::house_rule;
}

Date day_of_consent(const Inquiry& inquiry, const ConsentFact& consent) {
    return berlin_date(consent.given_at.value_or(inquiry.question.now));
}

bool given_by_minor(const Inquiry& inquiry, const ConsentFact& consent) {
    if (!inquiry.facts.birth_date || consent.given_by == GivenBy::guardian) return false;
    return !has_age(*inquiry.facts.birth_date, day_of_consent(inquiry, consent), inquiry.policy.adult_age);
}

/// From 16 the statute would let a person consent to online services (GDPR Art. 8).
Basis basis_of_age(const Inquiry& inquiry, const ConsentFact& consent) {
    const bool old_enough =
        has_age(*inquiry.facts.birth_date, day_of_consent(inquiry, consent), inquiry.policy.house_rule_age);
    return old_enough ? Basis::house_rule : Basis::law;
}

bool invalid_form(const Inquiry&, const ConsentFact& consent) {
    return consent.form != ConsentForm::unstated && consent.form != ConsentForm::active;
}

/// Coupling, as in a prize draw, is judged case by case (GDPR Art. 7(4)).
Basis basis_of_form(const Inquiry&, const ConsentFact& consent) {
    return consent.form == ConsentForm::coupled ? Basis::house_rule : Basis::law;
}

bool invalid_text(const Inquiry&, const ConsentFact& consent) {
    return consent.text_status != TextStatus::valid && consent.text_status != TextStatus::not_on_file;
}

/// A wording that is not on file is no wrong one: it is missing from the proof (GDPR Art. 7(1)).
bool unproven(const Inquiry&, const ConsentFact& consent) {
    if (consent.text_status == TextStatus::not_on_file) return true;
    if (consent.evidence != Evidence::full || !consent.given_at) return true;
    if (consent.state == ConsentState::confirmed && !consent.confirmed_at) return true;
    return consent.confirmed_at && *consent.confirmed_at < *consent.given_at;
}

bool term_over(const Inquiry& inquiry, const ConsentFact& consent) {
    return consent.valid_until && inquiry.question.now > *consent.valid_until;
}

bool stale(const Inquiry& inquiry, const ConsentFact& consent) {
    const Instant now = inquiry.question.now;
    Instant last = std::max(*consent.given_at, consent.confirmed_at.value_or(*consent.given_at));
    // A last use in the future is a wrong date and keeps nothing fresh.
    if (consent.last_used_at && *consent.last_used_at <= now) last = std::max(last, *consent.last_used_at);
    return days_passed(last, now, inquiry.policy.consent_max_unused_days);
}

constexpr std::array<Link<ConsentFact>, 14> links{{
    {"8.1",
     Ground::consent_other_person,
     other_person,
     by_law,
     {"DSGVO Art. 4 Nr. 11"},
     "Die Person selbst oder ihr gesetzlicher Vertreter hat die Einwilligung erteilt.",
     "The person or a guardian gave the consent."},
    {"8.2",
     Ground::consent_other_controller,
     other_controller,
     by_law,
     {"BGH VI ZR 721/15", "DSGVO Art. 28 Abs. 10"},
     "Sie wurde dem Unternehmen erteilt, das wirbt.",
     "It was given to the company that advertises."},
    {"8.3",
     Ground::consent_other_channel,
     other_channel,
     by_law,
     {},
     "Sie nennt diesen Kanal; Telefon deckt keinen Anrufautomaten.",
     "It names this channel; phone does not cover automatic calls."},
    {"8.4",
     Ground::consent_other_contact_point,
     other_contact_point,
     by_house_rule,
     {},
     "Nennt sie einen Anschluss, so ist es dieser.",
     "If it names a contact point, it is this one."},
    {"8.5",
     Ground::consent_other_area,
     other_area,
     basis_of_area,
     {"BGH VI ZR 721/15", "DSGVO Art. 6 Abs. 1 lit. a", "DSGVO Art. 4 Nr. 11"},
     "Der Text nennt diesen Bereich selbst; ein Oberbereich genügt nicht.",
     "Its wording names this very area; an area above does not suffice."},
    {"8.6",
     Ground::consent_future,
     in_future,
     by_proof,
     {"DSGVO Art. 7 Abs. 1"},
     "Erteilung und Bestätigung liegen nicht in der Zukunft.",
     "It was not given or confirmed in the future."},
    {"8.7",
     Ground::doi_pending,
     awaits_confirmation,
     by_proof,
     {"DSGVO Art. 7 Abs. 1"},
     "Eine angefragte Bestätigung ist eingegangen.",
     "A confirmation that was asked for has come."},
    {"8.8",
     Ground::doi_expired,
     confirmed_too_late,
     basis_of_confirmation,
     {"DSGVO Art. 7 Abs. 1", "DSGVO Art. 5 Abs. 1 lit. e"},
     "Sie kam innerhalb der Bestätigungsfrist.",
     "It came within the time for confirmation."},
    {"8.9",
     Ground::minor_consent,
     given_by_minor,
     basis_of_age,
     {"DSGVO Art. 8", "BGH I ZR 218/12"},
     "Die Person war bei der Erteilung volljährig, oder die Eltern haben eingewilligt.",
     "The person was of age when giving it, or a guardian gave it."},
    {"8.10",
     Ground::consent_invalid_form,
     invalid_form,
     basis_of_form,
     {"DSGVO Art. 4 Nr. 11, ErwGr. 32", "DSGVO Art. 7 Abs. 2", "DSGVO Art. 7 Abs. 4"},
     "Sie war weder vorangekreuzt noch versteckt, stillschweigend oder gekoppelt.",
     "It was not pre-ticked, hidden, tacit or coupled."},
    {"8.11",
     Ground::consent_invalid_text,
     invalid_text,
     by_law,
     {"BGH VI ZR 721/15"},
     "Die hinterlegte Textfassung ist gültig.",
     "The version of the text on file is valid."},
    {"8.12",
     Ground::consent_unproven,
     unproven,
     by_proof,
     {"DSGVO Art. 7 Abs. 1", "UWG § 7a Abs. 1", "BGH I ZR 164/09"},
     "Wer, was, wann, wie und Wortlaut sind vollständig belegt.",
     "Who, what, when, how and the wording are fully proven."},
    {"8.13",
     Ground::consent_expired,
     term_over,
     by_law,
     {"BGH III ZR 196/17"},
     "Ihre vereinbarte Laufzeit ist nicht vorbei.",
     "Its agreed term is not over."},
    {"8.14",
     Ground::consent_stale,
     stale,
     by_house_rule,
     {"AG München 161 C 12736/22"},
     "Sie wurde in der Frist erteilt, bestätigt oder genutzt.",
     "It was given, confirmed or used within the period."},
}};

}  // namespace

std::span<const Link<ConsentFact>> consent_chain() {
    return links;
}

}  // namespace kartei::domain
