// Finds prohibitions hidden in free text: "will keine Anrufe mehr", "Bitte nur Brief", "unsubscribed".
// Prohibition is read wide (law.md section 2): a table of phrases, words in between allowed. What it finds is
// a hint that stops advertising until someone has looked; it never permits anything.
#pragma once

#include "formats/list_field.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

struct ObjectionHint {
    std::string column;                 ///< heading of the column it stands in; set by the caller
    std::string phrase;                 ///< the cell, cut to 120 bytes
    std::vector<ListChannel> channels;  ///< forbidden ways; {any} forbids all

    bool operator==(const ObjectionHint&) const = default;
};

/// All phrases of the text taken together, or nothing. Looks at the first 4 KiB.
std::optional<ObjectionHint> find_objection(std::string_view text);

}  // namespace kartei::formats
