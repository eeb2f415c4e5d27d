#include "app/executor.h"

#include "base/timed_wait.h"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace kartei::app {

namespace {

/// A commit of so many looks costs each of them little. More would let the readers stand still meanwhile.
constexpr std::size_t enough_looks = 32;
constexpr std::int64_t longest_gathering_ms = 2;

/// What a new measurement of how long something takes counts, among the ones before it: one part of so many.
constexpr std::int64_t remembered = 8;

/// Whoever serves sockets goes before whoever reads or hashes: under load a request is to be refused at once,
/// and not after it has waited for work that others get done meanwhile. Whoever writes or imports keeps his
/// rank, for others wait until he is done. On Linux this is the thread's own.
void step_back() {
    constexpr int behind_sockets = 5;
    [[maybe_unused]] const int niceness = ::nice(behind_sockets);
}

}  // namespace

bool Executor::Queue::calls() {
    return !std::exchange(called_, true);
}

bool Executor::Queue::put(QueuedJob job, Lane lane) {
    bool call = false;
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return false;
        job.since_us = monotonic_us();
        if (lane == Lane::objection) {
            first_.push_back(std::move(job));
        } else {
            if (waiting_.size() >= most_ || (longest_wait_us_ > 0 && wait_us_ > longest_wait_us_))
                return false;
            waiting_.push_back(std::move(job));
        }
        estimate();
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
        estimate();
        call = (taken > 0 || expected_ == 0) && calls();
    }
    if (call) changed_.notify_one();
    return jobs;
}

bool Executor::Queue::gathers_looks() const {
    if (closed_ || expected_ == 0 || !first_.empty()) return false;
    return waiting_.size() < std::min(together_.most, enough_looks) &&
           std::ranges::all_of(waiting_, &QueuedJob::is_look);
}

std::size_t Executor::Queue::most_at_once() const {
    if (together_.longest_us == 0 || us_per_job_ == 0) return together_.most;
    const auto in_time = static_cast<std::size_t>(together_.longest_us / us_per_job_);
    return std::clamp<std::size_t>(in_time, 1, together_.most);
}

std::size_t Executor::Queue::share() const {
    const std::size_t each = (first_.size() + waiting_.size() + together_.takers - 1) / together_.takers;
    return std::min(each, most_at_once());
}

/// Where the next job comes from: by turns where both have some, so that nobody who says that he objects, be
/// it a thousand times a second, keeps others out.
std::deque<QueuedJob>& Executor::Queue::next() {
    return first_.empty() || (first_was_next_ && !waiting_.empty()) ? waiting_ : first_;
}

/// Those who have waited too long, as long as more wait than can be done at once: doing them would keep
/// others waiting too long. Where few wait the machine stood still, and all are done. What was shown is
/// logged in any case.
std::vector<QueuedJob> Executor::Queue::give_up() {
    std::vector<QueuedJob> refused;
    if (longest_wait_us_ == 0 || closed_) return refused;
    const std::int64_t before_us = monotonic_us() - longest_wait_us_;
    const std::size_t at_once = (together_.is_cheaper ? most_at_once() : 1) * together_.threads;
    while (waiting_.size() > at_once && waiting_.front().since_us < before_us &&
           !waiting_.front().is_look()) {
        refused.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return refused;
}

void Executor::Queue::estimate() {
    // Who comes now takes turns with those who go first, however many these are.
    const std::size_t size = waiting_.size() + std::min(first_.size(), waiting_.size() + 1);
    // What is less than one taking is done with the next one.
    const std::size_t takings = size / most_at_once();
    const std::int64_t together_us = together_.is_cheaper ? static_cast<std::int64_t>(takings) * us_per_take_
                                                          : static_cast<std::int64_t>(size) * us_per_job_;
    wait_us_ = together_us / static_cast<std::int64_t>(together_.threads);
}

void Executor::Queue::took(std::size_t jobs, std::int64_t us) {
    const auto remember = [](std::int64_t& average, std::int64_t now) {
        average = average == 0 ? now : average + (now - average) / remembered;
    };
    const std::lock_guard lock(mutex_);
    remember(us_per_take_, us);
    remember(us_per_job_, us / static_cast<std::int64_t>(jobs));
    estimate();
}

Executor::Taken Executor::Queue::take() {
    std::unique_lock lock(mutex_);
    // While this one gathers, another one may take what there was.
    do {
        changed_.wait(lock, [&] {
            called_ = false;
            return closed_ || !is_empty();
        });
        wait_at_most(longest_gathering_ms, changed_, lock, [&] {
            called_ = false;
            return !gathers_looks();
        });
    } while (!closed_ && is_empty());
    Taken taken;
    taken.refused = give_up();
    for (const std::size_t most = share(); taken.jobs.size() < most;) {
        auto& queue = next();
        if (!taken.jobs.empty() && together_.fits != nullptr &&
            !together_.fits(taken.jobs.back(), queue.front()))
            break;
        first_was_next_ = &queue == &first_;
        taken.jobs.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    estimate();
    // Nobody was told of what is left, or he slept on while this one gathered.
    called_ = !is_empty();
    if (called_) changed_.notify_one();
    return taken;
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
      reads_(options.most_waiting, options.longest_wait_us),
      long_reads_(options.most_waiting, options.longest_wait_for_long_us),
      writes_(options.most_waiting, options.longest_wait_us),
      work_(options.most_waiting, 0),
      hashes_(options.most_waiting, options.longest_wait_for_long_us) {}

Result<std::unique_ptr<Executor>> Executor::start(House house, const ExecutorOptions& options) {
    using store::Access;
    std::unique_ptr<Executor> executor(new Executor(options));
    const bool is_sqlite = house.connection().engine() == store::Engine::sqlite;
    // A transaction of PostgreSQL belongs to one company and waits for the network: one act each.
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t writers = is_sqlite ? 1 : options.writers_on_postgresql;
    executor->reads_.serve({.most = is_sqlite ? options.most_per_snapshot : 1,
                            .longest_us = options.longest_snapshot_us,
                            .threads = options.readers,
                            .takers = std::min(options.readers, cores)});
    executor->long_reads_.serve({.threads = options.long_readers});
    executor->hashes_.serve({.threads = options.hashers});
    Together writes{.most = options.most_per_group, .threads = writers};
    // Acts of PostgreSQL run beside each other; only looks of one company are put together.
    if (!is_sqlite) {
        writes.is_cheaper = false;
        writes.fits = [](const QueuedJob& last, const QueuedJob& next) {
            return last.is_look() && next.is_look() && last.job.tenant == next.job.tenant;
        };
    }
    executor->writes_.serve(writes);
    const auto add_readers = [&](Queue& queue, std::size_t count) -> Result<void> {
        for (std::size_t i = 0; i < count; ++i) {
            auto reader = TRY(house.another(Access::read));
            reader.gather_looks();
            executor->add_thread(queue, std::move(reader), [raw = executor.get()](House& own, auto jobs) {
                // Nothing that was shown goes out before its look is in the log.
                const std::size_t all = jobs.size();
                auto looks = read_together(own, std::move(jobs));
                raw->refuse(raw->writes_, raw->writes_.arrived(all, std::move(looks)));
            });
        }
        return {};
    };
    TRY(add_readers(executor->reads_, options.readers));
    TRY(add_readers(executor->long_reads_, options.long_readers));
    for (std::size_t i = 0; i < options.hashers; ++i) {
        auto hasher = TRY(house.another(Access::read));
        executor->add_thread(executor->hashes_, std::move(hasher), do_each);
    }
    auto worker = TRY(house.another(Access::write));
    executor->add_thread(executor->work_, std::move(worker), do_each);
    for (std::size_t i = 0; i < writers; ++i) {
        auto writer = TRY(house.another(Access::write));
        executor->add_thread(executor->writes_, std::move(writer), store_together);
    }
    return executor;
}

Executor::~Executor() {
    // Reads may still hand their looks to the writer, so that queue ends last.
    for (Queue* queue : {&reads_, &long_reads_, &hashes_, &work_}) queue->close();
    const std::size_t before_writers = options_.readers + options_.long_readers + options_.hashers + 1;
    for (std::size_t i = 0; i < std::min(before_writers, threads_.size()); ++i) threads_[i].join();
    writes_.close();
    for (std::size_t i = before_writers; i < threads_.size(); ++i) threads_[i].join();
}

bool Executor::read(Job job, Lane lane) {
    return read_from(reads_, std::move(job), lane);
}

bool Executor::read_long(Job job) {
    return read_from(long_reads_, std::move(job), Lane::ordinary);
}

bool Executor::read_from(Queue& queue, Job job, Lane lane) {
    writes_.expect();
    if (queue.put({.job = std::move(job)}, lane)) return true;
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

bool Executor::is_overloaded() const {
    return options_.longest_wait_us > 0 && reads_.wait_us() + writes_.wait_us() > options_.longest_wait_us;
}

Executor::Waiting Executor::waiting() const {
    return {.reads = reads_.size(),
            .long_reads = long_reads_.size(),
            .writes = writes_.size(),
            .long_work = work_.size(),
            .passwords = hashes_.size()};
}

void Executor::add_thread(Queue& queue, House house, Run run) {
    threads_.emplace_back([this, &queue, house = std::move(house), run = std::move(run)]() mutable {
        if (&queue != &writes_ && &queue != &work_) step_back();
        for (;;) {
            auto [jobs, refused] = queue.take();
            refuse(queue, refused);
            if (jobs.empty()) return;
            if (house.connection().broken()) {
                // What fails here fails in the act, with words.
                if (auto again = house.reconnected()) house = std::move(*again);
            }
            const std::size_t count = jobs.size();
            const std::int64_t begun_us = monotonic_us();
            run(house, std::move(jobs));
            queue.took(count, monotonic_us() - begun_us);
        }
    });
}

void Executor::refuse(const Queue& queue, const std::vector<QueuedJob>& jobs) {
    if (jobs.empty()) return;
    if (&queue == &reads_ || &queue == &long_reads_) writes_.arrived(jobs.size(), {});
    for (const auto& queued : jobs) {
        if (queued.job.done) queued.job.done(std::make_exception_ptr(Overloaded()));
    }
}

}  // namespace kartei::app
