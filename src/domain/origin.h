// What the words of a source say about how data reached the house.
#pragma once

#include "domain/source.h"

#include <string_view>

namespace kartei::domain {

/// "Adresskauf Schober" is a purchased list, "Telefonbuch" a directory, "Empfehlung" a referral,
/// "Webformular" the person himself, "unbekannt" or nothing unknown; any other word a list of one's own
/// customers. The duty of Art. 14 and the rule SOURCE_UNKNOWN rest on it.
OriginKind origin_kind(std::string_view name);

}  // namespace kartei::domain
