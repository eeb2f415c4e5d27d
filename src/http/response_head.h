// The head of an answer as bytes, out of a response and what the server adds.
#pragma once

#include "base/time.h"
#include "http/message.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kartei::http {

bool is_sound(const Header& header);
/// Whether it can be sent as it is: a status from 200 to 599, names that are tokens, values without controls.
bool is_sound(const Response& response);

/// 204 and 304 end with their head (RFC 9110 section 6.4.1).
bool may_have_body(int status);

/// What becomes of the connection after the answer. `keep` is said only to HTTP/1.0, which expects the other.
enum class Afterwards : std::uint8_t { keep, keep_and_say_so, close };

struct ResponseFrame {
    std::string_view date;  ///< as http_date gives it
    std::string_view id;
    Afterwards afterwards = Afterwards::keep;
    std::span<const Header> headers_for_all = {};
};

/// Status line, headers and blank line. The length is the body's, also where it is not sent (HEAD).
std::string response_head(const Response& response, const ResponseFrame& frame);

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
std::string http_date(Instant at);

}  // namespace kartei::http
