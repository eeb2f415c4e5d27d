#include "http/conditional.h"

#include "http/syntax.h"

#include <algorithm>

namespace kartei::http {

namespace {

/// `etagc` (RFC 9110 section 8.8.3): commas may stand in it, quotes may not.
constexpr bool is_tag_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7F);
}

/// Drops the tag that `rest` begins with and returns it.
std::optional<EntityTag> take_tag(std::string_view& rest) {
    EntityTag tag;
    if (rest.starts_with("W/")) {
        tag.strength = Strength::weak;
        rest.remove_prefix(2);
    }
    if (!rest.starts_with('"')) return std::nullopt;
    const auto end = rest.find('"', 1);
    if (end == std::string_view::npos) return std::nullopt;
    tag.opaque = rest.substr(1, end - 1);
    if (!std::ranges::all_of(tag.opaque, is_tag_character)) return std::nullopt;
    rest.remove_prefix(end + 1);
    return tag;
}

bool is_safe(Method method) {
    return method == Method::get || method == Method::head;
}

using Compare = bool (*)(const EntityTag&, const EntityTag&);

bool holds(const EntityTags& tags, const std::optional<EntityTag>& current, Compare same) {
    if (!current) return false;
    if (tags.any) return true;
    return std::ranges::any_of(tags.tags, [&](const EntityTag& tag) { return same(tag, *current); });
}

}  // namespace

std::string entity_tag_text(const EntityTag& tag) {
    return (tag.strength == Strength::weak ? "W/\"" : "\"") + tag.opaque + '"';
}

std::optional<EntityTag> parse_entity_tag(std::string_view text) {
    std::string_view rest = trim_blanks(text);
    auto tag = take_tag(rest);
    if (!rest.empty()) return std::nullopt;
    return tag;
}

std::optional<EntityTags> parse_entity_tags(std::string_view text) {
    EntityTags tags;
    std::string_view rest = trim_blanks(text);
    if (rest == "*") {
        tags.any = true;
        return tags;
    }
    while (!rest.empty()) {
        if (rest.front() == ',') {
            rest = trim_blanks(rest.substr(1));
            continue;
        }
        auto tag = take_tag(rest);
        if (!tag) return std::nullopt;
        tags.tags.push_back(std::move(*tag));
        rest = trim_blanks(rest);
        if (!rest.empty() && rest.front() != ',') return std::nullopt;
    }
    if (tags.tags.empty()) return std::nullopt;
    return tags;
}

bool same_strongly(const EntityTag& left, const EntityTag& right) {
    return left.strength == Strength::strong && right.strength == Strength::strong &&
           left.opaque == right.opaque;
}

bool same_weakly(const EntityTag& left, const EntityTag& right) {
    return left.opaque == right.opaque;
}

Precondition judge_precondition(const Head& request, const std::optional<EntityTag>& current) {
    if (request.has_header("if-match")) {
        const auto tags = parse_entity_tags(request.joined("if-match"));
        if (!tags) return Precondition::malformed;
        if (!holds(*tags, current, same_strongly)) return Precondition::failed;
    }
    if (request.has_header("if-none-match")) {
        const auto tags = parse_entity_tags(request.joined("if-none-match"));
        if (!tags) return Precondition::malformed;
        if (holds(*tags, current, same_weakly)) {
            return is_safe(request.method) ? Precondition::not_modified : Precondition::failed;
        }
    }
    return Precondition::met;
}

}  // namespace kartei::http
