#include "app/meeting.h"

#include <algorithm>

namespace kartei::app {

namespace {

using namespace domain;

Message words_of(Trait trait) {
    switch (trait) {
        case Trait::name: return {"Name", "name"};
        case Trait::company: return {"Firma", "company"};
        case Trait::customer_number: return {"Kundennummer", "customer number"};
        case Trait::phone: return {"Telefonnummer", "telephone number"};
        case Trait::email: return {"E-Mail-Adresse", "e-mail address"};
        case Trait::address: return {"Anschrift", "postal address"};
    }
    return {};
}

Message words_of(Difference difference) {
    switch (difference) {
        case Difference::name: return {"der Name ist ein anderer", "the name is another one"};
        case Difference::birth_date:
            return {"das Geburtsdatum ist ein anderes", "the date of birth is another one"};
        case Difference::salutation: return {"die Anrede ist eine andere", "the salutation is another one"};
        case Difference::company: return {"die Firma ist eine andere", "the company is another one"};
        case Difference::mailbox:
            return {"die E-Mail-Adresse ist eine andere", "the e-mail address is another one"};
        case Difference::unnamed:
            return {"ohne Namen ist nicht zu sagen, wer es ist", "without a name nobody can tell who it is"};
    }
    return {};
}

/// "Name, Telefonnummer und Anschrift"
Message listed(const std::vector<Message>& words) {
    Message list;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool last = i + 1 == words.size();
        list.de += (i == 0 ? "" : last ? " und " : ", ") + words[i].de;
        list.en += (i == 0 ? "" : last ? " and " : ", ") + words[i].en;
    }
    return list;
}

Message common_words(const Likeness& likeness) {
    std::vector<Message> words;
    for (const Trait trait : likeness.common) words.push_back(words_of(trait));
    // A family name alone is not the whole name; it is what half a name can have in common.
    if (words.empty()) words.push_back({"Nachname", "last name"});
    return listed(words);
}

template <class T, class Is>
bool any(const std::vector<T>& list, Is&& is) {
    return std::ranges::any_of(list, is);
}

std::vector<Message> added_points(const PersonFile& added) {
    std::vector<Message> words;
    const auto has = [&](std::initializer_list<PointKind> kinds) {
        return any(added.contact_points, [&](const ContactPoint& point) {
            return std::ranges::find(kinds, point.kind) != kinds.end();
        });
    };
    if (has({PointKind::phone, PointKind::mobile})) words.push_back({"Telefonnummer", "telephone number"});
    if (has({PointKind::fax})) words.push_back({"Faxnummer", "fax number"});
    if (has({PointKind::email})) words.push_back({"E-Mail-Adresse", "e-mail address"});
    if (has({PointKind::post})) words.push_back({"Anschrift", "postal address"});
    if (has({PointKind::messenger})) words.push_back({"Messenger", "messenger"});
    return words;
}

/// What merging brought to `known`, in the words of the glossary.
std::vector<Message> added_words(const PersonFile& known, const PersonFile& added) {
    std::vector<Message> words;
    const auto add = [&words](bool is_new, Message word) {
        if (is_new) words.push_back(std::move(word));
    };
    const Person& before = known.person;
    const Person& now = added.person;
    add(now.salutation != before.salutation, {"Anrede", "salutation"});
    add(now.title != before.title, {"Titel", "title"});
    add(now.first_name != before.first_name, {"Vorname", "first name"});
    add(now.last_name != before.last_name, {"Nachname", "last name"});
    add(now.customer_number != before.customer_number, {"Kundennummer", "customer number"});
    add(now.birth_date != before.birth_date, {"Geburtsdatum", "date of birth"});
    add(!added.jobs.empty(), {"Firma", "company"});
    for (auto& point : added_points(added)) words.push_back(std::move(point));
    const auto refused = [](const Consent& consent) { return consent.state == ConsentState::refused; };
    add(any(added.consents, [&](const Consent& one) { return !refused(one); }), {"Einwilligung", "consent"});
    add(!added.claims.empty(), {"Behauptung einer Einwilligung", "claim of a consent"});
    add(any(added.consents, refused), {"Ablehnung", "refusal"});
    add(!added.objections.empty(), {"Widerspruch", "objection"});
    add(!added.notes.empty(), {"Bemerkung", "note"});
    return words;
}

Message outcome_words(const std::vector<Message>& added, Duplicates duplicates) {
    const Message list = listed(added);
    if (duplicates == Duplicates::skip) {
        if (added.empty()) return {"Übersprungen, wie verlangt.", "Skipped, as asked."};
        return {"Übersprungen, wie verlangt, bis auf: " + list.de + ".",
                "Skipped, as asked, but for: " + list.en + "."};
    }
    if (added.empty()) return {"Brachte nichts Neues.", "Brought nothing new."};
    return {"Ergänzt: " + list.de + ".", "Added: " + list.en + "."};
}

}  // namespace

std::int64_t RowsOfPersons::line_of(PersonId person) const {
    const auto found = std::ranges::lower_bound(rows_, person, {}, &std::pair<PersonId, std::int64_t>::first);
    return found != rows_.end() && found->first == person ? found->second : 0;
}

KnownAs known_as(const PersonFile& known, const RowsOfPersons& rows) {
    return {.line = rows.line_of(known.person.person_id),
            .person = known.person.person_id,
            .customer_number = known.person.customer_number.value_or(""),
            .name = display_name(known)};
}

RowRemark same_remark(std::int64_t line, const PersonFile& known, const Likeness& likeness,
                      const PersonFile& added, Duplicates duplicates) {
    const Message common = common_words(likeness);
    const Message outcome = outcome_words(added_words(known, added), duplicates);
    return {.line = line,
            .what = {"Ist schon da (gleich: " + common.de + "). " + outcome.de,
                     "Is there already (the same: " + common.en + "). " + outcome.en},
            .way_out = {"Sind es doch zwei Menschen, geben Sie ihnen verschiedene Vornamen oder "
                        "Geburtsdaten.",
                        "If they are two people, give them different first names or dates of birth."}};
}

RowRemark apart_remark(std::int64_t line, const Likeness& likeness) {
    const Message common = common_words(likeness);
    const Message but = words_of(*likeness.difference);
    return {
        .line = line,
        .what = {"Ist eine eigene Person trotz Gemeinsamem (gleich: " + common.de + "), denn " + but.de + ".",
                 "Is a person of its own in spite of what is shared (the same: " + common.en + "), for " +
                     but.en + "."},
        .way_out = {"Ist es doch derselbe Mensch, gleichen Sie die Angaben an.",
                    "If it is one person all the same, make the details agree."}};
}

}  // namespace kartei::app
