// The words of a text, as list columns and cells are looked through. Divides and folds nothing itself.
#pragma once

#include <string_view>
#include <vector>

namespace kartei::formats {

/// Views into a text that outlives them.
using Words = std::vector<std::string_view>;

}  // namespace kartei::formats
