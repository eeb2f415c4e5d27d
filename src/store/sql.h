// One SQL statement: the same text for both engines, parameters by name (`:tenant_id`), and what its plan may
// do. Every object stands in a list, so that a test can explain all statements on both engines. Nothing is
// run here.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

enum class Engine : std::uint8_t { sqlite, postgresql };

/// How often a statement ran in this process, on whichever connection. Times are those in which the database
/// was at work on it, by a clock of a few milliseconds: right on the average, not for a single quick run.
/// What was sent ahead is counted and not timed.
struct StatementTimes {
    std::int64_t runs = 0;
    std::int64_t total_us = 0;
    std::int64_t slowest_us = 0;
    std::int64_t slow_runs = 0;  ///< of `slow_us` and more
};
inline constexpr std::int64_t slow_us = 250'000;

/// What a statement's plan may do. `walks_table` is allowed to read a whole table or a whole tenant and says
/// why.
enum class Plan : std::uint8_t { indexed, walks_table };

/// Lives as long as the process (static in store/*.cpp), or at least as long as any use of its statements.
/// The text is written for PostgreSQL and SQLite at once: no `::` casts (CAST instead), no `?`, `$` or `@`
/// outside of strings. `FOR UPDATE [SKIP LOCKED]` is left out on SQLite, whose writer is alone anyway. A text
/// that cannot be read (open string, parameter without a name) throws std::logic_error.
class Sql {
public:
    explicit Sql(std::string_view text);
    Sql(std::string_view text, Plan plan, std::string_view reason);
    Sql(const Sql&) = delete;
    Sql& operator=(const Sql&) = delete;
    ~Sql();

    /// As the engine reads it: `:name` on SQLite, `$n` on PostgreSQL.
    const std::string& text(Engine engine) const { return engine == Engine::sqlite ? sqlite_ : postgresql_; }

    /// As it was written; for messages.
    const std::string& written() const { return written_; }

    /// Names in the order of their first appearance: the first one has position 1.
    const std::vector<std::string>& parameters() const { return parameters_; }

    Plan plan() const { return plan_; }
    std::string_view reason() const { return reason_; }

    /// Unlike every other Sql of this process, also of those that are gone; small and dense.
    std::size_t number() const { return number_; }

    /// All statements alive now, in the order of their making.
    static std::vector<const Sql*> all();

    /// One more run; safe from every thread.
    void count_run(std::int64_t us) const;
    StatementTimes times() const;

private:
    std::string written_;
    std::string sqlite_;
    std::string postgresql_;
    std::vector<std::string> parameters_;
    Plan plan_;
    std::string reason_;
    std::size_t number_;
    mutable std::atomic<std::int64_t> runs_ = 0;
    mutable std::atomic<std::int64_t> total_us_ = 0;
    mutable std::atomic<std::int64_t> slowest_us_ = 0;
    mutable std::atomic<std::int64_t> slow_runs_ = 0;
};

}  // namespace kartei::store
