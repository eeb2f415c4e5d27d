#include "store/sqlite.h"

#include "store/sqlite_checkpoints.h"
#include "store/sqlite_statement.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace kartei::store {

namespace {

// A commit is on the disk before it is answered: with NORMAL a power cut took acknowledged rows. The writer's
// cache holds the indexes of a million persons; the log of writes is folded in after 256 MiB instead of 4, so
// that an import writes each page of an index once per 256 MiB and not once per 4. A page of 8 KiB holds
// three logged values of an imported person, one of 4 KiB only one.
constexpr std::string_view settings =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA wal_autocheckpoint = 32768;"
    "PRAGMA journal_size_limit = 268435456;";
constexpr std::string_view writer_settings =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144;"
    "PRAGMA mmap_size = 268435456;";
// A reader forgets its pages whenever somebody else has written, and would unmap the file each time.
constexpr std::string_view reader_settings =
    "PRAGMA query_only = ON; PRAGMA cache_size = -4096; PRAGMA mmap_size = 0;";

/// What a connection of a server keeps of its cache from one transaction to the next.
constexpr int most_kept_by_server = 16 * 1024 * 1024;

/// One question per table of customer data: which companies it has rows of and `tenant` has not. No foreign
/// key leads there. It leaps from company to company.
constexpr std::string_view questions_for_lost_rows =
    "SELECT replace('WITH RECURSIVE one(id) AS (SELECT min(tenant_id) FROM \"@\" UNION ALL"
    " SELECT (SELECT min(tenant_id) FROM \"@\" WHERE tenant_id > id) FROM one WHERE id IS NOT NULL)"
    " SELECT ''rows of @ are of company '' || id || '', which is not there'' FROM one"
    " WHERE id IS NOT NULL AND id NOT IN (SELECT tenant_id FROM tenant)', '@', s.name)"
    " FROM sqlite_schema s JOIN pragma_table_info(s.name) c ON c.name = 'tenant_id'"
    " WHERE EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'tenant') AND s.type = 'table'"
    " AND s.name NOT GLOB '*[^a-z_]*' ORDER BY s.name";

/// SQLite's statistics of memory, which nobody asks for, take a lock at every allocation: off, before its
/// first use.
const bool without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;

class SqliteConnection final : public Connection {
public:
    SqliteConnection(sqlite3* database, const ConnectionOptions& options)
        : turn_(options.turn),
          checkpoints_(options.checkpoints),
          writes_alone_(options.writes_alone && options.access == Access::write) {
        state_.database = database;
        set_deadline(options.deadline_ms);
        sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        // The house has neither: what somebody planted does not run.
        sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
        sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        run(options.access == Access::write ? writer_settings : reader_settings);
        run(settings);
        if (checkpoints_ && options.access == Access::write) checkpoints_->watch(database);
    }

    ~SqliteConnection() override {
        rollback();
        forget_statements();
        for (const auto& [text, statement] : kept_) sqlite3_finalize(statement);
        sqlite3_close(state_.database);
    }

    Engine engine() const override { return Engine::sqlite; }
    bool broken() const override { return false; }
    bool writes_alone() const override { return writes_alone_; }

    void run(std::string_view statements) override {
        state_.ahead.wait();
        run_sqlite(state_.database, statements);
    }

    std::vector<std::string> tables() override {
        return rows(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*'"
            " ORDER BY name");
    }

    void refresh_statistics() override {}

    std::vector<std::string> damage() override {
        std::vector<std::string> found = rows("PRAGMA integrity_check(100)");
        std::erase(found, "ok");
        const auto dangling = rows(
            "SELECT 'a row of ' || \"table\" || ' points to a missing row of ' || parent FROM "
            "pragma_foreign_key_check"
            " LIMIT 100");
        found.insert(found.end(), dangling.begin(), dangling.end());
        for (const std::string& question : rows(questions_for_lost_rows)) {
            const auto lost = rows(question);
            found.insert(found.end(), lost.begin(), lost.end());
        }
        return found;
    }

    std::map<std::string, std::string> engine_settings() override {
        return {{"version", sqlite3_libversion()}, {"journal_mode", rows("PRAGMA journal_mode").at(0)}};
    }

    Catalogue catalogue() override {
        Catalogue found = things(
            "SELECT CASE type WHEN 'view' THEN '' ELSE tbl_name END,"
            " CASE type WHEN 'table' THEN '' ELSE type || ' ' || name END, coalesce(sql, '')"
            " FROM sqlite_schema");
        // Without its statistics SQLite walks whole tenants.
        if (found.contains({"sqlite_stat1", ""})) {
            found.merge(things(
                "SELECT 'sqlite_stat1', 'row ' || tbl || '/' || coalesce(idx, ''), stat FROM sqlite_stat1"));
        }
        return found;
    }

    Catalogue catalogue_made_by(std::span<const std::string> statements) override {
        const auto aside = connect_sqlite(sqlite_file(":memory:"), {});
        for (const std::string& statement : statements) (*aside)->run(statement);
        return (*aside)->catalogue();
    }

    Result<void> begin_schema_work() override { return {}; }
    void lock_schema(std::string_view) override {}  // BEGIN IMMEDIATE has done it
    Result<void> assume_application_role() override { return {}; }

protected:
    void do_set_deadline(int deadline_ms) override {
        state_.ahead.wait();
        sqlite3_busy_timeout(state_.database, deadline_ms);
    }

    std::unique_ptr<Statement> make_statement(const Sql& sql) override {
        return std::make_unique<SqliteStatement>(state_, sql);
    }

    void do_begin(Access access, TenantId) override {
        if (access == Access::write) begin_immediate();
        else run_kept("BEGIN");
        state_.in_transaction = true;
        state_.only_reads = access == Access::read;
    }

    void do_commit() override {
        state_.ahead.wait();
        commit_or_unknown(state_.database, [&] { run_kept("COMMIT"); });
        end_transaction();
        if (turn_) give_back_memory();
        writing_turn_.leave();
    }

    void do_commit_and_go_on() override {
        if (state_.open_statements > 0) throw std::logic_error("rows are still being read");
        state_.ahead.add_commit(state_.database);
    }

    void do_rollback() noexcept override {
        state_.ahead.drop();
        end_transaction();
        // Some failures (full, out of memory) have rolled back already.
        if (sqlite3_get_autocommit(state_.database) == 0) try_to_roll_back();
        writing_turn_.leave();
    }

    void do_savepoint(const std::string& name) override { run_kept("SAVEPOINT " + name); }
    void do_release(const std::string& name) override { run_kept("RELEASE " + name); }
    void do_rollback_to(const std::string& name) override {
        state_.ahead.drop();  // nothing older waits: the savepoint waited for it
        run("ROLLBACK TO " + name + "; RELEASE " + name);
    }

private:
    /// Those of one process wait for each other in turn; SQLite itself would let them try again now and then.
    void begin_immediate() {
        WritingTurn turn(turn_.get());
        run_kept("BEGIN IMMEDIATE");
        writing_turn_ = std::move(turn);
    }

    void try_to_roll_back() noexcept {
        try {
            run_kept("ROLLBACK");
        } catch (const std::exception&) {
            sqlite3_exec(state_.database, "ROLLBACK", nullptr, nullptr, nullptr);
        }
    }

    /// What a server's log has grown by stays in no cache: nobody reads it again.
    void give_back_memory() noexcept {
        int used = 0;
        int most = 0;
        sqlite3_db_status(state_.database, SQLITE_DBSTATUS_CACHE_USED, &used, &most, 0);
        if (used > most_kept_by_server) sqlite3_db_release_memory(state_.database);
    }

    void end_transaction() noexcept {
        state_.in_transaction = false;
        state_.only_reads = false;
    }

    /// First column of a question to SQLite itself, which is no statement of the store.
    std::vector<std::string> rows(std::string_view question) {
        const Sql sql(question, Plan::walks_table, "reads the catalogue");
        SqliteStatement statement(state_, sql);
        std::vector<std::string> found;
        while (statement.next()) found.emplace_back(statement.text(0));
        return found;
    }

    Catalogue things(std::string_view question) {
        const Sql sql(question, Plan::walks_table, "reads the catalogue");
        SqliteStatement statement(state_, sql);
        Catalogue found;
        while (statement.next()) {
            std::string& definition = found[{std::string(statement.text(0)), std::string(statement.text(1))}];
            definition +=
                statement.text(2);  // a second row of statistics for the same index is no other thing
        }
        return found;
    }

    /// What begins and ends transactions, prepared once: SQLite would read the text every time.
    void run_kept(const std::string& text) {
        state_.ahead.wait();
        sqlite3_stmt*& statement = kept_[text];
        if (statement == nullptr &&
            sqlite3_prepare_v3(state_.database, text.c_str(), static_cast<int>(text.size()) + 1,
                               SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
            raise_sqlite(state_.database, text);
        const int stepped = sqlite3_step(statement);
        const int ended = sqlite3_reset(statement);
        if (stepped != SQLITE_DONE || ended != SQLITE_OK) raise_sqlite(state_.database, text);
    }

    SqliteState state_;
    std::map<std::string, sqlite3_stmt*> kept_;
    std::shared_ptr<Turn> turn_;
    std::shared_ptr<Checkpoints> checkpoints_;
    WritingTurn writing_turn_;
    bool writes_alone_;
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
