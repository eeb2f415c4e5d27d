#include "api/problem.h"

#include "api/wire.h"
#include "app/breakage.h"
#include "app/executor.h"

#include <fmt/format.h>

namespace kartei::api {

namespace {

std::string_view word_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return "invalid";
        case ErrorCode::forbidden: return "forbidden";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::conflict: return "conflict";
        case ErrorCode::outdated: return "outdated";
        case ErrorCode::limit: return "limit";
        case ErrorCode::unavailable: return "unavailable";
    }
    return "invalid";
}

const std::string& in(const Message& message, std::string_view language) {
    return language == "en" ? message.en : message.de;
}

}  // namespace

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return 400;
        case ErrorCode::forbidden: return 403;
        case ErrorCode::not_found: return 404;
        case ErrorCode::conflict: return 409;
        case ErrorCode::outdated: return 412;
        case ErrorCode::limit: return 413;
        case ErrorCode::unavailable: return 503;
    }
    return 400;
}

http::Response problem(int status, std::string_view code, const Error& error, std::string_view language,
                       std::string_view request_id) {
    std::string json = "{\"type\":\"urn:kartei:problem:";
    json += code;
    json += "\",\"title\":";
    append_json_string(json, http::status_phrase(status));
    json += fmt::format(",\"status\":{},\"code\":\"{}\",\"detail\":", status, code);
    append_json_string(json, in(error.what, language));
    if (!error.where.empty()) {
        json += ",\"where\":";
        append_json_string(json, error.where);
    }
    json += ",\"what\":";
    append_wire(json, error.what);
    json += ",\"next\":";
    append_wire(json, error.next);
    json += ",\"request_id\":";
    append_json_string(json, request_id);
    json += '}';
    return {.status = status,
            .headers = {{"Content-Type", "application/problem+json"}},
            .body = http::Body(std::move(json))};
}

http::Response problem(const Error& error, std::string_view language, std::string_view request_id) {
    auto response = problem(status_of(error.code), word_of(error.code), error, language, request_id);
    if (error.code == ErrorCode::unavailable) response.headers.push_back({"Retry-After", "2"});
    return response;
}

http::Response unauthenticated(std::string_view language, std::string_view request_id) {
    return problem(401, "unauthenticated",
                   {.what = {"Sie sind nicht angemeldet, oder Ihre Anmeldung ist abgelaufen.",
                             "You are not signed in, or your session has ended."},
                    .next = {"Melden Sie sich an.", "Sign in."}},
                   language, request_id);
}

http::Response throttled(std::int64_t wait_us, std::string_view language, std::string_view request_id) {
    const std::int64_t seconds = wait_us / us_per_second + 1;
    auto response =
        problem(429, "limit",
                {.what = {"Zu viele Anfragen in kurzer Zeit.", "Too many requests in a short time."},
                 .next = {fmt::format("Warten Sie {} Sekunden.", seconds),
                          fmt::format("Wait for {} seconds.", seconds)}},
                language, request_id);
    response.headers.push_back({"Retry-After", std::to_string(seconds)});
    return response;
}

http::Response overloaded(std::string_view language, std::string_view request_id) {
    return problem({.code = ErrorCode::unavailable,
                    .what = {"kartei hat gerade zu viel zu tun; es wurde nichts gespeichert.",
                             "kartei is too busy just now; nothing was stored."},
                    .next = {"Versuchen Sie es gleich noch einmal.", "Try again in a moment."}},
                   language, request_id);
}

http::Response breakage(const std::exception_ptr& failure, std::string_view language,
                        std::string_view request_id) {
    try {
        std::rethrow_exception(failure);
    } catch (const app::Overloaded&) {
        return overloaded(language, request_id);
    } catch (...) {
        const auto words = app::words_of_breakage(failure);
        if (words.may_pass) return problem(words.error, language, request_id);
        return problem(500, "broken", words.error, language, request_id);
    }
}

}  // namespace kartei::api
