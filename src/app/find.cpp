#include "app/find.h"

#include "base/text.h"
#include "store/person_file.h"
#include "store/reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::app {

namespace {

constexpr std::size_t max_query_bytes = 200;
constexpr std::size_t named_in_conflict = 5;
constexpr std::int64_t max_same_number = 20;
const Message name_more{"Nennen Sie mehr vom Namen, die Kundennummer oder die Kennung.",
                        "Give more of the name, the customer number or the id."};

Result<domain::SearchQuery> checked_query(std::string_view text) {
    if (text.size() > max_query_bytes || !is_utf8(text)) {
        return fail(ErrorCode::invalid,
                    {"Der Suchtext ist zu lang oder kein gültiger Text.",
                     "The search text is too long or no valid text."},
                    "query",
                    {"Suchen Sie mit höchstens 200 Zeichen.", "Search with at most 200 characters."});
    }
    auto query = domain::read_query(text);
    if (query.whole.empty()) {
        return fail(ErrorCode::invalid, {"Der Suchtext ist leer.", "The search text is empty."}, "query",
                    {"Geben Sie Name, Firma, Nummer, Ort oder E-Mail-Adresse ein.",
                     "Type a name, company, number, town or e-mail address."});
    }
    return query;
}

/// One snapshot of the persons and their lines.
Result<FindAnswer> found_persons(House& house, const Session& session, const domain::SearchQuery& query,
                                 std::size_t limit, std::optional<domain::AreaNo> area) {
    auto& connection = house.connection();
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(connection, session.tenant);
    const auto lists = TRY(lists_for(house, keyring, session.tenant, area));
    const auto found = store::find_persons(connection, session.tenant, query, limit);
    FindAnswer answer{.persons = {}, .completeness = found.completeness};
    for (const auto person : found.persons) {
        const auto file = store::load_person_line(connection, session.tenant, person);
        if (!file) continue;
        answer.persons.push_back(row_of(person, *file));
        if (!area) continue;
        auto badges = TRY(badges_of(connection, session.tenant, *lists, *area, person, house.now()));
        answer.persons.back().badges = std::move(badges);
    }
    return answer;
}

/// A line for each whom the words name, with what tells namesakes apart, and whether there are more.
Message several(const FindAnswer& answer) {
    Message lines;
    for (const auto& person : answer.persons) {
        std::string line = fmt::format("\n  {}  {}", person.id.text(), person.name);
        for (const auto& part : {person.city, person.customer_number}) {
            if (!part.empty()) line += ", " + part;
        }
        lines.de += line;
        lines.en += line;
    }
    if (answer.completeness == store::Completeness::all) return lines;
    return {lines.de + "\n  … und weitere", lines.en + "\n  … and more"};
}

/// The only person with this customer number. Tells nothing about him, so it is no look. Of those found by it
/// some have another: 1001-K is found by K-1001, too.
std::optional<domain::PersonId> numbered(House& house, const Session& session, std::string_view text) {
    if (text.size() > max_query_bytes || !is_utf8(text)) return std::nullopt;
    const std::string term = domain::customer_term(text);
    if (term.empty()) return std::nullopt;
    const store::Reading reading(house.connection(), session.tenant);
    auto persons = store::persons_with_term(house.connection(), session.tenant, term, max_same_number);
    std::erase_if(persons, [&](domain::PersonId person) {
        const auto file = store::load_person_line(house.connection(), session.tenant, person);
        return !file || domain::customer_term(file->person.customer_number.value_or("")) != term;
    });
    if (persons.size() != 1) return std::nullopt;
    return persons.front();
}

}  // namespace

Result<FindAnswer> find(House& house, const Session& session, std::string_view text, std::size_t limit,
                        std::optional<domain::AreaNo> area) {
    TRY(domain::require(session.roles, domain::Right::search_person));
    const auto query = TRY(checked_query(text));
    Look look{.session = session, .action = "person.find", .record_kind = "person"};
    FindAnswer answer = TRY(found_persons(house, session, query, std::min(limit, max_found), area));
    for (const auto& person : answer.persons) look.disclosed.push_back(person.id);
    TRY(house.look(std::move(look)));
    return answer;
}

std::unexpected<Error> no_such_person() {
    return fail(ErrorCode::not_found, {"Diese Person gibt es nicht.", "There is no such person."},
                "person_id", {"Suchen Sie sie mit Namen oder Nummer.", "Search by name or number."},
                "kartei find");
}

Result<domain::PersonId> find_one(House& house, const Session& session, std::string_view text) {
    if (const auto id = domain::PersonId::parse(text)) return *id;
    TRY(domain::require(session.roles, domain::Right::search_person));
    if (const auto person = numbered(house, session, text)) return *person;
    const auto answer = TRY(find(house, session, text, named_in_conflict));
    // Behind the bound of a search may be somebody whom the text fits as well.
    if (answer.completeness == store::Completeness::cut_off && answer.persons.size() < 2) {
        return fail(ErrorCode::conflict,
                    {fmt::format("Zu „{}“ gibt es zu viele Treffer.", text),
                     fmt::format("There are too many matches for '{}'.", text)},
                    "person", name_more);
    }
    if (answer.persons.empty()) {
        return fail(ErrorCode::not_found,
                    {fmt::format("Niemand gefunden: „{}“.", text), fmt::format("Nobody found: '{}'.", text)},
                    "person", {"Suchen Sie mit anderen Worten.", "Search with other words."}, "kartei find");
    }
    if (answer.persons.size() == 1) return answer.persons.front().id;
    const Message lines = several(answer);
    return fail(ErrorCode::conflict,
                {fmt::format("„{}“ trifft auf mehrere zu:{}", text, lines.de),
                 fmt::format("'{}' matches several:{}", text, lines.en)},
                "person", name_more);
}

}  // namespace kartei::app
