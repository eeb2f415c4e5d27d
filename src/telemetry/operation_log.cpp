#include "telemetry/operation_log.h"

#include "base/record_json.h"

#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <utility>

namespace kartei::telemetry {

namespace {

constexpr std::size_t most_lines_waiting = 1024;

struct Described {
    std::string_view word;
    Severity severity;
};

constexpr std::array<Described, event_count> events{{
    {"started", Severity::info},
    {"stopping", Severity::info},
    {"stopped", Severity::info},
    {"certificates_read", Severity::info},
    {"certificates_kept", Severity::error},
    {"refusals", Severity::info},
    {"slow_request", Severity::warning},
    {"slow_statement", Severity::warning},
    {"request_failed", Severity::error},
    {"breakdown", Severity::error},
}};

const Described& described(Event event) {
    return events.at(static_cast<std::size_t>(event));
}

std::string_view word_of(Severity severity) {
    switch (severity) {
        case Severity::info: return "info";
        case Severity::warning: return "warning";
        case Severity::error: break;
    }
    return "error";
}

void append(std::string& line, const Field& field) {
    line += ',';
    append_json_string(line, field.name);
    line += ':';
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) line += std::to_string(*number);
    else append_json_string(line, std::get<std::string_view>(field.value));
}

/// The library's thread with its queue, and a logger that is registered nowhere.
struct AsyncStandardError {
    AsyncStandardError()
        : pool(std::make_shared<spdlog::details::thread_pool>(most_lines_waiting, 1)),
          logger(std::make_shared<spdlog::async_logger>(
              "operation", std::make_shared<spdlog::sinks::stderr_sink_mt>(), pool,
              spdlog::async_overflow_policy::overrun_oldest)) {
        logger->set_pattern("%v");
        // Where standard error cannot be written there is nowhere to say so.
        logger->set_error_handler([](const std::string&) {});
    }

    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
};

}  // namespace

Severity severity_of(Event event) {
    return described(event).severity;
}

std::string_view word_of(Event event) {
    return described(event).word;
}

LineSink standard_error() {
    auto sink = std::make_shared<AsyncStandardError>();
    return [sink](std::string_view line) {
        sink->logger->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
    };
}

OperationLog::OperationLog(LineSink sink, std::function<Instant()> clock, Severity least)
    : sink_(std::move(sink)), clock_(std::move(clock)), least_(least) {}

void OperationLog::tell(Event event, Fields fields) {
    if (severity_of(event) < least_) return;
    const Instant now = clock_();
    std::uint64_t before = 0;
    {
        const std::lock_guard lock(mutex_);
        auto& budget = budgets_.at(static_cast<std::size_t>(event));
        // A clock that was set back must not silence an event for as long.
        const std::int64_t latest = now.us + lines_at_once * line_every_us;
        const std::int64_t full_at = std::clamp(budget.full_at_us, now.us, latest) + line_every_us;
        if (full_at > latest) {
            budget.full_at_us = latest;
            ++budget.left_out;
            ++left_out_;
            return;
        }
        budget.full_at_us = full_at;
        before = std::exchange(budget.left_out, 0);
    }
    std::string line = "{\"time\":";
    append_json_string(line, instant_text(now));
    append(line, {"severity", word_of(severity_of(event))});
    append(line, {"event", word_of(event)});
    for (const auto& field : fields) append(line, field);
    if (before > 0) append(line, {"left_out_before", static_cast<std::int64_t>(before)});
    line += '}';
    sink_(line);
}

std::uint64_t OperationLog::left_out() const {
    const std::lock_guard lock(mutex_);
    return left_out_;
}

}  // namespace kartei::telemetry
