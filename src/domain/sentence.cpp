// Sentences for people: the ground catalogue with its placeholders filled from the record that carries the
// ground.
#include "domain/explain.h"
#include "domain/inquiry.h"

#include <fmt/format.h>

namespace kartei::domain {

namespace {

Message unknown_words() {
    return {"unbekannt", "unknown"};
}

Message day_of(std::optional<Instant> at) {
    // In brackets, as it stands behind "vom", "am" and "seit" alike.
    if (!at) return {"[Datum fehlt]", "[date missing]"};
    return date_words(berlin_date(*at));
}

Message way_words(Way way) {
    switch (way) {
        case Way::unstated: return {};
        case Way::phone: return {", telefonisch", ", by phone"};
        case Way::email: return {", per E-Mail", ", by e-mail"};
        case Way::post: return {", per Brief", ", by letter"};
        case Way::web: return {", im Netz", ", online"};
        case Way::in_person: return {", persönlich", ", in person"};
        case Way::other: return {", auf anderem Weg", ", in another way"};
    }
    return {};
}

/// The contact as an act: what one would do.
Message act_words(Channel channel) {
    switch (channel) {
        case Channel::phone: return {"Anruf", "call"};
        case Channel::robocall: return {"automatischer Anruf", "automatic call"};
        case Channel::email: return {"E-Mail", "e-mail"};
        case Channel::sms: return {"SMS", "text message"};
        case Channel::messenger: return {"Messenger-Nachricht", "messenger message"};
        case Channel::social_dm: return {"Nachricht im sozialen Netzwerk", "social network message"};
        case Channel::push: return {"Push-Mitteilung", "push notification"};
        case Channel::fax: return {"Fax", "fax"};
        case Channel::post: return {"Brief", "letter"};
    }
    return {};
}

Message purpose_words(PurposeSet purposes) {
    struct Word {
        Purpose purpose;
        std::string_view de;
        std::string_view en;
    };
    constexpr std::array<Word, 10> words{{
        {Purpose::advertising, "Werbung", "advertising"},
        {Purpose::newsletter, "Newsletter", "newsletter"},
        {Purpose::contract, "Vertrag", "contract"},
        {Purpose::inquiry, "Anfrage", "inquiry"},
        {Purpose::send_documents, "Zusenden von Unterlagen", "sending documents"},
        {Purpose::complaint, "Beschwerde", "complaint"},
        {Purpose::support, "Kundendienst", "support"},
        {Purpose::application, "Bewerbung", "application"},
        {Purpose::customer_care, "Kundenbetreuung", "customer care"},
        {Purpose::other, "ein anderer Zweck", "another purpose"},
    }};
    Message text;
    for (const Word& word : words) {
        if (!purposes.contains(word.purpose)) continue;
        text.de += (text.de.empty() ? "" : ", ") + std::string(word.de);
        text.en += (text.en.empty() ? "" : ", ") + std::string(word.en);
    }
    return text.de.empty() ? Message{"eigene Angebote", "own offers"} : text;
}

Message basis_words(PresumedBasis basis) {
    switch (basis) {
        case PresumedBasis::existing_business_relation:
            return {"der bestehenden Geschäftsbeziehung", "the existing business relation"};
        case PresumedBasis::inquiry: return {"der Anfrage", "the inquiry"};
        case PresumedBasis::core_business_need:
            return {"dem Bedarf im Kerngeschäft", "a need of the core business"};
        case PresumedBasis::prior_cooperation: return {"früherer Zusammenarbeit", "prior cooperation"};
        case PresumedBasis::directory_listing:
            return {"dem Eintrag in einem Verzeichnis", "a directory listing"};
        case PresumedBasis::generic_interest: return {"allgemeinem Interesse", "a general interest"};
        case PresumedBasis::other: return {"einem anderen Umstand", "another circumstance"};
    }
    return {};
}

Message scope_words(const Names& names, const AreaScope& areas, ChannelSet channels) {
    const Message area = names.areas_of(areas);
    const Message channel = channel_words(channels.empty() ? ChannelSet::every() : channels);
    return {fmt::format("{} / {}", area.de, channel.de), fmt::format("{} / {}", area.en, channel.en)};
}

/// What stands for each placeholder.
struct Filling {
    Message date = unknown_words();
    Message until = unknown_words();
    Message way;
    Message area;
    Message covers = unknown_words();
    Message act;
    Message purpose;
    Message reason = unknown_words();
    Message country;
    Message version = unknown_words();
};

void fill_consent(Filling& filling, const Decision& decision, const ConsentFact& consent,
                  const Names& names) {
    std::optional<Instant> at = consent.given_at;
    if (decision.ground == Ground::consent_withdrawn) at = consent.withdrawn_at;
    if (decision.ground == Ground::consent_future) at = said_at(consent);
    filling.date = day_of(at);
    filling.until = day_of(consent.valid_until);
    const std::string version = names.wording(consent.wording);
    filling.version = {version, version};
    filling.covers = scope_words(names, consent.areas, consent.channels);
    if (decision.ground == Ground::consent_other_controller)
        filling.covers = names.controller(consent.controller);
}

void fill_objection(Filling& filling, const ObjectionFact& objection, const Names& names) {
    filling.date = day_of(objection.at);
    filling.way = way_words(objection.via);
    filling.covers = scope_words(names, objection.areas, objection.channels);
}

void fill_record(Filling& filling, const Decision& decision, const Facts& facts, const Names& names) {
    const std::size_t index = decision.record.index;
    switch (decision.record.kind) {
        case RecordKind::consent: fill_consent(filling, decision, facts.consents.at(index), names); break;
        case RecordKind::objection: fill_objection(filling, facts.objections.at(index), names); break;
        case RecordKind::contact_point:
            filling.purpose = purpose_words(facts.contact_points.at(index).collected_for);
            break;
        case RecordKind::sale: filling.covers = names.controller(facts.sales.at(index).seller); break;
        case RecordKind::presumed: filling.reason = basis_words(facts.presumed.at(index).basis); break;
        case RecordKind::request: filling.date = day_of(facts.requests.at(index).at); break;
        case RecordKind::restriction: filling.date = day_of(facts.restrictions.at(index).since); break;
        case RecordKind::erasure: filling.date = day_of(facts.erasure.requested_at); break;
        case RecordKind::suppression: filling.date = day_of(facts.suppressions.at(index).at); break;
        case RecordKind::info: filling.date = day_of(facts.info.obtained_at); break;
        case RecordKind::none: break;
    }
}

template <class Pick>
std::string filled(std::string_view pattern, const Filling& f, Pick pick) {
    std::string text =
        fmt::format(fmt::runtime(pattern), fmt::arg("date", pick(f.date)), fmt::arg("until", pick(f.until)),
                    fmt::arg("way", pick(f.way)), fmt::arg("area", pick(f.area)),
                    fmt::arg("covers", pick(f.covers)), fmt::arg("act", pick(f.act)),
                    fmt::arg("purpose", pick(f.purpose)), fmt::arg("reason", pick(f.reason)),
                    fmt::arg("country", pick(f.country)), fmt::arg("version", pick(f.version)));
    // An act may stand at the beginning: "call permitted" begins with a capital.
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

/// A house rule's sentence must not sound like a statute.
Message with_basis(Message text, const Decision& decision) {
    if (is_allowed(decision) || decision.basis != Basis::house_rule) return text;
    return {text.de + " (Hausregel)", text.en + " (house rule)"};
}

}  // namespace

Message Names::area(AreaNo area) const {
    if (area.value == 0) return {"keinen Bereich", "no area"};
    if (area.value < areas.size() && !areas[area.value].de.empty()) return areas[area.value];
    return {fmt::format("Bereich {}", area.value), fmt::format("area {}", area.value)};
}

Message Names::areas_of(const AreaScope& scope) const {
    if (scope.all || scope.areas.empty()) return {"alle Bereiche", "all areas"};
    Message text;
    for (const AreaNo number : scope.areas) {
        const Message one = area(number);
        text.de += (text.de.empty() ? "" : ", ") + one.de;
        text.en += (text.en.empty() ? "" : ", ") + one.en;
    }
    return text;
}

std::string Names::wording(WordingNo wording) const {
    if (wording.value != 0 && wording.value < wordings.size()) return wordings[wording.value];
    return wording.value == 0 ? "–" : fmt::format("{}", wording.value);
}

Message Names::controller(ControllerNo controller) const {
    if (controller == unknown_controller) return {"ein unbekanntes Unternehmen", "an unknown company"};
    if (controller == foreign_controller) return {"ein anderes Unternehmen", "another company"};
    if (controller.value < controllers.size())
        return {controllers[controller.value], controllers[controller.value]};
    return {fmt::format("Unternehmen {}", controller.value), fmt::format("company {}", controller.value)};
}

Message sentence(const Decision& decision, const Facts& facts, const Question& question, const Names& names) {
    Filling filling;
    filling.area = names.area(question.area.area());
    filling.act = act_words(question.channel);
    filling.purpose = purpose_words({});
    const std::string country(facts.country.begin(), facts.country.end());
    filling.country = {country, country};
    fill_record(filling, decision, facts, names);
    const GroundRow& row = row_of(decision.ground);
    return with_basis({filled(row.de, filling, [](const Message& words) { return words.de; }),
                       filled(row.en, filling, [](const Message& words) { return words.en; })},
                      decision);
}

Message instead(const Decision& decision) {
    const GroundRow& row = row_of(decision.ground);
    return {std::string(row.instead_de), std::string(row.instead_en)};
}

}  // namespace kartei::domain
