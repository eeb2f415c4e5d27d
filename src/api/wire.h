// JSON of the wire: what a described struct looks like when it is sent, how one is read, and the schema of
// both for OpenAPI. Reading refuses what it does not know, with the place. Records of the store go out by the
// names of their Fields.
#pragma once

#include "base/codec.h"
#include "base/record_json.h"
#include "domain/scope.h"

#include <boost/json.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kartei::api {

/// A text from outside with its bound in bytes. Control characters but line breaks are refused.
template <std::size_t Max>
struct Text {
    static constexpr std::size_t max_bytes = Max;
    std::string value;
};

/// JSON that is put in as it is.
struct Raw {
    std::string json;
};

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_text = false;
template <std::size_t Max>
inline constexpr bool is_text<Text<Max>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

/// Structs of the wire: BOOST_DESCRIBE_STRUCT and `static constexpr std::string_view wire_name`.
template <class T>
concept WireStruct = requires { T::wire_name; };

/// A described record of the store.
template <class T>
concept Record = requires { Description<T>::kind; };

/// Lists from outside have at most so many items.
inline constexpr std::size_t max_items = 10'000;

/// For members that are left out where there is nothing to say.
inline std::optional<std::string> unless_empty(std::string text) {
    if (text.empty()) return std::nullopt;
    return text;
}

// --- writing ---------------------------------------------------------------------------------------------

template <class T>
void append_wire(std::string& out, const T& value);

inline void append_key(std::string& out, std::string_view name, bool first) {
    if (!first) out += ',';
    append_json_string(out, name);
    out += ':';
}

namespace detail {

template <class T>
void append_scalar(std::string& out, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        append_json_number(out, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        out += boost::json::serialize(boost::json::value(value));
    } else if constexpr (std::is_same_v<T, Instant>) {
        append_json_string(out, instant_text(value));
    } else if constexpr (std::is_same_v<T, Date>) {
        append_json_string(out, date_text(value));
    } else if constexpr (is_id<T>) {
        append_json_string(out, value.text());
    } else if constexpr (std::is_enum_v<T>) {
        append_json_string(out, enum_word(value));
    } else if constexpr (std::is_same_v<T, domain::AreaNo> || std::is_same_v<T, domain::WordingNo>) {
        append_json_number(out, value.value);
    } else if constexpr (is_text<T>) {
        append_json_string(out, value.value);
    } else {
        append_json_string(out, std::string_view(value));
    }
}

template <class T>
void append_list(std::string& out, const T& list) {
    out += '[';
    bool first = true;
    for (const auto& item : list) {
        if (!std::exchange(first, false)) out += ',';
        append_wire(out, item);
    }
    out += ']';
}

void append_scope(std::string& out, const domain::AreaScope& scope);
void append_channels(std::string& out, domain::ChannelSet channels);
void append_message(std::string& out, const Message& message);

template <class T>
void append_struct(std::string& out, const T& value) {
    out += '{';
    bool first = true;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        const auto& part = value.*member.pointer;
        if constexpr (is_optional<std::remove_cvref_t<decltype(part)>>) {
            if (!part) return;
            append_key(out, member.name, std::exchange(first, false));
            append_wire(out, *part);
        } else {
            append_key(out, member.name, std::exchange(first, false));
            append_wire(out, part);
        }
    });
    out += '}';
}

}  // namespace detail

template <class T>
void append_wire(std::string& out, const T& value) {
    if constexpr (std::is_same_v<T, Raw>) out += value.json;
    else if constexpr (std::is_same_v<T, Message>) detail::append_message(out, value);
    else if constexpr (std::is_same_v<T, domain::AreaScope>) detail::append_scope(out, value);
    else if constexpr (std::is_same_v<T, domain::ChannelSet>) detail::append_channels(out, value);
    else if constexpr (std::is_same_v<T, domain::PurposeKeys>) detail::append_list(out, value.keys);
    else if constexpr (is_vector<T>) detail::append_list(out, value);
    else if constexpr (WireStruct<T>) detail::append_struct(out, value);
    else detail::append_scalar(out, value);
}

template <class T>
std::string wire_json(const T& value) {
    std::string out;
    append_wire(out, value);
    return out;
}

// --- reading ---------------------------------------------------------------------------------------------

std::unexpected<Error> wrong_type(std::string_view where, std::string_view wanted);
std::unexpected<Error> unknown_member(std::string_view where, std::string_view name);
std::unexpected<Error> missing_member(std::string_view where);

namespace detail {

Result<std::string> read_text(const boost::json::value& value, std::string_view where, std::size_t max_bytes);
Result<std::int64_t> read_integer(const boost::json::value& value, std::string_view where);
std::string below(std::string_view where, std::string_view name);
std::string item(std::string_view where, std::size_t index);
/// "one of: a, b"
std::string words_wanted(std::span<const std::string_view> words);

template <class E>
std::vector<std::string_view> words_of() {
    std::vector<std::string_view> words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { words.emplace_back(enumerator.name); });
    return words;
}

template <class T>
Result<T> in_form(std::optional<T> value, std::string_view where, std::string_view wanted) {
    if (!value) return wrong_type(where, wanted);
    return *std::move(value);
}

}  // namespace detail

/// Reads one value. `invalid` with the place where it does not fit.
template <class T>
Result<T> read_wire(const boost::json::value& value, const std::string& where) {
    if constexpr (std::is_same_v<T, bool>) {
        if (!value.is_bool()) return wrong_type(where, "true, false");
        return value.get_bool();
    } else if constexpr (std::is_integral_v<T>) {
        const auto number = TRY(detail::read_integer(value, where));
        if (static_cast<std::int64_t>(static_cast<T>(number)) != number) return wrong_type(where, "integer");
        return static_cast<T>(number);
    } else if constexpr (is_text<T>) {
        auto text = TRY(detail::read_text(value, where, T::max_bytes));
        return T{std::move(text)};
    } else if constexpr (std::is_same_v<T, domain::AreaNo> || std::is_same_v<T, domain::WordingNo>) {
        const auto number = TRY(detail::read_integer(value, where));
        return detail::in_form(Codec<T>::decode(number), where, "integer");
    } else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Date> || is_id<T>) {
        const auto text = TRY(detail::read_text(value, where, 40));
        auto parsed = [&] {
            if constexpr (std::is_same_v<T, Instant>) return parse_instant(text);
            else if constexpr (std::is_same_v<T, Date>) return parse_date(text);
            else return T::parse(text);
        }();
        if (!parsed) parsed.error().where = where;
        return parsed;
    } else if constexpr (std::is_enum_v<T>) {
        const auto text = TRY(detail::read_text(value, where, 60));
        const auto words = detail::words_of<T>();
        return detail::in_form(enum_of<T>(text), where, detail::words_wanted(words));
    } else if constexpr (is_vector<T>) {
        if (!value.is_array() || value.get_array().size() > max_items) return wrong_type(where, "array");
        T list;
        for (const auto& one : value.get_array()) {
            auto read = TRY(read_wire<typename T::value_type>(one, detail::item(where, list.size())));
            list.push_back(std::move(read));
        }
        return list;
    } else {
        static_assert(WireStruct<T>);
        if (!value.is_object()) return wrong_type(where, "object");
        T out{};
        std::optional<Error> error;
        std::size_t known = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (error) return;
            auto& part = out.*member.pointer;
            using Part = std::remove_cvref_t<decltype(part)>;
            const auto* given = value.get_object().if_contains(member.name);
            const std::string place = detail::below(where, member.name);
            if (given != nullptr) ++known;
            if (given == nullptr || given->is_null()) {
                if constexpr (!is_optional<Part>) error = missing_member(place).error();
                return;
            }
            auto read = read_wire<unwrapped<Part>>(*given, place);
            if (read) part = std::move(*read);
            else error = std::move(read).error();
        });
        if (error) return std::unexpected(*std::move(error));
        if (known == value.get_object().size()) return out;
        for (const auto& entry : value.get_object()) {
            bool is_known = false;
            boost::mp11::mp_for_each<Members<T>>(
                [&](auto member) { is_known = is_known || entry.key() == member.name; });
            if (!is_known) return unknown_member(where, entry.key());
        }
        return out;
    }
}

// --- places ----------------------------------------------------------------------------------------------

/// Where a body of T holds the member of that name: itself, or in one of the structs it is made of.
template <class T>
std::optional<std::string> path_of_member(std::string_view name) {
    std::optional<std::string> path;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        if (name == member.name) path = member.name;
    });
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        using Part = unwrapped<std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>>;
        if constexpr (WireStruct<Part>) {
            if (path) return;
            if (const auto inner = path_of_member<Part>(name)) path = detail::below(member.name, *inner);
        }
    });
    return path;
}

/// The error of an act, with its place as whoever sent the body wrote it: an act knows members alone.
template <class T>
Error as_sent(Error error) {
    const std::string name = error.where.substr(0, error.where.find_first_of(".["));
    if (const auto path = path_of_member<T>(name)) error.where.replace(0, name.size(), *path);
    return error;
}

}  // namespace kartei::api
