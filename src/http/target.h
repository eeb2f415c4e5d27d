// The target of a request: path and query out of what stands in the request line, parameters out of a query
// or a form, and the way back. One path has one form only; what could be read in two ways is refused.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::http {

struct Target {
    std::string path;       ///< decoded, begins with `/`
    std::string query;      ///< raw, visible ASCII; empty where there is none
    std::string host = {};  ///< of the absolute form (RFC 9112 section 3.2.2), lower case; else empty

    bool operator==(const Target&) const = default;
};

/// Reads the origin form (`/a/b?c`) or the absolute form (`http://host/a/b?c`). The path is UTF-8 and has no
/// controls, no backslash, no encoded slash, no segment `.` or `..`, and no empty one but at its end.
/// Nothing for everything else, a fragment and raw characters beyond ASCII among it (RFC 3986 section 3.3).
std::optional<Target> parse_target(std::string_view target);

/// `name`, `name:port`, `127.0.0.1:80` or `[::1]:80`, in lower case, or nothing where it is none (RFC 9110
/// section 7.2); at most 255 bytes, ASCII alone.
std::optional<std::string> parse_host(std::string_view text);

struct Parameter {
    std::string name;
    std::string value;

    bool operator==(const Parameter&) const = default;
};

inline constexpr std::size_t max_parameters = 1000;

/// The parameters of a query or of a body of type application/x-www-form-urlencoded, in order, `+` as blank.
/// Nothing where an escape is broken, the text is no UTF-8, a control other than tab and line break stands in
/// it, or there are more than max_parameters.
std::optional<std::vector<Parameter>> parse_parameters(std::string_view text);

/// Escaped for a segment of a path or a value of a query: all but letters, digits and `-._~` (RFC 3986
/// section 2.3).
std::string percent_encode(std::string_view text);

}  // namespace kartei::http
