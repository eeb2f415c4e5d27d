// Reading JSON from outside: strict RFC 8259 with named bounds. Nothing but a value comes out; which members
// are known and what they mean is the caller's affair.
#pragma once

#include "base/result.h"

#include <boost/json/value.hpp>

#include <cstddef>
#include <string_view>

namespace kartei {

/// Bounds of one text. Memory stays below about 40 times its bytes.
struct JsonLimits {
    std::size_t max_bytes = 1U << 20U;
    std::size_t max_depth = 64;  ///< arrays and objects inside each other
};

/// One JSON value and nothing after it. Beyond the grammar it refuses: a name twice in one object (section 4
/// leaves that open, so two readers may see two things), bytes that are no UTF-8, a byte order mark, numbers
/// too large for a double. Errors: `limit` past a bound, else `invalid`; `where` is "line:column".
Result<boost::json::value> parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace kartei
