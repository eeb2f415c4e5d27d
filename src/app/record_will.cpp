#include "app/record_will.h"

#include "app/find.h"
#include "app/lists.h"
#include "base/text.h"
#include "store/lists.h"
#include "store/person_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace kartei::app {

namespace {

using domain::PersonFile;

std::unexpected<Error> missing(std::string_view field, Message what) {
    return fail(ErrorCode::invalid, std::move(what), std::string(field));
}

Result<void> check_text(std::string_view field, std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes && is_utf8(text) && !has_control_characters(text, LineBreaks::allowed))
        return {};
    return missing(field,
                   {fmt::format("Zu lang (höchstens {} Bytes) oder mit Steuerzeichen.", max_bytes),
                    fmt::format("Too long (at most {} bytes) or with control characters.", max_bytes)});
}

/// Opens the transaction of an act on one person, whose row it locks.
class PersonAct {
public:
    /// A Write stays where it was begun, so the act does.
    static Result<std::unique_ptr<PersonAct>> open(House& house, const Session& session,
                                                   domain::PersonId person) {
        auto keyring = TRY(house.keyring(session));
        auto act = std::make_unique<PersonAct>(house, session, std::move(keyring));
        auto loaded = store::load_person_file(act->write.connection(), act->keyring, session.tenant, person,
                                              store::Lock::update);
        if (!loaded) return no_such_person();
        act->file = std::move(*loaded);
        return act;
    }

    PersonAct(House& house, const Session& session, store::Keyring keys)
        : keyring(std::move(keys)),
          write(house.connection(), keyring, house.ids(), session.tenant, session.actor(), house.now()) {}

    /// Stores the record in its list of the person, with the act's entry.
    template <class T>
    Result<void> add_and_commit(std::vector<T> PersonFile::* list, T record, std::string_view action) {
        PersonFile added{.person = file.person};
        PersonFile now = file;
        (now.*list).push_back(record);
        (added.*list).push_back(std::move(record));
        TRY(store::add_to_person_file(write, file, added, std::move(now)));
        write.log({.action = action,
                   .record_kind = "person",
                   .record_id = file.person.person_id.bytes,
                   .purpose = file.person.purpose});
        write.commit();
        return {};
    }

    store::Keyring keyring;
    store::Write write;
    PersonFile file;
    Lists lists;
};

/// The areas of a permission, made where they are new.
Result<domain::AreaScope> permitted_areas(PersonAct& act, const std::vector<std::string>& names) {
    std::vector<domain::AreaNo> numbers;
    for (const auto& name : names) {
        const auto number = TRY(act.lists.area(act.write, name));
        numbers.push_back(number);
    }
    return domain::areas_of(std::move(numbers));
}

/// The areas of an objection must exist: one against a misspelt area would forbid nothing.
Result<domain::AreaScope> objected_areas(PersonAct& act, const std::vector<std::string>& names) {
    if (names.empty()) return domain::every_area();
    std::vector<domain::AreaNo> numbers;
    for (const auto& name : names) {
        auto number = act.lists.known_area(act.write, name);
        if (!number) {
            number.error().next.de += " Ohne Bereich gilt der Widerspruch für alle.";
            number.error().next.en += " Without one the objection covers them all.";
            return std::unexpected(std::move(number).error());
        }
        numbers.push_back(*number);
    }
    return domain::areas_of(std::move(numbers));
}

domain::ChannelSet channels_of(const std::vector<domain::Channel>& channels) {
    domain::ChannelSet set;
    for (const auto channel : channels) set.insert(channel);
    return set;
}

/// The number of the wording with that label; a new one needs its text.
Result<domain::WordingNo> wording_of(PersonAct& act, const NewConsent& consent) {
    if (consent.wording.empty()) return domain::WordingNo{};
    std::uint32_t last = 0;
    for (const auto& known :
         store::read_wordings(act.write.connection(), act.write.keyring(), act.write.tenant())) {
        last = std::max(last, known.wording_no.value);
        if (known.label != consent.wording) continue;
        if (consent.wording_text.empty() || consent.wording_text == known.text) return known.wording_no;
        return fail(
            ErrorCode::conflict,
            {fmt::format("Die Fassung „{}“ hat schon einen anderen Wortlaut.", consent.wording),
             fmt::format("The wording '{}' has another text already.", consent.wording)},
            "wording",
            {"Geben Sie dem neuen Wortlaut eine neue Bezeichnung.", "Give the new text a new label."});
    }
    if (consent.wording_text.empty()) {
        return missing("wording_text",
                       {fmt::format("Die Fassung „{}“ ist neu; ihr Wortlaut fehlt.", consent.wording),
                        fmt::format("The wording '{}' is new; its text is missing.", consent.wording)});
    }
    const domain::Wording wording{.tenant_id = act.write.tenant(),
                                  .wording_no = {last + 1},
                                  .label = consent.wording,
                                  .language = "de",
                                  .text = consent.wording_text,
                                  .created_at = act.write.now()};
    act.write.insert(wording);
    return wording.wording_no;
}

Result<void> check(const NewConsent& consent, Instant now) {
    if (consent.wording.empty() && !consent.wording_text.empty()) {
        return missing("wording",
                       {"Dem Wortlaut fehlt seine Bezeichnung.", "The text of the wording lacks its label."});
    }
    if (consent.areas.empty()) {
        return missing("area", {"Eine Einwilligung nennt mindestens einen Bereich (BGH VI ZR 721/15).",
                                "A consent names at least one area (BGH VI ZR 721/15)."});
    }
    if (consent.channels.empty()) {
        return missing("channel", {"Eine Einwilligung nennt mindestens einen Kanal.",
                                   "A consent names at least one channel."});
    }
    if (!consent.given_at) {
        return missing("given_at", {"Es fehlt, wann sie erteilt wurde.", "It is missing when it was given."});
    }
    if (*consent.given_at > now) {
        return missing("given_at", {"Der Zeitpunkt liegt in der Zukunft.", "The time lies in the future."});
    }
    if (trim(consent.source).empty()) {
        return missing("source", {"Es fehlt die Herkunft.", "The source is missing."});
    }
    TRY(check_text("source", consent.source, max_bytes_of<domain::Source>("name")));
    TRY(check_text("wording", consent.wording, max_bytes_of<domain::Wording>("label")));
    TRY(check_text("wording_text", consent.wording_text, max_bytes_of<domain::Wording>("text")));
    return check_text("evidence", consent.evidence, max_bytes_of<domain::Consent>("evidence_note"));
}

}  // namespace

Result<Recorded<domain::ConsentId>> record_consent(House& house, const Session& session,
                                                   const NewConsent& consent) {
    TRY(domain::require(session.roles, domain::Right::record_consent));
    TRY(check(consent, house.now()));
    const auto opened = TRY(PersonAct::open(house, session, consent.person));
    PersonAct& act = *opened;
    auto areas = TRY(permitted_areas(act, consent.areas));
    domain::Consent record{.tenant_id = act.write.tenant(),
                           .person_id = consent.person,
                           .consent_id = act.write.next_id<domain::ConsentId>(),
                           .areas = std::move(areas),
                           .channels = channels_of(consent.channels),
                           .state = domain::ConsentState::given,
                           .given_at = consent.given_at,
                           .form = domain::ConsentForm::active,
                           .way = consent.way};
    record.wording_no = TRY(wording_of(act, consent));
    // Who, when, how and by whom stand in the record; full proof also needs the wording and the evidence
    // itself.
    if (record.wording_no.value != 0 && !trim(consent.evidence).empty())
        record.evidence = domain::Evidence::full;
    if (!trim(consent.evidence).empty()) record.evidence_note = consent.evidence;
    record.taken_by = session.account;
    record.source_id = act.lists.source(act.write, consent.source).source_id;
    record.created_at = act.write.now();
    TRY(act.add_and_commit(&PersonFile::consents, record, "consent.record"));
    return Recorded{record.consent_id, act.lists.areas_made()};
}

Result<Recorded<domain::ObjectionId>> record_objection(House& house, const Session& session,
                                                       const NewObjection& objection) {
    TRY(domain::require(session.roles, domain::Right::record_objection));
    TRY(check_text("way", objection.way, max_bytes_of<domain::Objection>("way")));
    TRY(check_text("note", objection.note, max_bytes_of<domain::Objection>("note")));
    const auto opened = TRY(PersonAct::open(house, session, objection.person));
    PersonAct& act = *opened;
    auto areas = TRY(objected_areas(act, objection.areas));
    domain::Objection record{.tenant_id = act.write.tenant(),
                             .person_id = objection.person,
                             .objection_id = act.write.next_id<domain::ObjectionId>(),
                             .areas = std::move(areas),
                             .channels = objection.channels.empty() ? domain::ChannelSet::every()
                                                                    : channels_of(objection.channels),
                             .objected_at = act.write.now(),
                             .way = objection.way.empty() ? "other" : objection.way};
    if (!objection.note.empty()) record.note = objection.note;
    record.source_id = act.lists.source(act.write, "Widerspruch der Person").source_id;
    record.created_at = act.write.now();
    TRY(act.add_and_commit(&PersonFile::objections, record, "objection.record"));
    return Recorded{record.objection_id, act.lists.areas_made()};
}

Result<Recorded<domain::InterestId>> record_interest(House& house, const Session& session,
                                                     const NewInterest& interest) {
    TRY(domain::require(session.roles, domain::Right::record_interest));
    if (trim(interest.why_content).empty() || trim(interest.why_phone).empty()) {
        return missing("why", {"Es fehlen die beiden Begründungen: warum dieser Inhalt, warum am Telefon.",
                               "The two reasons are missing: why this content, why by telephone."});
    }
    TRY(check_text("why_content", interest.why_content,
                   max_bytes_of<domain::PresumedInterest>("why_content")));
    TRY(check_text("why_phone", interest.why_phone, max_bytes_of<domain::PresumedInterest>("why_phone")));
    const auto opened = TRY(PersonAct::open(house, session, interest.person));
    PersonAct& act = *opened;
    if (act.file.person.kind == domain::RecipientKind::consumer) {
        return missing("person",
                       {"Bei Verbrauchern gibt es keine mutmaßliche Einwilligung (§ 7 Abs. 2 Nr. 1 UWG).",
                        "There is no presumed consent of consumers (UWG section 7(2) no. 1)."});
    }
    const auto area = TRY(act.lists.area(act.write, interest.area));
    domain::PresumedInterest record{.tenant_id = act.write.tenant(),
                                    .person_id = interest.person,
                                    .interest_id = act.write.next_id<domain::InterestId>(),
                                    .area_no = area,
                                    .basis = interest.basis,
                                    .why_content = interest.why_content,
                                    .why_phone = interest.why_phone};
    record.phone_expected = interest.phone_expected ? domain::Answer::yes : domain::Answer::not_said;
    record.review_on = add_years(berlin_date(act.write.now()), 1);
    record.recorded_by = session.account;
    record.created_at = act.write.now();
    TRY(act.add_and_commit(&PersonFile::interests, record, "interest.record"));
    return Recorded{record.interest_id, act.lists.areas_made()};
}

}  // namespace kartei::app
