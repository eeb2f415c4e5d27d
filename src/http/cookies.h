// Cookies: reading the header `Cookie` strictly and writing `Set-Cookie` (RFC 6265 sections 4.1 and 4.2).
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::http {

struct Cookie {
    std::string name;
    std::string value;  ///< without the quotes it may stand in

    bool operator==(const Cookie&) const = default;
};

/// All cookies of the header, in order, by the grammar of section 4.2.1: pairs divided by `; `, a token, `=`,
/// and a value of visible ASCII without quotes, comma, semicolon and backslash. Nothing where any of it is
/// otherwise: a half-read header may name another session than the browser meant.
std::optional<std::vector<Cookie>> parse_cookies(std::string_view header);

/// The value of the cookie of that name, where the header is well formed and holds exactly one: two of one
/// name come from somebody who set a second one for another path or domain.
std::optional<std::string> cookie_value(std::string_view header, std::string_view name);

enum class SameSite : std::uint8_t { strict, lax, none };

/// Defaults are the narrow ones. `Expires` is left to `Max-Age`, which wins anyway (section 4.1.2.2).
struct SetCookie {
    std::string name;
    std::string value;
    std::string path = "/";
    std::string domain = {};                     ///< empty: this host alone
    std::optional<std::int64_t> max_age_s = {};  ///< none: until the browser ends; 0 removes it
    SameSite same_site = SameSite::strict;
    bool secure = true;
    bool http_only = true;
};

/// The value of a header `Set-Cookie`. `invalid` where name or value do not fit the grammar, or where
/// browsers would drop it: `__Host-` without Secure and path `/` or with a domain, `__Secure-` or
/// SameSite=None without Secure.
Result<std::string> set_cookie_text(const SetCookie& cookie);

}  // namespace kartei::http
