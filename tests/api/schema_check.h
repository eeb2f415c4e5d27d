// Whether a value is what a schema of our OpenAPI says: the part of JSON Schema that api/schema.h writes.
#pragma once

#include <boost/json.hpp>

#include <string>

namespace kartei::api {

/// Empty where it fits; otherwise where it does not.
std::string misfit(const boost::json::value& found, const boost::json::object& schema,
                   const boost::json::object& document, const std::string& where = "$");

}  // namespace kartei::api
