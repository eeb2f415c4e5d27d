// Reading small texts and lines from files of the operator or from standard input, within bounds.
#pragma once

#include "base/result.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace kartei::cli {

inline constexpr std::size_t max_line_bytes = 1U << 20U;

/// A whole small file as UTF-8 without byte order mark. `not_found`, `limit` past `max_bytes`, `invalid` for
/// other text.
Result<std::string> read_text_file(const std::filesystem::path& file, std::size_t max_bytes);

/// Line after line of a file; `-` is standard input.
class LineReader {
public:
    static Result<LineReader> open(const std::string& file);

    /// The next line without its end, nothing at the end of the file; `limit` for a line beyond
    /// max_line_bytes, which is passed over. `unavailable` where the file cannot be read on.
    Result<std::optional<std::string>> next();

    std::size_t line() const { return line_; }
    const std::string& name() const { return name_; }

private:
    using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
    LineReader(File file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}

    File file_;
    std::string name_;
    std::size_t line_ = 0;  ///< number of the line given last, from 1
};

}  // namespace kartei::cli
