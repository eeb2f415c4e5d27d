// Refusals and breakage as answers (RFC 9457), by one table from codes to status.
#pragma once

#include "base/result.h"
#include "http/message.h"

#include <exception>
#include <optional>
#include <string_view>

namespace kartei::api {

/// Status of a refusal.
int status_of(ErrorCode code);

/// The JSON of a problem, in `language` and both. `code` is a word of the wire.
http::Response problem(int status, std::string_view code, const Error& error, std::string_view language,
                       std::string_view request_id);
http::Response problem(const Error& error, std::string_view language, std::string_view request_id);

/// Nobody is signed in.
http::Response unauthenticated(std::string_view language, std::string_view request_id);
/// Too many attempts; `wait_us` until the next.
http::Response throttled(std::int64_t wait_us, std::string_view language, std::string_view request_id);
/// Too much is waiting.
http::Response overloaded(std::string_view language, std::string_view request_id);
/// What nobody at the screen can mend; says what is known about whether something was stored.
http::Response breakage(const std::exception_ptr& failure, std::string_view language,
                        std::string_view request_id);

}  // namespace kartei::api
