#include "tests/simulation/deeds.h"

#include "app/edit_person.h"
#include "app/record_will.h"
#include "app/sign_in.h"
#include "domain/origin.h"
#include "domain/written_point.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::simulation {

namespace {

using domain::ContactPoint;
using domain::PersonId;

constexpr std::string_view source = "Anruf der Person";
constexpr domain::SourceId point_source{UuidBytes{1}};

domain::Source source_named(std::string_view name) {
    return {.source_id = point_source, .kind = domain::origin_kind(name), .name = std::string(name)};
}

template <class T>
bool take(Result<T>& result, Outcome& outcome) {
    outcome.is_finished = true;
    if (!result) outcome.refused = result.error();
    return result.has_value();
}

ContactPoint point_of(const app::NewContactPoint& typed) {
    auto point = typed.kind == domain::PointKind::email
                     ? domain::written_email(typed.value).point
                     : domain::written_number(typed.kind, typed.value, *domain::Country::of("DE")).point;
    point.owner = typed.owner;
    point.capacity = typed.capacity;
    point.purposes = domain::PurposeKeys::of({"advertising"});
    point.source_id = point_source;
    return point;
}

void take_members(domain::Person& person, const app::PersonMembers& members) {
    person.kind = members.kind;
    person.first_name = members.first_name;
    person.last_name = members.last_name;
    person.deceased = members.deceased;
}

std::function<std::optional<ErrorCode>(const Book&)> needs_somebody(PersonId person) {
    return [person](const Book& book) -> std::optional<ErrorCode> {
        if (book.find(person) == nullptr) return ErrorCode::not_found;
        return std::nullopt;
    };
}

domain::ChannelSet channels_of(const std::vector<domain::Channel>& channels) {
    domain::ChannelSet set;
    for (const auto channel : channels) set.insert(channel);
    return set;
}

const ContactPoint* point_in(const Book& book, PersonId person, domain::ContactPointId id) {
    const auto* known = book.find(person);
    if (known == nullptr) return nullptr;
    const auto& points = known->file.contact_points;
    const auto found = std::ranges::find(points, id, &ContactPoint::contact_point_id);
    return found == points.end() ? nullptr : &*found;
}

std::optional<ErrorCode> refusal_of_point(const Book& book, PersonId person, domain::ContactPointId id,
                                          std::int64_t version) {
    const auto* point = point_in(book, person, id);
    if (point == nullptr) return ErrorCode::not_found;
    if (point->version != version) return ErrorCode::outdated;
    return std::nullopt;
}

/// Name and a number or address agree: asked for again when its key is forgotten.
bool is_on_file(const Book& book, const app::NewPerson& typed) {
    return std::ranges::any_of(book.persons, [&](const auto& one) {
        const auto& file = one.second.file;
        return file.person.first_name == typed.members.first_name &&
               file.person.last_name == typed.members.last_name &&
               std::ranges::any_of(file.contact_points, [&](const ContactPoint& point) {
                   return std::ranges::find(typed.contact_points, point.value,
                                            &app::NewContactPoint::value) != typed.contact_points.end();
               });
    });
}

/// What an act on somebody leaves: its entry, and that he was worked on.
KnownPerson& touch(Book& book, PersonId person, const char* action) {
    ++book.entries[action];
    auto& known = *book.find(person);
    known.is_touched_since = true;
    return known;
}

}  // namespace

std::string Deeds::new_name() {
    constexpr std::string_view consonants = "bdfgklmnrst";
    constexpr std::string_view vowels = "aeiou";
    std::string name = "Z";
    std::size_t rest = next_++;
    for (int i = 0; i < 3; ++i) {
        name += vowels[rest % vowels.size()];
        rest /= vowels.size();
        name += consonants[rest % consonants.size()];
        rest /= consonants.size();
    }
    return name;
}

PersonId Deeds::any_person() {
    if (book_.persons.empty() || dice_.one_in(40)) return {UuidBytes{9}};
    return std::next(book_.persons.begin(), static_cast<std::ptrdiff_t>(dice_.below(book_.persons.size())))
        ->first;
}

std::vector<domain::AreaNo> Deeds::some_areas(std::size_t least) {
    std::vector<domain::AreaNo> areas;
    for (std::size_t i = dice_.below(3) + least; i > 0; --i) areas.push_back(any_area());
    return areas;
}

std::vector<domain::Channel> Deeds::some_channels(std::size_t least) {
    std::vector<domain::Channel> channels;
    for (std::size_t i = dice_.below(4) + least; i > 0; --i) channels.push_back(any_channel());
    return channels;
}

std::pair<PersonId, ContactPoint> Deeds::any_point() {
    const auto person = any_person();
    const auto* known = book_.find(person);
    if (known == nullptr || known->file.contact_points.empty() || dice_.one_in(20))
        return {person, ContactPoint{.contact_point_id = {UuidBytes{9}}}};
    return {person, dice_.one_of(known->file.contact_points)};
}

Deed Deeds::writing() {
    Deed deed = [&] {
        if (book_.persons.size() < 4) return create();
        switch (dice_.below(16)) {
            case 0: return create();
            case 1:
            case 2: return change();
            case 3: return add_point();
            case 4: return change_point();
            case 5: return remove_point();
            case 6:
            case 7:
            case 8:
            case 9: return consent();
            case 10:
            case 11: return objection();
            case 12: return interest();
            default: return check();
        }
    }();
    if (!dice_.one_in(3)) {
        UuidBytes key{};
        dice_.fill(key);
        deed.key = key;
        deed.request = sha256(bytes_of(deed.words));
    }
    return deed;
}

Deed Deeds::create() {
    app::NewPerson typed{.members = {.first_name = new_name(), .last_name = new_name()},
                         .purpose = "advertising",
                         .origin = {.source = std::string(source)}};
    typed.members.kind =
        dice_.one_in(3) ? domain::RecipientKind::sole_trader : domain::RecipientKind::consumer;
    typed.contact_points.push_back({.kind = domain::PointKind::phone, .value = new_phone()});
    if (dice_.one_in(2))
        typed.contact_points.push_back({.kind = domain::PointKind::email, .value = new_email()});
    Deed deed{.words = fmt::format("create {} {}", typed.members.first_name, typed.members.last_name),
              .staff = any_staff(),
              .right = domain::Right::create_person};
    deed.act = [typed](app::House& house, const app::Session& session, Outcome& outcome) {
        auto created = app::create_person(house, session, typed);
        if (!take(created, outcome)) return;
        outcome.answer = created->person_id.text();
        outcome.effect = [typed, id = created->person_id](Book& book) {
            KnownPerson known;
            auto& file = known.file;
            file.person = {.person_id = id, .purpose = typed.purpose, .source_id = point_source};
            take_members(file.person, typed.members);
            for (const auto& point : typed.contact_points) file.contact_points.push_back(point_of(point));
            file.sources = {source_named(source)};
            book.persons.emplace(id, std::move(known));
            ++book.entries["person.create"];
        };
    };
    deed.refusal = [typed](const Book& book) -> std::optional<ErrorCode> {
        if (is_on_file(book, typed)) return ErrorCode::conflict;
        return std::nullopt;
    };
    return deed;
}

Deed Deeds::change() {
    const auto person = any_person();
    const auto* known = book_.find(person);
    const auto version = seen(known == nullptr ? 1 : known->file.person.version);
    app::PersonMembers members{.first_name = new_name(), .last_name = new_name()};
    if (known != nullptr && dice_.one_in(2)) members.last_name = known->file.person.last_name.value_or("");
    if (dice_.one_in(3)) members.kind = domain::RecipientKind::sole_trader;
    members.deceased = dice_.one_in(12);
    Deed deed{.words = fmt::format("change {} v{} to {}", person.text(), version, members.last_name),
              .staff = any_staff(),
              .right = domain::Right::edit_person};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto changed = app::change_person(house, session, person, version, members);
        if (!take(changed, outcome)) return;
        outcome.answer = std::to_string(changed->version);
        outcome.effect = [=](Book& book) {
            auto& own = touch(book, person, "person.change").file.person;
            take_members(own, members);
            ++own.version;
        };
    };
    deed.refusal = [=](const Book& book) -> std::optional<ErrorCode> {
        const auto* somebody = book.find(person);
        if (somebody == nullptr) return ErrorCode::not_found;
        if (somebody->file.person.version != version) return ErrorCode::outdated;
        return std::nullopt;
    };
    return deed;
}

Deed Deeds::add_point() {
    const auto person = any_person();
    app::NewContactPoint typed{.kind = domain::PointKind::email};
    typed.value = new_email();
    if (dice_.one_in(2)) typed = {.kind = domain::PointKind::phone, .value = new_phone()};
    if (const auto* known = book_.find(person); known != nullptr && dice_.one_in(6)) {
        const auto& points = known->file.contact_points;
        if (!points.empty()) typed = {.kind = points.front().kind, .value = points.front().value};
    }
    Deed deed{.words = fmt::format("add {} to {}", typed.value, person.text()),
              .staff = any_staff(),
              .right = domain::Right::edit_person};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto added = app::add_contact_point(house, session, person, typed, {.source = std::string(source)});
        if (!take(added, outcome)) return;
        outcome.answer = added->contact_point_id.text();
        outcome.effect = [=, id = added->contact_point_id](Book& book) {
            auto point = point_of(typed);
            point.contact_point_id = id;
            auto& file = touch(book, person, "contact_point.add").file;
            file.contact_points.push_back(std::move(point));
            if (file.sources.front().source_id != point_source) file.sources.push_back(source_named(source));
        };
    };
    deed.refusal = [=](const Book& book) -> std::optional<ErrorCode> {
        const auto* known = book.find(person);
        if (known == nullptr) return ErrorCode::not_found;
        const auto& points = known->file.contact_points;
        if (std::ranges::find(points, typed.value, &ContactPoint::value) != points.end())
            return ErrorCode::conflict;
        return std::nullopt;
    };
    return deed;
}

Deed Deeds::change_point() {
    const auto chosen = any_point();
    const auto person = chosen.first;
    const auto& point = chosen.second;
    const auto id = point.contact_point_id;
    const auto version = seen(point.version);
    const bool was_valid = point.status == domain::PointStatus::valid;
    const app::PointState state{.status =
                                    was_valid ? domain::PointStatus::invalid : domain::PointStatus::valid};
    Deed deed{.words = fmt::format("set {} of {} v{} to {}", point.value, person.text(), version,
                                   enum_word(state.status)),
              .staff = any_staff(),
              .right = domain::Right::edit_person};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto changed = app::change_contact_point(house, session, person, id, version, state);
        if (!take(changed, outcome)) return;
        outcome.answer = std::to_string(changed->version);
        outcome.effect = [=](Book& book) {
            auto& points = touch(book, person, "contact_point.change").file.contact_points;
            auto& own = *std::ranges::find(points, id, &ContactPoint::contact_point_id);
            own.status = state.status;
            own.owner = state.owner;
            own.capacity = state.capacity;
            ++own.version;
        };
    };
    deed.refusal = [=](const Book& book) { return refusal_of_point(book, person, id, version); };
    return deed;
}

Deed Deeds::remove_point() {
    const auto chosen = any_point();
    const auto person = chosen.first;
    const auto& point = chosen.second;
    const auto id = point.contact_point_id;
    const auto version = seen(point.version);
    Deed deed{.words = fmt::format("remove {} of {} v{}", point.value, person.text(), version),
              .staff = any_staff(),
              .right = domain::Right::edit_person};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto removed = app::remove_contact_point(house, session, person, id, version);
        if (!take(removed, outcome)) return;
        outcome.effect = [=](Book& book) {
            std::erase_if(touch(book, person, "contact_point.remove").file.contact_points,
                          [&](const ContactPoint& own) { return own.contact_point_id == id; });
        };
    };
    deed.refusal = [=](const Book& book) { return refusal_of_point(book, person, id, version); };
    return deed;
}

Deed Deeds::consent() {
    app::NewConsent given{.person = any_person(),
                          .areas = {},
                          .channels = some_channels(1),
                          .way = domain::ConsentWay::paper,
                          .evidence = dice_.one_in(8) ? "" : "Ordner 7",
                          .source = std::string(source),
                          .area_numbers = some_areas(1)};
    if (!dice_.one_in(8)) given.wording_number = Scene::only().wording();
    const std::int64_t age_us = dice_.one_in(3) ? dice_.between(1, 900) * us_per_day : 0;
    Deed deed{.words = fmt::format("consent of {} to {} areas, {}, {} days ago", given.person.text(),
                                   given.area_numbers.size(), domain::scope_text(channels_of(given.channels)),
                                   age_us / us_per_day),
              .staff = any_staff(),
              .right = domain::Right::record_consent};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto dated = given;
        dated.given_at = house.now() + -age_us;
        auto recorded = app::record_consent(house, session, dated);
        if (!take(recorded, outcome)) return;
        outcome.answer = recorded->id.text();
        outcome.effect = [dated](Book& book) {
            auto& known = touch(book, dated.person, "consent.record");
            domain::Consent record{.areas = domain::areas_of(dated.area_numbers),
                                   .channels = channels_of(dated.channels),
                                   .state = domain::ConsentState::given,
                                   .given_at = dated.given_at,
                                   .form = domain::ConsentForm::active,
                                   .way = dated.way};
            record.wording_no = dated.wording_number.value_or(domain::WordingNo{});
            if (!dated.evidence.empty()) record.evidence_note = dated.evidence;
            if (record.wording_no.value != 0 && record.evidence_note)
                record.evidence = domain::Evidence::full;
            known.wills.push_back({.areas = record.areas, .channels = record.channels});
            known.file.consents.push_back(std::move(record));
        };
    };
    deed.refusal = needs_somebody(given.person);
    return deed;
}

Deed Deeds::objection() {
    app::NewObjection said{.person = any_person(), .areas = {}, .channels = {}, .way = "phone", .note = ""};
    if (dice_.one_in(2)) said.channels = some_channels(1);
    if (dice_.one_in(2)) said.area_numbers = some_areas(1);
    Deed deed{.words = fmt::format("objection of {} to {} areas, {} channels (0: all)", said.person.text(),
                                   said.area_numbers.size(), said.channels.size()),
              .staff = any_staff(),
              .right = domain::Right::record_objection};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto recorded = app::record_objection(house, session, said);
        if (!take(recorded, outcome)) return;
        outcome.answer = recorded->id.text();
        outcome.effect = [said, at = house.now()](Book& book) {
            auto& known = touch(book, said.person, "objection.record");
            domain::Objection record{
                .areas =
                    said.area_numbers.empty() ? domain::every_area() : domain::areas_of(said.area_numbers),
                .channels = said.channels.empty() ? domain::ChannelSet::every() : channels_of(said.channels),
                .objected_at = at,
                .way = "phone"};
            known.wills.push_back({.forbids = true, .areas = record.areas, .channels = record.channels});
            known.file.objections.push_back(std::move(record));
        };
    };
    deed.refusal = needs_somebody(said.person);
    return deed;
}

Deed Deeds::interest() {
    app::NewInterest noted{.person = any_person(),
                           .area = {},
                           .basis = domain::PresumedBasis::inquiry,
                           .why_content = "Er fragte danach.",
                           .why_phone = "Er bat um einen Anruf."};
    noted.area_number = any_area();
    noted.phone_expected = dice_.one_in(2);
    Deed deed{
        .words = fmt::format("interest of {} in area {}", noted.person.text(), noted.area_number->value),
        .staff = any_staff(),
        .right = domain::Right::record_interest};
    deed.act = [=](app::House& house, const app::Session& session, Outcome& outcome) {
        auto recorded = app::record_interest(house, session, noted);
        if (!take(recorded, outcome)) return;
        outcome.answer = recorded->id.text();
        outcome.effect = [noted](Book& book) {
            domain::PresumedInterest record{.area_no = *noted.area_number,
                                            .basis = noted.basis,
                                            .why_content = noted.why_content,
                                            .why_phone = noted.why_phone};
            if (noted.phone_expected) record.phone_expected = domain::Answer::yes;
            touch(book, noted.person, "interest.record").file.interests.push_back(std::move(record));
        };
    };
    deed.refusal = [person = noted.person](const Book& book) -> std::optional<ErrorCode> {
        const auto* known = book.find(person);
        if (known == nullptr) return ErrorCode::not_found;
        if (known->file.person.kind == domain::RecipientKind::consumer) return ErrorCode::forbidden;
        return std::nullopt;
    };
    return deed;
}

Deed Deeds::signing_in(std::size_t staff) {
    Deed deed{.words = fmt::format("sign in {}", staff), .staff = staff};
    deed.act = [staff](app::House& house, const app::Session&, Outcome& outcome) {
        auto begun = app::sign_in(house, Scene::only().staff()[staff].account);
        if (!take(begun, outcome)) return;
        outcome.answer = begun->token;
        outcome.effect = [](Book& book) { ++book.entries["session.begin"]; };
    };
    return deed;
}

}  // namespace kartei::simulation
