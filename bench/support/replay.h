// The limit of an import: the rows it left, put by the sqlite3 library alone into the same tables and
// indexes, in the same order, with as many persons per transaction. Reading them is not counted.
#pragma once

#include <cstdint>
#include <filesystem>

namespace kartei::bench {

struct Replayed {
    std::int64_t persons = 0;
    std::int64_t rows = 0;
    double seconds = 0;
    double cpu_seconds = 0;
};

/// `imported` is the database of a finished import; `fresh` is made.
Replayed replay(const std::filesystem::path& imported, const std::filesystem::path& fresh,
                std::int64_t persons_per_transaction);

}  // namespace kartei::bench
