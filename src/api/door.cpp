#include "api/door.h"

#include "api/idempotency.h"
#include "api/problem.h"
#include "base/number.h"
#include "http/accept.h"
#include "http/cookies.h"
#include "http/target.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::api {

namespace {

using PathParameters = std::vector<std::pair<std::string_view, std::string>>;

/// Whether the path is the route's; its parameters then.
std::optional<PathParameters> match(std::string_view pattern, std::string_view path) {
    PathParameters parameters;
    while (!pattern.empty() || !path.empty()) {
        if (pattern.empty() || path.empty() || pattern.front() != '/' || path.front() != '/')
            return std::nullopt;
        pattern.remove_prefix(1);
        path.remove_prefix(1);
        const auto wanted = pattern.substr(0, pattern.find('/'));
        const auto given = path.substr(0, path.find('/'));
        if (wanted.starts_with('{')) {
            if (given.empty()) return std::nullopt;
            parameters.emplace_back(wanted.substr(1, wanted.size() - 2), given);
        } else if (wanted != given) {
            return std::nullopt;
        }
        pattern.remove_prefix(wanted.size());
        path.remove_prefix(given.size());
    }
    return parameters;
}

Error no_such_route() {
    return {.code = ErrorCode::not_found,
            .what = {"Diese Adresse gibt es nicht.", "There is no such address."},
            .where = {},
            .next = {"Alle Adressen stehen in /api/v1/openapi.json.",
                     "All addresses stand in /api/v1/openapi.json."}};
}

struct Found {
    const Route* route = nullptr;
    PathParameters parameters = {};
    std::string allowed = {};  ///< methods of the path, where this one is none of them
};

Found find_route(http::Method method, std::string_view path) {
    Found found;
    if (method == http::Method::head) method = http::Method::get;
    for (const auto& route : routes()) {
        auto parameters = match(route.path, path);
        if (!parameters) continue;
        if (route.method == method) return {.route = &route, .parameters = std::move(*parameters)};
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += http::method_name(route.method);
    }
    return found;
}

/// Browsers tell where a request comes from: by Fetch Metadata where the connection is to be trusted, and for
/// what changes something by the origin (RFC 6454 section 7).
bool is_sent_by_another_page(const http::Head& head) {
    const auto site = head.header("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    const auto origin = head.header("origin");
    const auto scheme = origin.find("://");
    return !origin.empty() &&
           (scheme == std::string_view::npos || origin.substr(scheme + 3) != head.header("host"));
}

/// A form on another page cannot send such a header.
bool is_from_elsewhere(const http::Head& head) {
    return is_sent_by_another_page(head) || head.header("kartei-request") != "1";
}

http::Response response_of(const Result<Reply>& reply, std::string_view language, std::string_view id) {
    if (!reply) return problem(reply.error(), language, id);
    http::Response response{.status = reply->status, .headers = reply->headers};
    if (reply->text) {
        response.body = http::Body(*reply->text);
    } else if (!reply->json.empty()) {
        response.headers.push_back({"Content-Type", "application/json"});
        response.body = http::Body(reply->json);
    }
    return response;
}

/// For routes that change a version, where the caller did not say which he saw.
http::Response version_missing(std::string_view language, std::string_view id) {
    return problem(428, "invalid",
                   {.what = {"Es fehlt, welche Fassung geändert werden soll.",
                             "It is missing which version is to be changed."},
                    .where = "If-Match",
                    .next = {"Senden Sie die Version, die Sie gesehen haben, etwa `If-Match: \"3\"`.",
                             "Send the version that you saw, such as `If-Match: \"3\"`."}},
                   language, id);
}

/// One request from the moment its route is known to its answer. Shared by the jobs that work on it.
struct Errand {
    const Route& route;
    PathParameters parameters;
    Services& services;
    http::Request request;
    http::Answer answer;
    std::string language;
    std::optional<app::SignedIn> signed_in = {};
    std::optional<http::Response> response = {};
    std::optional<Budget> budget = {};    ///< of the account, where one is kept
    std::shared_ptr<void> prepared = {};  ///< by Route::prepare

    void refuse(http::Response refusal) { answer(std::move(refusal)); }

    /// The answer goes out when everything behind it is stored.
    void finish(const std::exception_ptr& failure) {
        if (failure) {
            services.tell({.request_id = request.id, .failure = failure});
            response = breakage(failure, language, request.id);
        }
        if (budget) add_budget(response->headers);
        answer(std::move(*response));
    }

    /// draft-ietf-httpapi-ratelimit-headers-10; seconds.
    void add_budget(std::vector<http::Header>& headers) const {
        headers.push_back(
            {"RateLimit-Policy", fmt::format("\"account\";q={};w=60", services.requests->burst())});
        headers.push_back({"RateLimit", fmt::format("\"account\";r={};t={}", budget->left,
                                                    budget->full_in_us / us_per_second + 1)});
    }

    /// Counts the request. False where the account has had too many. Objections are never refused for that,
    /// nor is ending a session: whoever holds it may be a thief who floods.
    bool spend_one() {
        if (!services.requests) return true;
        budget = services.requests->spend(signed_in->session.account.text(), services.clock());
        if (!budget->wait_us || route.always || route.work == Work::objection) return true;
        response = throttled(*budget->wait_us, language, request.id);
        return false;
    }

    /// What was prepared goes along, once: one who is called again prepares anew.
    Call call(app::House& house) {
        return {.house = house,
                .services = services,
                .request = request,
                .path = parameters,
                .signed_in = signed_in ? &*signed_in : nullptr,
                .prepared = std::exchange(prepared, nullptr)};
    }

    /// What can be done before the thread that writes. False where it cannot; the answer says why.
    bool prepare(app::House& house) {
        if (!route.prepare) return true;
        auto own = call(house);
        auto made = route.prepare(own);
        if (made) prepared = std::move(*made);
        else response = problem(made.error(), language, request.id);
        return made.has_value();
    }

    void handle(app::House& house) {
        if (route.versioned && request.header("if-match").empty()) {
            response = version_missing(language, request.id);
            return;
        }
        auto own = call(house);
        response = response_of(route.handle(own), language, request.id);
    }
};
using SharedErrand = std::shared_ptr<Errand>;

app::Lane lane_of(const Route& route) {
    return route.work == Work::objection ? app::Lane::objection : app::Lane::ordinary;
}

void write(const SharedErrand& errand) {
    const bool taken = errand->services.executor.write(
        {.tenant = errand->signed_in->session.tenant,
         .act =
             [errand](app::House& house) {
                 once_per_key(house, errand->signed_in->session, errand->request, errand->response,
                              [&] { errand->handle(house); });
             },
         .done = [errand](const std::exception_ptr& failure) { errand->finish(failure); }},
        lane_of(errand->route));
    if (!taken) errand->refuse(overloaded(errand->language, errand->request.id));
}

/// Who asks. False where that is nobody; the answer says so then.
bool recognise(Errand& errand, app::House& house) {
    auto signed_in = app::session_of_token(house, token_of(errand.request));
    if (!signed_in || !errand.services.idle.use(*signed_in, errand.services.clock())) {
        errand.response = unauthenticated(errand.language, errand.request.id);
        return false;
    }
    errand.signed_in = std::move(*signed_in);
    return true;
}

/// On a reading thread: who asks, and what only reads. True where it goes on as a writing job.
bool begin(const SharedErrand& errand, app::House& house) {
    if (errand->route.work == Work::open) {
        errand->handle(house);
        return false;
    }
    if (!recognise(*errand, house) || !errand->spend_one()) return false;
    if (errand->route.work != Work::look) return errand->prepare(house);
    errand->handle(house);
    return false;
}

void start(const SharedErrand& errand) {
    auto goes_on = std::make_shared<bool>(false);
    auto& executor = errand->services.executor;
    app::Job job{.act = [errand, goes_on](app::House& house) { *goes_on = begin(errand, house); },
                 .done =
                     [errand, goes_on](const std::exception_ptr& failure) {
                         if (!failure && *goes_on) write(errand);
                         else errand->finish(failure);
                     }};
    const bool taken = errand->route.takes_long ? executor.read_long(std::move(job))
                                                : executor.read(std::move(job), lane_of(errand->route));
    if (!taken) errand->refuse(overloaded(errand->language, errand->request.id));
}

/// On a reading thread: what its route will say to whoever sends a body, before he has sent it.
void look_at_sender(Errand& errand, app::House& house) {
    if (!recognise(errand, house) || !errand.spend_one()) return;
    const auto allowed = domain::require(errand.signed_in->session.roles, *errand.route.right);
    errand.response = allowed ? http::Response{.status = 100}
                              : problem(allowed.error(), errand.language, errand.request.id);
}

/// Parameters of the query that the route does not know: whoever sends one means something by it.
Result<void> check_query(const Route& route, const http::Request& request) {
    const auto parameters = http::parse_parameters(request.query);
    if (!parameters) return wrong_type("?", "a=b&c=d");
    for (const auto& parameter : *parameters) {
        if (std::ranges::find(route.query, parameter.name) == route.query.end())
            return unknown_member("", parameter.name);
    }
    return {};
}

std::optional<http::Response> refusal_before(const Route& route, const http::Request& request,
                                             std::string_view language) {
    if (const auto checked = check_query(route, request); !checked)
        return problem(checked.error(), language, request.id);
    const bool only_reads = route.method == http::Method::get;
    if (only_reads && route.work == Work::open) return std::nullopt;
    if (only_reads ? is_sent_by_another_page(request) : is_from_elsewhere(request)) {
        return problem({.code = ErrorCode::forbidden,
                        .what = {"Die Anfrage kommt nicht von einer Seite von kartei.",
                                 "The request does not come from a page of kartei."},
                        .where = "Kartei-Request",
                        .next = {"Programme senden die Kopfzeile `Kartei-Request: 1`.",
                                 "Programs send the header `Kartei-Request: 1`."}},
                       language, request.id);
    }
    if (only_reads) return std::nullopt;
    const auto type = request.header("content-type");
    if (route.request != nullptr && type != "application/json" && !type.starts_with("application/json;")) {
        return problem(415, "invalid",
                       {.what = {"Diese Anfrage nimmt nur JSON.", "This request takes JSON only."},
                        .where = "Content-Type",
                        .next = {"Senden Sie `Content-Type: application/json`.",
                                 "Send `Content-Type: application/json`."}},
                       language, request.id);
    }
    return std::nullopt;
}

}  // namespace

std::unexpected<Error> nothing_here() {
    return fail(ErrorCode::not_found, {"Das gibt es nicht.", "There is no such thing."}, {},
                {"Gehen Sie zurück und laden Sie die Liste neu.", "Go back and load the list again."});
}

Door::Door(Services& services) : services_(services) {}

bool Door::is_meant(std::string_view path) {
    return path == base_path || path.starts_with(std::string(base_path) + "/");
}

std::optional<std::size_t> Door::route_at(http::Method method, std::string_view path) {
    if (!is_meant(path)) return std::nullopt;
    const auto found = find_route(method, path.substr(base_path.size()));
    if (found.route == nullptr) return std::nullopt;
    return static_cast<std::size_t>(found.route - routes().data());
}

void Door::handle(http::Request request, http::Answer answer) {
    const std::string language(http::preferred_language(request.header("accept-language")));
    auto found = find_route(request.method, std::string_view(request.path).substr(base_path.size()));
    if (found.route == nullptr) {
        auto response =
            found.allowed.empty()
                ? problem(no_such_route(), language, request.id)
                : problem(405, "invalid",
                          {.what = {"So lässt sich das nicht ansprechen.", "It cannot be asked this way."},
                           .next = {"Möglich: " + found.allowed + ".", "Possible: " + found.allowed + "."}},
                          language, request.id);
        if (!found.allowed.empty()) response.headers.push_back({"Allow", found.allowed});
        return answer(std::move(response));
    }
    if (auto refusal = refusal_before(*found.route, request, language)) return answer(std::move(*refusal));
    if (found.route->own != nullptr)
        return found.route->own(services_, std::move(request), std::move(answer));
    start(std::make_shared<Errand>(Errand{.route = *found.route,
                                          .parameters = std::move(found.parameters),
                                          .services = services_,
                                          .request = std::move(request),
                                          .answer = std::move(answer),
                                          .language = language}));
}

void Door::ask_before_body(http::Request request, http::Answer answer) {
    const std::string language(http::preferred_language(request.header("accept-language")));
    const auto found = find_route(request.method, std::string_view(request.path).substr(base_path.size()));
    if (auto refusal = refusal_before(*found.route, request, language)) return answer(std::move(*refusal));
    const auto errand = std::make_shared<Errand>(Errand{.route = *found.route,
                                                        .parameters = {},
                                                        .services = services_,
                                                        .request = std::move(request),
                                                        .answer = std::move(answer),
                                                        .language = language});
    const bool taken = services_.executor.read(
        {.act = [errand](app::House& house) { look_at_sender(*errand, house); },
         .done = [errand](const std::exception_ptr& failure) { errand->finish(failure); }});
    if (!taken) errand->refuse(overloaded(language, errand->request.id));
}

http::Admission Door::admission(const http::Head& head) const {
    // What is refused for another reason is not refused for its body.
    http::Admission admitted;
    if (!is_meant(head.path)) return admitted;
    const auto found = find_route(head.method, std::string_view(head.path).substr(base_path.size()));
    if (found.route == nullptr) return admitted;
    admitted.max_bytes = found.route->max_body_bytes;
    admitted.to_file = found.route->spooled;
    admitted.asks_first = found.route->spooled;
    admitted.is_always_served = found.route->work == Work::objection;
    if (!admitted.is_always_served && services_.executor.is_overloaded())
        admitted.refusal = overloaded(http::preferred_language(head.header("accept-language")), head.id);
    return admitted;
}

std::string cookie_of(const app::SignedIn& signed_in, Instant now) {
    return *http::set_cookie_text({.name = std::string(session_cookie),
                                   .value = signed_in.token,
                                   .max_age_s = (signed_in.ends_at.us - now.us) / us_per_second});
}

std::string cookie_that_ends() {
    return *http::set_cookie_text({.name = std::string(session_cookie), .value = "", .max_age_s = 0});
}

std::string token_of(const http::Head& head) {
    return http::cookie_value(head.joined("cookie"), session_cookie).value_or("");
}

http::Header etag(std::int64_t version) {
    return {"ETag", "\"" + std::to_string(version) + "\""};
}

Result<std::int64_t> Call::version() const {
    std::string_view given = request.header("if-match");
    if (given.size() > 2 && given.starts_with('"') && given.ends_with('"')) {
        given = given.substr(1, given.size() - 2);
        // One version has one tag: what etag() writes, and no other spelling of the number.
        const auto number = whole_number<std::int64_t>(given);
        if (number && *number > 0 && given.front() != '0') return *number;
    }
    return wrong_type("If-Match", "\"3\"");
}

std::string_view Call::language() const {
    return http::preferred_language(request.header("accept-language"));
}

Result<std::optional<std::string>> Call::query(std::string_view name) const {
    const auto parameters = http::parse_parameters(request.query);
    std::optional<std::string> found;
    if (!parameters) return wrong_type(name, "a=b&c=d");
    for (const auto& parameter : *parameters) {
        if (parameter.name != name) continue;
        if (found) return wrong_type(name, "once");
        found = parameter.value;
    }
    return found;
}

Result<domain::AreaNo> Call::area_at(std::string_view name) const {
    for (const auto& [key, value] : path) {
        if (key != name) continue;
        const auto number = whole_number<std::int64_t>(value);
        const auto area = number ? Codec<domain::AreaNo>::decode(*number) : std::nullopt;
        if (area) return *area;
    }
    return nothing_here();
}

Result<std::optional<std::int64_t>> Call::number(std::string_view name) const {
    const auto text = TRY(query(name));
    std::optional<std::int64_t> found;
    if (!text) return found;
    found = whole_number<std::int64_t>(*text);
    if (!found) return wrong_type(name, "integer");
    return found;
}

}  // namespace kartei::api
