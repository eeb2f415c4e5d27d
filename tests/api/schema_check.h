// Whether a value is what a schema of our OpenAPI says: the part of JSON Schema that api/schema.h writes.
#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace kartei::api {

/// Empty where it fits; otherwise where it does not.
std::string misfit(const boost::json::value& found, const boost::json::object& schema,
                   const boost::json::object& document, const std::string& where = "$");

/// Whether the schema knows a member at this place: `origin.source`, `contact_points[0].value`.
bool describes(const boost::json::object& schema, const boost::json::object& document,
               std::string_view place);

}  // namespace kartei::api
