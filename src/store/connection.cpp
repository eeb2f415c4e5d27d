#include "store/connection.h"

#include "store/postgresql.h"
#include "store/sqlite.h"

#include <fmt/format.h>

#include <stdexcept>

namespace kartei::store {

namespace {

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
    do_begin(access, tenant);
    in_transaction_ = true;
    savepoints_ = 0;
}

void Connection::commit() {
    if (!in_transaction_) throw std::logic_error("no transaction to commit");
    if (savepoints_ != 0) throw std::logic_error("a savepoint is still open");
    try {
        do_commit();
    } catch (...) {
        rollback();
        throw;
    }
    in_transaction_ = false;
}

void Connection::commit_and_go_on() {
    if (!in_transaction_) throw std::logic_error("no transaction to commit");
    if (savepoints_ != 0) throw std::logic_error("a savepoint is still open");
    if (!writes_alone()) throw std::logic_error("others may write between two transactions");
    do_commit_and_go_on();
}

void Connection::rollback() noexcept {
    if (!in_transaction_) return;
    for (const auto& statement : statements_) {
        if (statement) statement->reset();
    }
    do_rollback();
    in_transaction_ = false;
    savepoints_ = 0;
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
