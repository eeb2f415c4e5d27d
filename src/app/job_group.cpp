#include "app/job_group.h"

#include "store/failure.h"
#include "store/reading.h"

#include <memory>
#include <stdexcept>
#include <utility>

namespace kartei::app {

namespace {

constexpr int most_attempts = 3;

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

std::exception_ptr attempt(Job& job, House& house) {
    try {
        job.act(house);
    } catch (...) {
        return std::current_exception();
    }
    return nullptr;
}

void finish(Job& job, const std::exception_ptr& failure) {
    if (job.done) job.done(failure);
}

std::exception_ptr attempt_looks(House& house, std::span<const Look* const> looks) {
    try {
        if (const auto written = house.write_looks(looks); !written)
            throw std::runtime_error("a look cannot be logged: " + written.error().what.en);
    } catch (...) {
        return std::current_exception();
    }
    return nullptr;
}

std::exception_ptr try_group(House& house, std::vector<QueuedJob>& jobs,
                             std::vector<std::exception_ptr>& failures) {
    auto& connection = house.connection();
    failures.assign(jobs.size(), nullptr);
    std::vector<const Look*> looks;
    for (const auto& queued : jobs) {
        for (const auto& look : queued.looks) looks.push_back(&look);
    }
    try {
        connection.begin_group(jobs.front().job.tenant);
        // They are stored together, or nobody is answered whose look is among them.
        const auto not_logged = looks.empty() ? nullptr : attempt_looks(house, looks);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            if (jobs[i].is_look()) {
                failures[i] = not_logged;
                continue;
            }
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

}  // namespace

std::vector<QueuedJob> read_together(House& house, std::vector<QueuedJob> jobs) {
    std::vector<QueuedJob> looked;
    std::unique_ptr<store::SharedReading> reading;
    for (auto& queued : jobs) {
        try {
            if (!reading) reading = std::make_unique<store::SharedReading>(house.connection());
        } catch (const store::StoreFailure&) {
            // What fails here fails in each act, with words.
        }
        const auto failure = attempt(queued.job, house);
        // Where the disk fails, SQLite ends a snapshot by itself, and who reads on would see several states.
        if (failure) reading.reset();
        queued.looks = house.take_looks();
        if (failure || !queued.is_look()) {
            finish(queued.job, failure);
            continue;
        }
        queued.job.tenant = queued.looks.front().session.tenant;
        looked.push_back(std::move(queued));
    }
    return looked;
}

void store_together(House& house, std::vector<QueuedJob> jobs) {
    std::vector<std::exception_ptr> failures;
    std::exception_ptr failure;
    for (int attempt = 1;; ++attempt) {
        failure = try_group(house, jobs, failures);
        const bool again =
            asks_again(failure) || (!failure && jobs.size() == 1 && asks_again(failures.front()));
        if (!again || attempt == most_attempts) break;
    }
    // An act that failed by itself is undone whatever became of the others: it has its own words for why.
    for (std::size_t i = 0; i < jobs.size(); ++i) finish(jobs[i].job, failures[i] ? failures[i] : failure);
}

void do_each(House& house, std::vector<QueuedJob> jobs) {
    for (auto& queued : jobs) finish(queued.job, attempt(queued.job, house));
}

}  // namespace kartei::app
