// Reads the members of one JSON object strictly: a member is absent (also null), of its type, or an error
// that names its path. Knows no format.
#pragma once

#include "base/describe.h"
#include "base/result.h"
#include "base/time.h"

#include <boost/json/value.hpp>

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

/// What a day without time of day stands for.
enum class DayMeans : unsigned char { start, end };

class ObjectReader {
public:
    /// `invalid` where the value is no object.
    static Result<ObjectReader> of(const boost::json::value& value, std::string path);

    /// `invalid` for the first member that is not among these.
    Result<void> expect_only(std::initializer_list<std::string_view> names) const;

    bool has(std::string_view name) const { return find(name) != nullptr; }
    Result<bool> flag(std::string_view name) const;  ///< absent: false
    Result<std::optional<std::string_view>> text(std::string_view name) const;
    Result<std::string_view> required_text(std::string_view name) const;
    Result<std::uint32_t> count(std::string_view name) const;  ///< absent: 0
    Result<std::optional<Instant>> instant(std::string_view name, DayMeans day = DayMeans::start) const;
    Result<std::optional<Date>> date(std::string_view name) const;
    Result<std::optional<ObjectReader>> object(std::string_view name) const;
    /// An array of objects, or one object standing for an array of one.
    Result<std::vector<ObjectReader>> objects(std::string_view name) const;
    /// An array of texts; absent: nothing.
    Result<std::optional<std::vector<std::string_view>>> texts(std::string_view name) const;
    /// Whether the member is the text "*".
    bool is_star(std::string_view name) const;

    /// The word of an enumeration, or `otherwise` where absent.
    template <class E>
    Result<E> word(std::string_view name, E otherwise) const {
        const auto given = TRY(text(name));
        if (!given) return otherwise;
        const auto value = enum_of<E>(*given);
        if (!value) return unknown_word(name, *given, words_of_enum<E>());
        return *value;
    }

    std::unexpected<Error> unknown_word(std::string_view name, std::string_view word,
                                        const std::string& known) const;
    std::unexpected<Error> wrong(std::string_view name, const Message& what) const;
    std::string path_of(std::string_view name) const;
    const boost::json::object& members() const { return *object_; }

private:
    ObjectReader(const boost::json::object& object, std::string path)
        : object_(&object), path_(std::move(path)) {}
    const boost::json::value* find(std::string_view name) const;

    template <class E>
    static std::string words_of_enum() {
        std::string words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto enumerator) { words += (words.empty() ? "" : ", ") + std::string(enumerator.name); });
        return words;
    }

    const boost::json::object* object_;
    std::string path_;
};

}  // namespace kartei::formats
