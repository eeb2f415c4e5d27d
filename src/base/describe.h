// One description per record: a Boost.Describe'd struct plus one Field per member, in the members' order.
// Binding, schema, log, field catalogue, subject access and erasure come out of it. No SQL and no JSON here.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kartei {

/// What kind of datum this is (record of processing, GDPR Art. 30(1)(c)).
enum class Category : std::uint8_t {
    technical,   ///< keys, versions, instants of writing
    identity,    ///< names, birth date, customer number
    contact,     ///< ways to reach someone
    contract,    ///< what was bought, employment
    permission,  ///< consents, objections, notices
    origin,      ///< where data came from
    content,     ///< free text
};

enum class Personal : std::uint8_t { no, yes };

/// Plain fields are searchable and lie open to whoever reads the database; sealed ones are encrypted per
/// person.
enum class Protection : std::uint8_t { plain, sealed };

/// Retention classes. Each person has a key for each one he needs; erasure destroys `operation` at once, the
/// others when their period ends (law.md section 9). `tenant` is for records that belong to no person.
enum class KeyClass : std::uint8_t { tenant = 0, operation = 1, proof = 2, contract = 3, hold = 4 };
BOOST_DESCRIBE_ENUM(KeyClass, tenant, operation, proof, contract, hold)

/// One member of a record.
struct Field {
    std::uint8_t id = 0;      ///< stable number, never used again for anything else
    std::string_view name{};  ///< name in the schema, the log and the API; stays when the member is renamed
    Category category = Category::technical;
    Personal personal = Personal::no;
    Protection protection = Protection::plain;
    std::uint16_t max_bytes = 200;  ///< of a text or of bytes; nothing longer is written (store/write.h)
};

/// A kind of record as a whole.
struct RecordKind {
    std::string_view name{};     ///< table and name in the log
    std::size_t key_fields = 2;  ///< the first so many fields are the primary key; tenant_id leads
    KeyClass key_class =
        KeyClass::operation;  ///< `tenant`: no person owns it; else the second field is person_id
};

/// Specialised for every record: `static constexpr RecordKind kind` and `static constexpr std::array fields`.
template <class T>
struct Description;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
inline constexpr std::size_t field_count = Description<T>::fields.size();

/// Position of the record's version among its fields: the last one, by rule of the house.
template <class T>
inline constexpr std::size_t version_field = field_count<T> - 1;

/// The bound of the field with that name: what an act cuts or refuses by. A misspelt name does not compile.
template <class T>
consteval std::size_t max_bytes_of(std::string_view name) {
    for (const Field& field : Description<T>::fields) {
        if (field.name == name) return field.max_bytes;
    }
    throw "no field has this name";
}

/// Calls `visit(field, member)` for every field of a record in order; `record` may be const.
template <class T, class Visit>
constexpr void for_each_field(T& record, Visit&& visit) {
    using Plain = std::remove_const_t<T>;
    static_assert(boost::mp11::mp_size<Members<Plain>>::value == field_count<Plain>,
                  "every member has its Field, in the same order");
    boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<Members<Plain>>>>([&](auto index) {
        using Member = boost::mp11::mp_at_c<Members<Plain>, index>;
        visit(Description<Plain>::fields[index], record.*Member{}.pointer);
    });
}

/// The word for an enumerator: its name, as stored and as on the wire.
template <class E>
constexpr std::string_view enum_word(E value) {
    std::string_view word;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (enumerator.value == value) word = enumerator.name;
    });
    return word;
}

/// The enumerator a word names, or nothing.
template <class E>
constexpr std::optional<E> enum_of(std::string_view word) {
    std::optional<E> value;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (word == enumerator.name) value = enumerator.value;
    });
    return value;
}

}  // namespace kartei
