#include "app/executor.h"

#include "base/timed_wait.h"
#include "store/failure.h"

#include <algorithm>
#include <utility>

namespace kartei::app {

namespace {

constexpr int most_attempts = 3;

/// A commit of so many looks costs each of them little. More would let the readers stand still meanwhile.
constexpr std::size_t enough_looks = 16;
constexpr std::int64_t longest_gathering_ms = 2;

/// Whether the same transaction may succeed now: the database asks for it (40001, 40P01), or somebody else
/// was faster with the same key, whom the next attempt will see.
bool asks_again(const std::exception_ptr& failure) {
    if (!failure) return false;
    try {
        std::rethrow_exception(failure);
    } catch (const store::StoreFailure& store) {
        return store.kind() == store::FailureKind::serialization ||
               store.kind() == store::FailureKind::unique;
    } catch (...) {
        return false;
    }
}

void finish(Job& job, const std::exception_ptr& failure) {
    if (job.done) job.done(failure);
}

/// Nothing that was shown goes out before its look is in the log.
Job job_of_looks(std::vector<Look> looks, std::function<void(std::exception_ptr)> done) {
    const TenantId tenant = looks.front().session.tenant;
    return {.tenant = tenant,
            .act =
                [looks = std::move(looks)](House& house) {
                    for (const auto& look : looks) {
                        if (const auto written = house.write_look(look); !written)
                            throw std::runtime_error("a look cannot be logged: " + written.error().what.en);
                    }
                },
            .done = std::move(done)};
}

}  // namespace

bool Executor::Queue::put(Queued job, Lane lane) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return false;
        if (lane == Lane::objection) {
            first_.push_back(std::move(job));
        } else {
            if (waiting_.size() >= most_) return false;
            waiting_.push_back(std::move(job));
        }
    }
    changed_.notify_one();
    return true;
}

void Executor::Queue::expect() {
    const std::lock_guard lock(mutex_);
    ++expected_;
}

void Executor::Queue::arrived() {
    bool last = false;
    {
        const std::lock_guard lock(mutex_);
        last = --expected_ == 0;
    }
    if (last) changed_.notify_all();
}

bool Executor::Queue::gathers_looks(std::size_t most) const {
    if (closed_ || expected_ == 0 || !first_.empty()) return false;
    return waiting_.size() < std::min(most, enough_looks) && std::ranges::all_of(waiting_, &Queued::is_look);
}

std::vector<Executor::Queued> Executor::Queue::take(std::size_t most, bool same_tenant) {
    std::unique_lock lock(mutex_);
    // While this one gathers, another one may take what there was.
    do {
        changed_.wait(lock, [&] { return closed_ || !is_empty(); });
        wait_at_most(longest_gathering_ms, changed_, lock, [&] { return !gathers_looks(most); });
    } while (!closed_ && is_empty());
    std::vector<Queued> jobs;
    while (jobs.size() < most) {
        auto& queue = first_.empty() ? waiting_ : first_;
        if (queue.empty()) break;
        // Acts of PostgreSQL run beside each other; only looks of one company are put together.
        const bool fits = jobs.empty() || !same_tenant ||
                          (jobs.back().is_look && queue.front().is_look &&
                           jobs.back().job.tenant == queue.front().job.tenant);
        if (!fits) break;
        jobs.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    // Whoever was told of what is left may have slept on while this one gathered.
    if (!is_empty()) changed_.notify_one();
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
    for (std::size_t i = 0; i < options.readers; ++i) {
        auto reader = TRY(house.another(Access::read));
        reader.gather_looks();
        executor->add_thread(executor->reads_, std::move(reader), &Executor::run_reads, 1, false);
    }
    for (std::size_t i = 0; i < options.hashers; ++i) {
        auto hasher = TRY(house.another(Access::read));
        executor->add_thread(executor->hashes_, std::move(hasher), &Executor::run_alone, 1, false);
    }
    auto worker = TRY(house.another(Access::write));
    executor->add_thread(executor->work_, std::move(worker), &Executor::run_alone, 1, false);
    const std::size_t writers = is_sqlite ? 1 : options.writers_on_postgresql;
    for (std::size_t i = 0; i < writers; ++i) {
        auto writer = TRY(house.another(Access::write));
        executor->add_thread(executor->writes_, std::move(writer), &Executor::run_group,
                             options.most_per_group, !is_sqlite);
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
    writes_.arrived();
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

std::size_t Executor::waiting() const {
    return reads_.size() + writes_.size() + work_.size() + hashes_.size();
}

void Executor::add_thread(Queue& queue, House house,
                          void (Executor::*run)(House& house, std::vector<Queued> jobs), std::size_t most,
                          bool same_tenant) {
    threads_.emplace_back([this, &queue, house = std::move(house), run, most, same_tenant]() mutable {
        for (;;) {
            auto jobs = queue.take(most, same_tenant);
            if (jobs.empty()) return;
            if (house.connection().broken()) {
                // What fails here fails in the act, with words.
                if (auto again = house.reconnected()) house = std::move(*again);
            }
            (this->*run)(house, std::move(jobs));
        }
    });
}

void Executor::run_reads(House& house, std::vector<Queued> jobs) {
    for (auto& queued : jobs) {
        std::exception_ptr failure;
        try {
            queued.job.act(house);
        } catch (...) {
            failure = std::current_exception();
        }
        auto looks = house.take_looks();
        if (failure || looks.empty()) {
            writes_.arrived();
            finish(queued.job, failure);
            continue;
        }
        // A copy: where the queue is full, somebody must still be told.
        const auto done = queued.job.done;
        const bool taken =
            writes_.put({.job = job_of_looks(std::move(looks), done), .is_look = true}, Lane::ordinary);
        writes_.arrived();
        if (!taken) finish(queued.job, std::make_exception_ptr(Overloaded()));
    }
}

void Executor::run_alone(House& house, std::vector<Queued> jobs) {
    for (auto& queued : jobs) {
        std::exception_ptr failure;
        try {
            queued.job.act(house);
        } catch (...) {
            failure = std::current_exception();
        }
        finish(queued.job, failure);
    }
}

std::exception_ptr Executor::try_group(House& house, std::vector<Queued>& jobs,
                                       std::vector<std::exception_ptr>& failures) {
    auto& connection = house.connection();
    failures.assign(jobs.size(), nullptr);
    try {
        connection.begin_group(jobs.front().job.tenant);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            connection.begin_part();
            try {
                jobs[i].job.act(house);
                connection.keep_part();
            } catch (...) {
                failures[i] = std::current_exception();
                connection.undo_part();
            }
        }
        connection.commit_group();
    } catch (...) {
        connection.drop_group();
        return std::current_exception();
    }
    return nullptr;
}

void Executor::run_group(House& house, std::vector<Queued> jobs) {
    std::vector<std::exception_ptr> failures;
    std::exception_ptr failure;
    for (int attempt = 1;; ++attempt) {
        failure = try_group(house, jobs, failures);
        const bool again =
            asks_again(failure) || (!failure && jobs.size() == 1 && asks_again(failures.front()));
        if (!again || attempt == most_attempts) break;
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) finish(jobs[i].job, failure ? failure : failures[i]);
}

}  // namespace kartei::app
