#include "http/cookies.h"

#include "http/syntax.h"
#include "http/target.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::http {

namespace {

/// `cookie-octet` (RFC 6265 section 4.1.1).
constexpr bool is_cookie_character(char c) {
    return c > ' ' && c < '\x7F' && c != '"' && c != ',' && c != ';' && c != '\\';
}

bool is_cookie_value(std::string_view text) {
    return std::ranges::all_of(text, is_cookie_character);
}

std::string_view unquoted(std::string_view value) {
    const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return quoted ? value.substr(1, value.size() - 2) : value;
}

std::optional<Cookie> parse_pair(std::string_view pair) {
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto name = pair.substr(0, equals);
    const auto value = unquoted(pair.substr(equals + 1));
    if (!is_token(name) || !is_cookie_value(value)) return std::nullopt;
    return Cookie{std::string(name), std::string(value)};
}

bool is_path(std::string_view path) {
    const auto belongs = [](char c) { return c >= ' ' && c < '\x7F' && c != ';'; };
    return path.starts_with('/') && std::ranges::all_of(path, belongs);
}

bool browsers_keep(const SetCookie& cookie) {
    if (cookie.same_site == SameSite::none && !cookie.secure) return false;
    if (cookie.name.starts_with("__Secure-") && !cookie.secure) return false;
    if (!cookie.name.starts_with("__Host-")) return true;
    return cookie.secure && cookie.path == "/" && cookie.domain.empty();
}

bool is_domain(std::string_view domain) {
    return domain.empty() || (parse_host(domain) && domain.find_first_of("[:") == std::string_view::npos);
}

std::string_view same_site_text(SameSite same_site) {
    switch (same_site) {
        case SameSite::strict: return "Strict";
        case SameSite::lax: return "Lax";
        case SameSite::none: break;
    }
    return "None";
}

std::unexpected<Error> no_cookie(const SetCookie& cookie) {
    return fail(ErrorCode::invalid,
                {"Dieses Cookie nähme kein Browser an.", "No browser would take this cookie."}, cookie.name,
                {"Name und Wert bestehen aus sichtbaren ASCII-Zeichen; __Host- verlangt Secure und Path=/.",
                 "Name and value are visible ASCII characters; __Host- demands Secure and Path=/."});
}

}  // namespace

std::optional<std::vector<Cookie>> parse_cookies(std::string_view header) {
    std::vector<Cookie> cookies;
    std::string_view rest = trim_blanks(header);
    while (!rest.empty()) {
        const auto end = std::min(rest.find("; "), rest.size());
        auto cookie = parse_pair(rest.substr(0, end));
        if (!cookie) return std::nullopt;
        cookies.push_back(std::move(*cookie));
        if (end == rest.size()) break;
        rest.remove_prefix(end + 2);
        if (rest.empty()) return std::nullopt;
    }
    return cookies;
}

std::optional<std::string> cookie_value(std::string_view header, std::string_view name) {
    auto cookies = parse_cookies(header);
    if (!cookies || std::ranges::count(*cookies, name, &Cookie::name) != 1) return std::nullopt;
    return std::move(std::ranges::find(*cookies, name, &Cookie::name)->value);
}

Result<std::string> set_cookie_text(const SetCookie& cookie) {
    const bool well_formed = is_token(cookie.name) && is_cookie_value(cookie.value) && is_path(cookie.path) &&
                             is_domain(cookie.domain);
    if (!well_formed || !browsers_keep(cookie)) return no_cookie(cookie);
    std::string text = fmt::format("{}={}; Path={}", cookie.name, cookie.value, cookie.path);
    if (!cookie.domain.empty()) text += fmt::format("; Domain={}", cookie.domain);
    if (cookie.max_age_s) text += fmt::format("; Max-Age={}", *cookie.max_age_s);
    if (cookie.secure) text += "; Secure";
    if (cookie.http_only) text += "; HttpOnly";
    text += fmt::format("; SameSite={}", same_site_text(cookie.same_site));
    return text;
}

}  // namespace kartei::http
