#include "tests/api/wrong_bodies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace kartei::api {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// Stands for a number that no double can hold until the body is text.
constexpr std::string_view too_large = "\"1e400\"";

constexpr std::string_view components = "#/components/schemas/";

const object& component(const value& reference, const object& document) {
    const std::string_view name = std::string_view(reference.as_string()).substr(components.size());
    return document.at("components").at("schemas").at(name).as_object();
}

bool is_required(const object& schema, std::string_view name) {
    const auto* required = schema.if_contains("required");
    if (required == nullptr) return false;
    return std::ranges::find(required->as_array(), value(name)) != required->as_array().end();
}

/// One place of a body: how it is reached, and how a refusal calls it.
struct Place {
    std::string pointer;
    std::string name;
    bool required = true;

    Place below(std::string_view member, bool is_required) const {
        return {fmt::format("{}/{}", pointer, member),
                name.empty() ? std::string(member) : fmt::format("{}.{}", name, member), is_required};
    }
    Place item(std::size_t index) const {
        return {fmt::format("{}/{}", pointer, index), fmt::format("{}[{}]", name, index), true};
    }
};

/// Calls `visit(place, schema)` for every place that the schema knows and the good body reaches.
template <class Visit>
void for_each_place(const Place& place, const object& described, const object& document, const value& good,
                    const Visit& visit) {
    const auto* reference = described.if_contains("$ref");
    const object& schema = reference == nullptr ? described : component(*reference, document);
    visit(place, schema);
    const auto* found = found_at(good, place.pointer);
    if (found == nullptr) return;
    if (found->is_object()) {
        for (const auto& [name, member] : schema.at("properties").as_object()) {
            for_each_place(place.below(name, is_required(schema, name)), member.as_object(), document, good,
                           visit);
        }
    } else if (found->is_array() && !found->as_array().empty()) {
        for_each_place(place.item(0), schema.at("items").as_object(), document, good, visit);
    }
}

std::vector<value> values_of_other_types(std::string_view type) {
    std::vector<value> values;
    const auto add = [&](std::string_view own, value other) {
        if (own != type) values.push_back(std::move(other));
    };
    add("string", "1");
    add("integer", 1);
    add("boolean", true);
    add("array", array{});
    add("object", object{});
    add("number", 1.5);
    values.emplace_back(1e300);
    values.emplace_back(std::numeric_limits<std::uint64_t>::max());
    return values;
}

std::vector<value> wrong_values(const object& schema, bool required) {
    const std::string_view type = schema.at("type").as_string();
    std::vector<value> values = values_of_other_types(type);
    if (required) values.emplace_back(nullptr);
    if (schema.contains("enum")) values.emplace_back("no such word");
    if (schema.contains("format")) values.emplace_back("'; DROP TABLE person; --");
    if (const auto* most = schema.if_contains("maxLength"))
        values.emplace_back(std::string(most->to_number<std::size_t>() + 1, 'x'));
    if (type == "array") values.emplace_back(array{nullptr});
    return values;
}

std::string changed(const value& good, const Place& place, value other) {
    value body = good;
    put_at(body, place.pointer, std::move(other));
    return boost::json::serialize(body);
}

void add_number_too_large(const value& good, const Place& place, std::vector<WrongBody>& bodies) {
    std::string body = changed(good, place, "1e400");
    body.replace(body.find(too_large), too_large.size(), "1e400");
    bodies.push_back({std::move(body), {}});
}

}  // namespace

const value* found_at(const value& body, std::string_view pointer) {
    boost::system::error_code ignored;
    return body.find_pointer(pointer, ignored);
}

void put_at(value& body, std::string_view pointer, value other) {
    if (pointer.empty()) {
        body = std::move(other);
        return;
    }
    const auto slash = pointer.rfind('/');
    boost::system::error_code failed;
    value* around = body.find_pointer(pointer.substr(0, slash), failed);
    if (auto* object = around->if_object()) (*object)[pointer.substr(slash + 1)] = std::move(other);
    else *body.find_pointer(pointer, failed) = std::move(other);
}

std::vector<WrongBody> wrong_bodies(const object& schema, const object& document, const value& good) {
    std::vector<WrongBody> bodies;
    for_each_place({}, schema, document, good, [&](const Place& place, const object& described) {
        for (auto& wrong : wrong_values(described, place.required)) {
            const bool is_item = wrong.is_array() && !wrong.as_array().empty();
            bodies.push_back({changed(good, place, wrong), is_item ? place.item(0).name : place.name});
        }
        if (!place.pointer.empty()) add_number_too_large(good, place, bodies);
        if (described.at("type") != "object" || found_at(good, place.pointer) == nullptr) return;
        const Place unknown = place.below("surprise", false);
        bodies.push_back({changed(good, unknown, 1), unknown.name});
    });
    const std::string text = boost::json::serialize(good);
    const auto first = good.as_object().begin()->key();
    bodies.push_back({fmt::format("{{\"{}\":null,{}", std::string_view(first), text.substr(1)), {}});
    bodies.push_back({text + text, {}});
    bodies.push_back({text.substr(0, text.size() - 1), {}});
    bodies.push_back({"\xEF\xBB\xBF" + text, {}});
    bodies.push_back({"{\"" + std::string(first) + "\":\"\xFF\"}", {}});
    bodies.push_back({std::string(100'000, '['), {}});
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += "{\"a\":";
    bodies.push_back({std::move(nested), {}});
    return bodies;
}

std::vector<TextMember> text_members(const object& schema, const object& document, const value& good) {
    std::vector<TextMember> members;
    for_each_place({}, schema, document, good, [&](const Place& place, const object& described) {
        if (described.at("type") != "string" || described.contains("enum") || described.contains("format"))
            return;
        members.push_back({place.name.substr(place.name.rfind('.') + 1), place.pointer});
    });
    return members;
}

}  // namespace kartei::api
