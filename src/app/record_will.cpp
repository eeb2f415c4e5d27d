#include "app/record_will.h"

#include "app/person_act.h"
#include "base/fold.h"
#include "base/text.h"
#include "domain/policy.h"
#include "store/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::app {

namespace {

using domain::PersonFile;

/// Words for a way beside its own key, folded.
struct WayWord {
    std::string_view folded;
    domain::Way way;
};
constexpr auto way_words = std::to_array<WayWord>({
    {"telefon", domain::Way::phone},
    {"telefonisch", domain::Way::phone},
    {"telefonat", domain::Way::phone},
    {"anruf", domain::Way::phone},
    {"telephone", domain::Way::phone},
    {"call", domain::Way::phone},
    {"phone call", domain::Way::phone},
    {"e mail", domain::Way::email},
    {"mail", domain::Way::email},
    {"brief", domain::Way::post},
    {"briefpost", domain::Way::post},
    {"postkarte", domain::Way::post},
    {"schriftlich", domain::Way::post},
    {"letter", domain::Way::post},
    {"postcard", domain::Way::post},
    {"webformular", domain::Way::web},
    {"web formular", domain::Way::web},
    {"online formular", domain::Way::web},
    {"kontaktformular", domain::Way::web},
    {"website", domain::Way::web},
    {"webseite", domain::Way::web},
    {"internet", domain::Way::web},
    {"netz", domain::Way::web},
    {"online", domain::Way::web},
    {"web form", domain::Way::web},
    {"contact form", domain::Way::web},
    {"persoenlich", domain::Way::in_person},
    {"in person", domain::Way::in_person},
    {"muendlich", domain::Way::in_person},
    {"anderer weg", domain::Way::other},
    {"auf anderem weg", domain::Way::other},
    {"anders", domain::Way::other},
    {"sonstiges", domain::Way::other},
    {"another way", domain::Way::other},
});

/// "per Brief", "by letter" and "Brief" are all `post`: only a key gives the verdict its words. What is none
/// of them stays as it was said.
std::string known_way(const std::string& said) {
    if (enum_of<domain::Way>(said)) return said;
    std::string folded = fold_strict(said);
    for (const std::string_view before : {"per ", "by ", "via ", "am ", "im "}) {
        if (folded.starts_with(before)) {
            folded.erase(0, before.size());
            break;
        }
    }
    if (folded.empty()) return std::string(enum_word(domain::Way::other));
    if (const auto way = enum_of<domain::Way>(folded)) return std::string(enum_word(*way));
    const auto word = std::ranges::find(way_words, folded, &WayWord::folded);
    return word == way_words.end() ? said : std::string(enum_word(word->way));
}

/// Numbers come from somebody who was shown the areas; they are checked all the same.
Result<std::vector<domain::AreaNo>> known_numbers(PersonAct& act, const std::vector<domain::AreaNo>& numbers,
                                                  std::string_view field = "areas") {
    const auto areas = store::read_areas(act.write.connection(), act.write.keyring(), act.write.tenant());
    for (const auto number : numbers) {
        if (std::ranges::find(areas, number, &domain::Area::area_no) != areas.end()) continue;
        return fail(ErrorCode::not_found, {"Diesen Bereich gibt es nicht.", "There is no such area."},
                    std::string(field),
                    {"Wählen Sie einen der Bereiche der Firma.", "Choose one of the company's areas."});
    }
    return numbers;
}

Result<domain::AreaNo> known_number(PersonAct& act, domain::AreaNo number) {
    TRY(known_numbers(act, {number}, "area_no"));
    return number;
}

/// The areas of a permission, made where they are new.
Result<domain::AreaScope> permitted_areas(PersonAct& act, const std::vector<std::string>& names,
                                          const std::vector<domain::AreaNo>& known) {
    std::vector<domain::AreaNo> numbers = TRY(known_numbers(act, known));
    for (const auto& name : names) {
        const auto number = TRY(act.lists.area(act.write, name));
        numbers.push_back(number);
    }
    return domain::areas_of(std::move(numbers));
}

/// The areas of an objection must exist: one against a misspelt area would forbid nothing.
Result<domain::AreaScope> objected_areas(PersonAct& act, const std::vector<std::string>& names,
                                         const std::vector<domain::AreaNo>& known) {
    if (names.empty() && known.empty()) return domain::every_area();
    std::vector<domain::AreaNo> numbers = TRY(known_numbers(act, known));
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

Result<domain::WordingNo> known_wording(PersonAct& act, domain::WordingNo number) {
    const auto wordings =
        store::read_wordings(act.write.connection(), act.write.keyring(), act.write.tenant());
    if (std::ranges::find(wordings, number, &domain::Wording::wording_no) != wordings.end()) return number;
    return fail(ErrorCode::not_found, {"Diese Fassung gibt es nicht.", "There is no such wording."},
                "wording_no",
                {"Wählen Sie eine der Fassungen der Firma.", "Choose one of the company's wordings."});
}

/// The number of the wording with that label; a new one needs its text.
Result<domain::WordingNo> wording_of(PersonAct& act, const NewConsent& consent) {
    if (consent.wording_number) return known_wording(act, *consent.wording_number);
    if (consent.wording.empty()) return domain::WordingNo{};
    store::lock_numbered_lists(act.write.connection(), act.write.tenant());
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
        return refuse_member(
            "wording_text",
            {fmt::format("Die Fassung „{}“ ist neu; ihr Wortlaut fehlt.", consent.wording),
             fmt::format("The wording '{}' is new; its text is missing.", consent.wording)},
            {"Geben Sie den Wortlaut mit, den die Person sah.", "Give the text along that the person saw."});
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
        return refuse_member(
            "wording", {"Dem Wortlaut fehlt seine Bezeichnung.", "The text of the wording lacks its label."},
            {"Nennen Sie die Fassung, zum Beispiel v1.", "Name the version, for example v1."});
    }
    if (consent.areas.empty() && consent.area_numbers.empty()) {
        return refuse_member(
            "areas",
            {"Eine Einwilligung nennt mindestens einen Bereich (BGH VI ZR 721/15).",
             "A consent names at least one area (BGH VI ZR 721/15)."},
            {"Nennen Sie jeden Bereich, den der Text nennt.", "Name every area that the wording names."});
    }
    if (consent.channels.empty()) {
        return refuse_member(
            "channels",
            {"Eine Einwilligung nennt mindestens einen Kanal.", "A consent names at least one channel."},
            {"Nennen Sie jeden Kanal, den der Text nennt.", "Name every channel that the wording names."});
    }
    if (!consent.given_at) {
        return refuse_member("given_at",
                             {"Es fehlt, wann sie erteilt wurde.", "It is missing when it was given."},
                             {"Nennen Sie den Tag, besser den Zeitpunkt.", "Name the day, better the time."});
    }
    if (*consent.given_at > now) {
        return refuse_member(
            "given_at", {"Der Zeitpunkt liegt in der Zukunft.", "The time lies in the future."},
            {"Nennen Sie den Tag, an dem die Person zustimmte.", "Name the day on which the person agreed."});
    }
    TRY(check_source(consent.source));
    TRY(check_text("wording", consent.wording, max_bytes_of<domain::Wording>("label")));
    TRY(check_text("wording_text", consent.wording_text, max_bytes_of<domain::Wording>("text")));
    return check_text("evidence", consent.evidence, max_bytes_of<domain::Consent>("evidence_note"));
}

Result<void> check(const NewInterest& interest) {
    if (trim(interest.why_content).empty()) {
        return refuse_member("why_content",
                             {"Es fehlt die Begründung, warum der Inhalt diese Firma jetzt angeht.",
                              "The reason is missing why the content interests this company now."},
                             {"Schreiben Sie einen Satz, den Sie einem Gericht zeigen würden.",
                              "Write a sentence that you would show to a court."});
    }
    if (trim(interest.why_phone).empty()) {
        return refuse_member(
            "why_phone",
            {"Es fehlt die Begründung, warum gerade telefonisch.", "The reason is missing why by telephone."},
            {"Schreiben Sie einen Satz, den Sie einem Gericht zeigen würden.",
             "Write a sentence that you would show to a court."});
    }
    TRY(check_text("why_content", interest.why_content,
                   max_bytes_of<domain::PresumedInterest>("why_content")));
    return check_text("why_phone", interest.why_phone, max_bytes_of<domain::PresumedInterest>("why_phone"));
}

/// Takes an open claim out of the ones that wait; only the version that was seen, where one is given.
Result<domain::Claim> close_claim(PersonAct& act, domain::ClaimId id, domain::ClaimState state,
                                  std::optional<std::int64_t> version) {
    const auto claim = std::ranges::find(act.file.claims, id, &domain::Claim::claim_id);
    if (claim == act.file.claims.end()) {
        return fail(ErrorCode::not_found, {"Diese Behauptung gibt es nicht.", "There is no such claim."},
                    "claim_id", {"Laden Sie die Person neu.", "Load the person again."});
    }
    if (version && *version != claim->version) return outdated();
    if (claim->state != domain::ClaimState::open) {
        return fail(ErrorCode::conflict,
                    {"Über diese Behauptung ist schon entschieden.", "This claim has been decided already."},
                    "claim_id", {"Laden Sie die Person neu.", "Load the person again."});
    }
    domain::Claim closed = *claim;
    closed.state = state;
    TRY(act.write.update(*claim, closed));
    *claim = closed;
    return closed;
}

/// Why a consent permits nothing: what it lacks is not proven (rows of domain/consent_chain.cpp).
std::optional<Message> permits_nothing(const domain::Consent& consent) {
    const bool no_text = consent.wording_no.value == 0;
    const bool no_note = !consent.evidence_note;
    if (no_text && no_note) {
        return Message{
            "Sie erlaubt nichts, denn Fassung und Beleg fehlen: halten Sie sie mit beiden noch "
            "einmal fest.",
            "It permits nothing, because wording and evidence are missing: record it once more "
            "with both."};
    }
    if (no_text) {
        return Message{
            "Sie erlaubt nichts, denn die Fassung des Textes fehlt, den die Person sah: halten Sie "
            "sie mit ihr noch einmal fest.",
            "It permits nothing, because the wording is missing that the person saw: record it "
            "once more with it."};
    }
    if (no_note) {
        return Message{"Sie erlaubt nichts, denn der Beleg fehlt: halten Sie sie mit ihm noch einmal fest.",
                       "It permits nothing, because the evidence is missing: record it once more with it."};
    }
    return std::nullopt;
}

bool carries(domain::PresumedBasis basis) {
    using enum domain::PresumedBasis;
    return basis == existing_business_relation || basis == inquiry || basis == core_business_need ||
           basis == prior_cooperation;
}

/// Why a presumed interest permits nothing (rows of domain/customer_chain.cpp): who asked about the very
/// thing may expect a call.
std::optional<Message> permits_nothing(const domain::PresumedInterest& interest) {
    if (!carries(interest.basis)) {
        return Message{
            "Es erlaubt keinen Anruf, denn dieser Anlass trägt nicht: halten Sie es mit einem noch "
            "einmal fest, der trägt, etwa einer Anfrage oder einer Geschäftsbeziehung, oder holen "
            "Sie eine Einwilligung ein.",
            "It permits no call, because this basis does not hold: record it once more with one "
            "that does, such as an inquiry or a business relation, or obtain a consent."};
    }
    const bool implied =
        interest.basis == domain::PresumedBasis::inquiry && domain::Policy{}.inquiry_implies_phone;
    if (interest.phone_expected == domain::Answer::yes || implied) return std::nullopt;
    return Message{
        "Es erlaubt keinen Anruf, denn dass die Firma mit einem rechnen darf, ist nicht "
        "festgehalten: halten Sie es damit noch einmal fest, wenn es so ist.",
        "It permits no call, because it is not recorded that the company may expect one: record it "
        "once more with that, where it is so."};
}

/// What an act says when its record is in.
template <class Id>
Recorded<Id> recorded(const PersonAct& act, Id id, const std::optional<Message>& permits_nothing = {}) {
    return {.id = id,
            .areas_made = act.lists.areas_made(),
            .name = domain::display_name(act.file),
            .customer_number = act.file.person.customer_number.value_or(""),
            .permits_nothing = permits_nothing};
}

}  // namespace

Result<Recorded<domain::ConsentId>> record_consent(House& house, const Session& session,
                                                   const NewConsent& consent) {
    TRY(domain::require(session.roles, domain::Right::record_consent));
    TRY(check(consent, house.now()));
    const auto opened = TRY(PersonAct::open(house, session, consent.person));
    PersonAct& act = *opened;
    auto areas = TRY(permitted_areas(act, consent.areas, consent.area_numbers));
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
    if (consent.proves) TRY(close_claim(act, *consent.proves, domain::ClaimState::proven, std::nullopt));
    TRY(act.add_and_commit(&PersonFile::consents, record, "consent.record"));
    return recorded(act, record.consent_id, permits_nothing(record));
}

Result<Recorded<domain::ObjectionId>> record_objection(House& house, const Session& session,
                                                       const NewObjection& objection) {
    TRY(domain::require(session.roles, domain::Right::record_objection));
    TRY(check_text("way", objection.way, max_bytes_of<domain::Objection>("way")));
    TRY(check_text("note", objection.note, max_bytes_of<domain::Objection>("note")));
    const auto opened = TRY(PersonAct::open(house, session, objection.person));
    PersonAct& act = *opened;
    auto areas = TRY(objected_areas(act, objection.areas, objection.area_numbers));
    domain::Objection record{.tenant_id = act.write.tenant(),
                             .person_id = objection.person,
                             .objection_id = act.write.next_id<domain::ObjectionId>(),
                             .areas = std::move(areas),
                             .channels = objection.channels.empty() ? domain::ChannelSet::every()
                                                                    : channels_of(objection.channels),
                             .objected_at = act.write.now(),
                             .way = known_way(objection.way)};
    if (!objection.note.empty()) record.note = objection.note;
    record.source_id = act.lists.source(act.write, "Widerspruch der Person").source_id;
    record.created_at = act.write.now();
    TRY(act.add_and_commit(&PersonFile::objections, record, "objection.record"));
    return recorded(act, record.objection_id);
}

Result<Recorded<domain::InterestId>> record_interest(House& house, const Session& session,
                                                     const NewInterest& interest) {
    TRY(domain::require(session.roles, domain::Right::record_interest));
    TRY(check(interest));
    const auto opened = TRY(PersonAct::open(house, session, interest.person));
    PersonAct& act = *opened;
    if (act.file.person.kind == domain::RecipientKind::consumer) {
        return fail(ErrorCode::forbidden,
                    {"Bei Verbrauchern gibt es keine mutmaßliche Einwilligung (UWG § 7 Abs. 2 Nr. 1).",
                     "There is no presumed consent of consumers (UWG section 7(2) no. 1)."},
                    "person_id",
                    {"Anrufen dürfen Sie nur mit seiner Einwilligung.", "Call him with his consent only."},
                    "kartei consent");
    }
    const auto area = TRY(interest.area_number ? known_number(act, *interest.area_number)
                                               : act.lists.area(act.write, interest.area));
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
    return recorded(act, record.interest_id, permits_nothing(record));
}

Result<domain::Claim> drop_claim(House& house, const Session& session, domain::PersonId person,
                                 domain::ClaimId claim, std::int64_t version) {
    TRY(domain::require(session.roles, domain::Right::record_consent));
    const auto opened = TRY(PersonAct::open(house, session, person));
    PersonAct& act = *opened;
    const PersonFile before = act.file;
    auto dropped = TRY(close_claim(act, claim, domain::ClaimState::dropped, version));
    TRY(act.refresh_and_commit(before, "claim.drop"));
    return dropped;
}

}  // namespace kartei::app
