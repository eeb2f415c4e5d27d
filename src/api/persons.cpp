// Persons: the list, the search, the card, the log about one.
#include "api/handlers.h"
#include "api/log_wire.h"
#include "api/person_wire.h"
#include "app/find.h"

namespace kartei::api {

namespace {

struct CountWire {
    static constexpr std::string_view wire_name = "Count";
    std::int64_t count = 0;
    bool exact = true;
};
BOOST_DESCRIBE_STRUCT(CountWire, (), (count, exact))

struct PersonsWire {
    static constexpr std::string_view wire_name = "Persons";
    std::vector<PersonRowWire> rows;
    std::optional<std::string> next;
    CountWire total;
};
BOOST_DESCRIBE_STRUCT(PersonsWire, (), (rows, next, total))

struct SearchWire {
    static constexpr std::string_view wire_name = "PersonSearch";
    Text<200> query;
    std::optional<domain::AreaNo> area_no;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(SearchWire, (), (query, area_no, limit))

enum class Completeness : std::uint8_t { all, more, cut_off };
BOOST_DESCRIBE_ENUM(Completeness, all, more, cut_off)

struct FoundWire {
    static constexpr std::string_view wire_name = "FoundPersons";
    std::vector<PersonRowWire> rows;
    Completeness completeness = Completeness::all;
};
BOOST_DESCRIBE_STRUCT(FoundWire, (), (rows, completeness))

struct ClaimWire {
    static constexpr std::string_view wire_name = "WaitingClaim";
    domain::PersonId person_id;
    std::string name;  ///< of the person
    domain::ClaimId claim_id;
    domain::AreaScope areas;
    domain::ChannelSet channels;
    std::string said;
    std::optional<Date> claimed_on;
    std::optional<std::string> way;
    SourceWire source;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ClaimWire, (),
                      (person_id, name, claim_id, areas, channels, said, claimed_on, way, source, version))

struct ClaimsWire {
    static constexpr std::string_view wire_name = "WaitingClaims";
    std::vector<ClaimWire> rows;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ClaimsWire, (), (rows, next))

Result<PersonsWire> get_persons(Call& call) {
    const auto after = TRY(cursor_of<domain::PersonId>(call));
    const auto limit = TRY(limit_of(call, app::max_page));
    const auto area = TRY(area_of(call));
    const auto page = TRY(app::list_persons(call.house, call.session(), after, limit, area));
    PersonsWire wire;
    for (const auto& row : page.rows) wire.rows.push_back(row_wire(row));
    if (page.next) wire.next = page.next->text();
    wire.total = {std::min(page.count, app::max_count), page.count <= app::max_count};
    return wire;
}

Result<FoundWire> post_search(Call& call, const SearchWire& in) {
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(in.limit.value_or(50), 1, 100));
    const auto answer = TRY(app::find(call.house, call.session(), in.query.value, limit, in.area_no));
    FoundWire wire;
    for (const auto& row : answer.persons) wire.rows.push_back(row_wire(row));
    if (answer.has_more()) wire.completeness = Completeness::more;
    if (answer.is_cut_off()) wire.completeness = Completeness::cut_off;
    return wire;
}

Result<Reply> get_person(Call& call) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto card = TRY(app::read_person(call.house, call.session(), person));
    return Reply{.json = card_json(card), .headers = {etag(card.file.person.version)}};
}

Result<LogPageWire> get_person_log(Call& call) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto before = TRY(cursor_of<domain::EntryId>(call));
    const auto limit = TRY(limit_of(call, app::max_log_page));
    const auto page = TRY(app::person_log(call.house, call.session(), person, before, limit));
    return log_wire(page);
}

/// The two ids of a place, one behind the other.
constexpr std::size_t id_chars = 36;

Result<ClaimsWire> get_claims(Call& call) {
    store::PlaceOfClaim after;
    const auto cursor = TRY(call.query("after"));
    if (cursor) {
        const auto person = domain::PersonId::parse(std::string_view(*cursor).substr(0, id_chars));
        const auto claim =
            domain::ClaimId::parse(std::string_view(*cursor).substr(std::min(cursor->size(), id_chars)));
        if (!person || !claim) return bad_cursor();
        after = {*person, *claim};
    }
    const auto limit = TRY(limit_of(call, app::max_page));
    auto page = TRY(app::list_claims(call.house, call.session(), after, limit));
    ClaimsWire wire;
    for (auto& [claim, name, source] : page.rows) {
        wire.rows.push_back({.person_id = claim.person_id,
                             .name = std::move(name),
                             .claim_id = claim.claim_id,
                             .areas = std::move(claim.areas),
                             .channels = claim.channels,
                             .said = std::move(claim.said),
                             .claimed_on = claim.claimed_on,
                             .way = std::move(claim.way),
                             .source = {claim.source_id, source.kind, source.name},
                             .version = claim.version});
    }
    if (page.next) wire.next = page.next->person.text() + page.next->claim.text();
    return wire;
}

}  // namespace

std::vector<Route> person_routes() {
    using enum http::Method;
    using enum domain::Right;
    return {
        {.method = get,
         .path = "/persons",
         .id = "listPersons",
         .work = Work::look,
         .right = search_person,
         .summary = {"alle Personen nach dem Namen", "all persons by name"},
         .response = schema_for<PersonsWire>,
         .query = {"after", "limit", "area_no"},
         .handle = answers(get_persons)},
        {.method = post,
         .path = "/person-searches",
         .id = "findPersons",
         .work = Work::look,
         .right = search_person,
         .summary = {"Personen suchen", "find persons"},
         .request = schema_for<SearchWire>,
         .response = schema_for<FoundWire>,
         .handle = takes(post_search, 200)},
        {.method = get,
         .path = "/persons/{person_id}",
         .id = "getPerson",
         .work = Work::look,
         .right = read_person,
         .summary = {"alles über eine Person", "everything about a person"},
         .response = card_schema,
         .handle = get_person},
        {.method = get,
         .path = "/persons/{person_id}/log",
         .id = "getPersonLog",
         .work = Work::look,
         .right = read_person,
         .summary = {"was mit der Person geschah", "what happened to the person"},
         .response = schema_for<LogPageWire>,
         .query = {"after", "limit"},
         .handle = answers(get_person_log)},
        {.method = get,
         .path = "/claims",
         .id = "listClaims",
         .work = Work::look,
         .right = read_person,
         .summary = {"was Listen behaupten und niemand belegt hat", "what lists claim and nobody has proven"},
         .response = schema_for<ClaimsWire>,
         .query = {"after", "limit"},
         .handle = answers(get_claims)},
    };
}

}  // namespace kartei::api
