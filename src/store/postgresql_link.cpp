#include "store/postgresql_link.h"

#include "base/timed_wait.h"

#include <fmt/format.h>

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace kartei::store {

namespace {

/// Statements between two sync marks, and statements that may be under way before answers are read. Both ends
/// buffer what is under way.
constexpr std::size_t statements_per_sync = 256;
constexpr std::size_t window = 2048;

/// What may wait for company before it is sent.
constexpr std::size_t max_waiting_rows = 16'384;
constexpr std::size_t max_waiting_bytes = 4U << 20U;

std::string_view field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

/// DETAIL and CONTEXT carry values and are left out; so is the sentence of a data exception (class 22), which
/// repeats what it could not read.
std::string message_of(const PGresult* result) {
    const std::string_view state = field(result, PG_DIAG_SQLSTATE);
    std::string message = fmt::format("SQLSTATE {}", state);
    if (!state.starts_with("22")) message += fmt::format(": {}", field(result, PG_DIAG_MESSAGE_PRIMARY));
    for (const int code : std::array<int, 2>{PG_DIAG_TABLE_NAME, PG_DIAG_COLUMN_NAME}) {
        if (const auto name = field(result, code); !name.empty()) message += fmt::format(" ({})", name);
    }
    return message;
}

}  // namespace

FailureKind sqlstate_kind(std::string_view sqlstate) {
    // Names in the catalogue (table, object) are keys as well.
    if (sqlstate == "23505" || sqlstate == "42P07" || sqlstate == "42710") return FailureKind::unique;
    if (sqlstate == "23503") return FailureKind::foreign_key;
    if (sqlstate == "23514" || sqlstate == "23502" || sqlstate.starts_with("22")) return FailureKind::check;
    if (sqlstate == "40001" || sqlstate == "40P01") return FailureKind::serialization;
    if (sqlstate == "55P03" || sqlstate == "53300") return FailureKind::busy;
    if (sqlstate == "42501") return FailureKind::not_permitted;
    if (sqlstate == "53100") return FailureKind::full;
    if (sqlstate == "25006") return FailureKind::read_only;
    if (sqlstate.starts_with("08") || sqlstate == "57P01" || sqlstate == "57P02" || sqlstate == "57P03") {
        return FailureKind::connection_lost;
    }
    if (sqlstate == "XX001" || sqlstate == "XX002") return FailureKind::corrupt;
    return FailureKind::other;
}

PostgresqlLink::PostgresqlLink(PGconn* connection, int deadline_ms)
    : connection_(connection), deadline_ms_(deadline_ms) {
    PQsetNoticeReceiver(connection_, &PostgresqlLink::on_notice, this);
    PQsetnonblocking(connection_, 1);
}

PostgresqlLink::~PostgresqlLink() {
    PQfinish(connection_);
}

/// A cancelled wait for the standby is reported as success plus a WARNING. Its text is translated, so every
/// WARNING during COMMIT counts: asking again is cheap, a lost consent is not.
void PostgresqlLink::on_notice(void* link, const PGresult* notice) {
    auto& self = *static_cast<PostgresqlLink*>(link);
    if (self.committing_ && field(notice, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING") self.warned_ = true;
}

void PostgresqlLink::send_prepared(const std::string& name, const WireValues& values,
                                   const std::string& label) {
    send_waiting();
    throw_failure();
    enter_pipeline();
    sent(PQsendQueryPrepared(connection_, name.c_str(), values.count, values.values, values.lengths,
                             values.formats, 1),
         {Pending::Kind::statement, &label, {}});
    keep_window();
}

void PostgresqlLink::hold(Waiting& rows, std::size_t bytes) {
    if (std::ranges::find(waiting_, &rows) == waiting_.end()) waiting_.push_back(&rows);
    waiting_bytes_ += bytes;
    if (++waiting_rows_ >= max_waiting_rows || waiting_bytes_ >= max_waiting_bytes) send_waiting();
}

void PostgresqlLink::send_control(const std::string& statement) {
    send_waiting();
    enter_pipeline();
    const int code =
        PQsendQueryParams(connection_, statement.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1);
    sent(code, {Pending::Kind::control, nullptr, statement});
}

ResultHandle PostgresqlLink::wait() {
    send_waiting();
    receive_all();
    throw_failure();
    return std::move(last_);
}

ResultHandle PostgresqlLink::prepare(const std::string& name, const std::string& text,
                                     const std::string& label) {
    send_waiting();
    throw_failure();
    enter_pipeline();
    sent(PQsendPrepare(connection_, name.c_str(), text.c_str(), 0, nullptr),
         {Pending::Kind::statement, &label, {}});
    sent(PQsendDescribePrepared(connection_, name.c_str()), {Pending::Kind::description, &label, {}});
    return wait();
}

ResultHandle PostgresqlLink::run_script(const std::string& statements) {
    send_waiting();
    receive_all();
    throw_failure();
    leave_pipeline();
    const Pending script{Pending::Kind::control, nullptr, statements};
    if (PQsendQuery(connection_, statements.c_str()) == 0) lose("the server does not take statements");
    pending_.push_back(script);
    receive_front();
    throw_failure();
    return std::move(last_);
}

void PostgresqlLink::commit() {
    send_waiting();  // where that fails, COMMIT was not sent
    committing_ = true;
    warned_ = false;
    ResultHandle result;
    try {
        send_control("COMMIT");
        result = wait();
        committing_ = false;
    } catch (const StoreFailure& failure) {
        committing_ = false;
        if (failure.kind() != FailureKind::connection_lost) throw;
        throw StoreFailure(FailureKind::commit_unknown, "COMMIT", "the server did not acknowledge");
    }
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
        throw StoreFailure(FailureKind::other, "COMMIT", "the transaction had failed before");
    }
    if (warned_) {
        throw StoreFailure(FailureKind::commit_unknown, "COMMIT", "stored on one server, not on its standby");
    }
}

void PostgresqlLink::undo(const std::string& statement) {
    drop_waiting();
    mark_end();  // what is still under way may fail; it must not take the ROLLBACK with it
    send_control(statement);
    receive_all();
    if (last_failed_) throw_failure();
    failure_ = nullptr;
}

/// Nothing waits while it sends, so that what it calls finds nothing to send.
void PostgresqlLink::send_waiting() {
    if (waiting_.empty()) return;
    auto all = std::exchange(waiting_, {});
    waiting_rows_ = waiting_bytes_ = 0;
    std::ranges::stable_sort(all, {}, &Waiting::place);
    try {
        for (Waiting* rows : all) rows->send();
    } catch (...) {
        for (Waiting* rows : all) rows->drop();
        throw;
    }
}

void PostgresqlLink::drop_waiting() noexcept {
    for (Waiting* rows : waiting_) rows->drop();
    waiting_.clear();
    waiting_rows_ = waiting_bytes_ = 0;
}

void PostgresqlLink::enter_pipeline() {
    if (broken_) lose("the connection is closed");
    if (PQpipelineStatus(connection_) == PQ_PIPELINE_OFF && PQenterPipelineMode(connection_) == 0) {
        lose("pipeline mode is not possible");
    }
}

void PostgresqlLink::leave_pipeline() {
    if (broken_) lose("the connection is closed");
    if (PQpipelineStatus(connection_) != PQ_PIPELINE_OFF && PQexitPipelineMode(connection_) == 0) {
        lose("the pipeline is not empty");
    }
}

void PostgresqlLink::sent(int code, Pending pending) {
    if (code == 0) lose("the server does not take statements");
    pending_.push_back(std::move(pending));
    ++since_end_;
}

/// The server answers at a sync mark and goes on there after a failure. It ends no transaction that BEGIN
/// opened.
void PostgresqlLink::mark_end() {
    if (since_end_ == 0) return;
    if (PQpipelineSync(connection_) == 0) lose("the server does not take statements");
    pending_.push_back({Pending::Kind::sync, nullptr, {}});
    since_end_ = 0;
}

void PostgresqlLink::keep_window() {
    if (since_end_ >= statements_per_sync) mark_end();
    if (pending_.size() < window) return;
    mark_end();
    while (pending_.size() > window / 2) receive_front();
}

void PostgresqlLink::receive_all() {
    if (broken_) lose("the connection is closed");
    mark_end();
    while (!pending_.empty()) receive_front();
}

/// Takes all answers to the statement at the front.
void PostgresqlLink::receive_front() {
    const bool is_sync = pending_.front().kind == Pending::Kind::sync;
    while (ResultHandle result = next_result()) {
        if (is_sync && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) break;
        keep(std::move(result), pending_.front());
    }
    pending_.pop_front();
}

ResultHandle PostgresqlLink::next_result() {
    const std::int64_t until_ms = monotonic_ms() + deadline_ms_;
    while (PQisBusy(connection_) != 0) wait_for_socket(until_ms);
    return ResultHandle(PQgetResult(connection_));
}

void PostgresqlLink::keep(ResultHandle result, const Pending& pending) {
    switch (PQresultStatus(result.get())) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
            last_ = std::move(result);
            last_failed_ = false;
            return;
        case PGRES_PIPELINE_ABORTED: last_failed_ = true; return;
        default: break;
    }
    last_failed_ = true;
    note_failure(result.get(), pending.label != nullptr ? *pending.label : pending.control);
    if (PQstatus(connection_) == CONNECTION_BAD) lose("the server closed the connection");
}

void PostgresqlLink::note_failure(const PGresult* result, const std::string& label) {
    if (failure_) return;
    const std::string_view state = field(result, PG_DIAG_SQLSTATE);
    if (state.empty()) lose("the server closed the connection");
    const FailureKind kind = sqlstate_kind(state);
    if (kind == FailureKind::connection_lost) lose("the server ended the connection");
    failure_ = std::make_exception_ptr(StoreFailure(kind, label, message_of(result)));
}

void PostgresqlLink::throw_failure() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

/// Moves bytes in either direction until some came in, or the deadline is over.
void PostgresqlLink::wait_for_socket(std::int64_t until_ms) {
    const int unsent = PQflush(connection_);
    if (unsent < 0) lose("the server closed the connection");
    const std::int64_t left_ms = until_ms - monotonic_ms();
    if (left_ms <= 0) lose("no answer within the deadline");
    pollfd socket{PQsocket(connection_), static_cast<short>(unsent != 0 ? POLLIN | POLLOUT : POLLIN), 0};
    if (poll(&socket, 1, static_cast<int>(left_ms)) < 0 && errno != EINTR)
        lose("the socket cannot be watched");
    if ((socket.revents & (POLLIN | POLLHUP | POLLERR)) == 0) return;
    if (PQconsumeInput(connection_) == 0) lose("the server closed the connection");
}

/// The socket is closed, so that the server notices; a running statement is not cancelled, for it may be
/// COMMIT.
void PostgresqlLink::abandon() noexcept {
    if (!broken_ && PQsocket(connection_) >= 0) shutdown(PQsocket(connection_), SHUT_RDWR);
    broken_ = true;
    drop_waiting();
    failure_ = nullptr;
    pending_.clear();
    since_end_ = 0;
}

void PostgresqlLink::lose(std::string_view why) {
    const std::string label = front_label();
    abandon();
    throw StoreFailure(FailureKind::connection_lost, label, why);
}

std::string PostgresqlLink::front_label() const {
    if (pending_.empty()) return {};
    const Pending& front = pending_.front();
    return front.label != nullptr ? *front.label : front.control;
}

}  // namespace kartei::store
