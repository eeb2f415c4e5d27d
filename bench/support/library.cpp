#include "bench/support/library.h"

#include "bench/support/place.h"

#include <cstdio>
#include <utility>

namespace kartei::bench {

LibraryStatement::LibraryStatement(sqlite3* database, const std::string& sql) {
    must(sqlite3_prepare_v3(database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) ==
             SQLITE_OK,
         sql);
}

LibraryStatement::~LibraryStatement() {
    sqlite3_finalize(statement_);
}

LibraryStatement::LibraryStatement(LibraryStatement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)) {}

bool LibraryStatement::step() {
    const int code = sqlite3_step(statement_);
    must(code == SQLITE_ROW || code == SQLITE_DONE, sqlite3_sql(statement_));
    return code == SQLITE_ROW;
}

void LibraryStatement::bind(int position, int type, std::string_view bytes) {
    if (type == SQLITE_TEXT) {
        sqlite3_bind_text64(statement_, position, bytes.data(), bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
    } else {
        sqlite3_bind_blob64(statement_, position, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
}

void LibraryStatement::bind(const Row& row) {
    int position = 0;
    for (const Cell& cell : row) {
        ++position;
        switch (cell.type) {
            case SQLITE_INTEGER: bind(position, cell.integer); break;
            case SQLITE_TEXT:
            case SQLITE_BLOB: bind(position, cell.type, cell.bytes); break;
            default: sqlite3_bind_null(statement_, position);
        }
    }
}

std::string_view LibraryStatement::bytes(int column) const {
    const auto* first = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {first,
            first == nullptr ? 0U : static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Row LibraryStatement::row() const {
    Row row(static_cast<std::size_t>(columns()));
    for (std::size_t i = 0; i < row.size(); ++i) {
        const int column = static_cast<int>(i);
        row[i].type = sqlite3_column_type(statement_, column);
        if (row[i].type == SQLITE_INTEGER) row[i].integer = integer(column);
        if (row[i].type == SQLITE_TEXT || row[i].type == SQLITE_BLOB) row[i].bytes = bytes(column);
    }
    return row;
}

Library::Library(const std::filesystem::path& file, Opened opened) {
    const int access = opened == Opened::reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    must(sqlite3_open_v2(file.c_str(), &database_, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                         nullptr) == SQLITE_OK,
         "the database cannot be opened");
    run("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;"
        "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456;"
        "PRAGMA wal_autocheckpoint = 32768; PRAGMA journal_size_limit = 268435456;"
        "PRAGMA cache_size = -262144");
    if (opened == Opened::writing) run("PRAGMA journal_mode = WAL");
}

Library::~Library() {
    sqlite3_close(database_);
}

void Library::run(const char* sql) {
    must(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
}

Times stored_rows(const std::filesystem::path& folder) {
    const auto file = folder / "rows.db";
    {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> made(std::fopen(file.c_str(), "wb"),
                                                                   &std::fclose);
    }
    Times times;
    {
        Library library(file, Opened::writing);
        library.run("CREATE TABLE entry (id INTEGER PRIMARY KEY, at INTEGER)");
        auto insert = library.prepare("INSERT INTO entry (at) VALUES (?)");
        for (int i = 0; i < 1'000; ++i) {
            const double begin = seconds();
            insert.bind(1, i);
            insert.step();
            insert.reset();
            times.ms.push_back((seconds() - begin) * 1e3);
        }
    }
    std::filesystem::remove(file);
    return times;
}

}  // namespace kartei::bench
