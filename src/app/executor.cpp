#include "app/executor.h"

#include "base/timed_wait.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kartei::app {

namespace {

/// A commit of so many looks costs each of them little. More would let the readers stand still meanwhile.
constexpr std::size_t enough_looks = 32;
constexpr std::int64_t longest_gathering_ms = 2;

}  // namespace

bool Executor::Queue::calls() {
    return !std::exchange(called_, true);
}

bool Executor::Queue::put(QueuedJob job, Lane lane) {
    bool call = false;
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return false;
        if (lane == Lane::objection) {
            first_.push_back(std::move(job));
        } else {
            if (waiting_.size() >= most_) return false;
            waiting_.push_back(std::move(job));
        }
        call = calls();
    }
    if (call) changed_.notify_one();
    return true;
}

void Executor::Queue::expect() {
    const std::lock_guard lock(mutex_);
    ++expected_;
}

std::vector<QueuedJob> Executor::Queue::arrived(std::size_t expected, std::vector<QueuedJob> jobs) {
    bool call = false;
    {
        const std::lock_guard lock(mutex_);
        expected_ -= expected;
        const std::size_t room = closed_ ? 0 : most_ - std::min(most_, waiting_.size());
        const auto taken = static_cast<std::ptrdiff_t>(std::min(room, jobs.size()));
        std::move(jobs.begin(), jobs.begin() + taken, std::back_inserter(waiting_));
        jobs.erase(jobs.begin(), jobs.begin() + taken);
        call = (taken > 0 || expected_ == 0) && calls();
    }
    if (call) changed_.notify_one();
    return jobs;
}

bool Executor::Queue::gathers_looks(std::size_t most) const {
    if (closed_ || expected_ == 0 || !first_.empty()) return false;
    return waiting_.size() < std::min(most, enough_looks) &&
           std::ranges::all_of(waiting_, &QueuedJob::is_look);
}

std::size_t Executor::Queue::share(const Together& together) const {
    const std::size_t each = (first_.size() + waiting_.size() + together.takers - 1) / together.takers;
    return std::min(each, together.most);
}

std::vector<QueuedJob> Executor::Queue::take(const Together& together) {
    std::unique_lock lock(mutex_);
    // While this one gathers, another one may take what there was.
    do {
        changed_.wait(lock, [&] {
            called_ = false;
            return closed_ || !is_empty();
        });
        wait_at_most(longest_gathering_ms, changed_, lock, [&] {
            called_ = false;
            return !gathers_looks(together.most);
        });
    } while (!closed_ && is_empty());
    std::vector<QueuedJob> jobs;
    for (const std::size_t most = share(together); jobs.size() < most;) {
        auto& queue = first_.empty() ? waiting_ : first_;
        if (!jobs.empty() && together.fits != nullptr && !together.fits(jobs.back(), queue.front())) break;
        jobs.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    // Nobody was told of what is left, or he slept on while this one gathered.
    called_ = !is_empty();
    if (called_) changed_.notify_one();
    return jobs;
}

void Executor::Queue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
}

std::size_t Executor::Queue::size() const {
    const std::lock_guard lock(mutex_);
    return first_.size() + waiting_.size();
}

Executor::Executor(const ExecutorOptions& options)
    : options_(options),
      reads_(options.most_waiting),
      writes_(options.most_waiting),
      work_(options.most_waiting),
      hashes_(options.most_waiting) {}

Result<std::unique_ptr<Executor>> Executor::start(House house, const ExecutorOptions& options) {
    using store::Access;
    std::unique_ptr<Executor> executor(new Executor(options));
    const bool is_sqlite = house.connection().engine() == store::Engine::sqlite;
    // A transaction of PostgreSQL belongs to one company and waits for the network: one act each.
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const Together reads{.most = is_sqlite ? options.most_per_snapshot : 1,
                         .takers = std::min(options.readers, cores),
                         .fits = [](const QueuedJob& last, const QueuedJob& next) {
                             return !last.job.takes_long && !next.job.takes_long;
                         }};
    Together writes{.most = options.most_per_group};
    // Acts of PostgreSQL run beside each other; only looks of one company are put together.
    if (!is_sqlite) {
        writes.fits = [](const QueuedJob& last, const QueuedJob& next) {
            return last.is_look() && next.is_look() && last.job.tenant == next.job.tenant;
        };
    }
    for (std::size_t i = 0; i < options.readers; ++i) {
        auto reader = TRY(house.another(Access::read));
        reader.gather_looks();
        executor->add_thread(executor->reads_, std::move(reader), &Executor::run_reads, reads);
    }
    for (std::size_t i = 0; i < options.hashers; ++i) {
        auto hasher = TRY(house.another(Access::read));
        executor->add_thread(executor->hashes_, std::move(hasher), &Executor::run_alone, {});
    }
    auto worker = TRY(house.another(Access::write));
    executor->add_thread(executor->work_, std::move(worker), &Executor::run_alone, {});
    const std::size_t writers = is_sqlite ? 1 : options.writers_on_postgresql;
    for (std::size_t i = 0; i < writers; ++i) {
        auto writer = TRY(house.another(Access::write));
        executor->add_thread(executor->writes_, std::move(writer), &Executor::run_group, writes);
    }
    return executor;
}

Executor::~Executor() {
    // Reads may still hand their looks to the writer, so that queue ends last.
    for (Queue* queue : {&reads_, &hashes_, &work_}) queue->close();
    const std::size_t others = options_.readers + options_.hashers + 1;
    for (std::size_t i = 0; i < std::min(others, threads_.size()); ++i) threads_[i].join();
    writes_.close();
    for (std::size_t i = others; i < threads_.size(); ++i) threads_[i].join();
}

bool Executor::read(Job job) {
    writes_.expect();
    if (reads_.put({.job = std::move(job)}, Lane::ordinary)) return true;
    writes_.arrived(1, {});
    return false;
}

bool Executor::write(Job job, Lane lane) {
    return writes_.put({.job = std::move(job)}, lane);
}

bool Executor::work(Job job) {
    return work_.put({.job = std::move(job)}, Lane::ordinary);
}

bool Executor::hash(Job job) {
    return hashes_.put({.job = std::move(job)}, Lane::ordinary);
}

Executor::Waiting Executor::waiting() const {
    return {.reads = reads_.size(),
            .writes = writes_.size(),
            .long_work = work_.size(),
            .passwords = hashes_.size()};
}

void Executor::add_thread(Queue& queue, House house,
                          void (Executor::*run)(House& house, std::vector<QueuedJob> jobs),
                          Together together) {
    threads_.emplace_back([this, &queue, house = std::move(house), run, together]() mutable {
        for (;;) {
            auto jobs = queue.take(together);
            if (jobs.empty()) return;
            if (house.connection().broken()) {
                // What fails here fails in the act, with words.
                if (auto again = house.reconnected()) house = std::move(*again);
            }
            (this->*run)(house, std::move(jobs));
        }
    });
}

void Executor::run_reads(House& house, std::vector<QueuedJob> jobs) {
    const std::size_t all = jobs.size();
    // Nothing that was shown goes out before its look is in the log.
    for (auto& queued : writes_.arrived(all, read_together(house, std::move(jobs)))) {
        if (queued.job.done) queued.job.done(std::make_exception_ptr(Overloaded()));
    }
}

void Executor::run_alone(House& house, std::vector<QueuedJob> jobs) {
    do_each(house, std::move(jobs));
}

void Executor::run_group(House& house, std::vector<QueuedJob> jobs) {
    store_together(house, std::move(jobs));
}

}  // namespace kartei::app
