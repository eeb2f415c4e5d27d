// Statements that every record needs, made from its description: insert, update, delete, read by key and by
// owner. Members go to columns and back through Codec; sealed members pass through the person's key on the
// way.
#pragma once

#include "base/codec.h"
#include "base/record_json.h"
#include "store/connection.h"

#include <fmt/format.h>

#include <string>

namespace kartei::store {

template <class T>
std::string column_list(std::string_view prefix = "") {
    std::string out;
    for (const Field& field : Description<T>::fields) {
        if (!out.empty()) out += ", ";
        out += prefix;
        out += field.name;
    }
    return out;
}

/// `tenant_id = :tenant_id AND person_id = :person_id …` over the first `count` fields.
template <class T>
std::string key_condition(std::size_t count = Description<T>::kind.key_fields) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += " AND ";
        out += fmt::format("{0} = :{0}", Description<T>::fields[i].name);
    }
    return out;
}

template <class T>
const Sql& insert_sql() {
    static const Sql sql{fmt::format("INSERT INTO {} ({}) VALUES ({})", Description<T>::kind.name,
                                     column_list<T>(), column_list<T>(":"))};
    return sql;
}

/// Only the version that was read may be overwritten: a lost update changes no row.
template <class T>
const Sql& update_sql() {
    static const Sql sql = [] {
        std::string assignments;
        for (std::size_t i = Description<T>::kind.key_fields; i < field_count<T>; ++i) {
            if (!assignments.empty()) assignments += ", ";
            assignments += fmt::format("{0} = :{0}", Description<T>::fields[i].name);
        }
        return Sql{fmt::format("UPDATE {} SET {} WHERE {} AND version = :old_version",
                               Description<T>::kind.name, assignments, key_condition<T>())};
    }();
    return sql;
}

template <class T>
const Sql& delete_sql() {
    static const Sql sql{fmt::format("DELETE FROM {} WHERE {} AND version = :old_version",
                                     Description<T>::kind.name, key_condition<T>())};
    return sql;
}

template <class T>
const Sql& select_by_key_sql() {
    static const Sql sql{fmt::format("SELECT {} FROM {} WHERE {}", column_list<T>(),
                                     Description<T>::kind.name, key_condition<T>())};
    return sql;
}

/// All rows of one person, in the order of their keys.
template <class T>
const Sql& select_by_person_sql() {
    static_assert(Description<T>::fields[1].name == "person_id");
    static const Sql sql = [] {
        std::string order;
        for (std::size_t i = 2; i < Description<T>::kind.key_fields; ++i) {
            order += order.empty() ? " ORDER BY " : ", ";
            order += Description<T>::fields[i].name;
        }
        return Sql{fmt::format("SELECT {} FROM {} WHERE {}{}", column_list<T>(), Description<T>::kind.name,
                               key_condition<T>(2), order)};
    }();
    return sql;
}

/// What a sealed column is bound to, so that a blob copied to another row, column or tenant does not open.
template <class T>
std::string sealed_binding(const T& record, const Field& field) {
    std::string binding = "kartei/1";
    std::size_t position = 0;
    for_each_field(record, [&](const Field&, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if (position++ >= Description<T>::kind.key_fields) return;
        binding += '/';
        if constexpr (std::is_same_v<Member, TenantId>) {
            binding += fmt::format("{}/{}", member.value, Description<T>::kind.name);
        } else if constexpr (requires { member.text(); }) {
            binding += member.text();
        } else {
            std::string raw;
            append_json_member(raw, member);
            binding += raw;
        }
    });
    return binding + '/' + std::string(field.name);
}

/// Plain bytes of a sealed member: its JSON literal.
template <class T>
Bytes sealed_plain(const T& member) {
    std::string literal;
    append_json_member(literal, member);
    return Bytes(literal.begin(), literal.end());
}

}  // namespace kartei::store
