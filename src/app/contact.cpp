#include "app/contact.h"

#include "app/find.h"
#include "app/lists.h"
#include "base/fold.h"
#include "domain/facts_of_person.h"
#include "store/contact_facts.h"
#include "store/lists.h"
#include "store/person_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::app {

namespace {

using domain::Area;
using domain::AreaNo;
using domain::Channel;
using domain::PersonFile;

constexpr std::size_t max_claims_shown = 5;

/// What all cells of one answer share.
struct Ground {
    PersonFile file;
    domain::Facts facts;
    std::vector<Area> areas;
    domain::TenantContext context;
    domain::Names names;
    domain::Policy policy;
    Instant now;
};

/// Number -> words, for sentences.
void name_lists(Ground& ground, const std::vector<domain::Wording>& wordings, const std::string& company) {
    for (const auto& area : ground.areas) {
        if (ground.names.areas.size() <= area.area_no.value)
            ground.names.areas.resize(area.area_no.value + 1);
        ground.names.areas[area.area_no.value] = {area.name, area.name};
    }
    for (const auto& wording : wordings) {
        const std::size_t number = wording.wording_no.value;
        if (ground.names.wordings.size() <= number) ground.names.wordings.resize(number + 1);
        if (ground.context.wordings.size() <= number) {
            ground.context.wordings.resize(number + 1, domain::TextStatus::unknown);
        }
        ground.names.wordings[number] = wording.label;
        ground.context.wordings[number] = wording.status;
    }
    ground.names.controllers = {company};
}

Result<void> build_tree(Ground& ground) {
    for (const auto& area : ground.areas) {
        if (area.parent_no) TRY(ground.context.areas.set_parent(area.area_no, *area.parent_no));
    }
    return {};
}

/// Reads the facts exactly as a batch would: from the packed row, under the tenant's lists.
Result<Ground> load(House& house, store::Keyring& keyring, const Session& session, domain::PersonId person) {
    auto& connection = house.connection();
    auto file = store::load_person_file(connection, keyring, session.tenant, person, store::Lock::update);
    const auto packed = store::read_contact_facts(connection, session.tenant, person);
    if (!file) return no_such_person();
    if (!packed) throw store::StoreFailure(store::FailureKind::corrupt, "contact_facts", "a person has none");
    const auto policy = TRY(domain::policy_pack(domain::Policy{}.pack));
    Ground ground{.file = std::move(*file), .policy = policy, .now = house.now()};
    ground.areas = store::read_areas(connection, keyring, session.tenant);
    name_lists(ground, store::read_wordings(connection, keyring, session.tenant),
               store::tenant_name(connection, session.tenant));
    TRY(build_tree(ground));
    TRY(domain::unpack(packed->facts, ground.context, ground.facts));
    return ground;
}

Result<std::vector<Area>> wanted_areas(const Ground& ground, const std::string& wanted) {
    if (ground.areas.empty()) {
        return fail(
            ErrorCode::not_found, {"Es gibt noch keinen Bereich.", "There is no area yet."}, "area",
            {"Ein Bereich entsteht beim Einlesen aus einer Spalte „Bereich“ oder, wo die Liste keine hat, "
             "aus einer Zuordnung mit \"constants\": {\"areas\": \"Photovoltaik\"} (--mapping), und mit "
             "`kartei consent` oder `kartei interest` aus --area.",
             "An area comes from a column 'area' of a list or, where it has none, from a mapping with "
             "\"constants\": {\"areas\": \"Photovoltaik\"} (--mapping), and from --area of `kartei consent` "
             "or `kartei interest`."});
    }
    if (wanted.empty()) return ground.areas;
    const std::string key = area_key(wanted);
    const auto area = std::ranges::find(ground.areas, key, &Area::area_key);
    if (area != ground.areas.end()) return std::vector{*area};
    std::vector<std::string> keys;
    for (const auto& one : ground.areas) keys.push_back(one.area_key);
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
Message way_words(const std::string& way) {
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

/// Where the data the verdict rests on comes from.
void add_source(const Ground& ground, const domain::ContactPoint& point, Permission& permission) {
    const auto source = std::ranges::find(ground.file.sources, point.source_id, &domain::Source::source_id);
    if (source == ground.file.sources.end()) return;
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
        const Message way = way_words(objection.way);
        permission.evidence.push_back({fmt::format("Widerspruch vom {}, Weg: {}{}", at.de, way.de,
                                                   objection.note ? ", „" + *objection.note + "“" : ""),
                                       fmt::format("Objection of {}, way: {}{}", at.en, way.en,
                                                   objection.note ? ", '" + *objection.note + "'" : "")});
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
        permission.evidence.push_back({fmt::format("Behauptung ohne Nachweis: „{}“", claim.said),
                                       fmt::format("Claim without proof: '{}'", claim.said)});
    }
    if (more > 0) {
        permission.evidence.push_back({fmt::format("Weitere Behauptungen ohne Nachweis: {}", more),
                                       fmt::format("Further claims without proof: {}", more)});
    }
}

Permission cell_of(const Ground& ground, const Area& area, Channel channel) {
    Permission permission{.area = area, .channel = channel};
    const domain::AreaPath path = ground.context.areas.path(area.area_no);
    domain::Question question = domain::matrix_question(ground.facts.recipient, path, channel,
                                                        {.now = ground.now, .actor = domain::Actor::own});
    const domain::Cell cell = domain::best_over_contact_points(ground.facts, question, ground.policy);
    question.contact_point = cell.point;
    permission.decision = cell.decision;
    const auto point =
        std::ranges::find(ground.file.contact_points, cell.point, &domain::ContactPoint::contact_point_id);
    if (!cell.point.is_nil() && point != ground.file.contact_points.end()) permission.contact_point = *point;
    permission.status = std::string(domain::word_of(domain::status_of(cell.decision)));
    permission.sentence = domain::sentence(cell.decision, ground.facts, question, ground.names);
    for (const auto law : domain::laws(cell.decision, ground.facts, question))
        permission.law.emplace_back(law);
    for (const auto& row : domain::duty_rows()) {
        if (cell.decision.duties.contains(row.duty)) permission.duties.emplace_back(enum_word(row.duty));
    }
    add_record(ground, cell.decision, permission);
    if (permission.contact_point) add_source(ground, *permission.contact_point, permission);
    add_claims(ground, permission, permission);
    const auto explanation = domain::explain(ground.facts, question, ground.policy);
    for (const auto& reason : explanation.other_reasons) {
        permission.other_reasons.push_back(domain::sentence(reason, ground.facts, question, ground.names));
    }
    return permission;
}

}  // namespace

Result<PermissionAnswer> may_contact(House& house, const Session& session,
                                     const PermissionQuestion& question) {
    TRY(domain::require(session.roles, domain::Right::ask_permission));
    auto keyring = TRY(house.keyring(session));
    store::Write write(house.connection(), keyring, house.ids(), session.tenant, session.actor(),
                       house.now());
    const Ground ground = TRY(load(house, keyring, session, question.person));
    const auto areas = TRY(wanted_areas(ground, question.area));
    PermissionAnswer answer{.person = question.person, .name = domain::display_name(ground.file)};
    for (const auto& area : areas) {
        for (const auto channel : domain::all_channels) {
            if (question.channel && *question.channel != channel) continue;
            answer.permissions.push_back(cell_of(ground, area, channel));
        }
    }
    write.log({.action = "permission.ask", .record_kind = "person", .record_id = question.person.bytes});
    write.commit();
    return answer;
}

}  // namespace kartei::app
