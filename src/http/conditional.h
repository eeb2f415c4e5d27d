// Conditional requests: entity tags, and whether a request goes on (RFC 9110 sections 8.8.3 and 13). Knows
// tags alone: dates are left out, since every answer that can be asked for so has a tag.
#pragma once

#include "http/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::http {

enum class Strength : std::uint8_t { strong, weak };

struct EntityTag {
    std::string opaque;  ///< what stands between the quotes
    Strength strength = Strength::strong;

    bool operator==(const EntityTag&) const = default;
};

/// `"abc"` or `W/"abc"`, as it stands in a header `ETag`.
std::string entity_tag_text(const EntityTag& tag);
std::optional<EntityTag> parse_entity_tag(std::string_view text);

/// What If-Match and If-None-Match hold: `*`, or at least one tag.
struct EntityTags {
    bool any = false;
    std::vector<EntityTag> tags = {};

    bool operator==(const EntityTags&) const = default;
};

/// Nothing where the text is no such list.
std::optional<EntityTags> parse_entity_tags(std::string_view text);

/// Strong comparison: both strong and the same (section 8.8.3.2).
bool same_strongly(const EntityTag& left, const EntityTag& right);
/// Weak comparison: the same, whatever their strength.
bool same_weakly(const EntityTag& left, const EntityTag& right);

enum class Precondition : std::uint8_t {
    met,           ///< go on
    not_modified,  ///< 304: the client has it
    failed,        ///< 412: it is another one than the client knows
    malformed,     ///< 400: If-Match or If-None-Match is no list of tags
};

/// Judges If-Match, then If-None-Match in the order of section 13.2.2. `current` is the tag of what the
/// request is about, nothing where there is no such thing yet.
Precondition judge_precondition(const Head& request, const std::optional<EntityTag>& current);

}  // namespace kartei::http
