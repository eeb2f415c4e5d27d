// Scenarios of the REST door (tests/api/scenarios/*.http): requests in the form that editors send, and what
// is expected of the answers. A file is played from its first request to its last against a house of its own.
//
//     @api = http://localhost:8080/api/v1          a variable; `api` is for editors and empty here
//
//     ### What this step shows
//     // Prose.
//     # expect 201                                 the status
//     # is cell.laws[0] = "UWG § 7"                this member of the answer is this JSON
//     # has next                                   it is there
//     # lacks rows[0].birth_date                   it is not
//     # never {{other}}                            this text stands nowhere in the answer
//     # until state = "done"                       ask again until it is so
//     # keep person = rows[0].person_id            a variable for later steps
//     # after 5 min                                the clock goes on before the request
//     # @no-cookie-jar                             without the session
//     POST {{api}}/person-searches
//     Content-Type: application/json
//
//     {"query": "{{unique}}"}
//
// `{{unique}}` is another word in every request. The session is that of a manager and administrator until a
// step signs in otherwise.
#pragma once

#include "tests/api/served_house.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kartei::api {

using Variables = std::map<std::string, std::string, std::less<>>;

struct Expectation {
    enum class Kind : std::uint8_t { is, has, lacks, never };
    Kind kind = Kind::has;
    std::string what;       ///< a place in the answer, or a text
    std::string json = {};  ///< for `is`
    int line = 0;
};

struct Step {
    std::string name;
    std::string place;  ///< file:line
    http::Method method = http::Method::get;
    std::string path;  ///< below /api/v1, with its variables
    std::vector<http::Header> headers = {};
    std::string body = {};
    int status = 200;
    std::int64_t after_us = 0;
    bool signed_in = true;
    std::vector<Expectation> expected = {};
    std::optional<Expectation> until = {};
    std::vector<std::pair<std::string, std::string>> kept = {};  ///< variable and place in the answer
};

/// A step that was played.
struct Played {
    Step step;
    const Route* route = nullptr;
    Sent sent;
    Received answer;
    Variables variables;  ///< as they were then

    /// The request once more, with another unique word.
    Sent again(const std::string& unique) const;
};

/// The steps of a file; throws where one has not the form above.
std::vector<Step> read_scenario(const std::filesystem::path& file);
std::vector<std::filesystem::path> scenario_files();

/// Plays them. What is not as expected fails the test, with file and line.
std::vector<Played> play(ServedHouse& served, const std::vector<Step>& steps);

/// Of every route that a scenario calls with success, the request with the most to say; by operationId. All
/// scenarios were played then, and a manager and administrator is signed in. Without `once` those are left
/// out that can be played once in an installation: the first account, and its password.
enum class Scenarios : std::uint8_t { all, without_once };
std::map<std::string_view, Played> good_requests(ServedHouse& served, Scenarios which = Scenarios::all);

/// The route of a request; null where there is none. Variables of the path may be unfilled.
const Route* route_of(http::Method method, std::string_view path);

/// Where an answer is not what the route's description in the OpenAPI document says, or shows what never
/// leaves the house; empty where all is well.
std::string misfit_of_answer(const Route& route, const Received& answer);

/// Where a refusal names as its place what neither stands in the request nor could: a member that the body
/// has elsewhere, a word of the house. Empty where all is well.
std::string misplaced(const Route& route, const Sent& sent, const Received& answer);

/// A member by its place: `rows[0].name`; null where there is none.
const boost::json::value* member_at(const boost::json::value& json, std::string_view place);

/// The text with every `{{name}}` filled in; throws for one that nobody kept.
std::string fill_in(std::string_view text, const Variables& variables);

}  // namespace kartei::api
