#include "api/idempotency.h"

#include "api/problem.h"
#include "api/route.h"
#include "app/idempotency.h"
#include "http/accept.h"

namespace kartei::api {

namespace {

Hash hash_of(const http::Request& request) {
    Sha256 hash;
    for (const std::string_view part :
         {http::method_name(request.method), std::string_view(request.path), std::string_view(request.query),
          request.header("if-match"), std::string_view(request.body)}) {
        hash.add(bytes_of(std::to_string(part.size()) + ":"));
        hash.add(bytes_of(part));
    }
    return hash.finish();
}

/// What the ETag of the first answer said (takes() in api/route.h).
std::optional<std::int64_t> version_in(const std::string& body) {
    const auto json = boost::json::parse(body);
    const auto* object = json.if_object();
    const auto* version = object == nullptr ? nullptr : object->if_contains("version");
    if (version == nullptr || !version->is_int64()) return std::nullopt;
    return version->get_int64();
}

http::Response answer_again(const app::Answer& answer) {
    http::Response response{.status = answer.status, .headers = {{"Idempotent-Replay", "true"}}};
    if (answer.body.empty()) return response;
    response.headers.push_back({"Content-Type", "application/json"});
    if (const auto version = version_in(answer.body)) response.headers.push_back(etag(*version));
    response.body = http::Body(answer.body);
    return response;
}

}  // namespace

void once_per_key(app::House& house, const app::Session& session, const http::Request& request,
                  std::optional<http::Response>& response, const std::function<void()>& act) {
    const auto given = request.header("idempotency-key");
    if (given.empty()) return act();
    const auto language = http::preferred_language(request.header("accept-language"));
    auto key = parse_uuid(given);
    if (!key) {
        key.error().where = "Idempotency-Key";
        response = problem(key.error(), language, request.id);
        return;
    }
    const auto earlier = app::once_per_key(house, session, *key, hash_of(request), [&] {
        act();
        std::optional<app::Answer> kept;
        if (response && response->status < 300)
            kept = {.status = response->status, .body = std::string(response->body.bytes())};
        return kept;
    });
    if (!earlier) response = problem(earlier.error(), language, request.id);
    else if (*earlier) response = answer_again(**earlier);
}

}  // namespace kartei::api
