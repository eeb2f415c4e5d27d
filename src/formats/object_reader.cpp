#include "formats/object_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::formats {

namespace json = boost::json;

namespace {

std::unexpected<Error> refuse(const std::string& path, const Message& what) {
    if (path.empty()) return fail(ErrorCode::invalid, what);
    return fail(ErrorCode::invalid,
                {fmt::format("{}: {}", path, what.de), fmt::format("{}: {}", path, what.en)}, path);
}

}  // namespace

Result<ObjectReader> ObjectReader::of(const json::value& value, std::string path) {
    if (!value.is_object())
        return refuse(path, {"Hier wird ein Objekt erwartet.", "An object is expected here."});
    return ObjectReader(value.get_object(), std::move(path));
}

std::string ObjectReader::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

const json::value* ObjectReader::find(std::string_view name) const {
    const json::value* value = object_->if_contains(json::string_view(name.data(), name.size()));
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::unexpected<Error> ObjectReader::wrong(std::string_view name, const Message& what) const {
    return refuse(path_of(name), what);
}

std::unexpected<Error> ObjectReader::unknown_word(std::string_view name, std::string_view word,
                                                  const std::string& known) const {
    return wrong(name, {fmt::format("„{}“ ist hier kein bekanntes Wort; bekannt sind: {}.", word, known),
                        fmt::format("'{}' is no known word here; known are: {}.", word, known)});
}

Result<void> ObjectReader::expect_only(std::initializer_list<std::string_view> names) const {
    for (const auto& member : *object_) {
        const std::string_view name(member.key().data(), member.key().size());
        if (std::ranges::find(names, name) != names.end()) continue;
        return wrong(name, {"Diesen Schlüssel gibt es hier nicht.", "There is no such key here."});
    }
    return {};
}

Result<bool> ObjectReader::flag(std::string_view name) const {
    const json::value* value = find(name);
    if (value == nullptr) return false;
    if (!value->is_bool())
        return wrong(name, {"Hier wird true oder false erwartet.", "true or false is expected."});
    return value->get_bool();
}

Result<std::optional<std::string_view>> ObjectReader::text(std::string_view name) const {
    const json::value* value = find(name);
    if (value == nullptr) return std::optional<std::string_view>{};
    if (!value->is_string()) return wrong(name, {"Hier wird ein Text erwartet.", "A text is expected."});
    return std::optional<std::string_view>(
        std::string_view(value->get_string().data(), value->get_string().size()));
}

Result<std::string_view> ObjectReader::required_text(std::string_view name) const {
    const auto value = TRY(text(name));
    if (!value) return wrong(name, {"Dieser Schlüssel fehlt.", "This key is missing."});
    return *value;
}

Result<std::uint32_t> ObjectReader::count(std::string_view name) const {
    const json::value* value = find(name);
    if (value == nullptr) return std::uint32_t{0};
    const bool fits = value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= UINT32_MAX;
    if (!fits) return wrong(name, {"Hier wird eine Anzahl erwartet.", "A count is expected."});
    return static_cast<std::uint32_t>(value->get_int64());
}

Result<std::optional<Instant>> ObjectReader::instant(std::string_view name, DayMeans day) const {
    const auto given = TRY(text(name));
    if (!given) return std::optional<Instant>{};
    if (const auto date = parse_date(*given)) {
        if (day == DayMeans::start) return std::optional<Instant>(berlin_midnight(*date));
        return std::optional<Instant>(berlin_midnight(Date{date->days + 1}) + -1);
    }
    const auto at = parse_instant(*given);
    if (!at) return wrong(name, at.error().what);
    return std::optional<Instant>(*at);
}

Result<std::optional<Date>> ObjectReader::date(std::string_view name) const {
    const auto given = TRY(text(name));
    if (!given) return std::optional<Date>{};
    const auto value = parse_date(*given);
    if (!value) return wrong(name, value.error().what);
    return std::optional<Date>(*value);
}

Result<std::optional<ObjectReader>> ObjectReader::object(std::string_view name) const {
    const json::value* value = find(name);
    if (value == nullptr) return std::optional<ObjectReader>{};
    auto reader = TRY(of(*value, path_of(name)));
    return std::optional<ObjectReader>(std::move(reader));
}

Result<std::vector<ObjectReader>> ObjectReader::objects(std::string_view name) const {
    std::vector<ObjectReader> readers;
    const json::value* value = find(name);
    if (value == nullptr) return readers;
    if (value->is_object()) {
        readers.push_back(ObjectReader(value->get_object(), path_of(name)));
        return readers;
    }
    if (!value->is_array()) return wrong(name, {"Hier wird eine Liste erwartet.", "A list is expected."});
    for (const json::value& element : value->get_array()) {
        auto reader = TRY(of(element, fmt::format("{}[{}]", path_of(name), readers.size())));
        readers.push_back(std::move(reader));
    }
    return readers;
}

Result<std::optional<std::vector<std::string_view>>> ObjectReader::texts(std::string_view name) const {
    const json::value* value = find(name);
    if (value == nullptr) return std::optional<std::vector<std::string_view>>{};
    if (!value->is_array()) return wrong(name, {"Hier wird eine Liste erwartet.", "A list is expected."});
    std::vector<std::string_view> texts;
    for (const json::value& element : value->get_array()) {
        if (!element.is_string())
            return wrong(name, {"Hier wird eine Liste von Texten erwartet.", "A list of texts is expected."});
        texts.emplace_back(element.get_string().data(), element.get_string().size());
    }
    return std::optional<std::vector<std::string_view>>(std::move(texts));
}

bool ObjectReader::is_star(std::string_view name) const {
    const json::value* value = find(name);
    return value != nullptr && value->is_string() && value->get_string() == "*";
}

}  // namespace kartei::formats
