// What a column of a contact list can mean: field, sphere, channel; with the names used in mapping files.
// Says nothing about how columns are called outside: that is list_header.h.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kartei::formats {

enum class ListField : std::uint8_t {
    unknown,  ///< not recognised; read only for objections
    ignore,   ///< known and of no use, or set aside by the mapping
    customer_number,
    salutation,
    title,
    first_name,
    middle_name,
    last_name,
    name_suffix,
    full_name,
    company,
    department,
    position,
    street,
    street_extra,
    house_number,
    postal_code,
    city,
    postal_city,  ///< postal code and city in one cell
    region,
    country,
    address,  ///< a whole address in one cell
    phone,
    mobile,
    fax,
    email,
    birth_date,
    source,
    collected_on,
    consent,
    consent_on,
    consent_way,
    areas,
    objection,
    objection_on,
    note,
};

/// Which side of life an address or number belongs to, as far as its column says so.
enum class Sphere : std::uint8_t { unspecified, business, home, other };

/// Ways of contact that lists speak of; `any` where a column names none.
enum class ListChannel : std::uint8_t { any, phone, email, sms, post, messenger, fax };

struct ColumnMeaning {
    ListField field = ListField::unknown;
    Sphere sphere = Sphere::unspecified;
    ListChannel channel = ListChannel::any;
    unsigned group = 0;  ///< number of an address among several of one sphere

    bool operator==(const ColumnMeaning&) const = default;
};

/// "street_business", "consent_phone", "objection", "ignore": the key in mapping files.
std::string field_key(const ColumnMeaning& meaning);

/// Reads such a key; nothing for an unknown one.
std::optional<ColumnMeaning> meaning_of_key(std::string_view key);

/// What people call the field: "Straße" / "Street".
Message field_label(ListField field);

/// The same with sphere or channel: "PLZ (geschäftlich)", "Einwilligung (Telefon)".
Message meaning_label(const ColumnMeaning& meaning);

std::string_view channel_key(ListChannel channel);

/// Whether several columns may carry the field, each adding to the row.
bool is_repeatable(ListField field);

/// Whether the field exists once for business, once for home.
bool has_sphere(ListField field);

/// Whether the field exists once per channel.
bool has_channel(ListField field);

/// All fields with their keys, for help texts and templates.
struct FieldName {
    ListField field;
    std::string_view key;
    std::string_view de;
    std::string_view en;
};
std::span<const FieldName> field_names();

}  // namespace kartei::formats
