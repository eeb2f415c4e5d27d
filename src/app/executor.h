// The threads a server works with: some that read, two of their own for what reads long, one that writes
// (several on PostgreSQL), one for imports and other long work, two for passwords. Acts stay ordinary
// functions of a House; each thread has one of its own.
#pragma once

#include "app/job_group.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace kartei::app {

/// Where a job waits: objections wait for none but their own, or at most take turns with others where many of
/// them come, and are never refused for load.
enum class Lane : std::uint8_t { ordinary, objection };

/// Too much is waiting: the failure of a job that was taken and would have come too late.
struct Overloaded : std::runtime_error {
    Overloaded() : std::runtime_error("too much is waiting") {}
};

struct ExecutorOptions {
    std::size_t readers = 4;
    std::size_t writers_on_postgresql = 4;
    std::size_t long_readers = 2;
    std::size_t hashers = 2;
    std::size_t most_waiting = 2'000;  ///< jobs per queue; more are refused
    /// Of a job that reads or writes until its turn comes, where more wait than can be done at once.
    std::int64_t longest_wait_us = 100'000;
    std::int64_t longest_wait_for_long_us = 5'000'000;  ///< of a password or a long read
    std::size_t most_per_group = 64;                    ///< acts that share a commit
    std::size_t most_per_snapshot = 16;                 ///< acts that share what they read from
    /// Who shares a snapshot with others waits until all of them are read: no more than are done within that.
    /// 0: however long they take.
    std::int64_t longest_snapshot_us = 20'000;
};

class Executor {
public:
    /// Opens the connections. Fails as House::another does.
    static Result<std::unique_ptr<Executor>> start(House house, const ExecutorOptions& options);
    /// Does what is waiting and ends the threads.
    ~Executor();
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    /// Each takes the job, or returns false where it would wait for too long.
    bool read(Job job, Lane lane = Lane::ordinary);
    /// What reads so much that others shall not wait for it.
    bool read_long(Job job);
    bool write(Job job, Lane lane = Lane::ordinary);
    /// Long work, one after the other, in transactions of its own: imports and their undoing.
    bool work(Job job);
    /// Passwords. Reads only.
    bool hash(Job job);

    /// Whether a request that came now would wait for too long, on its way through readers and writers.
    /// Costs next to nothing: for whoever refuses before any work is done.
    bool is_overloaded() const;

    /// How many jobs wait, by what they wait for.
    struct Waiting {
        std::size_t reads = 0;
        std::size_t long_reads = 0;
        std::size_t writes = 0;
        std::size_t long_work = 0;
        std::size_t passwords = 0;
    };
    Waiting waiting() const;

private:
    /// Which of the jobs that wait are taken at once.
    struct Together {
        std::size_t most = 1;
        std::int64_t longest_us = 0;  ///< no more than are done within that; 0: however long they take
        bool is_cheaper = true;       ///< than one after the other
        std::size_t threads = 1;      ///< who take
        std::size_t takers = 1;       ///< among whom what waits is divided
        bool (*fits)(const QueuedJob& last, const QueuedJob& next) = nullptr;  ///< nothing: all do
    };

    /// What a thread gets to do. Who is refused waited too long while too many did.
    struct Taken {
        std::vector<QueuedJob> jobs;  ///< they may share a transaction; none at the end
        std::vector<QueuedJob> refused;
    };

    /// Jobs and who waits for them. How long a new one would wait follows from how many wait and how long the
    /// last ones took.
    class Queue {
    public:
        Queue(std::size_t most, std::int64_t longest_wait_us)
            : most_(most), longest_wait_us_(longest_wait_us) {}
        /// How many take from it, and how; before anybody does.
        void serve(const Together& together) { together_ = together; }
        bool put(QueuedJob job, Lane lane);
        /// A job may come of what is being read: `arrived` tells that it did or will not.
        void expect();
        /// What came of so many; the ones for which there is no room are given back.
        std::vector<QueuedJob> arrived(std::size_t expected, std::vector<QueuedJob> jobs);
        Taken take();
        /// So many were done within so long.
        void took(std::size_t jobs, std::int64_t us);
        /// How long a job waits that comes now.
        std::int64_t wait_us() const { return wait_us_; }
        void close();
        std::size_t size() const;

    private:
        bool is_empty() const { return first_.empty() && waiting_.empty(); }
        std::size_t most_at_once() const;
        std::size_t share() const;
        std::deque<QueuedJob>& next();
        std::vector<QueuedJob> give_up();
        void estimate();
        /// Whether somebody is to be told of what is there; whoever comes first tells the next one.
        bool calls();
        /// Whether nothing but looks waits, too few yet, and more are expected.
        bool gathers_looks() const;

        mutable std::mutex mutex_;
        std::condition_variable changed_;
        std::deque<QueuedJob> first_;
        std::deque<QueuedJob> waiting_;
        std::size_t most_;
        std::int64_t longest_wait_us_;  ///< 0: as long as it takes
        Together together_;
        std::int64_t us_per_take_ = 0;  ///< lately
        std::int64_t us_per_job_ = 0;
        std::atomic<std::int64_t> wait_us_ = 0;
        std::size_t expected_ = 0;
        bool first_was_next_ = false;
        bool called_ = false;  ///< somebody was told and has not come yet
        bool closed_ = false;
    };

    explicit Executor(const ExecutorOptions& options);
    using Run = std::function<void(House& house, std::vector<QueuedJob> jobs)>;
    void add_thread(Queue& queue, House house, Run run);
    bool read_from(Queue& queue, Job job, Lane lane);
    void refuse(const Queue& queue, const std::vector<QueuedJob>& jobs);

    ExecutorOptions options_;
    Queue reads_;
    Queue long_reads_;
    Queue writes_;
    Queue work_;
    Queue hashes_;
    std::vector<std::thread> threads_;
};

}  // namespace kartei::app
