// Statements sent ahead on SQLite: while the caller prepares the next rows, a thread stores the last ones.
// Few statements are not worth a thread: they wait until there are many, or until somebody waits for them.
#pragma once

#include "store/statement.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

namespace kartei::store {

class SqliteStatement;

class SqliteAhead {
public:
    SqliteAhead() = default;
    /// Whatever still waits is dropped.
    ~SqliteAhead();
    SqliteAhead(const SqliteAhead&) = delete;
    SqliteAhead& operator=(const SqliteAhead&) = delete;

    /// Takes a statement with copies of its values. Until the next `wait` or `drop` nobody else may use the
    /// connection.
    void add(SqliteStatement& statement, std::span<const BoundValue> values, std::string_view memory);

    /// Everything taken is done when this returns. Throws the first failure since the last `drop`, again and
    /// again: what came after it was left out.
    void wait();

    /// Forgets what waits, and any failure.
    void drop() noexcept;

private:
    struct Job {
        SqliteStatement* statement;
        std::size_t first_value;
        std::size_t values;
        std::size_t memory;  ///< where the memory of its values begins
    };
    struct Batch {
        std::vector<Job> jobs;
        std::vector<BoundValue> values;
        std::string memory;
    };
    static constexpr std::size_t jobs_per_batch = 128;
    static constexpr std::size_t max_waiting = 16;

    static void run(const Batch& batch);
    static void clear(Batch& batch);
    void hand_over();
    void work();

    Batch next_;  ///< being filled

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> waiting_;
    std::vector<Batch> empty_;  ///< done, with their memory
    bool running_ = false;
    bool stopping_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  ///< from the first full batch on
};

}  // namespace kartei::store
