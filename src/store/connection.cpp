#include "store/connection.h"

#include "store/postgresql.h"
#include "store/sqlite.h"

#include <fmt/format.h>

#include <stdexcept>

namespace kartei::store {

namespace {

/// Inside a group, an act's transaction.
const std::string act_savepoint = "act";

/// Around everything that one job of a group does.
const std::string part_savepoint = "part";

std::string savepoint_name(int number) {
    return fmt::format("s{}", number);
}

}  // namespace

Statement& Connection::prepare(const Sql& sql) {
    if (sql.number() >= statements_.size()) statements_.resize(sql.number() + 1);
    auto& statement = statements_[sql.number()];
    if (!statement) statement = make_statement(sql);
    return *statement;
}

void Connection::begin_write(TenantId tenant) {
    begin(Access::write, tenant);
}

void Connection::begin_read(TenantId tenant) {
    begin(Access::read, tenant);
}

void Connection::begin_installation(Access access) {
    begin(access, TenantId{});
}

void Connection::begin(Access access, TenantId tenant) {
    if (in_transaction_) throw std::logic_error("a transaction is open already");
    begin_act(access, tenant);
    in_transaction_ = true;
    savepoints_ = 0;
}

void Connection::begin_act(Access access, TenantId tenant) {
    if (in_group_) {
        require_group();
        ++transaction_number_;  // the act before may have changed what this one sees
        return do_savepoint(act_savepoint);
    }
    if (!shares_reading_) return begin_transaction(access, tenant);
    if (access != Access::read) throw std::logic_error("a shared snapshot is only read");
}

void Connection::begin_transaction(Access access, TenantId tenant) {
    do_begin(access, tenant);
    ++transaction_number_;
}

void Connection::commit() {
    if (!in_transaction_) throw std::logic_error("no transaction to commit");
    if (savepoints_ != 0) throw std::logic_error("a savepoint is still open");
    try {
        if (in_group_) do_release(act_savepoint);
        else if (!shares_reading_) do_commit();
    } catch (...) {
        rollback();
        throw;
    }
    in_transaction_ = false;
}

void Connection::commit_and_go_on() {
    if (!in_transaction_) throw std::logic_error("no transaction to commit");
    if (savepoints_ != 0) throw std::logic_error("a savepoint is still open");
    if (in_group_ || !writes_alone()) throw std::logic_error("others may write between two transactions");
    do_commit_and_go_on();
}

void Connection::rollback() noexcept {
    if (!in_transaction_) return;
    reset_statements();
    if (in_group_) undo_act();
    else if (!shares_reading_) do_rollback();
    in_transaction_ = false;
    savepoints_ = 0;
}

void Connection::reset_statements() noexcept {
    for (const auto& statement : statements_) {
        if (statement) statement->reset();
    }
}

void Connection::undo_act() noexcept {
    try {
        do_rollback_to(act_savepoint);
    } catch (const StoreFailure&) {
        lose_group();
    }
}

void Connection::begin_group(TenantId tenant) {
    if (in_transaction_ || in_group_ || shares_reading_)
        throw std::logic_error("a transaction is open already");
    begin_transaction(Access::write, tenant);
    in_group_ = true;
    lost_group_.reset();
}

/// The savepoint is not there any more, nor is anything before it: SQLite undoes a transaction by itself
/// where the disk fails it, PostgreSQL with its connection.
void Connection::lose_group() noexcept {
    lost_group_ = broken() ? FailureKind::connection_lost : FailureKind::serialization;
}

void Connection::require_group() const {
    if (lost_group_) throw StoreFailure(*lost_group_, "COMMIT", "the transaction was undone");
}

void Connection::begin_part() {
    if (!in_group_ || in_transaction_) throw std::logic_error("a part needs a group");
    // A savepoint without a transaction begins one, which its release would commit.
    require_group();
    do_savepoint(part_savepoint);
}

void Connection::keep_part() {
    do_release(part_savepoint);
}

void Connection::undo_part() noexcept {
    rollback();
    reset_statements();
    try {
        do_rollback_to(part_savepoint);
    } catch (const StoreFailure&) {
        lose_group();
    }
}

void Connection::commit_group() {
    if (!in_group_ || in_transaction_) throw std::logic_error("no group to commit");
    try {
        require_group();
        do_commit();
    } catch (...) {
        drop_group();
        throw;
    }
    in_group_ = false;
}

void Connection::drop_group() noexcept {
    if (!in_group_) return;
    reset_statements();
    do_rollback();
    in_group_ = false;
    in_transaction_ = false;
    savepoints_ = 0;
}

bool Connection::begin_shared_reading() {
    if (in_transaction_ || in_group_ || shares_reading_)
        throw std::logic_error("a transaction is open already");
    if (engine() != Engine::sqlite) return false;
    begin_transaction(Access::read, TenantId{});
    shares_reading_ = true;
    return true;
}

void Connection::end_shared_reading() noexcept {
    if (!shares_reading_) return;
    rollback();
    do_rollback();
    shares_reading_ = false;
}

void Connection::savepoint() {
    if (!in_transaction_) throw std::logic_error("a savepoint needs a transaction");
    do_savepoint(savepoint_name(savepoints_ + 1));
    ++savepoints_;
}

void Connection::release() {
    if (savepoints_ == 0) throw std::logic_error("no savepoint to release");
    do_release(savepoint_name(savepoints_));
    --savepoints_;
}

void Connection::rollback_to() {
    if (savepoints_ == 0) throw std::logic_error("no savepoint to roll back to");
    do_rollback_to(savepoint_name(savepoints_--));
}

void Connection::set_deadline(int deadline_ms) {
    do_set_deadline(deadline_ms);
    deadline_ms_ = deadline_ms;
}

Result<std::unique_ptr<Connection>> connect(const DatabaseUrl& url, const ConnectionOptions& options) {
    return url.engine == Engine::sqlite ? connect_sqlite(url, options) : connect_postgresql(url, options);
}

}  // namespace kartei::store
