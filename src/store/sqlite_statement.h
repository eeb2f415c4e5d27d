// A prepared statement on SQLite.
#pragma once

#include "store/failure.h"
#include "store/sqlite_ahead.h"
#include "store/statement.h"

#include <sqlite3.h>

#include <span>

namespace kartei::store {

/// What a connection shares with its statements.
struct SqliteState {
    sqlite3* database = nullptr;
    bool in_transaction = false;
    bool only_reads = false;  ///< the transaction
    int open_statements = 0;  ///< with rows that are still being read
    SqliteAhead ahead;
};

/// Throws what the last call on this connection failed with.
[[noreturn]] void raise_sqlite(sqlite3* database, std::string_view statement);

/// Runs statements without parameters and results, separated by `;`.
void run_sqlite(sqlite3* database, std::string_view statements);

/// Calls `commit`, which runs COMMIT. StoreFailure(commit_unknown) where the drive failed: what could be
/// written and not synced is read again as stored where the process ends before the next commit takes its
/// place in the log.
template <class Commit>
void commit_or_unknown(sqlite3* database, const Commit& commit) {
    try {
        commit();
    } catch (const StoreFailure& failure) {
        if ((sqlite3_errcode(database) & 0xFF) != SQLITE_IOERR) throw;
        throw StoreFailure(FailureKind::commit_unknown, "COMMIT", failure.what());
    }
}

class SqliteStatement final : public Statement {
public:
    SqliteStatement(SqliteState& state, const Sql& sql);
    ~SqliteStatement() override;

    int columns() const override;
    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    ByteView bytes(int column) const override;

    /// Runs the statement to its end with these values, whose text and bytes lie in `memory`; leaves it
    /// reset.
    void run_with(std::span<const BoundValue> values, const char* memory);

protected:
    void start() override;
    bool step() override;
    std::int64_t run() override;
    void send() override;
    void finish() noexcept override;

private:
    void require_writable() const;
    void bind_values(std::span<const BoundValue> values, const char* memory);

    SqliteState& state_;
    sqlite3_stmt* statement_ = nullptr;
    bool writes_ = false;
    bool open_ = false;  ///< rows are being read
};

}  // namespace kartei::store
