// The description of the API (OpenAPI 3.1), made from the table of routes.
#pragma once

#include "api/route.h"

#include <string>

namespace kartei::api {

/// The document, the same on every call.
const std::string& openapi_json();

std::vector<Route> openapi_routes();

}  // namespace kartei::api
