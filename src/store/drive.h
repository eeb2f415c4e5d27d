// What kind of drive a path lies on.
#pragma once

#include <filesystem>

namespace kartei::store {

/// Whether other machines may have the same files open; false where the system does not tell.
bool is_of_the_network(const std::filesystem::path& path);

}  // namespace kartei::store
