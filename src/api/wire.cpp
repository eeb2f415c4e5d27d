#include "api/wire.h"

#include "base/given_text.h"
#include "base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kartei::api {

std::unexpected<Error> wrong_type(std::string_view where, std::string_view wanted) {
    return fail(ErrorCode::invalid,
                {"Der Wert hat nicht die Form, die hier stehen muss.",
                 "The value has not the form that belongs here."},
                std::string(where),
                {fmt::format("Erwartet: {}.", wanted), fmt::format("Expected: {}.", wanted)});
}

std::unexpected<Error> unknown_member(std::string_view where, std::string_view name) {
    const std::string shown = quotable(name, 60);
    return fail(ErrorCode::invalid,
                {fmt::format("Das Feld „{}“ gibt es hier nicht.", shown),
                 fmt::format("There is no member '{}' here.", shown)},
                detail::below(where, shown),
                {"Lassen Sie es weg, oder prüfen Sie die Schreibweise in /api/v1/openapi.json.",
                 "Leave it out, or check the spelling in /api/v1/openapi.json."});
}

std::unexpected<Error> missing_member(std::string_view where) {
    return fail(ErrorCode::invalid, {"Diese Angabe fehlt.", "This is missing."}, std::string(where),
                {"Geben Sie sie mit.", "Give it along."});
}

namespace detail {

void append_scope(std::string& out, const domain::AreaScope& scope) {
    out += scope.all ? "{\"all\":true,\"areas\":[" : "{\"all\":false,\"areas\":[";
    bool first = true;
    for (const auto area : scope.areas) {
        if (!std::exchange(first, false)) out += ',';
        append_json_number(out, area.value);
    }
    out += "]}";
}

void append_channels(std::string& out, domain::ChannelSet channels) {
    out += '[';
    bool first = true;
    for (const auto channel : domain::all_channels) {
        if (!channels.contains(channel)) continue;
        if (!std::exchange(first, false)) out += ',';
        append_json_string(out, enum_word(channel));
    }
    out += ']';
}

void append_message(std::string& out, const Message& message) {
    out += "{\"de\":";
    append_json_string(out, message.de);
    out += ",\"en\":";
    append_json_string(out, message.en);
    out += '}';
}

std::string below(std::string_view where, std::string_view name) {
    return where.empty() ? std::string(name) : fmt::format("{}.{}", where, name);
}

std::string item(std::string_view where, std::size_t index) {
    return fmt::format("{}[{}]", where, index);
}

std::string words_wanted(std::span<const std::string_view> words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

Result<std::string> read_text(const boost::json::value& value, std::string_view where,
                              std::size_t max_bytes) {
    if (!value.is_string()) return wrong_type(where, "text");
    const std::string_view text = value.get_string();
    TRY(check_text(where, text, max_bytes));
    return std::string(text);
}

Result<std::int64_t> read_integer(const boost::json::value& value, std::string_view where) {
    if (!value.is_int64()) return wrong_type(where, "integer");
    return value.get_int64();
}

}  // namespace detail

}  // namespace kartei::api
