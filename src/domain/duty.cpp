#include "domain/duty.h"

namespace kartei::domain {

namespace {

constexpr ChannelSet electronic = {Channel::email,     Channel::sms,  Channel::messenger,
                                   Channel::social_dm, Channel::push, Channel::fax};
constexpr ChannelSet calls = {Channel::phone, Channel::robocall};

/// law.md section 3, "Duties attached to allowed_with_duty". All rows that fit add up.
constexpr std::array<GroundDuties, 12> duties_of_grounds{{
    {Ground::express_consent, calls, Toward::anyone, {Duty::caller_id}},
    {Ground::express_consent,
     calls,
     Toward::consumer,
     {Duty::announce_identity_and_purpose, Duty::log_use_7a}},
    {Ground::express_consent,
     {Channel::robocall},
     Toward::anyone,
     {Duty::sender_identity, Duty::stop_address}},
    {Ground::express_consent, electronic, Toward::anyone, {Duty::sender_identity, Duty::stop_address}},
    {Ground::express_consent, {Channel::post}, Toward::anyone, {Duty::sender_identity}},
    {Ground::express_consent, {Channel::post}, Toward::natural_person, {Duty::art21_4_notice}},
    {Ground::express_consent, {Channel::post}, Toward::uninformed, {Duty::art14_notice}},
    {Ground::legitimate_interest_post, {Channel::post}, Toward::anyone, {Duty::sender_identity}},
    {Ground::legitimate_interest_post, {Channel::post}, Toward::natural_person, {Duty::art21_4_notice}},
    {Ground::legitimate_interest_post, {Channel::post}, Toward::uninformed, {Duty::art14_notice}},
    {Ground::soft_optin,
     {Channel::email},
     Toward::anyone,
     {Duty::sender_identity, Duty::stop_address, Duty::soft_optin_notice}},
    {Ground::presumed_consent,
     {Channel::phone},
     Toward::anyone,
     {Duty::caller_id, Duty::document_presumed_reason, Duty::art21_4_notice}},
}};

constexpr std::array<DutyRow, duty_count> rows{{
    {Duty::sender_identity, "UWG § 7 Abs. 2 Nr. 3 lit. a", "Nennen, für wen geworben wird.",
     "Say on whose behalf the advertising is."},
    {Duty::stop_address, "UWG § 7 Abs. 2 Nr. 3 lit. c", "Einen Weg nennen, weitere Werbung abzustellen.",
     "Name a way to stop further advertising."},
    {Duty::soft_optin_notice, "UWG § 7 Abs. 3 Nr. 4", "In jeder E-Mail auf das Widerspruchsrecht hinweisen.",
     "Point out the right to object in every e-mail."},
    {Duty::caller_id, "TDDDG § 15 Abs. 2", "Beim Anruf die eigene Rufnummer anzeigen lassen.",
     "Call with your own number shown."},
    {Duty::announce_identity_and_purpose, "BGB § 312a Abs. 1",
     "Zu Beginn des Anrufs Namen und geschäftlichen Zweck sagen.",
     "State identity and business purpose at the start of the call."},
    {Duty::log_use_7a, "UWG § 7a", "Den Anruf vermerken; der Nachweis bleibt fünf weitere Jahre.",
     "Log the call; the proof is kept five more years."},
    {Duty::document_presumed_reason, "DSGVO Art. 5 Abs. 2",
     "Den Anlass und die Erwartung eines Anrufs festhalten.",
     "Write down the reason and why a call was expected."},
    {Duty::art21_4_notice, "DSGVO Art. 21 Abs. 4",
     "Beim ersten Kontakt gesondert auf das Widerspruchsrecht hinweisen.",
     "At the first contact point out the right to object, apart from everything else."},
    {Duty::art14_notice, "DSGVO Art. 14 Abs. 3 lit. b",
     "Herkunft der Daten und die Angaben nach Art. 14 mitteilen.",
     "Tell where the data come from and what Art. 14 demands."},
    {Duty::no_advertising, "OLG Celle 13 U 15/14", "Die Nachricht frei von Werbung halten.",
     "Keep the message free of advertising."},
    {Duty::confirm_once, "UWG § 7 Abs. 2 Nr. 2", "Nur einmal um Bestätigung bitten.",
     "Ask for confirmation only once."},
    {Duty::processor_instruction_ref, "DSGVO Art. 28 Abs. 3 lit. a, Art. 29",
     "Die Weisung beim Kontakt vermerken.", "Store the instruction with the contact."},
}};

bool concerns(Toward toward, const DutyQuestion& question) {
    switch (toward) {
        case Toward::anyone: return true;
        case Toward::consumer: return question.acts_as_consumer;
        case Toward::natural_person: return question.natural_person;
        case Toward::uninformed: return question.uninformed;
    }
    return true;
}

}  // namespace

std::span<const DutyRow, duty_count> duty_rows() {
    return rows;
}

std::span<const GroundDuties> ground_duties() {
    return duties_of_grounds;
}

DutySet duties_of(const DutyQuestion& question) {
    DutySet duties;
    if (question.ground == Ground::doi_confirmation) duties = {Duty::no_advertising, Duty::confirm_once};
    for (const GroundDuties& row : duties_of_grounds) {
        const bool fits = row.ground == question.ground && row.channels.contains(question.channel);
        if (fits && concerns(row.toward, question)) duties.insert(row.duties);
    }
    if (question.actor == Actor::processor) duties.insert(Duty::processor_instruction_ref);
    return duties;
}

}  // namespace kartei::domain
