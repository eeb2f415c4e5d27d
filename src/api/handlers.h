// The routes by noun, and what their handlers share. What each demands and does, its act says (app/).
#pragma once

#include "api/route.h"

namespace kartei::api {

/// The routes of each file, in the order of the documentation.
std::vector<Route> session_routes();
std::vector<Route> list_routes();
std::vector<Route> person_routes();
std::vector<Route> person_change_routes();
std::vector<Route> contact_point_routes();
std::vector<Route> company_routes();
std::vector<Route> permission_routes();
std::vector<Route> will_routes();
std::vector<Route> upload_routes();
std::vector<Route> import_routes();
std::vector<Route> log_routes();

/// Cursors are ids: they say where a page ends and hold no name.
std::unexpected<Error> bad_cursor();

/// The cursor `after` of a query; nothing where it is absent.
template <class IdType>
Result<std::optional<IdType>> cursor_of(const Call& call) {
    const auto given = TRY(call.query("after"));
    std::optional<IdType> cursor;
    if (!given) return cursor;
    const auto id = IdType::parse(*given);
    if (!id) return bad_cursor();
    cursor = *id;
    return cursor;
}

/// `limit` of a listing, 1 to `most`; 50 where it is absent.
Result<std::int64_t> limit_of(const Call& call, std::int64_t most);

/// `area_no` of a query.
Result<std::optional<domain::AreaNo>> area_of(const Call& call);

}  // namespace kartei::api
