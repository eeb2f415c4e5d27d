#include "app/contact.h"

#include "app/find.h"
#include "app/lists.h"
#include "app/tenant_lists.h"
#include "base/fold.h"
#include "base/text.h"
#include "domain/facts_of_person.h"
#include "store/contact_facts.h"
#include "store/lists.h"
#include "store/person_file.h"
#include "store/reading.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace kartei::app {

namespace {

using domain::Area;
using domain::AreaNo;
using domain::Channel;
using domain::PersonFile;

constexpr std::size_t max_claims_shown = 5;
constexpr std::size_t max_evidence_bytes = 1'000;  ///< of one text in a stored answer
constexpr std::size_t max_facts_bytes = 16'000;    ///< of the packed facts in it; larger ones are left out

/// What all cells of one answer share.
struct Ground {
    PersonFile file;  ///< the records that reasons cite
    domain::Facts facts;
    Bytes packed;  ///< the same as they are stored
    std::shared_ptr<const TenantLists> lists;
    Instant now;
    std::string name = {};  ///< of the person, where it is shown
};

/// Reads the facts exactly as a batch would: from the packed row, under the tenant's lists.
Result<Ground> load_facts(House& house, const Session& session, domain::PersonId person,
                          std::shared_ptr<const TenantLists> lists) {
    auto& connection = house.connection();
    auto packed = store::read_contact_facts(connection, session.tenant, person);
    if (!packed) {
        if (!store::load_person_line(connection, session.tenant, person)) return no_such_person();
        throw store::StoreFailure(store::FailureKind::corrupt, "contact_facts", "a person has none");
    }
    Ground ground{.packed = std::move(packed->facts), .lists = std::move(lists), .now = house.now()};
    TRY(domain::unpack(ground.packed, ground.lists->context, ground.facts));
    return ground;
}

/// The same with whatever one may cite.
Result<Ground> load(House& house, store::Keyring& keyring, const Session& session, domain::PersonId person,
                    std::shared_ptr<const TenantLists> lists) {
    auto ground = TRY(load_facts(house, session, person, std::move(lists)));
    ground.file = store::load_cited_records(house.connection(), keyring, session.tenant, person,
                                            store::Cited::all_of(ground.facts));
    return ground;
}

Result<std::vector<Area>> wanted_areas(const TenantLists& lists, const std::string& wanted) {
    if (lists.areas.empty()) {
        return fail(
            ErrorCode::not_found, {"Es gibt noch keinen Bereich.", "There is no area yet."}, "area",
            {"Ein Bereich entsteht beim Einlesen aus einer Spalte „Bereich“ oder, wo die Liste keine hat, "
             "aus einer Zuordnung mit \"constants\": {\"areas\": \"Photovoltaik\"} (--mapping), und mit "
             "`kartei consent` oder `kartei interest` aus --area.",
             "An area comes from a column 'area' of a list or, where it has none, from a mapping with "
             "\"constants\": {\"areas\": \"Photovoltaik\"} (--mapping), and from --area of `kartei consent` "
             "or `kartei interest`."});
    }
    if (wanted.empty()) return lists.areas;
    const std::string key = area_key(wanted);
    const auto area = std::ranges::find(lists.areas, key, &Area::area_key);
    if (area != lists.areas.end()) return std::vector{*area};
    std::vector<std::string> keys;
    for (const auto& one : lists.areas) keys.push_back(one.area_key);
    return no_such_area(wanted, std::move(keys));
}

/// How a declaration was made.
Message form_words(domain::ConsentWay way) {
    switch (way) {
        case domain::ConsentWay::paper: return {"auf Papier", "on paper"};
        case domain::ConsentWay::web_form: return {"über ein Webformular", "by a web form"};
        case domain::ConsentWay::email: return {"per E-Mail", "by e-mail"};
        case domain::ConsentWay::spoken: return {"mündlich", "spoken"};
        case domain::ConsentWay::other: return {"auf anderem Weg", "in another way"};
    }
    return {};
}

/// How an objection came: keys in words, any other text as it was said.
Message way_in_words(const std::string& way) {
    // Imports write this key: the word stood in the list itself.
    if (way == "list") return {"Liste", "list"};
    if (way == "letter") return {"Brief", "letter"};
    switch (enum_of<domain::Way>(way).value_or(domain::Way::unstated)) {
        case domain::Way::phone: return {"Telefon", "phone"};
        case domain::Way::email: return {"E-Mail", "e-mail"};
        case domain::Way::post: return {"Brief", "letter"};
        case domain::Way::web: return {"im Netz", "online"};
        case domain::Way::in_person: return {"persönlich", "in person"};
        case domain::Way::other: return {"ein anderer", "another"};
        case domain::Way::unstated: break;
    }
    return {way, way};
}

/// What a list said, part by part (`phone: ja; Bereich: Strom`), with the keys before the words as people
/// read them.
Message said_words(std::string_view said) {
    Message words;
    while (!said.empty()) {
        const std::size_t end = said.find("; ");
        const std::string_view part = said.substr(0, end);
        said = end == std::string_view::npos ? std::string_view() : said.substr(end + 2);
        const std::size_t colon = part.find(": ");
        const std::string_view key = part.substr(0, colon == std::string_view::npos ? 0 : colon);
        Message name{std::string(key), std::string(key)};
        if (const auto channel = enum_of<Channel>(key)) name = domain::channel_words(*channel);
        if (key == "Bereich") name.en = "area";
        const std::string_view rest = part.substr(key.size());
        const std::string_view parting = words.de.empty() ? "" : "; ";
        words.de += fmt::format("{}{}{}", parting, name.de, rest);
        words.en += fmt::format("{}{}{}", parting, name.en, rest);
    }
    return words;
}

/// Where the data the verdict rests on comes from.
void add_source(const Ground& ground, const domain::ContactPoint& point, Permission& permission) {
    const auto& sources = ground.file.sources;
    const auto source = std::ranges::find(sources, point.source_id, &domain::Source::source_id);
    if (source == sources.end()) return;
    permission.evidence.push_back({fmt::format("Herkunft von {}: {}", point.value, source->name),
                                   fmt::format("Source of {}: {}", point.value, source->name)});
}

/// What is written down for this very area, and whether a call is expected; what stands for another area says
/// nothing here.
void add_interest(const Ground& ground, const domain::Decision& decision, Permission& permission) {
    const auto& interests = ground.file.interests;
    const auto meant = [&](const domain::PresumedInterest& interest) {
        return interest.area_no == permission.area.area_no;
    };
    const std::size_t index = decision.record.index;
    auto found = std::ranges::find_if(interests, meant);
    if (index < interests.size() && meant(interests[index]))
        found = interests.begin() + static_cast<std::ptrdiff_t>(index);
    if (found == interests.end()) return;
    permission.evidence.push_back(
        {fmt::format("Anlass: {}", found->why_content), fmt::format("Reason: {}", found->why_content)});
    permission.evidence.push_back({fmt::format("Warum am Telefon: {}", found->why_phone),
                                   fmt::format("Why by phone: {}", found->why_phone)});
    if (found->phone_expected != domain::Answer::yes && !domain::is_allowed(decision)) {
        permission.evidence.push_back({"Nicht vermerkt ist, dass ein Anruf erwartet wird.",
                                       "It is not written down that a call is expected."});
    }
}

/// The record that carries the ground, in words.
void add_record(const Ground& ground, const domain::Decision& decision, Permission& permission) {
    using Kind = domain::RecordKind;
    const std::size_t index = decision.record.index;
    if (decision.record.kind == Kind::consent && index < ground.file.consents.size()) {
        const auto& consent = ground.file.consents[index];
        const Message given =
            consent.given_at ? instant_words(*consent.given_at) : Message{"ohne Datum", "without date"};
        const Message form = form_words(consent.way);
        permission.evidence.push_back({fmt::format("Erklärung vom {} ({}), Nachweis: {}", given.de, form.de,
                                                   consent.evidence_note.value_or("keiner")),
                                       fmt::format("Declaration of {} ({}), evidence: {}", given.en, form.en,
                                                   consent.evidence_note.value_or("none"))});
    }
    if (decision.record.kind == Kind::objection && index < ground.file.objections.size()) {
        const auto& objection = ground.file.objections[index];
        const Message at = instant_words(objection.objected_at);
        const Message way = way_in_words(objection.way);
        const std::string written = objection.note.value_or("");
        const Message note = objection.way == "list" ? said_words(written) : Message{written, written};
        permission.evidence.push_back({fmt::format("Widerspruch vom {}, Weg: {}{}", at.de, way.de,
                                                   note.de.empty() ? "" : ", „" + note.de + "“"),
                                       fmt::format("Objection of {}, way: {}{}", at.en, way.en,
                                                   note.en.empty() ? "" : ", '" + note.en + "'")});
    }
    if (decision.record.kind == Kind::presumed) add_interest(ground, decision, permission);
}

/// What lists claimed for this channel and area, shown beside the verdict: the first of them, because every
/// cell of a matrix repeats them.
void add_claims(const Ground& ground, const Permission& cell, Permission& permission) {
    std::size_t shown = 0;
    std::size_t more = 0;
    for (const auto& claim : ground.file.claims) {
        const bool meant = claim.channels.contains(cell.channel) &&
                           (claim.areas.areas.empty() || claim.areas.names(cell.area.area_no));
        if (!meant || claim.state != domain::ClaimState::open) continue;
        if (shown == max_claims_shown) {
            ++more;
            continue;
        }
        ++shown;
        const Message said = said_words(claim.said);
        permission.evidence.push_back({fmt::format("Behauptung ohne Nachweis: „{}“", said.de),
                                       fmt::format("Claim without proof: '{}'", said.en)});
    }
    if (more > 0) {
        permission.evidence.push_back({fmt::format("Weitere Behauptungen ohne Nachweis: {}", more),
                                       fmt::format("Further claims without proof: {}", more)});
    }
}

/// What is asked about an area and a channel, and the answer with the contact point it names.
struct Decided {
    domain::Question question;
    domain::Cell cell;
};

Decided decided(const Ground& ground, const Area& area, Channel channel) {
    const domain::AreaPath path = ground.lists->context.areas.path(area.area_no);
    Decided decided{.question = domain::matrix_question(ground.facts.recipient, path, channel,
                                                        {.now = ground.now, .actor = domain::Actor::own}),
                    .cell = {}};
    decided.cell = domain::best_over_contact_points(ground.facts, decided.question, ground.lists->policy);
    decided.question.contact_point = decided.cell.point;
    return decided;
}

/// What the words about a single answer cite. What was only claimed is no part of it.
store::Cited cited_by(const domain::Cell& cell) {
    using Kind = domain::RecordKind;
    const auto kind = cell.decision.record.kind;
    return {.contact_points = !cell.point.is_nil(),
            .consents = kind == Kind::consent,
            .objections = kind == Kind::objection,
            .interests = kind == Kind::presumed,
            .only_point = cell.point};
}

/// The answer in words, with what it cites of the records that were loaded.
Permission permission_of(const Ground& ground, const Area& area, Channel channel, const Decided& decided) {
    const auto& [question, cell] = decided;
    Permission permission{.area = area, .channel = channel, .decision = cell.decision};
    const auto point =
        std::ranges::find(ground.file.contact_points, cell.point, &domain::ContactPoint::contact_point_id);
    if (!cell.point.is_nil() && point != ground.file.contact_points.end()) permission.contact_point = *point;
    permission.status = std::string(domain::word_of(domain::status_of(cell.decision)));
    permission.hours = domain::contact_hours(cell.decision, ground.facts, question, ground.lists->policy);
    if (!domain::is_allowed(cell.decision)) permission.instead = domain::instead(cell.decision);
    permission.sentence = domain::sentence(cell.decision, ground.facts, question, ground.lists->names);
    for (const auto law : domain::laws(cell.decision, ground.facts, question))
        permission.law.emplace_back(law);
    for (const auto& row : domain::duty_rows()) {
        if (cell.decision.duties.contains(row.duty)) permission.duties.emplace_back(enum_word(row.duty));
    }
    add_record(ground, cell.decision, permission);
    if (permission.contact_point) add_source(ground, *permission.contact_point, permission);
    add_claims(ground, permission, permission);
    for (const auto& reason : domain::other_reasons(ground.facts, question, ground.lists->policy)) {
        permission.other_reasons.push_back(
            domain::sentence(reason, ground.facts, question, ground.lists->names));
    }
    return permission;
}

Permission cell_of(const Ground& ground, const Area& area, Channel channel) {
    return permission_of(ground, area, channel, decided(ground, area, channel));
}

enum class Named : std::uint8_t { no, yes };

Result<Ground> load_snapshot(House& house, const Session& session, domain::PersonId person, Named named) {
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    auto lists = TRY(house.lists(keyring, session.tenant));
    auto ground = TRY(load(house, keyring, session, person, std::move(lists)));
    if (named == Named::no) return ground;
    const auto line = store::load_person_line(house.connection(), session.tenant, person);
    if (!line) return no_such_person();
    ground.name = domain::display_name(*line);
    return ground;
}

/// One cell, with no more than it cites.
Result<Permission> read_permission(House& house, const Session& session, domain::PersonId person,
                                   domain::AreaNo area, Channel channel) {
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    auto lists = TRY(house.lists(keyring, session.tenant));
    const Area known = TRY(known_area(*lists, area));
    Ground ground = TRY(load_facts(house, session, person, std::move(lists)));
    const Decided answer = decided(ground, known, channel);
    ground.file =
        store::load_cited_records(house.connection(), keyring, session.tenant, person, cited_by(answer.cell));
    return permission_of(ground, known, channel, answer);
}

Result<void> log_question(House& house, const Session& session, domain::PersonId person) {
    return house.look(
        {.session = session, .action = "permission.ask", .record_kind = "person", .record_id = person.bytes});
}

boost::json::array texts_of(const std::vector<Message>& messages) {
    boost::json::array texts;
    for (const auto& message : messages) {
        texts.push_back(boost::json::object{{"de", cut(message.de, max_evidence_bytes)},
                                            {"en", cut(message.en, max_evidence_bytes)}});
    }
    return texts;
}

/// What is kept of an answer: domain/contact_check.h.
std::string answer_json(const Permission& permission, ByteView packed_facts) {
    boost::json::array laws(permission.law.begin(), permission.law.end());
    boost::json::array duties(permission.duties.begin(), permission.duties.end());
    return boost::json::serialize(boost::json::object{
        {"sentence", texts_of({permission.sentence}).front()},
        {"laws", std::move(laws)},
        {"duties", std::move(duties)},
        {"evidence", texts_of(permission.evidence)},
        {"facts", packed_facts.size() <= max_facts_bytes ? hex(packed_facts) : std::string()}});
}

}  // namespace

Result<PermissionAnswer> may_contact(House& house, const Session& session,
                                     const PermissionQuestion& question) {
    TRY(domain::require(session.roles, domain::Right::ask_permission));
    const Ground ground = TRY(load_snapshot(house, session, question.person, Named::yes));
    const auto areas = TRY(wanted_areas(*ground.lists, question.area));
    PermissionAnswer answer{.person = question.person, .name = ground.name};
    for (const auto& area : areas) {
        for (const auto channel : domain::all_channels) {
            if (question.channel && *question.channel != channel) continue;
            answer.permissions.push_back(cell_of(ground, area, channel));
        }
    }
    TRY(log_question(house, session, question.person));
    return answer;
}

Result<PermissionAnswer> permission_matrix(House& house, const Session& session, domain::PersonId person) {
    TRY(domain::require(session.roles, domain::Right::ask_permission));
    const Ground ground = TRY(load_snapshot(house, session, person, Named::yes));
    PermissionAnswer answer{.person = person, .name = ground.name, .permissions = {}};
    for (const auto& area : ground.lists->areas) {
        for (const auto channel : domain::all_channels)
            answer.permissions.push_back(cell_of(ground, area, channel));
    }
    TRY(log_question(house, session, person));
    return answer;
}

Result<Permission> ask_permission(House& house, const Session& session, domain::PersonId person,
                                  domain::AreaNo area, Channel channel) {
    TRY(domain::require(session.roles, domain::Right::ask_permission));
    auto permission = TRY(read_permission(house, session, person, area, channel));
    TRY(log_question(house, session, person));
    return permission;
}

Result<ExplainedPermission> explain_permission(House& house, const Session& session, domain::PersonId person,
                                               domain::AreaNo area, Channel channel) {
    TRY(domain::require(session.roles, domain::Right::ask_permission));
    const Ground ground = TRY(load_snapshot(house, session, person, Named::no));
    const Area known = TRY(known_area(*ground.lists, area));
    const Decided asked = decided(ground, known, channel);
    ExplainedPermission answer{.permission = permission_of(ground, known, channel, asked)};
    answer.trace = domain::explain(ground.facts, asked.question, ground.lists->policy).trace;
    using Kind = domain::RecordKind;
    const auto& record = answer.permission.decision.record;
    if (record.kind == Kind::consent && record.index < ground.file.consents.size()) {
        const auto& consent = ground.file.consents[record.index];
        const auto wording =
            std::ranges::find(ground.lists->wordings, consent.wording_no, &domain::Wording::wording_no);
        if (wording != ground.lists->wordings.end()) answer.wording = *wording;
    }
    TRY(log_question(house, session, person));
    return answer;
}

Result<CheckedContact> check_contact(House& house, const Session& session, domain::PersonId person,
                                     domain::AreaNo area, Channel channel) {
    TRY(domain::require(session.roles, domain::Right::ask_permission));
    auto keyring = TRY(house.keyring(session));
    store::Write write(house.connection(), keyring, house.ids(), session.tenant, session.actor(),
                       house.now());
    if (!store::lock_person(write.connection(), session.tenant, person)) return no_such_person();
    auto lists = TRY(read_tenant_lists(write.connection(), keyring, session.tenant));
    const Ground ground =
        TRY(load(house, keyring, session, person, std::make_shared<const TenantLists>(std::move(lists))));
    const Area known = TRY(known_area(*ground.lists, area));
    CheckedContact checked{.id = write.next_id<domain::CheckId>(),
                           .at = write.now(),
                           .permission = cell_of(ground, known, channel)};
    const Hash rules = domain::rule_hash(ground.lists->policy);
    domain::ContactCheck record{.tenant_id = session.tenant,
                                .person_id = person,
                                .check_id = checked.id,
                                .area_no = area,
                                .channel = channel,
                                .status = checked.permission.status,
                                .ground = std::string(domain::code_of(checked.permission.decision.ground)),
                                .policy_pack = std::string(ground.lists->policy.pack),
                                .rule_hash = Bytes(rules.begin(), rules.end()),
                                .answer = answer_json(checked.permission, ground.packed),
                                .checked_by = session.account,
                                .checked_at = write.now()};
    if (checked.permission.contact_point)
        record.contact_point_id = checked.permission.contact_point->contact_point_id;
    write.insert(record);
    write.log({.action = "contact.check", .record_kind = "person", .record_id = person.bytes});
    write.commit();
    return checked;
}

}  // namespace kartei::app
