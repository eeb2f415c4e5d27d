// The sqlite3 library alone: what no code above it can beat. Settings as in store/sqlite.cpp, nothing else.
#pragma once

#include "bench/support/times.h"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::bench {

/// A value of a row, kept apart from the statement it came from.
struct Cell {
    int type = SQLITE_NULL;
    std::int64_t integer = 0;
    std::string bytes;  ///< of texts and blobs
};
using Row = std::vector<Cell>;

class LibraryStatement {
public:
    LibraryStatement(sqlite3* database, const std::string& sql);
    ~LibraryStatement();
    LibraryStatement(LibraryStatement&& other) noexcept;
    LibraryStatement& operator=(LibraryStatement&&) = delete;

    bool step();  ///< true: a row
    void reset() { sqlite3_reset(statement_); }
    void bind(int position, std::int64_t value) { sqlite3_bind_int64(statement_, position, value); }
    /// The bytes must stay until the reset.
    void bind(int position, int type, std::string_view bytes);
    void bind(const Row& row);

    Row row() const;
    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
    std::string_view bytes(int column) const;
    int columns() const { return sqlite3_column_count(statement_); }

private:
    sqlite3_stmt* statement_ = nullptr;
};

enum class Opened : unsigned char { reading, writing };

class Library {
public:
    Library(const std::filesystem::path& file, Opened opened);
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    void run(const char* sql);
    LibraryStatement prepare(const std::string& sql) { return {database_, sql}; }

private:
    sqlite3* database_ = nullptr;
};

/// The least a logged answer can cost, a thousand times: one row, on the disk when the answer is given.
Times stored_rows(const std::filesystem::path& folder);

}  // namespace kartei::bench
