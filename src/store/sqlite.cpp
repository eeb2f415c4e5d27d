#include "store/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <string>
#include <vector>

namespace kartei::store {

namespace {

// A commit is on the disk before it is answered: with NORMAL a power cut took acknowledged rows. The writer's
// cache holds the indexes of a million persons; the log of writes is folded in after 256 MiB instead of 4, so
// that an import writes each page of an index once per 256 MiB and not once per 4. A page of 8 KiB holds three
// logged values of an imported person, one of 4 KiB only one.
constexpr std::string_view settings =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA mmap_size = 268435456;"
    "PRAGMA wal_autocheckpoint = 32768;"
    "PRAGMA journal_size_limit = 268435456;";
constexpr std::string_view writer_settings =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144;";
constexpr std::string_view reader_settings = "PRAGMA query_only = ON; PRAGMA cache_size = -32768;";

/// SQLite's statistics of memory, which nobody asks for, take a lock at every allocation: off, before its
/// first use.
const bool without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;

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

/// SQLite's messages name tables and columns, never values.
[[noreturn]] void raise(sqlite3* database, std::string_view statement) {
    throw StoreFailure(kind_of(database), statement, sqlite3_errmsg(database));
}

class SqliteStatement final : public Statement {
public:
    SqliteStatement(sqlite3* database, const bool& reading, const Sql& sql)
        : Statement(sql), database_(database), transaction_reads_(reading) {
        const std::string& text = sql.text(Engine::sqlite);
        const int code = sqlite3_prepare_v3(database, text.c_str(), static_cast<int>(text.size()) + 1,
                                            SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
        if (code != SQLITE_OK) raise(database, sql.written());
        writes_ = sqlite3_stmt_readonly(statement_) == 0;
    }

    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    int columns() const override { return sqlite3_column_count(statement_); }
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }

    std::string_view text(int column) const override {
        const auto* first = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        if (first == nullptr) return {};
        return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

    ByteView bytes(int column) const override {
        const auto* first = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
        if (first == nullptr) return {};
        return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

protected:
    void start() override {
        // PostgreSQL refuses this by itself (READ ONLY); the engines shall not differ.
        if (writes_ && transaction_reads_) {
            throw StoreFailure(FailureKind::read_only, sql().written(), "the transaction only reads");
        }
        int position = 0;
        for (const Parameter& parameter : parameters()) bind_one(++position, parameter);
    }

    bool step() override {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) raise(database_, sql().written());
        return false;
    }

    std::int64_t run() override {
        start();
        while (step()) continue;
        return writes_ ? sqlite3_changes64(database_) : 0;
    }

    void send() override { run(); }
    void finish() noexcept override { sqlite3_reset(statement_); }

private:
    /// The values stay where they are: the statement keeps them until it is reset.
    void bind_one(int position, const Parameter& parameter) {
        int code = SQLITE_OK;
        switch (parameter.kind) {
            case Parameter::Kind::integer:
                code = sqlite3_bind_int64(statement_, position, parameter.integer);
                break;
            case Parameter::Kind::text:
                code = sqlite3_bind_text64(statement_, position, data(parameter), parameter.size,
                                           SQLITE_STATIC, SQLITE_UTF8);
                break;
            case Parameter::Kind::bytes:
                code =
                    sqlite3_bind_blob64(statement_, position, data(parameter), parameter.size, SQLITE_STATIC);
                break;
            case Parameter::Kind::null:
            case Parameter::Kind::unbound: code = sqlite3_bind_null(statement_, position); break;
        }
        if (code != SQLITE_OK) raise(database_, sql().written());
    }

    sqlite3* database_;
    const bool& transaction_reads_;
    sqlite3_stmt* statement_ = nullptr;
    bool writes_ = false;
};

class SqliteConnection final : public Connection {
public:
    SqliteConnection(sqlite3* database, const ConnectionOptions& options) : database_(database) {
        set_deadline(options.deadline_ms);
        sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        run(options.access == Access::write ? writer_settings : reader_settings);
        run(settings);
    }

    ~SqliteConnection() override {
        rollback();
        forget_statements();
        sqlite3_close(database_);
    }

    Engine engine() const override { return Engine::sqlite; }
    bool broken() const override { return false; }

    void run(std::string_view statements) override {
        const std::string text(statements);
        if (sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            raise(database_, text);
    }

    std::vector<std::string> tables() override {
        return rows(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*'"
            " ORDER BY name");
    }

    std::vector<std::string> damage() override {
        std::vector<std::string> found = rows("PRAGMA integrity_check(100)");
        std::erase(found, "ok");
        const auto dangling = rows(
            "SELECT 'a row of ' || \"table\" || ' points to a missing row of ' || parent FROM "
            "pragma_foreign_key_check"
            " LIMIT 100");
        found.insert(found.end(), dangling.begin(), dangling.end());
        return found;
    }

    Result<void> begin_schema_work() override { return {}; }
    void lock_schema(std::string_view) override {}  // BEGIN IMMEDIATE has done it
    Result<void> assume_application_role() override { return {}; }

protected:
    void do_set_deadline(int deadline_ms) override { sqlite3_busy_timeout(database_, deadline_ms); }

    std::unique_ptr<Statement> make_statement(const Sql& sql) override {
        return std::make_unique<SqliteStatement>(database_, reading_, sql);
    }

    void do_begin(Access access, TenantId) override {
        run(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
        reading_ = access == Access::read;
    }

    void do_commit() override {
        run("COMMIT");
        reading_ = false;
    }

    void do_rollback() noexcept override {
        reading_ = false;
        // Some failures (full, out of memory) have rolled back already.
        if (sqlite3_get_autocommit(database_) == 0)
            sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
    }

    void do_savepoint(const std::string& name) override { run("SAVEPOINT " + name); }
    void do_release(const std::string& name) override { run("RELEASE " + name); }
    void do_rollback_to(const std::string& name) override {
        run("ROLLBACK TO " + name + "; RELEASE " + name);
    }

private:
    /// First column of a question to SQLite itself, which is no statement of the store.
    std::vector<std::string> rows(std::string_view question) {
        const Sql sql(question, Plan::walks_table, "reads the catalogue");
        SqliteStatement statement(database_, reading_, sql);
        std::vector<std::string> found;
        while (statement.next()) found.emplace_back(statement.text(0));
        return found;
    }

    sqlite3* database_;
    bool reading_ = false;
};

std::unexpected<Error> no_space(const DatabaseUrl& url) {
    return fail(ErrorCode::unavailable,
                {"Auf dem Laufwerk der Datenbank ist kein Platz mehr.",
                 "The drive of the database has no space left."},
                shown(url),
                {"Schaffen Sie Platz und wiederholen Sie den Befehl.", "Make space and repeat the command."});
}

std::unexpected<Error> cannot_open(const DatabaseUrl& url, std::string_view why) {
    return fail(ErrorCode::unavailable,
                {fmt::format("Die Datenbankdatei lässt sich nicht öffnen ({}).", why),
                 fmt::format("The database file cannot be opened ({}).", why)},
                shown(url),
                {"Prüfen Sie Pfad, Rechte und ob die Datei eine kartei-Datenbank ist.",
                 "Check the path, its permissions, and whether the file is a kartei database."});
}

}  // namespace

Result<std::unique_ptr<Connection>> connect_sqlite(const DatabaseUrl& url, const ConnectionOptions& options) {
    const int access =
        options.access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(
        url.location.c_str(), &database,
        access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close(database);
        return cannot_open(url, sqlite3_errstr(code));
    }
    try {
        return std::make_unique<SqliteConnection>(database, options);
    } catch (const StoreFailure& failure) {
        // The file is no database, lies on a file system without locks, or may not be written.
        sqlite3_close(database);
        if (failure.kind() == FailureKind::full) return no_space(url);
        return cannot_open(url, failure_word(failure.kind()));
    }
}

}  // namespace kartei::store
