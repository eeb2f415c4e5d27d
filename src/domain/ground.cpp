#include "domain/ground.h"

#include <algorithm>

namespace kartei::domain {

namespace {

constexpr std::array<GroundRow, ground_count> grounds{{
    {Ground::deceased, "DECEASED", Basis::house_rule, "Die Person ist verstorben.", "The person is deceased.",
     "Wenden Sie sich bei Vertragsfragen an die Erben.", "For contract matters turn to the heirs."},
    {Ground::contact_point_invalid, "CONTACT_POINT_INVALID", Basis::house_rule,
     "Der Anschluss ist ungültig oder für diesen Weg nicht benannt.",
     "The contact point is dead or none is named for this way.",
     "Benutzen Sie einen anderen Anschluss oder prüfen Sie diesen.",
     "Use another contact point or check this one."},
    {Ground::contact_point_other_person, "CONTACT_POINT_OTHER_PERSON", Basis::law,
     "Der Anschluss gehört einer anderen Person.", "The contact point belongs to someone else.",
     "Fragen Sie beim nächsten Kontakt nach dem richtigen Anschluss.",
     "Ask for the right contact point at the next contact."},
    {Ground::processor_no_contract, "PROCESSOR_NO_CONTRACT", Basis::law,
     "Mit dem Dienstleister besteht kein Vertrag über die Auftragsverarbeitung.",
     "There is no processing contract with the service provider.",
     "Schließen Sie zuerst den Vertrag nach Art. 28 DSGVO.",
     "Conclude the contract under Art. 28 GDPR first."},
    {Ground::processor_not_instructed, "PROCESSOR_NOT_INSTRUCTED", Basis::law,
     "Für diesen Bereich und Kanal gibt es keine gültige Weisung.",
     "There is no valid instruction for this area and channel.",
     "Bitten Sie den Auftraggeber um eine Weisung.", "Ask the controller for an instruction."},
    {Ground::legal_obligation, "LEGAL_OBLIGATION", Basis::law,
     "Gesetzlich geboten: {act} ohne Werbung ist erlaubt.",
     "Required by law: {act} without advertising is permitted.", "", ""},
    {Ground::contract, "CONTRACT", Basis::law, "Vertragsnachricht ohne Werbung: {act} ist erlaubt.",
     "Contract message without advertising: {act} is permitted.", "", ""},
    {Ground::restricted, "RESTRICTED", Basis::law,
     "Die Verarbeitung ist seit {date} eingeschränkt (Art. 18 DSGVO).",
     "Processing has been restricted since {date} (Art. 18 GDPR).",
     "Klären Sie den Grund der Einschränkung; Rechnung und Pflichtmitteilung bleiben erlaubt.",
     "Settle the reason for the restriction; invoices and notices required by law remain permitted."},
    {Ground::customer_request, "CUSTOMER_REQUEST", Basis::law,
     "Auf Wunsch des Kunden vom {date} zu {area}: {act} ist erlaubt.",
     "At the customer's request of {date} about {area}: {act} is permitted.", "", ""},
    {Ground::doi_confirmation, "DOI_CONFIRMATION", Basis::law,
     "Eine Bestätigungsmail zur Anfrage vom {date} ist erlaubt, ohne Werbung und nur einmal.",
     "One confirmation mail for the request of {date} is permitted, without advertising.", "", ""},
    {Ground::doi_repeated, "DOI_REPEATED", Basis::house_rule,
     "Um Bestätigung wurde schon gebeten; eine zweite Erinnerung gibt es nicht.",
     "Confirmation was already asked for; there is no second reminder.",
     "Warten Sie auf die Bestätigung oder eine neue Anfrage.",
     "Wait for the confirmation or for a new request."},
    {Ground::objection_all, "OBJECTION_ALL", Basis::law, "Hat jeder Werbung widersprochen ({date}{way}).",
     "Objected to all advertising ({date}{way}).",
     "Werben Sie nicht. Vertragsnachrichten ohne Werbung bleiben erlaubt.",
     "Do not advertise. Contract messages without advertising remain permitted."},
    {Ground::objection_scoped, "OBJECTION_SCOPED", Basis::law,
     "Hat Werbung widersprochen: {covers} ({date}{way}).", "Objected to advertising: {covers} ({date}{way}).",
     "Werben Sie hierfür nicht; andere Bereiche oder Kanäle können erlaubt sein.",
     "Do not advertise this; other areas or channels may be permitted."},
    {Ground::suppressed, "SUPPRESSED", Basis::law,
     "Steht seit {date} auf der Sperrliste; Daten wurden gelöscht.",
     "On the suppression list since {date}; data were erased.",
     "Werben Sie nicht, auch nicht nach einem neuen Import.",
     "Do not advertise, not even after a new import."},
    {Ground::erasure_pending, "ERASURE_PENDING", Basis::law,
     "Löschung verlangt am {date}; sie läuft, oder die Daten sind nur noch gesperrt aufbewahrt.",
     "Erasure asked for on {date}; it is running, or data are only kept blocked.",
     "Führen Sie die Löschung zu Ende.", "Complete the erasure."},
    {Ground::consent_withdrawn, "CONSENT_WITHDRAWN", Basis::law,
     "Einwilligung zu {covers} widerrufen am {date}.", "Consent to {covers} withdrawn on {date}.",
     "Werben Sie hierfür erst wieder nach einer neuen Einwilligung.",
     "Advertise this again only after a new consent."},
    {Ground::consent_refused, "CONSENT_REFUSED", Basis::house_rule,
     "Einwilligung zu {covers} abgelehnt am {date}.", "Consent to {covers} refused on {date}.",
     "Werben Sie hierfür erst nach einer späteren Einwilligung.",
     "Advertise this only after a later consent."},
    {Ground::source_unknown, "SOURCE_UNKNOWN", Basis::proof, "Die Herkunft der Daten ist unbekannt.",
     "The origin of the data is unknown.",
     "Klären Sie die Herkunft und tragen Sie sie ein, oder löschen Sie die Daten.",
     "Find out the origin and record it, or erase the data."},
    {Ground::express_consent, "EXPRESS_CONSENT", Basis::law,
     "{act} erlaubt: Einwilligung vom {date} für {area}, Text {version}.",
     "{act} permitted: consent of {date} for {area}, text {version}.", "", ""},
    {Ground::consent_other_person, "CONSENT_OTHER_PERSON", Basis::law,
     "Die Einwilligung vom {date} hat jemand anderes erteilt.",
     "The consent of {date} was given by someone else.",
     "Bitten Sie die Person selbst um ihre Einwilligung, etwa per Brief.",
     "Ask the person for consent, for instance by letter."},
    {Ground::consent_other_controller, "CONSENT_OTHER_CONTROLLER", Basis::law,
     "Die Einwilligung gilt nur für {covers}.", "The consent covers only {covers}.",
     "Werben Sie nicht im eigenen Namen; bitten Sie per Brief um Einwilligung.",
     "Do not advertise in your own name; ask for consent by letter."},
    {Ground::consent_other_channel, "CONSENT_OTHER_CHANNEL", Basis::law,
     "Die Einwilligung gilt nur für {covers}.", "The consent covers only {covers}.",
     "Benutzen Sie einen Kanal, den die Einwilligung nennt.", "Use a channel the consent names."},
    {Ground::consent_other_contact_point, "CONSENT_OTHER_CONTACT_POINT", Basis::house_rule,
     "Die Einwilligung gilt nur für einen anderen Anschluss.",
     "The consent covers only another contact point.",
     "Benutzen Sie den Anschluss, den die Einwilligung nennt.", "Use the contact point the consent names."},
    {Ground::consent_other_area, "CONSENT_OTHER_AREA", Basis::law, "Die Einwilligung gilt nur für {covers}.",
     "The consent covers only {covers}.", "Sprechen Sie über das, was die Einwilligung nennt.",
     "Talk about what the consent names."},
    {Ground::consent_future, "CONSENT_FUTURE", Basis::proof,
     "Das Datum der Einwilligung ({date}) liegt in der Zukunft.",
     "The date of the consent ({date}) lies in the future.", "Prüfen und berichtigen Sie den Datensatz.",
     "Check and correct the record."},
    {Ground::doi_pending, "DOI_PENDING", Basis::proof, "Die Bestätigung der Anfrage vom {date} steht aus.",
     "Confirmation of the request of {date} is outstanding.", "Warten Sie auf die Bestätigung.",
     "Wait for the confirmation."},
    {Ground::doi_expired, "DOI_EXPIRED", Basis::law,
     "Die Frist, die Anfrage vom {date} zu bestätigen, ist abgelaufen.",
     "The time to confirm the request of {date} has expired.",
     "Eine neue Anfrage muss von der Person ausgehen.", "A new request must come from the person."},
    {Ground::minor_consent, "MINOR_CONSENT", Basis::law,
     "Die Person war am {date} minderjährig; die Zustimmung der Eltern fehlt.",
     "The person was a minor on {date}; a guardian's approval is missing.",
     "Löschen Sie die Einwilligung oder holen Sie die der Eltern ein.",
     "Delete the consent or obtain the guardian's."},
    {Ground::consent_invalid_form, "CONSENT_INVALID_FORM", Basis::law,
     "Die Einwilligung vom {date} war vorangekreuzt, versteckt, stillschweigend oder gekoppelt.",
     "The consent of {date} was pre-ticked, hidden, tacit or coupled.",
     "Bitten Sie per Brief um eine neue Einwilligung.", "Ask for a new consent by letter."},
    {Ground::consent_invalid_text, "CONSENT_INVALID_TEXT", Basis::law,
     "Der Text {version} der Einwilligung ist zu unbestimmt oder unbekannt.",
     "The text {version} of the consent is too vague or unknown.",
     "Bitten Sie per Brief um eine Einwilligung mit gültigem Text.",
     "Ask by letter for a consent with a valid text."},
    {Ground::consent_unproven, "CONSENT_UNPROVEN", Basis::proof,
     "Zur Einwilligung fehlt der Nachweis (wer, was, wann, wie, Wortlaut).",
     "Proof of the consent is missing (who, what, when, how, wording).",
     "Tragen Sie den Nachweis nach, wenn es ihn gibt.", "Add the proof if there is any."},
    {Ground::consent_expired, "CONSENT_EXPIRED", Basis::law,
     "Die Laufzeit der Einwilligung endete am {until}.", "The term of the consent ended on {until}.",
     "Bitten Sie per Brief um eine neue Einwilligung.", "Ask for a new consent by letter."},
    {Ground::consent_stale, "CONSENT_STALE", Basis::house_rule,
     "Die Einwilligung vom {date} wurde zu lange nicht genutzt.",
     "The consent of {date} went unused too long.", "Bitten Sie per Brief um eine neue Einwilligung.",
     "Ask for a new consent by letter."},
    {Ground::minor, "MINOR", Basis::house_rule,
     "Die Person ist minderjährig; die Zustimmung der Eltern fehlt.",
     "The person is a minor; a guardian's approval is missing.", "Werben Sie nicht bei Minderjährigen.",
     "Do not advertise to minors."},
    {Ground::jurisdiction_not_covered, "JURISDICTION_NOT_COVERED", Basis::house_rule,
     "Das Recht des Landes {country} ist nicht hinterlegt.",
     "The law of the country {country} is not loaded.",
     "Holen Sie eine ausdrückliche Einwilligung ein oder Rat zum Recht des Landes.",
     "Obtain an express consent or advice on that country's law."},
    {Ground::soft_optin, "SOFT_OPTIN", Basis::law,
     "Erlaubt: Bestandskunde, Ähnliches zu {area}, Hinweis bei Erhebung und in dieser E-Mail.",
     "Permitted: existing customer, similar to {area}, notice at collection and in this e-mail.", "", ""},
    {Ground::soft_optin_no_sale, "SOFT_OPTIN_NO_SALE", Basis::house_rule,
     "Bestandskundenregel (§ 7 Abs. 3 UWG): Es gibt keinen abgeschlossenen Kauf.",
     "Customer exception (§ 7(3) UWG): there is no concluded sale.", "Bitten Sie per Brief um Einwilligung.",
     "Ask for consent by letter."},
    {Ground::soft_optin_not_own, "SOFT_OPTIN_NOT_OWN", Basis::law,
     "Bestandskundenregel (§ 7 Abs. 3 UWG): Verkauft hat {covers}.",
     "Customer exception (§ 7(3) UWG): the seller was {covers}.", "Bitten Sie per Brief um Einwilligung.",
     "Ask for consent by letter."},
    {Ground::soft_optin_address_source, "SOFT_OPTIN_ADDRESS_SOURCE", Basis::law,
     "Bestandskundenregel (§ 7 Abs. 3 UWG): Die Adresse stammt nicht aus dem Kauf.",
     "Customer exception (§ 7(3) UWG): the address did not come from the sale.",
     "Benutzen Sie die Adresse aus dem Kauf oder bitten Sie per Brief um Einwilligung.",
     "Use the address from the sale or ask for consent by letter."},
    {Ground::soft_optin_not_similar, "SOFT_OPTIN_NOT_SIMILAR", Basis::law,
     "Bestandskundenregel (§ 7 Abs. 3 UWG): {area} ist dem Gekauften nicht ähnlich.",
     "Customer exception (§ 7(3) UWG): {area} is not similar to what was bought.",
     "Werben Sie für Ähnliches oder bitten Sie per Brief um Einwilligung.",
     "Advertise similar goods or ask for consent by letter."},
    {Ground::soft_optin_no_notice_at_collection, "SOFT_OPTIN_NO_NOTICE_AT_COLLECTION", Basis::law,
     "Bestandskundenregel (§ 7 Abs. 3 UWG): Der Hinweis bei der Erhebung fehlt.",
     "Customer exception (§ 7(3) UWG): the notice at collection is missing.",
     "Bitten Sie per Brief um Einwilligung.", "Ask for consent by letter."},
    {Ground::soft_optin_no_notice_in_message, "SOFT_OPTIN_NO_NOTICE_IN_MESSAGE", Basis::law,
     "Bestandskundenregel (§ 7 Abs. 3 UWG): Der Hinweis in dieser Nachricht fehlt.",
     "Customer exception (§ 7(3) UWG): the notice in this message is missing.",
     "Nehmen Sie den Hinweis auf das Widerspruchsrecht auf.", "Add the notice of the right to object."},
    {Ground::presumed_consent, "PRESUMED_CONSENT", Basis::law,
     "Anruf erlaubt: Einverständnis ist aus {reason} zu vermuten.",
     "Call permitted: approval may be presumed from {reason}.", "", ""},
    {Ground::presumed_consent_insufficient, "PRESUMED_CONSENT_INSUFFICIENT", Basis::law,
     "Es fehlt ein konkreter, dokumentierter Anlass für einen Anruf zu {area}.",
     "A concrete documented reason for a call about {area} is missing.",
     "Halten Sie fest, warum das Angebot gerade jetzt interessiert und warum am Telefon, oder schreiben Sie "
     "einen Brief.",
     "Write down why the offer interests now and why by phone, or write a letter."},
    {Ground::recipient_is_consumer, "RECIPIENT_IS_CONSUMER", Basis::law,
     "Der Angerufene handelt als Verbraucher.", "The called person acts as a consumer.",
     "Rufen Sie nur mit ausdrücklicher Einwilligung an.", "Call only with express consent."},
    {Ground::legitimate_interest_post, "LEGITIMATE_INTEREST_POST", Basis::law,
     "Brief erlaubt, solange kein Widerspruch vorliegt.", "Letter permitted unless objected.", "", ""},
    {Ground::robinson_listed, "ROBINSON_LISTED", Basis::house_rule,
     "Steht in der Robinsonliste und ist kein Kunde.", "On the Robinson list and not a customer.",
     "Schreiben Sie nur mit Einwilligung.", "Write only with consent."},
    {Ground::information_overdue, "INFORMATION_OVERDUE", Basis::house_rule,
     "Die Information nach Art. 14 DSGVO fehlt seit der Erhebung am {date}.",
     "The Art. 14 GDPR information has been missing since the data were obtained on {date}.",
     "Geben Sie die Information jetzt, ohne Werbung oder spätestens in diesem Brief.",
     "Give the information now, without advertising or in this letter at the latest."},
    {Ground::purpose_limitation, "PURPOSE_LIMITATION", Basis::law,
     "Nicht für Werbung erhoben, sondern für: {purpose}.",
     "Not collected for advertising but for: {purpose}.", "Benutzen Sie den Anschluss nur für diesen Zweck.",
     "Use the contact point for that purpose only."},
    {Ground::consent_missing, "CONSENT_MISSING", Basis::law, "Keine Einwilligung und kein anderer Grund.",
     "No consent and no other ground.",
     "Bitten Sie per Brief um Einwilligung oder warten Sie auf eine Anfrage.",
     "Ask for consent by letter or wait for a request."},
    {Ground::sender_hidden, "SENDER_HIDDEN", Basis::law, "Der Absender wird nicht genannt.",
     "The sender is not named.", "Nennen Sie, für wen geworben wird.",
     "Say on whose behalf the advertising is."},
    {Ground::no_stop_address, "NO_STOP_ADDRESS", Basis::law, "Es fehlt ein Weg, weitere Werbung abzustellen.",
     "A way to stop further advertising is missing.", "Nennen Sie eine Adresse zum Abbestellen.",
     "Name an address for unsubscribing."},
    {Ground::caller_id_suppressed, "CALLER_ID_SUPPRESSED", Basis::law, "Die Rufnummer wird unterdrückt.",
     "The number is suppressed.", "Lassen Sie beim Anruf Ihre Rufnummer anzeigen.",
     "Call with your number shown."},
}};

static_assert(std::ranges::all_of(grounds, [](const GroundRow& row) {
    return row.ground == grounds[static_cast<std::size_t>(row.ground)].ground &&
           &row == &grounds[static_cast<std::size_t>(row.ground)];
}));

}  // namespace

std::span<const GroundRow, ground_count> ground_rows() {
    return grounds;
}

const GroundRow& row_of(Ground ground) {
    return grounds.at(static_cast<std::size_t>(ground));
}

std::string_view code_of(Ground ground) {
    return row_of(ground).code;
}

std::optional<Ground> ground_of(std::string_view code) {
    const auto row = std::ranges::find(grounds, code, &GroundRow::code);
    if (row == grounds.end()) return std::nullopt;
    return row->ground;
}

std::string_view word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::forbidden: return "forbidden";
        case Verdict::allowed_with_duty: return "allowed_with_duty";
        case Verdict::allowed: return "allowed";
    }
    return {};
}

std::string_view word_of(Basis basis) {
    switch (basis) {
        case Basis::law: return "law";
        case Basis::proof: return "proof";
        case Basis::house_rule: return "house_rule";
    }
    return {};
}

std::string_view word_of(Status status) {
    switch (status) {
        case Status::allowed: return "allowed";
        case Status::conditional: return "conditional";
        case Status::objected: return "objected";
        case Status::unknown: return "unknown";
        case Status::denied: return "denied";
    }
    return {};
}

Message words_of(Basis basis) {
    switch (basis) {
        case Basis::law: return {"Gesetz oder gefestigte Rechtsprechung", "statute or settled case law"};
        case Basis::proof: return {"Nachweis fehlt", "proof is missing"};
        case Basis::house_rule: return {"Hausregel", "house rule"};
    }
    return {};
}

Message words_of(Status status) {
    switch (status) {
        case Status::allowed: return {"Erlaubt", "allowed"};
        case Status::conditional: return {"Mit Auflage", "conditional"};
        case Status::objected: return {"Widerspruch", "objected"};
        case Status::unknown: return {"Ungeklärt", "unresolved"};
        case Status::denied: return {"Nicht erlaubt", "not allowed"};
    }
    return {};
}

}  // namespace kartei::domain
