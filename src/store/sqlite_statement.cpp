#include "store/sqlite_statement.h"

#include <cerrno>

namespace kartei::store {

namespace {

FailureKind constraint_kind(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: return FailureKind::unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY: return FailureKind::foreign_key;
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_NOTNULL:
        case SQLITE_CONSTRAINT_DATATYPE: return FailureKind::check;
        default: return FailureKind::other;
    }
}

/// What the system said to a read or a write that failed.
FailureKind system_kind(int reason) {
    switch (reason) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG: return FailureKind::full;
        case EROFS: return FailureKind::read_only;
        case EACCES:
        case EPERM: return FailureKind::not_permitted;
        default: return FailureKind::other;
    }
}

FailureKind kind_of(sqlite3* database) {
    const int code = sqlite3_extended_errcode(database);
    if (code == SQLITE_BUSY_SNAPSHOT) return FailureKind::serialization;
    switch (code & 0xFF) {
        case SQLITE_CONSTRAINT: return constraint_kind(code);
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return FailureKind::busy;
        case SQLITE_FULL: return FailureKind::full;
        case SQLITE_READONLY: return FailureKind::read_only;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return FailureKind::corrupt;
        case SQLITE_PERM:
        case SQLITE_AUTH: return FailureKind::not_permitted;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN: return system_kind(sqlite3_system_errno(database));
        default: return FailureKind::other;
    }
}

}  // namespace

void raise_sqlite(sqlite3* database, std::string_view statement) {
    // SQLite's messages name tables and columns, never values.
    throw StoreFailure(kind_of(database), statement, sqlite3_errmsg(database));
}

void run_sqlite(sqlite3* database, std::string_view statements) {
    const std::string text(statements);
    if (sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        raise_sqlite(database, text);
}

SqliteStatement::SqliteStatement(SqliteState& state, const Sql& sql) : Statement(sql), state_(state) {
    state_.ahead.wait();
    const std::string& text = sql.text(Engine::sqlite);
    const int code = sqlite3_prepare_v3(state_.database, text.c_str(), static_cast<int>(text.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) raise_sqlite(state_.database, sql.written());
    writes_ = sqlite3_stmt_readonly(statement_) == 0;
}

SqliteStatement::~SqliteStatement() {
    sqlite3_finalize(statement_);
}

int SqliteStatement::columns() const {
    return sqlite3_column_count(statement_);
}

bool SqliteStatement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::text(int column) const {
    const auto* first = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (first == nullptr) return {};
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ByteView SqliteStatement::bytes(int column) const {
    const auto* first = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    if (first == nullptr) return {};
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void SqliteStatement::run_with(std::span<const BoundValue> values, const char* memory) {
    try {
        bind_values(values, memory);
        while (step()) continue;
    } catch (...) {
        sqlite3_reset(statement_);
        throw;
    }
    sqlite3_reset(statement_);
}

void SqliteStatement::start() {
    require_writable();
    state_.ahead.wait();
    bind_values(values(), memory());
    open_ = true;
    ++state_.open_statements;
}

bool SqliteStatement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) raise_sqlite(state_.database, sql().written());
    return false;
}

std::int64_t SqliteStatement::run() {
    require_writable();
    state_.ahead.wait();
    run_with(values(), memory());
    return writes_ ? sqlite3_changes64(state_.database) : 0;
}

void SqliteStatement::send() {
    // Rows that are still being read would share the connection with the thread.
    if (!state_.in_transaction || state_.open_statements > 0) {
        run();
        return;
    }
    require_writable();
    state_.ahead.add(*this, values(), {memory(), memory_size()});
}

void SqliteStatement::finish() noexcept {
    // What was sent ahead resets itself, and may be running now.
    if (!open_) return;
    sqlite3_reset(statement_);
    open_ = false;
    --state_.open_statements;
}

void SqliteStatement::require_writable() const {
    // PostgreSQL refuses this by itself (READ ONLY); the engines shall not differ.
    if (writes_ && state_.only_reads)
        throw StoreFailure(FailureKind::read_only, sql().written(), "the transaction only reads");
}

/// The values stay where they are until the statement is reset.
void SqliteStatement::bind_values(std::span<const BoundValue> values, const char* memory) {
    int position = 0;
    for (const BoundValue& value : values) {
        ++position;
        int code = SQLITE_OK;
        switch (value.kind) {
            case BoundValue::Kind::integer:
                code = sqlite3_bind_int64(statement_, position, value.integer);
                break;
            case BoundValue::Kind::text:
                code = sqlite3_bind_text64(statement_, position, memory + value.offset, value.size,
                                           SQLITE_STATIC, SQLITE_UTF8);
                break;
            case BoundValue::Kind::bytes:
                code = sqlite3_bind_blob64(statement_, position, memory + value.offset, value.size,
                                           SQLITE_STATIC);
                break;
            case BoundValue::Kind::null:
            case BoundValue::Kind::unbound: code = sqlite3_bind_null(statement_, position); break;
        }
        if (code != SQLITE_OK) raise_sqlite(state_.database, sql().written());
    }
}

}  // namespace kartei::store
