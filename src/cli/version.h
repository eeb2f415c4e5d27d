// The version, which stands in CMakeLists.txt.
#pragma once

#include <string_view>

namespace kartei::cli {

/// `0.1.0`
std::string_view version();

}  // namespace kartei::cli
