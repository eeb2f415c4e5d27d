#include "tests/simulation/book.h"

#include "base/record_json.h"
#include "domain/facts_of_person.h"
#include "domain/scope.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

namespace kartei::simulation {

namespace {

using domain::PersonFile;

/// Entries of other actions depend on how far an import or its undoing had come.
constexpr std::array counted_actions{
    "person.change",  "contact_point.add", "contact_point.change", "contact_point.remove",
    "employment.add", "consent.record",    "objection.record",     "interest.record",
    "contact.check",  "permission.ask",    "permission.batch",     "person.find",
    "person.read",    "person.list",       "session.begin",        "person.create",
};

std::string text(const std::optional<std::string>& value) {
    return value.value_or("-");
}

std::string text(const std::optional<Instant>& at) {
    return at ? instant_text(*at) : "-";
}

template <class T>
std::string word(T value) {
    return std::string(enum_word(value));
}

std::string first_difference(const std::vector<std::string>& known, const std::vector<std::string>& there) {
    std::vector<std::string> missing;
    std::vector<std::string> surplus;
    std::ranges::set_difference(known, there, std::back_inserter(missing));
    std::ranges::set_difference(there, known, std::back_inserter(surplus));
    return fmt::format("missing {}, there instead {}", missing, surplus);
}

}  // namespace

std::vector<std::string> lines_of(const PersonFile& file) {
    const auto& person = file.person;
    std::vector<std::string> lines{fmt::format(
        "person {} {} {} {} {} {} {} v{}", word(person.kind), text(person.first_name), text(person.last_name),
        text(person.customer_number), person.country, person.deceased, person.purpose, person.version)};
    for (const auto& job : file.jobs)
        lines.push_back(fmt::format("job {} v{}", job.company.name, job.employment.version));
    for (const auto& point : file.contact_points) {
        lines.push_back(fmt::format("point {} {} {} {} {} [{}] v{}", word(point.kind), point.value,
                                    word(point.status), word(point.owner), word(point.capacity),
                                    domain::scope_text(point.purposes), point.version));
    }
    for (const auto& consent : file.consents) {
        lines.push_back(fmt::format("consent [{}] [{}] {} {} wording {} {} {} v{}",
                                    domain::scope_text(consent.areas), domain::scope_text(consent.channels),
                                    word(consent.state), text(consent.given_at), consent.wording_no.value,
                                    word(consent.evidence), text(consent.evidence_note), consent.version));
    }
    for (const auto& objection : file.objections) {
        lines.push_back(fmt::format("objection [{}] [{}] {} {} {} v{}", domain::scope_text(objection.areas),
                                    domain::scope_text(objection.channels), word(objection.state),
                                    instant_text(objection.objected_at), objection.way, objection.version));
    }
    for (const auto& interest : file.interests) {
        lines.push_back(fmt::format("interest {} {} {} v{}", interest.area_no.value, word(interest.basis),
                                    word(interest.phone_expected), interest.version));
    }
    for (const auto& check : file.checks) {
        lines.push_back(fmt::format("check {} {} {} {} {}", check.area_no.value, word(check.channel),
                                    check.status, check.ground, instant_text(check.checked_at)));
    }
    const std::size_t others = file.claims.size() + file.restrictions.size() + file.erasures.size() +
                               file.robinson_marks.size() + file.notices.size() + file.sales.size() +
                               file.requests.size() + file.notes.size();
    if (others > 0) lines.push_back(fmt::format("{} other records", others));
    std::ranges::sort(lines);
    return lines;
}

KnownPerson* Book::find(domain::PersonId person) {
    const auto found = persons.find(person);
    return found == persons.end() ? nullptr : &found->second;
}

const KnownPerson* Book::find(domain::PersonId person) const {
    const auto found = persons.find(person);
    return found == persons.end() ? nullptr : &found->second;
}

domain::Cell Book::cell(const KnownPerson& person, domain::AreaNo area, domain::Channel channel,
                        Instant now) const {
    // Packed and unpacked: so the tenant's lists come in.
    domain::Facts facts;
    const auto packed = domain::packed_facts_of(person.file, now);
    if (!packed || !domain::unpack(*packed, context_, facts))
        throw std::logic_error("the facts of the book cannot be packed");
    const auto question = domain::matrix_question(facts.recipient, context_.areas.path(area), channel,
                                                  {.now = now, .actor = domain::Actor::own});
    return domain::best_over_contact_points(facts, question, domain::Policy{});
}

bool Book::is_objected(const KnownPerson& person, domain::AreaNo area, domain::Channel channel) const {
    const auto path = context_.areas.path(area);
    bool objected = false;
    for (const auto& will : person.wills) {
        if (will.forbids && path.forbidden_by(will.areas) && will.channels.forbids(channel)) objected = true;
        if (!will.forbids && path.permitted_by(will.areas) && will.channels.contains(channel))
            objected = false;
    }
    return objected;
}

void Book::keep(const UuidBytes& key, KeptKey kept) {
    std::erase_if(keys, [&](const auto& other) { return other.second.at < kept.at + -us_per_day; });
    keys[key] = std::move(kept);
}

std::string Book::difference(const Observed& observed) const {
    for (const auto& [id, known] : persons) {
        const auto there = observed.persons.find(id);
        if (there == observed.persons.end()) return fmt::format("person {} is gone", id.text());
        const auto expected = lines_of(known.file);
        const auto found = lines_of(there->second);
        if (expected != found)
            return fmt::format("person {}: {}", id.text(), first_difference(expected, found));
    }
    std::vector<std::vector<std::string>> expected;
    std::vector<std::vector<std::string>> found;
    for (const auto& newcomer : newcomers) expected.push_back(lines_of(newcomer.file));
    for (const auto& [id, file] : observed.persons) {
        if (!persons.contains(id)) found.push_back(lines_of(file));
    }
    std::ranges::sort(expected);
    std::ranges::sort(found);
    if (expected != found) return fmt::format("new persons: expected {}, there are {}", expected, found);
    for (const std::string action : counted_actions) {
        const auto known = entries.find(action);
        const auto there = observed.entries.find(action);
        const std::int64_t many = known == entries.end() ? 0 : known->second;
        const std::int64_t stored = there == observed.entries.end() ? 0 : there->second;
        if (many != stored) return fmt::format("{} entries of {}, there are {}", many, action, stored);
    }
    std::set<UuidBytes> kept;
    for (const auto& [key, answer] : keys) kept.insert(key);
    if (kept != observed.keys)
        return fmt::format("{} answers are kept, there are {}", kept.size(), observed.keys.size());
    return {};
}

void Book::learn(const Observed& observed) {
    for (const auto& [id, file] : observed.persons) {
        if (persons.contains(id)) continue;
        const auto lines = lines_of(file);
        const auto newcomer = std::ranges::find_if(
            newcomers, [&](const KnownPerson& one) { return lines_of(one.file) == lines; });
        if (newcomer == newcomers.end()) throw std::logic_error("somebody is there whom nobody knows");
        persons.emplace(id, std::move(*newcomer));
        newcomers.erase(newcomer);
    }
    for (auto& [id, known] : persons) {
        known.file.person.person_id = id;
        for (auto& point : known.file.contact_points) {
            const auto& there = observed.persons.at(id).contact_points;
            const auto same = std::ranges::find(there, point.value, &domain::ContactPoint::value);
            if (same == there.end()) throw std::logic_error("a contact point is missing");
            point.contact_point_id = same->contact_point_id;
        }
    }
}

}  // namespace kartei::simulation
