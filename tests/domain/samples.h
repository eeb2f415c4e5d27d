// What many tests of this room speak of: an area, and instants as they are written.
#pragma once

#include "base/time.h"
#include "domain/area.h"

#include <string_view>

namespace kartei::domain {

inline constexpr AreaNo heating{1};

inline Instant at(std::string_view text) {
    return parse_instant(text).value();
}

}  // namespace kartei::domain
