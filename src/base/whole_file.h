// Small files that are there whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace kartei {

/// Writes a file that its owner alone can read (mode 0600), durably: beside it first (`.new`), then in its
/// place. Where that fails the file is as it was, and false comes back with errno.
bool write_whole_file(const std::filesystem::path& file, std::string_view text);

}  // namespace kartei
