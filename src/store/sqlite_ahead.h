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

struct sqlite3;

namespace kartei::store {

class SqliteStatement;

class SqliteAhead {
public:
    SqliteAhead() = default;
    /// Whatever still waits behind the last commit is dropped.
    ~SqliteAhead();
    SqliteAhead(const SqliteAhead&) = delete;
    SqliteAhead& operator=(const SqliteAhead&) = delete;

    /// Takes a statement with copies of its values. Until the next `wait` or `drop` nobody else may use the
    /// connection.
    void add(SqliteStatement& statement, std::span<const BoundValue> values, std::string_view memory);

    /// Takes the end of the transaction and the beginning of the next.
    void add_commit(sqlite3* database);

    /// Everything taken is done when this returns. Throws the first failure since the last `drop`, again and
    /// again: what came after it was left out.
    void wait();

    /// Forgets what waits behind the last commit taken, which is waited for, and any failure.
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
        sqlite3* commit_in = nullptr;  ///< after the jobs: the transaction ends and the next begins
        std::vector<BoundValue> values;
        std::string memory;

        std::size_t bytes() const { return values.size() * sizeof(BoundValue) + memory.size(); }
    };
    static constexpr std::size_t jobs_per_batch = 128;
    static constexpr std::size_t max_empty = 64;
    /// Enough for what an import stores while a transaction of it is written to the disk.
    static constexpr std::size_t max_waiting_bytes = 64 * 1024 * 1024;

    static void run(const Batch& batch);
    static void clear(Batch& batch);
    void hand_over();
    void work();

    Batch next_;  ///< being filled

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::vector<Batch> empty_;  ///< done, with their memory
    bool running_ = false;
    bool stopping_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  ///< from the first full batch on
};

}  // namespace kartei::store
