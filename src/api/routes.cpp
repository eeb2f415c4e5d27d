// The table that is the API.
#include "api/handlers.h"
#include "api/openapi.h"

#include <iterator>

namespace kartei::api {

const std::vector<Route>& routes() {
    static const std::vector<Route> all = [] {
        std::vector<Route> routes;
        for (auto some : {session_routes(), list_routes(), person_routes(), person_change_routes(),
                          contact_point_routes(), company_routes(), permission_routes(), will_routes(),
                          upload_routes(), import_routes(), log_routes(), openapi_routes()})
            std::ranges::move(some, std::back_inserter(routes));
        return routes;
    }();
    return all;
}

}  // namespace kartei::api
