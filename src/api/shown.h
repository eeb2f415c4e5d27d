// Records of the store on the wire: their Fields by name, without tenant, owner and what only the house
// needs; the source in place of its id.
#pragma once

#include "api/schema.h"
#include "domain/source.h"

#include <algorithm>

namespace kartei::api {

struct SourceWire {
    static constexpr std::string_view wire_name = "Source";
    domain::SourceId source_id;
    domain::OriginKind kind = domain::OriginKind::unknown;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(SourceWire, (), (source_id, kind, name))

using Sources = std::vector<domain::Source>;

/// A record with the sources of its person. Both must outlive it.
template <Record T>
struct Shown {
    const T* record = nullptr;
    const Sources* sources = nullptr;
};

template <class T>
inline constexpr bool is_shown = false;
template <class T>
inline constexpr bool is_shown<Shown<T>> = true;

/// Members that do not go out: the tenant, and bytes that only the house can read.
template <class Member>
inline constexpr bool stays_inside =
    std::is_same_v<Member, TenantId> || std::is_same_v<unwrapped<Member>, Bytes>;

/// Who owns the record is known from where it stands.
constexpr bool is_owner(std::string_view field) {
    return field == "person_id";
}

inline void append_source(std::string& out, domain::SourceId id, const Sources& sources) {
    const auto source = std::ranges::find(sources, id, &domain::Source::source_id);
    SourceWire wire{.source_id = id};
    if (source != sources.end()) wire = {.source_id = id, .kind = source->kind, .name = source->name};
    append_wire(out, wire);
}

/// `"a":1,"b":2` of the record, without braces.
template <Record T>
void append_members(std::string& out, const Shown<T>& shown) {
    bool first = true;
    for_each_field(*shown.record, [&](const Field& field, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if (is_owner(field.name)) return;
        if constexpr (stays_inside<Member>) {
            return;
        } else if constexpr (is_optional<Member>) {
            if (!member) return;
            append_key(out, field.name, std::exchange(first, false));
            append_wire(out, *member);
        } else if constexpr (std::is_same_v<Member, domain::SourceId>) {
            append_key(out, "source", std::exchange(first, false));
            append_source(out, member, *shown.sources);
        } else {
            append_key(out, field.name, std::exchange(first, false));
            append_wire(out, member);
        }
    });
}

template <Record T>
void append_shown_list(std::string& out, std::string_view name, const std::vector<T>& records,
                       const Sources& sources) {
    append_key(out, name, false);
    out += '[';
    bool first = true;
    for (const auto& record : records) {
        if (!std::exchange(first, false)) out += ',';
        out += '{';
        append_members(out, Shown<T>{&record, &sources});
        out += '}';
    }
    out += ']';
}

/// Properties and names of those that are always there.
template <Record T>
void add_properties(Schemas& schemas, boost::json::object& properties, boost::json::array& required) {
    const T record{};
    for_each_field(record, [&](const Field& field, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if (is_owner(field.name)) return;
        if constexpr (stays_inside<Member>) {
            return;
        } else if constexpr (std::is_same_v<Member, domain::SourceId>) {
            properties["source"] = schema_of<SourceWire>(schemas);
            required.emplace_back("source");
        } else {
            properties[field.name] = schema_of<unwrapped<Member>>(schemas);
            if constexpr (!is_optional<Member>) required.emplace_back(field.name);
        }
    });
}

template <Record T>
boost::json::object shown_schema(Schemas& schemas) {
    boost::json::object properties;
    boost::json::array required;
    add_properties<T>(schemas, properties, required);
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

/// One record as an answer.
template <Record T>
std::string shown_json(const T& record, const Sources& sources) {
    std::string out = "{";
    append_members(out, Shown<T>{&record, &sources});
    return out + "}";
}

}  // namespace kartei::api
