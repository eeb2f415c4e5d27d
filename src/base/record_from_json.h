// The way back from record_json: sets the fields of a record that an object names. For values the house wrote
// itself; what comes from outside is read elsewhere, with messages.
#pragma once

#include "base/codec.h"

#include <boost/json/object.hpp>

namespace kartei {

/// One value as the Codec of T takes it; nothing where it does not fit.
template <class T>
std::optional<T> member_from_json(const boost::json::value& value) {
    constexpr ColumnType type = Codec<T>::type;
    if constexpr (type == ColumnType::uuid || type == ColumnType::text || type == ColumnType::bytes) {
        if (!value.is_string()) return std::nullopt;
        const std::string_view text = value.get_string();
        if constexpr (type == ColumnType::text) return Codec<T>::decode(text);
        if constexpr (type == ColumnType::uuid) {
            const auto bytes = parse_uuid(text);
            if (!bytes) return std::nullopt;
            return Codec<T>::decode(*bytes);
        }
        if constexpr (type == ColumnType::bytes) {
            const auto bytes = parse_hex(text);
            if (!bytes) return std::nullopt;
            return Codec<T>::decode(*bytes);
        }
    } else {
        if (!value.is_int64()) return std::nullopt;
        return Codec<T>::decode(value.get_int64());
    }
}

/// Sets every field the object names; false where one does not fit.
template <class T>
bool apply_json(T& record, const boost::json::object& object) {
    bool fits = true;
    for_each_field(record, [&](const Field& field, auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        const auto* value = object.if_contains(field.name);
        if (value == nullptr) return;
        if constexpr (is_optional<Member>) {
            if (value->is_null()) {
                member.reset();
                return;
            }
        }
        auto read = member_from_json<unwrapped<Member>>(*value);
        fits = fits && read.has_value();
        if constexpr (is_optional<Member>) {
            if (read) member = std::move(read);
        } else {
            if (read) member = std::move(*read);
        }
    });
    return fits;
}

}  // namespace kartei
