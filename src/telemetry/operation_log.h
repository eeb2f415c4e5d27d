// The log of operation: what whoever runs kartei may know of it, one JSON object per line. It holds no
// personal data: fields are numbers and words of our own (routes, statements without values, kinds of
// failure, ids of requests), never a text that came from outside. What the house has done with personal data
// stands in the log of the database (ledger), not here.
#pragma once

#include "base/time.h"

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace kartei::telemetry {

enum class Event : std::uint8_t {
    started,
    stopping,
    stopped,
    certificates_read,
    certificates_kept,  ///< new ones are no good
    refusals,           ///< how many requests got this status within the last minute
    slow_request,
    slow_statement,
    request_failed,  ///< was answered by 500
    breakdown,       ///< what lay behind a 500 or 503, or behind an import that broke off
};
inline constexpr std::size_t event_count = 10;

enum class Severity : std::uint8_t { info, warning, error };
Severity severity_of(Event event);
/// As it stands in a line: `slow_request`.
std::string_view word_of(Event event);

struct Field {
    std::string_view name;
    std::variant<std::int64_t, std::string_view> value;
};
using Fields = std::initializer_list<Field>;

/// Where whole lines go, without their end. Must not block for long.
using LineSink = std::function<void(std::string_view line)>;

/// Standard error, written by a thread of its own: whoever tells something never waits for a reader. When the
/// reader falls behind, the oldest lines are dropped.
LineSink standard_error();

/// Safe to use from every thread. Each event has a budget, so that nobody fills the disk by asking: a hundred
/// lines at once and one more each second; the next line of the same event tells how many were left out.
class OperationLog {
public:
    static constexpr std::int64_t lines_at_once = 100;
    static constexpr std::int64_t line_every_us = us_per_second;

    /// `least`: what is below is not written.
    OperationLog(LineSink sink, std::function<Instant()> clock, Severity least);

    void tell(Event event, Fields fields = {});

    /// Lines that budgets have held back since the start.
    std::uint64_t left_out() const;

private:
    struct Budget {
        std::int64_t full_at_us = 0;  ///< when all of its lines are back
        std::uint64_t left_out = 0;   ///< since its last line
    };

    LineSink sink_;
    std::function<Instant()> clock_;
    Severity least_;
    mutable std::mutex mutex_;
    std::array<Budget, event_count> budgets_{};
    std::uint64_t left_out_ = 0;
};

}  // namespace kartei::telemetry
