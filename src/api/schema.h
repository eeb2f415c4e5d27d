// The schema of a type of the wire, for OpenAPI 3.1 (JSON Schema 2020-12). Structs become named components.
#pragma once

#include "api/wire.h"

namespace kartei::api {

/// Components by name.
using Schemas = std::map<std::string, boost::json::object, std::less<>>;

namespace detail {

boost::json::object text_schema(std::size_t max_bytes);
boost::json::object message_schema();
boost::json::object scope_schema();

template <class E>
boost::json::object enum_schema() {
    boost::json::array words;
    for (const auto word : words_of<E>()) words.emplace_back(word);
    return {{"type", "string"}, {"enum", std::move(words)}};
}

}  // namespace detail

template <class T>
boost::json::object schema_of(Schemas& schemas);

template <WireStruct T>
void add_schema(Schemas& schemas) {
    const std::string name(T::wire_name);
    if (schemas.contains(name)) return;
    schemas[name] = {};
    boost::json::object properties;
    boost::json::array required;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        using Part = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
        properties[member.name] = schema_of<unwrapped<Part>>(schemas);
        if constexpr (!is_optional<Part>) required.emplace_back(member.name);
    });
    boost::json::object schema{
        {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    schemas[name] = std::move(schema);
}

template <class T>
boost::json::object schema_of(Schemas& schemas) {
    if constexpr (std::is_same_v<T, bool>) return {{"type", "boolean"}};
    else if constexpr (std::is_integral_v<T> || std::is_same_v<T, domain::AreaNo> ||
                       std::is_same_v<T, domain::WordingNo>) {
        return {{"type", "integer"}};
    } else if constexpr (std::is_floating_point_v<T>) return {{"type", "number"}};
    else if constexpr (std::is_same_v<T, Instant>) return {{"type", "string"}, {"format", "date-time"}};
    else if constexpr (std::is_same_v<T, Date>) return {{"type", "string"}, {"format", "date"}};
    else if constexpr (is_id<T>) return {{"type", "string"}, {"format", "uuid"}};
    else if constexpr (is_text<T>) return detail::text_schema(T::max_bytes);
    else if constexpr (std::is_enum_v<T>) return detail::enum_schema<T>();
    else if constexpr (std::is_same_v<T, Message>) return detail::message_schema();
    else if constexpr (std::is_same_v<T, domain::AreaScope>) return detail::scope_schema();
    else if constexpr (std::is_same_v<T, domain::ChannelSet>) {
        return {{"type", "array"}, {"items", detail::enum_schema<domain::Channel>()}};
    } else if constexpr (std::is_same_v<T, domain::PurposeKeys>) {
        return {{"type", "array"}, {"items", {{"type", "string"}}}};
    } else if constexpr (std::is_same_v<T, Raw>) return {};
    else if constexpr (is_vector<T>) {
        return {{"type", "array"}, {"items", schema_of<typename T::value_type>(schemas)}};
    } else if constexpr (WireStruct<T>) {
        add_schema<T>(schemas);
        return {{"$ref", "#/components/schemas/" + std::string(T::wire_name)}};
    } else {
        return {{"type", "string"}};
    }
}

}  // namespace kartei::api
