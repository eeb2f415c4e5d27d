// One connection to the database: prepared statements and transactions, the same on SQLite and PostgreSQL.
// One thread uses it at a time. There is no pool here, no retry, and no guard that ends a transaction by
// itself.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "store/database_url.h"
#include "store/failure.h"
#include "store/sql.h"
#include "store/statement.h"
#include "store/turn.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartei::store {

class Checkpoints;

enum class Access : std::uint8_t { read, write };

/// How long one statement may take before it counts as lost, on the console.
inline constexpr int default_deadline_ms = 30'000;

struct ConnectionOptions {
    Access access = Access::write;  ///< a reading connection cannot write at all
    bool writes_alone = false;      ///< the caller sees to it that nobody else writes; counts on SQLite only
    int deadline_ms = default_deadline_ms;
    std::shared_ptr<Turn> turn = {};  ///< shared by all connections of this process that write; SQLite only
    std::shared_ptr<Checkpoints> checkpoints = {};  ///< where others fold the log in; SQLite only
};

/// What a schema consists of, as the engine's own catalogue tells it: table and name of the thing (`index
/// person_by_name`; empty for the table itself; an empty table for what belongs to none) with its definition.
using Catalogue = std::map<std::pair<std::string, std::string>, std::string>;

class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    virtual Engine engine() const = 0;

    /// The statement, prepared once per connection and kept. Belongs to the connection.
    Statement& prepare(const Sql& sql);

    /// Runs statements without parameters and results, separated by `;`. For schema steps and settings alone.
    virtual void run(std::string_view statements) = 0;

    /// Opens a transaction of one tenant. Writing: BEGIN IMMEDIATE on SQLite; READ COMMITTED on PostgreSQL,
    /// where acts lock the rows they rest on (`FOR UPDATE`) and then see what the one before them left.
    /// Reading: one snapshot for all statements (REPEATABLE READ READ ONLY), so that an answer never mixes
    /// two states.
    void begin_write(TenantId tenant);
    void begin_read(TenantId tenant);

    /// A transaction over tables that belong to no tenant (accounts, memberships, schema). On PostgreSQL it
    /// sees no row of any tenant.
    void begin_installation(Access access = Access::write);

    /// Stores everything. Throws the first failure of a statement sent ahead; nothing of the
    /// transaction is stored then, and it is over. StoreFailure(commit_unknown): nobody knows whether it is
    /// stored.
    void commit();

    /// Whether it was opened so that nobody else writes.
    virtual bool writes_alone() const = 0;

    /// Where it writes alone: commits and begins the next transaction of the same tenant, in which everything
    /// holds that was read before. Nobody waits: a failure shows later, like that of a statement sent ahead.
    /// What was committed so is stored also where the next transaction is rolled back.
    void commit_and_go_on();

    /// Undoes everything; harmless without a transaction. Never throws: a lost connection has nothing stored.
    void rollback() noexcept;

    /// Opens a transaction for several acts of one tenant (on SQLite: of any) which are stored together. What
    /// begins inside of it is a savepoint: an act's commit keeps it, its rollback undoes that act alone.
    void begin_group(TenantId tenant);
    /// What belongs together inside of a group, an act and what is kept with it: all of it stays, or none.
    void begin_part();
    void keep_part();
    void undo_part() noexcept;
    /// Stores all acts that were committed. Where the database has undone them it throws what lets the caller
    /// begin again: `connection_lost` or `serialization`.
    void commit_group();
    /// Undoes them; harmless without a group.
    void drop_group() noexcept;

    /// Opens one snapshot for several reading acts of any tenant: what begins inside of it reads there and
    /// sees the same. False, and nothing happens, where the engine's transactions belong to one tenant
    /// (PostgreSQL).
    bool begin_shared_reading();
    /// Harmless without one.
    void end_shared_reading() noexcept;

    /// Number of the engine's transaction: within one of the same number a reader sees the same state.
    std::uint64_t transaction_number() const { return transaction_number_; }

    /// Savepoints nest. Each ends with one `release` (keep, and throw what failed since) or one `rollback_to`
    /// (undo what was done since and forget the savepoint).
    void savepoint();
    void release();
    void rollback_to();

    bool in_transaction() const { return in_transaction_; }

    /// The connection is gone and only fit to be destroyed.
    virtual bool broken() const = 0;

    /// How long one statement may take before the connection counts as lost. On SQLite, which always answers:
    /// how long to wait for another writer.
    int deadline_ms() const { return deadline_ms_; }
    void set_deadline(int deadline_ms);

    /// Tables and views in the schema of this connection, sorted, without those of the engine and its
    /// extensions.
    virtual std::vector<std::string> tables() = 0;

    /// Outside of a transaction: lets the planner know how large the tables have become. PostgreSQL plans a
    /// statement once per session by what it knew then; where the tables were empty, it goes on walking
    /// through what are large ones now. A table that somebody else measures is left out. SQLite has its
    /// statistics from the schema.
    virtual void refresh_statistics() = 0;

    /// What the engine itself finds wrong with its file, indexes and references; one sentence each, no
    /// values, at most 100. Reads the whole database on SQLite.
    virtual std::vector<std::string> damage() = 0;

    /// Outside of a transaction: what the engine tells of itself, by names of its own, as far as it bears on
    /// whether data is safe. SQLite: `version`, `journal_mode`. PostgreSQL: `server_version_num`, `fsync`,
    /// `full_page_writes`, `synchronous_commit`, `data_checksums`, `is_superuser`, `is_encrypted` (nothing
    /// where it goes through a socket of the machine), `now_us` (its clock).
    virtual std::map<std::string, std::string> engine_settings() = 0;

    /// Inside a transaction: everything in the schema of this connection but what belongs to extensions.
    virtual Catalogue catalogue() = 0;
    /// The same of a schema that these statements make: aside, from nothing, and gone with the transaction of
    /// begin_installation.
    virtual Catalogue catalogue_made_by(std::span<const std::string> statements) = 0;

    /// For `migrate`. Inside begin_installation: works as the owner of the tables until the transaction ends,
    /// and makes the application's role where it is missing. `forbidden` where that takes an administrator.
    virtual Result<void> begin_schema_work() = 0;
    /// Inside begin_installation: no other process changes the schema until the end of the transaction.
    virtual void lock_schema(std::string_view table) = 0;
    /// Outside of a transaction: works under the application's role from now on.
    virtual Result<void> assume_application_role() = 0;

protected:
    virtual std::unique_ptr<Statement> make_statement(const Sql& sql) = 0;
    /// `tenant` of 0: none.
    virtual void do_begin(Access access, TenantId tenant) = 0;
    virtual void do_commit() = 0;
    virtual void do_commit_and_go_on() = 0;
    virtual void do_rollback() noexcept = 0;
    virtual void do_savepoint(const std::string& name) = 0;
    virtual void do_release(const std::string& name) = 0;
    virtual void do_rollback_to(const std::string& name) = 0;

    virtual void do_set_deadline(int deadline_ms) = 0;

    /// Drivers drop their statements before the connection under them goes.
    void forget_statements() { statements_.clear(); }

private:
    void begin(Access access, TenantId tenant);
    void reset_statements() noexcept;
    void begin_act(Access access, TenantId tenant);
    void begin_transaction(Access access, TenantId tenant);
    void undo_act() noexcept;
    void lose_group() noexcept;
    void require_group() const;

    std::vector<std::unique_ptr<Statement>> statements_;  ///< by the number of their Sql
    bool in_transaction_ = false;
    bool in_group_ = false;
    std::optional<FailureKind> lost_group_ = {};  ///< why, where the database has undone it as a whole
    bool shares_reading_ = false;
    std::uint64_t transaction_number_ = 0;
    int savepoints_ = 0;
    int deadline_ms_ = default_deadline_ms;
};

/// Opens the database. Fails with `unavailable` or `invalid` where address, password or file are wrong; the
/// message never shows a password. SQLite files are made when they are missing and access is `write`.
Result<std::unique_ptr<Connection>> connect(const DatabaseUrl& url, const ConnectionOptions& options = {});

}  // namespace kartei::store
