// A mapping file for a list at hand, to be edited.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace kartei::app {

/// JSON with every heading of the list and what was recognised. Fails as opening the list does; needs no
/// database.
Result<std::string> mapping_template(const std::filesystem::path& file);

}  // namespace kartei::app
