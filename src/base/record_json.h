// Described records as JSON, the form in which the log keeps old and new values: one object, fields by name,
// numbers for instants and dates, hexadecimal for bytes. Written by hand because an import writes ten of them
// per person. A whole record leaves out what is absent; a part says null, for it tells what changed.
#pragma once

#include "base/codec.h"

#include <string>
#include <string_view>

namespace kartei {

/// Appends a JSON string with quotes; control characters, quotes and backslashes are escaped (RFC 8259
/// section 7).
void append_json_string(std::string& out, std::string_view text);
void append_json_number(std::string& out, std::int64_t number);

inline void append_json_raw(std::string& out, std::int64_t raw) {
    append_json_number(out, raw);
}
inline void append_json_raw(std::string& out, std::string_view raw) {
    append_json_string(out, raw);
}
inline void append_json_raw(std::string& out, const UuidBytes& raw) {
    append_json_string(out, uuid_text(raw));
}
inline void append_json_raw(std::string& out, ByteView raw) {
    append_json_string(out, hex(raw));
}

/// Appends the value of one member; an empty optional is null.
template <class T>
void append_json_member(std::string& out, const T& member) {
    if constexpr (is_optional<T>) {
        if (!member) {
            out += "null";
            return;
        }
        append_json_raw(out, Codec<unwrapped<T>>::encode(*member));
    } else {
        append_json_raw(out, Codec<T>::encode(member));
    }
}

/// Which fields a record leaves out of its JSON: those every reader knows from where it stands.
constexpr bool known_from_place(std::string_view field) {
    return field == "tenant_id" || field == "person_id";
}

namespace detail {

template <class T>
void append_json_field(std::string& out, const Field& field, const T& member) {
    if (out.size() > 1) out += ',';
    append_json_string(out, field.name);
    out += ':';
    append_json_member(out, member);
}

template <class T>
bool is_absent(const T& member) {
    if constexpr (is_optional<T>) {
        return !member.has_value();
    } else {
        return false;
    }
}

}  // namespace detail

/// `{"name":value,…}` of every field that is present, but tenant and person.
template <class T>
std::string record_json(const T& record) {
    std::string out;
    out.reserve(512);
    out += '{';
    for_each_field(record, [&](const Field& field, const auto& member) {
        if (known_from_place(field.name) || detail::is_absent(member)) return;
        detail::append_json_field(out, field, member);
    });
    return out + "}";
}

/// Of every field, present or absent, that `wanted(position)` picks, but tenant and person.
template <class T, class Wanted>
std::string record_part_json(const T& record, Wanted&& wanted) {
    std::string out = "{";
    std::size_t position = 0;
    for_each_field(record, [&](const Field& field, const auto& member) {
        const std::size_t at = position++;
        if (known_from_place(field.name) || !wanted(at)) return;
        detail::append_json_field(out, field, member);
    });
    return out + "}";
}

}  // namespace kartei
