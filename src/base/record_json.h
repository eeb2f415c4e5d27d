// Described records as JSON, the form in which the log keeps old and new values: one object, fields by name,
// numbers for instants and dates, hexadecimal for bytes. Written by hand because an import writes ten of them
// per person.
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

/// `{"name":value,…}` of every field but tenant and person that `wanted(position)` picks.
template <class T, class Wanted>
std::string record_json(const T& record, Wanted&& wanted) {
    std::string out = "{";
    std::size_t position = 0;
    for_each_field(record, [&](const Field& field, const auto& member) {
        const std::size_t at = position++;
        if (known_from_place(field.name) || !wanted(at)) return;
        if (out.size() > 1) out += ',';
        append_json_string(out, field.name);
        out += ':';
        append_json_member(out, member);
    });
    return out + "}";
}

}  // namespace kartei
