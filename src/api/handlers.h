// The routes by noun, and what their handlers share. What each demands and does, its act says (app/).
#pragma once

#include "api/route.h"

namespace kartei::api {

/// The routes of each file, in the order of the documentation.
std::vector<Route> session_routes();
std::vector<Route> list_routes();
std::vector<Route> person_routes();
std::vector<Route> permission_routes();
std::vector<Route> will_routes();
std::vector<Route> import_routes();
std::vector<Route> log_routes();

/// Cursors are opaque: hexadecimal, in a form of each list's own.
std::unexpected<Error> bad_cursor();

/// `limit` of a listing, 1 to `most`; 50 where it is absent.
Result<std::int64_t> limit_of(const Call& call, std::int64_t most);

/// `area_no` of a query.
Result<std::optional<domain::AreaNo>> area_of(const Call& call);

}  // namespace kartei::api
