// The header Idempotency-Key at the door (draft-ietf-httpapi-idempotency-key-header).
#pragma once

#include "app/house.h"
#include "http/message.h"

#include <functional>
#include <optional>

namespace kartei::api {

/// Does it and keeps the answer, or gives the answer of the first time; inside the group of a writing job.
/// Without the header it is done as often as it is asked for.
void once_per_key(app::House& house, const app::Session& session, const http::Request& request,
                  std::optional<http::Response>& response, const std::function<void()>& act);

}  // namespace kartei::api
