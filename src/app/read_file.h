// Whole small files and hashes of large ones.
#pragma once

#include "base/crypto.h"
#include "base/result.h"

#include <filesystem>
#include <string>

namespace kartei::app {

/// The content; `limit` beyond `max_bytes`, `not_found` where the file cannot be read.
Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes);

/// SHA-256 of the content, read in pieces.
Result<Hash> hash_file(const std::filesystem::path& file);

}  // namespace kartei::app
