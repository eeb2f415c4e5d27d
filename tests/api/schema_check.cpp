#include "tests/api/schema_check.h"

#include <algorithm>

namespace kartei::api {

namespace {

using boost::json::object;
using boost::json::value;

bool has_type(const value& found, std::string_view type) {
    if (type == "object") return found.is_object();
    if (type == "array") return found.is_array();
    if (type == "string") return found.is_string();
    if (type == "boolean") return found.is_bool();
    if (type == "integer") return found.is_int64();
    return found.is_number();
}

std::string misfit_of_object(const object& found, const object& schema, const object& document,
                             const std::string& where) {
    const auto& properties = schema.at("properties").as_object();
    if (const auto* required = schema.if_contains("required")) {
        for (const auto& name : required->as_array()) {
            if (!found.contains(name.as_string())) return where + ": lacks " + std::string(name.as_string());
        }
    }
    for (const auto& member : found) {
        const auto* known = properties.if_contains(member.key());
        const std::string place = where + "." + std::string(member.key());
        if (known == nullptr) return place + ": is not described";
        if (auto wrong = misfit(member.value(), known->as_object(), document, place); !wrong.empty())
            return wrong;
    }
    return {};
}

}  // namespace

std::string misfit(const value& found, const object& schema, const object& document,
                   const std::string& where) {
    if (const auto* reference = schema.if_contains("$ref")) {
        const std::string_view name =
            std::string_view(reference->as_string()).substr(sizeof "#/components/schemas/" - 1);
        const auto& schemas = document.at("components").at("schemas").as_object();
        return misfit(found, schemas.at(name).as_object(), document, where);
    }
    if (schema.empty()) return {};
    const std::string_view type = schema.at("type").as_string();
    if (!has_type(found, type)) return where + ": is no " + std::string(type);
    if (const auto* words = schema.if_contains("enum")) {
        const auto& array = words->as_array();
        if (std::ranges::find(array, found) == array.end()) return where + ": is none of its words";
    }
    if (type == "object") return misfit_of_object(found.as_object(), schema, document, where);
    if (type == "array") {
        for (std::size_t i = 0; i < found.as_array().size(); ++i) {
            auto wrong = misfit(found.at(i), schema.at("items").as_object(), document,
                                where + "[" + std::to_string(i) + "]");
            if (!wrong.empty()) return wrong;
        }
    }
    return {};
}

}  // namespace kartei::api
