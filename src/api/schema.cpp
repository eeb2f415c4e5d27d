#include "api/schema.h"

namespace kartei::api::detail {

boost::json::object text_schema(std::size_t max_bytes) {
    return {{"type", "string"}, {"maxLength", max_bytes}};
}

boost::json::object message_schema() {
    return {{"type", "object"},
            {"properties", {{"de", {{"type", "string"}}}, {"en", {{"type", "string"}}}}},
            {"required", {"de", "en"}},
            {"additionalProperties", false}};
}

boost::json::object scope_schema() {
    return {
        {"type", "object"},
        {"properties",
         {{"all", {{"type", "boolean"}}}, {"areas", {{"type", "array"}, {"items", {{"type", "integer"}}}}}}},
        {"required", {"all", "areas"}},
        {"additionalProperties", false}};
}

}  // namespace kartei::api::detail
