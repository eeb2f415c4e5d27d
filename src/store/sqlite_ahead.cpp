#include "store/sqlite_ahead.h"

#include "store/sqlite_statement.h"

#include <utility>

namespace kartei::store {

SqliteAhead::~SqliteAhead() {
    drop();
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void SqliteAhead::add(SqliteStatement& statement, std::span<const BoundValue> values,
                      std::string_view memory) {
    next_.jobs.push_back({&statement, next_.values.size(), values.size(), next_.memory.size()});
    next_.values.insert(next_.values.end(), values.begin(), values.end());
    next_.memory += memory;
    if (next_.jobs.size() >= jobs_per_batch) hand_over();
}

void SqliteAhead::add_commit(sqlite3* database) {
    next_.commit_in = database;
    hand_over();
}

void SqliteAhead::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.empty() && !running_; });
    if (!failure_) {
        try {
            run(next_);
        } catch (...) {
            failure_ = std::current_exception();
        }
    }
    clear(next_);
    if (failure_) std::rethrow_exception(failure_);
}

void SqliteAhead::drop() noexcept {
    std::unique_lock lock(mutex_);
    while (!waiting_.empty() && waiting_.back().commit_in == nullptr) {
        waiting_bytes_ -= waiting_.back().bytes();
        waiting_.pop_back();
    }
    changed_.wait(lock, [&] { return waiting_.empty() && !running_; });
    clear(next_);
    failure_ = nullptr;
}

void SqliteAhead::run(const Batch& batch) {
    for (const Job& job : batch.jobs) {
        job.statement->run_with(std::span(batch.values).subspan(job.first_value, job.values),
                                batch.memory.data() + job.memory);
    }
    if (batch.commit_in == nullptr) return;
    commit_or_unknown(batch.commit_in, [&] { run_sqlite(batch.commit_in, "COMMIT; BEGIN IMMEDIATE"); });
}

void SqliteAhead::clear(Batch& batch) {
    batch.jobs.clear();
    batch.values.clear();
    batch.memory.clear();
    batch.commit_in = nullptr;
}

void SqliteAhead::hand_over() {
    std::unique_lock lock(mutex_);
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    changed_.wait(lock, [&] { return waiting_bytes_ < max_waiting_bytes; });
    waiting_bytes_ += next_.bytes();
    waiting_.push_back(std::move(next_));
    next_ = {};
    if (!empty_.empty()) {
        next_ = std::move(empty_.back());
        empty_.pop_back();
    }
    changed_.notify_all();
}

void SqliteAhead::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        Batch batch = std::move(waiting_.front());
        waiting_.pop_front();
        waiting_bytes_ -= batch.bytes();
        running_ = true;
        const bool useless = failure_ != nullptr;
        lock.unlock();
        std::exception_ptr failure;
        try {
            if (!useless) run(batch);
        } catch (...) {
            failure = std::current_exception();
        }
        clear(batch);
        lock.lock();
        if (failure) failure_ = failure;
        if (empty_.size() < max_empty) empty_.push_back(std::move(batch));
        running_ = false;
        changed_.notify_all();
    }
}

}  // namespace kartei::store
