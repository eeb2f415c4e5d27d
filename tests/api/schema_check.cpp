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

/// The schema itself, or the one it refers to.
const object* meant(const object* schema, const object& document) {
    const auto* reference = schema->if_contains("$ref");
    if (reference == nullptr) return schema;
    const auto name = std::string_view(reference->as_string()).substr(sizeof "#/components/schemas/" - 1);
    return &document.at("components").at("schemas").at(name).as_object();
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
    if (schema.contains("$ref")) return misfit(found, *meant(&schema, document), document, where);
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

bool describes(const object& schema, const object& document, std::string_view place) {
    const object& here = *meant(&schema, document);
    if (place.empty()) return true;
    if (place.front() == '.') place.remove_prefix(1);
    if (place.front() == '[') {
        const auto* items = here.if_contains("items");
        return items != nullptr && describes(items->as_object(), document,
                                             place.substr(std::min(place.find(']') + 1, place.size())));
    }
    const auto name = place.substr(0, place.find_first_of(".["));
    const auto* properties = here.if_contains("properties");
    const auto* member = properties == nullptr ? nullptr : properties->as_object().if_contains(name);
    return member != nullptr && describes(member->as_object(), document, place.substr(name.size()));
}

}  // namespace kartei::api
