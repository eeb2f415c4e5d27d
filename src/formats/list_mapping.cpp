#include "formats/list_mapping.h"

#include "base/json.h"
#include "formats/table_row.h"
#include "formats/utf8.h"

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <optional>

namespace kartei::formats {

namespace {

namespace json = boost::json;

std::string key_list() {
    std::string keys;
    for (const auto& name : field_names()) {
        if (name.field == ListField::unknown) continue;
        if (!keys.empty()) keys += ", ";
        keys += name.key;
    }
    return keys;
}

std::unexpected<Error> wrong(Message what, std::string where) {
    return fail(
        ErrorCode::invalid, std::move(what), std::move(where),
        {fmt::format("Feldschlüssel sind: {}; bei Adressen und Nummern auch mit _business oder _private, bei "
                     "consent und objection mit _phone, _email, _sms, _post, _messenger, _fax.",
                     key_list()),
         fmt::format("Field keys are: {}; with _business or _private for addresses and numbers, with _phone, "
                     "_email, _sms, _post, _messenger, _fax for consent and objection.",
                     key_list())});
}

std::unexpected<Error> wrong_member(std::string_view member) {
    return fail(
        ErrorCode::invalid,
        {fmt::format("„{}“ hat in einer Zuordnung keine Bedeutung oder die falsche Form.", member),
         fmt::format("'{}' has no meaning in a mapping, or the wrong form.", member)},
        std::string(member),
        {"Erlaubt sind columns und constants (Objekte mit Texten), date_order (day_first oder month_first), "
         "yes und no (Listen von Texten).",
         "Allowed are columns and constants (objects of texts), date_order (day_first or month_first), yes "
         "and no (lists of texts)."});
}

std::string_view text_of(const json::value& value) {
    const auto& text = value.get_string();
    return {text.data(), text.size()};
}

Result<void> read_columns(const json::value& value, ListMapping& mapping) {
    const auto* columns = value.if_object();
    if (columns == nullptr) return wrong_member("columns");
    for (const auto& entry : *columns) {
        const std::string heading(entry.key());
        const auto meaning =
            entry.value().is_string() ? meaning_of_key(text_of(entry.value())) : std::nullopt;
        if (!meaning) {
            return wrong(
                {fmt::format("Der Spalte „{}“ ist kein bekanntes Feld zugeordnet.", shown_text(heading, 80)),
                 fmt::format("The column '{}' is mapped to no known field.", shown_text(heading, 80))},
                "columns." + heading);
        }
        mapping.columns.emplace_back(heading, *meaning);
    }
    return {};
}

Result<void> read_constants(const json::value& value, ListMapping& mapping) {
    const auto* constants = value.if_object();
    if (constants == nullptr) return wrong_member("constants");
    for (const auto& entry : *constants) {
        const std::string key(entry.key());
        const auto meaning = meaning_of_key(key);
        if (!meaning || !entry.value().is_string() || meaning->field == ListField::ignore) {
            return wrong(
                {fmt::format("Die Konstante „{}“ gehört zu keinem bekannten Feld.", shown_text(key, 80)),
                 fmt::format("The constant '{}' belongs to no known field.", shown_text(key, 80))},
                "constants." + key);
        }
        if (text_fault(text_of(entry.value()))) {
            return wrong({fmt::format("Die Konstante „{}“ enthält Steuerzeichen.", shown_text(key, 80)),
                          fmt::format("The constant '{}' holds control characters.", shown_text(key, 80))},
                         "constants." + key);
        }
        // A permission has to stand in the list itself, for each person.
        if (meaning->field == ListField::consent) {
            return wrong({"Eine Einwilligung kann keine Konstante für die ganze Liste sein.",
                          "A consent cannot be a constant for a whole list."},
                         "constants." + key);
        }
        mapping.constants.emplace_back(*meaning, text_of(entry.value()));
    }
    return {};
}

Result<void> read_words(const json::value& value, std::string_view member, std::vector<std::string>& words) {
    const auto* list = value.if_array();
    if (list == nullptr) return wrong_member(member);
    for (const auto& word : *list) {
        if (!word.is_string()) return wrong_member(member);
        words.emplace_back(text_of(word));
    }
    return {};
}

Result<void> read_date_order(const json::value& value, ListMapping& mapping) {
    if (!value.is_string()) return wrong_member("date_order");
    const auto word = text_of(value);
    if (word == "day_first") mapping.date_order = DateOrder::day_first;
    else if (word == "month_first") mapping.date_order = DateOrder::month_first;
    else return wrong_member("date_order");
    return {};
}

}  // namespace

Result<ListMapping> parse_list_mapping(std::string_view json) {
    const auto value = TRY(parse_json(json, {max_mapping_bytes, 4}));
    const auto* members = value.if_object();
    if (members == nullptr) return wrong_member("columns");
    ListMapping mapping;
    for (const auto& entry : *members) {
        const std::string_view member(entry.key().data(), entry.key().size());
        if (member == "columns") TRY(read_columns(entry.value(), mapping));
        else if (member == "constants") TRY(read_constants(entry.value(), mapping));
        else if (member == "date_order") TRY(read_date_order(entry.value(), mapping));
        else if (member == "yes") TRY(read_words(entry.value(), "yes", mapping.yes_words));
        else if (member == "no") TRY(read_words(entry.value(), "no", mapping.no_words));
        else return wrong_member(member);
    }
    return mapping;
}

}  // namespace kartei::formats
