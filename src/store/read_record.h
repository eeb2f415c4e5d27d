// Rows back into records. A stored value that cannot be one of its type is breakage: StoreFailure(corrupt).
#pragma once

#include "store/keyring.h"
#include "store/record_sql.h"

#include <boost/json/parse.hpp>

#include <vector>

namespace kartei::store {

/// One raw column as the Codec of T takes it. Nothing also for a text that means a value and is not how
/// kartei writes it, such as a list in another order: only somebody else can have put it there.
template <class T>
std::optional<T> decode_column(const Statement& statement, int column) {
    constexpr ColumnType type = Codec<T>::type;
    if constexpr (type == ColumnType::uuid) {
        return Codec<T>::decode(statement.uuid(column));
    } else if constexpr (type == ColumnType::text) {
        auto value = Codec<T>::decode(statement.text(column));
        if (value && Codec<T>::encode(*value) != statement.text(column)) return std::nullopt;
        return value;
    } else if constexpr (type == ColumnType::bytes) {
        return Codec<T>::decode(statement.bytes(column));
    } else {
        return Codec<T>::decode(statement.integer(column));
    }
}

/// The JSON literal of a sealed member, back.
template <class T>
std::optional<T> decode_literal(ByteView literal) {
    boost::system::error_code failed;
    const auto value = boost::json::parse(
        std::string_view(reinterpret_cast<const char*>(literal.data()), literal.size()), failed);
    if (failed) return std::nullopt;
    if constexpr (Codec<T>::type == ColumnType::text) {
        if (!value.is_string()) return std::nullopt;
        return Codec<T>::decode(std::string_view(value.as_string()));
    } else {
        if (!value.is_int64()) return std::nullopt;
        return Codec<T>::decode(value.as_int64());
    }
}

[[noreturn]] void throw_corrupt(std::string_view record_kind, std::string_view field);

/// What a sealed member may be: its plain form is a literal.
template <class T>
inline constexpr bool is_sealable =
    Codec<T>::type == ColumnType::text || Codec<T>::type == ColumnType::date ||
    Codec<T>::type == ColumnType::instant;

/// The record in the statement's present row; `keyring` opens sealed members. A sealed member whose key was
/// destroyed reads as empty.
template <class T>
T read_record(Connection& connection, Keyring& keyring, const Statement& statement) {
    T record;
    int column = 0;
    for_each_field(record, [&](const Field& field, auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        const int at = column++;
        if (statement.is_null(at)) {
            if constexpr (!is_optional<Member>) throw_corrupt(Description<T>::kind.name, field.name);
            return;
        }
        std::optional<unwrapped<Member>> value;
        if (field.protection == Protection::sealed) {
            if constexpr (Description<T>::kind.key_class != KeyClass::tenant) {
                if constexpr (is_sealable<unwrapped<Member>>) {
                    const auto key =
                        keyring.person_key(connection, record.person_id, Description<T>::kind.key_class);
                    if (!key) return;
                    const auto plain = open_sealed(*key, sealed_binding(record, field), statement.bytes(at));
                    if (plain) value = decode_literal<unwrapped<Member>>(*plain);
                }
            }
        } else {
            value = decode_column<unwrapped<Member>>(statement, at);
        }
        if (!value) throw_corrupt(Description<T>::kind.name, field.name);
        if constexpr (is_optional<Member>) {
            member = std::move(value);
        } else {
            member = std::move(*value);
        }
    });
    return record;
}

/// All records of one kind that the prepared and bound statement finds.
template <class T>
std::vector<T> read_all(Connection& connection, Keyring& keyring, Statement& statement) {
    std::vector<T> records;
    while (statement.next()) records.push_back(read_record<T>(connection, keyring, statement));
    return records;
}

/// The record with the key of `wanted`, whose other members do not matter; nothing where there is none.
template <class T>
std::optional<T> read_by_key(Connection& connection, Keyring& keyring, const T& wanted) {
    auto& statement = connection.prepare(select_by_key_sql<T>());
    std::size_t position = 0;
    for_each_field(wanted, [&](const Field& field, const auto& member) {
        if (position++ < Description<T>::kind.key_fields) statement.bind(field.name, member);
    });
    auto records = read_all<T>(connection, keyring, statement);
    if (records.empty()) return std::nullopt;
    return std::move(records.front());
}

/// All records of one kind that belong to the person.
template <class T>
std::vector<T> records_of_person(Connection& connection, Keyring& keyring, TenantId tenant,
                                 domain::PersonId person) {
    auto& statement = connection.prepare(select_by_person_sql<T>());
    statement.bind("tenant_id", tenant).bind("person_id", person);
    return read_all<T>(connection, keyring, statement);
}

}  // namespace kartei::store
