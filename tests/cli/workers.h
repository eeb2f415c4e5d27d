// People at work against a server, and a ledger outside of what it acknowledged.
#pragma once

#include "tests/cli/served_program.h"
#include "tests/support/times_told.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

namespace kartei::cli {

/// One request that changes something, and the mark by which its effect is found again.
struct Act {
    enum class Kind : std::uint8_t { creation, objection, consent, rename };
    Kind kind = Kind::creation;
    std::string mark;
    std::string key;  ///< Idempotency-Key
    std::string method;
    std::string path;
    boost::json::object body;
    std::string headers = {};

    std::string request(const ServedProgram& served) const;
};

/// How many acts are acknowledged.
class Tally {
public:
    void add() {
        {
            const std::lock_guard lock(mutex_);
            ++acts_;
        }
        changed_.notify_all();
    }
    int acts() const {
        const std::lock_guard lock(mutex_);
        return acts_;
    }
    /// False where patience ends before that.
    bool reaches(int acts) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::milliseconds(http::patience_ms),
                                 [&] { return acts_ >= acts; });
    }

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    int acts_ = 0;
};

/// The moment after which nobody's ledger counts any more.
struct Cut {
    std::shared_mutex mutex;  ///< shared while somebody writes into his ledger
    bool is_over = false;
};

/// Somebody at work on a person of his own. A server that cannot just now is asked again with the same key;
/// when it is gone he goes home.
class Worker {
public:
    Worker(const ServedProgram& served, std::string name, std::uint64_t seed);

    void work(const std::atomic<bool>& is_over, Tally& tally, Cut& cut);
    /// What was on its way when the server went is sent again. False where it is refused.
    bool send_again();
    /// What the card shows is what the ledger has, each once.
    void expect_all_there() const;
    bool has_person() const { return !person_.empty(); }

private:
    Act next_act();
    /// True where it was acknowledged; then it stands in the ledger.
    bool ask(http::RawClient& client, const Act& act, const std::atomic<bool>& is_over, Cut& cut);
    void note(const Act& act, const std::string& answer);

    const ServedProgram& served_;
    std::string name_;
    std::mt19937_64 random_;
    int acts_ = 0;
    std::optional<Act> on_its_way_;
    std::string person_;
    std::string last_name_;
    std::int64_t version_ = 1;
    std::vector<std::string> objections_;
    std::vector<std::string> consents_;
};

/// Several of them at once.
class Shift {
public:
    Shift(const ServedProgram& served, const std::string& name, std::mt19937_64& random);
    ~Shift() { end(); }
    Shift(const Shift&) = delete;
    Shift& operator=(const Shift&) = delete;

    static constexpr std::size_t workers_at_once = 8;

    int acknowledged() const { return tally_.acts(); }
    /// Until so many acts are acknowledged; false where patience ends before that.
    bool has_done(int acts) const { return tally_.reaches(acts); }
    /// Does something while all are at work and nobody writes into his ledger; what is acknowledged from then
    /// on counts as being on its way.
    void cut(const std::function<void()>& act);
    /// Waits for all: those who are not told yet are told to stop.
    void end();
    /// When all have gone home and a server is there: everything in the ledger is there, once.
    void expect_kept();
    /// How many persons they have made.
    std::int64_t persons() const { return std::ranges::count_if(workers_, &Worker::has_person); }

private:
    std::atomic<bool> is_over_ = false;
    Tally tally_;
    Cut cut_;
    std::vector<Worker> workers_;
    std::vector<std::thread> threads_;
};

}  // namespace kartei::cli
