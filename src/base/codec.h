// How the types of described members stand in a column and in the log: one Codec per type, found by the
// compiler. A Codec names the column's type, gives the raw value and takes it back; nothing here knows a
// database.
#pragma once

#include "base/crypto.h"
#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace kartei {

/// Types of columns. `text` is UTF-8, ordered by bytes.
enum class ColumnType : std::uint8_t { id64, uuid, instant, date, integer, boolean, text, bytes };

/// Specialised below and, for their own types, in domain. `Raw` is int64, UuidBytes, std::string or Bytes.
/// decode gives nothing where the stored value cannot be one of T.
template <class T>
struct Codec;

template <>
struct Codec<TenantId> {
    static constexpr ColumnType type = ColumnType::id64;
    static std::int64_t encode(TenantId id) { return id.value; }
    static std::optional<TenantId> decode(std::int64_t raw) { return TenantId{raw}; }
};

template <class Tag>
struct Codec<Id<Tag>> {
    static constexpr ColumnType type = ColumnType::uuid;
    static UuidBytes encode(const Id<Tag>& id) { return id.bytes; }
    static std::optional<Id<Tag>> decode(const UuidBytes& raw) { return Id<Tag>{raw}; }
};

template <>
struct Codec<Instant> {
    static constexpr ColumnType type = ColumnType::instant;
    static std::int64_t encode(Instant at) { return at.us; }
    static std::optional<Instant> decode(std::int64_t raw) { return Instant{raw}; }
};

template <>
struct Codec<Date> {
    static constexpr ColumnType type = ColumnType::date;
    static std::int64_t encode(Date date) { return date.days; }
    static std::optional<Date> decode(std::int64_t raw) {
        if (raw < INT32_MIN || raw > INT32_MAX) return std::nullopt;
        return Date{static_cast<std::int32_t>(raw)};
    }
};

template <>
struct Codec<bool> {
    static constexpr ColumnType type = ColumnType::boolean;
    static std::int64_t encode(bool value) { return value ? 1 : 0; }
    static std::optional<bool> decode(std::int64_t raw) {
        if (raw != 0 && raw != 1) return std::nullopt;
        return raw == 1;
    }
};

template <std::signed_integral T>
struct Codec<T> {
    static constexpr ColumnType type = ColumnType::integer;
    static std::int64_t encode(T value) { return value; }
    static std::optional<T> decode(std::int64_t raw) {
        const T value = static_cast<T>(raw);
        if (value != raw) return std::nullopt;
        return value;
    }
};

template <>
struct Codec<std::string> {
    static constexpr ColumnType type = ColumnType::text;
    static std::string_view encode(const std::string& text) { return text; }
    static std::optional<std::string> decode(std::string_view raw) { return std::string(raw); }
};

template <>
struct Codec<Bytes> {
    static constexpr ColumnType type = ColumnType::bytes;
    static ByteView encode(const Bytes& bytes) { return bytes; }
    static std::optional<Bytes> decode(ByteView raw) { return Bytes(raw.begin(), raw.end()); }
};

/// Enumerations stand as the word of their enumerator.
template <class T>
    requires std::is_enum_v<T>
struct Codec<T> {
    static constexpr ColumnType type = ColumnType::text;
    static std::string_view encode(T value) { return enum_word(value); }
    static std::optional<T> decode(std::string_view raw) { return enum_of<T>(raw); }
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// The type inside an optional, or the type itself.
template <class T>
struct Unwrapped {
    using type = T;
};
template <class T>
struct Unwrapped<std::optional<T>> {
    using type = T;
};
template <class T>
using unwrapped = typename Unwrapped<T>::type;

/// How long a member is in a column of texts or bytes: what Field::max_bytes bounds. Words of enumerations
/// are bounded by themselves; other types have a fixed size.
template <class T>
std::size_t stored_bytes(const T& member) {
    if constexpr (is_optional<T>) {
        return member ? stored_bytes(*member) : 0;
    } else if constexpr (std::is_enum_v<T> ||
                         (Codec<T>::type != ColumnType::text && Codec<T>::type != ColumnType::bytes)) {
        return 0;
    } else {
        return Codec<T>::encode(member).size();
    }
}

}  // namespace kartei
