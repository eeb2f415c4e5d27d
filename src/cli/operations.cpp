#include "cli/operations.h"

#include "api/door.h"
#include "base/number.h"
#include "base/record_json.h"
#include "base/timed_wait.h"
#include "cli/version.h"
#include "http/target.h"
#include "store/failure.h"
#include "store/sql.h"
#include "telemetry/process_usage.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

namespace kartei::cli {

namespace {

using telemetry::Event;
using telemetry::MetricKind;

constexpr std::int64_t slow_request_us = us_per_second;
constexpr std::int64_t tick_ms = 1'000;
constexpr std::size_t door_connections = 64;
constexpr std::int64_t refusals_every_us = 60 * us_per_second;
constexpr int first_refusal = 400;
constexpr std::size_t statements_listed = 50;

std::int64_t as_number(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

/// What a request is called in metrics: its route, or what it was besides.
std::string_view name_of(std::size_t kind) {
    const auto& routes = api::routes();
    if (kind < routes.size()) return routes[kind].id;
    return kind == routes.size() ? "page" : "notUnderstood";
}

std::size_t kind_of(const http::RequestRecord& request) {
    if (!request.method) return api::routes().size() + 1;
    return api::Door::route_at(*request.method, request.path).value_or(api::routes().size());
}

/// What broke, without what others wrote into an exception: it may hold data of customers.
struct Cause {
    std::string_view kind = "unknown";
    std::string message = {};
};

Cause cause_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const store::StoreFailure& store) {
        return {.kind = store::failure_word(store.kind()), .message = store.what()};
    } catch (const std::system_error& system) {
        return {.kind = "system", .message = std::to_string(system.code().value())};
    } catch (const std::bad_alloc&) {
        return {.kind = "memory"};
    } catch (const std::logic_error& mistake) {
        return {.kind = "mistake", .message = mistake.what()};
    } catch (...) {
        return {};
    }
}

bool is_overload(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const app::Overloaded&) {
        return true;
    } catch (...) {
        return false;
    }
}

/// `127.0.0.1:9464`, `[::1]:9464`.
std::optional<std::pair<std::string, std::uint16_t>> address_and_port(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto port = whole_number<std::uint16_t>(text.substr(colon + 1));
    if (!port || !http::Address::parse(host)) return std::nullopt;
    return std::pair(std::string(host), *port);
}

void add_process(telemetry::Exposition& text, Instant started) {
    const auto usage = telemetry::usage_of_this_process();
    text.one("process_cpu_seconds_total", MetricKind::counter, "Processor time, user and system.",
             usage.cpu_seconds);
    text.one("process_resident_memory_bytes", MetricKind::gauge, "Resident memory.", usage.resident_bytes);
    text.one("process_open_fds", MetricKind::gauge, "Open descriptors.", usage.open_files);
    text.one("process_max_fds", MetricKind::gauge, "Most descriptors there may be.", usage.most_files);
    text.one("process_threads", MetricKind::gauge, "Threads.", usage.threads);
    text.one("process_start_time_seconds", MetricKind::gauge, "Start, in seconds since 1970.",
             started.us / us_per_second);
}

void add_drive(telemetry::Exposition& text, const std::filesystem::path& data) {
    std::error_code failed;
    const auto space = std::filesystem::space(data, failed);
    if (failed) return;
    text.one("kartei_data_free_bytes", MetricKind::gauge, "Free space on the drive of the data directory.",
             as_number(space.available));
    text.one("kartei_data_size_bytes", MetricKind::gauge, "Size of the drive of the data directory.",
             as_number(space.capacity));
}

void add_statements(telemetry::Exposition& text) {
    store::StatementTimes all;
    for (const auto* sql : store::Sql::all()) {
        const auto times = sql->times();
        all.runs += times.runs;
        all.total_us += times.total_us;
        all.slow_runs += times.slow_runs;
    }
    text.one("kartei_statements_total", MetricKind::counter, "SQL statements that were run.", all.runs);
    text.one("kartei_statement_seconds_total", MetricKind::counter, "Time the database worked on them.",
             static_cast<double>(all.total_us) / static_cast<double>(us_per_second));
    text.one("kartei_slow_statements_total", MetricKind::counter, "Those of 250 ms and more.", all.slow_runs);
}

/// The statements the database has worked on longest, as JSON.
std::string statements() {
    std::vector<std::pair<store::StatementTimes, const store::Sql*>> ran;
    for (const auto* sql : store::Sql::all()) {
        const auto times = sql->times();
        if (times.runs > 0) ran.emplace_back(times, sql);
    }
    std::ranges::sort(ran, std::ranges::greater(), [](const auto& one) { return one.first.total_us; });
    ran.resize(std::min(ran.size(), statements_listed));
    std::string json = "{\"statements\":[";
    for (const auto& [times, sql] : ran) {
        json += json.ends_with('[') ? "\n" : ",\n";
        json += fmt::format("{{\"runs\":{},\"total_us\":{},\"slowest_us\":{},\"slow_runs\":{},\"statement\":",
                            times.runs, times.total_us, times.slowest_us, times.slow_runs);
        append_json_string(json, sql->written());
        json += '}';
    }
    return json + "\n]}\n";
}

}  // namespace

void AnsweredRequests::count(int status, std::int64_t us) {
    times_.count(us);
    const int known = std::clamp(status, first_status, last_status);
    statuses_.at(static_cast<std::size_t>(known - first_status)).fetch_add(1, std::memory_order_relaxed);
}

template <class Each>
void AnsweredRequests::by_status(Each each) const {
    for (int status = first_status; status <= last_status; ++status) {
        const auto count =
            statuses_.at(static_cast<std::size_t>(status - first_status)).load(std::memory_order_relaxed);
        if (count > 0) each(status, count);
    }
}

Operations::Operations(telemetry::LineSink sink, std::function<Instant()> clock, telemetry::Severity least)
    : log_(std::move(sink), clock, least),
      clock_(std::move(clock)),
      started_(clock_()),
      requests_(api::routes().size() + 2),
      ticker_([this] { run_ticker(); }) {}

Operations::~Operations() {
    close_door();
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    ends_.notify_all();
    ticker_.join();
    log_.tell(Event::stopped);
}

void Operations::answered(const http::RequestRecord& request) {
    const std::size_t kind = kind_of(request);
    bytes_sent_.fetch_add(request.bytes, std::memory_order_relaxed);
    if (request.status == 0) {
        incomplete_.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    if (!request.complete) incomplete_.fetch_add(1, std::memory_order_relaxed);
    requests_[kind].count(request.status, request.us);
    constexpr int internal_error = 500;
    if (request.status == internal_error) {
        log_.tell(Event::request_failed,
                  {{"request", request.id}, {"route", name_of(kind)}, {"us", request.us}});
    } else if (request.us >= slow_request_us && request.complete) {
        log_.tell(Event::slow_request, {{"request", request.id},
                                        {"route", name_of(kind)},
                                        {"status", request.status},
                                        {"us", request.us}});
    }
}

void Operations::broke(const api::Breakdown& breakdown) {
    if (is_overload(breakdown.failure)) return;  // is counted by its status
    breakdowns_.fetch_add(1, std::memory_order_relaxed);
    const auto cause = cause_of(breakdown.failure);
    log_.tell(Event::breakdown,
              {{"request", breakdown.request_id}, {"kind", cause.kind}, {"message", cause.message}});
}

Result<void> Operations::open_door(const std::string& address, Watched watched) {
    const auto at = address_and_port(address);
    if (!at) {
        return fail(
            ErrorCode::invalid, {"Das ist keine Adresse mit Port.", "This is no address with a port."},
            "--metrics",
            {"Nennen Sie beides, zum Beispiel 127.0.0.1:9464.", "Give both, such as 127.0.0.1:9464."});
    }
    http::ServerOptions options{.address = at->first, .port = at->second, .io_threads = 1};
    options.limits.connections = door_connections;
    options.limits.connections_beyond = 0;
    // A page of others that is led here by its name (DNS rebinding) reads nothing.
    if (http::Address::parse(at->first)->is_loopback()) options.host_names.emplace();
    door_ = TRY(http::Server::start(
        std::move(options), [this, watched = std::move(watched)](const auto& request, const auto& answer) {
            answer(page(request, watched));
        }));
    return {};
}

void Operations::close_door() {
    door_.reset();
}

std::optional<std::uint16_t> Operations::port() const {
    if (!door_) return std::nullopt;
    return door_->port();
}

http::Response Operations::page(const http::Request& request, const Watched& watched) const {
    using http::Method;
    if (request.method != Method::get && request.method != Method::head) return http::problem(405);
    if (request.path == "/metrics") {
        return {.headers = {{"Content-Type", std::string(telemetry::Exposition::content_type)}},
                .body = http::Body(metrics(watched))};
    }
    if (request.path == "/statements")
        return {.headers = {{"Content-Type", "application/json"}}, .body = http::Body(statements())};
    return http::problem(404);
}

std::string Operations::metrics(const Watched& watched) const {
    telemetry::Exposition text;
    text.family("kartei_build_info", MetricKind::gauge, "The version that runs.");
    text.sample({{"version", version()}}, std::int64_t{1});
    text.family("kartei_http_requests_total", MetricKind::counter, "Requests that were answered.");
    for (std::size_t kind = 0; kind < requests_.size(); ++kind) {
        requests_[kind].by_status([&](int status, std::uint64_t count) {
            text.sample({{"route", name_of(kind)}, {"status", std::to_string(status)}}, as_number(count));
        });
    }
    text.family("kartei_http_request_duration_seconds", MetricKind::histogram,
                "From the first byte of a request to the last of its answer.");
    for (std::size_t kind = 0; kind < requests_.size(); ++kind) {
        if (requests_[kind].times().total() > 0)
            text.sample({{"route", name_of(kind)}}, requests_[kind].times());
    }
    text.one("kartei_http_sent_bytes_total", MetricKind::counter, "Bytes of answers.",
             as_number(bytes_sent_.load(std::memory_order_relaxed)));
    text.one("kartei_http_incomplete_total", MetricKind::counter, "Answers that nobody took to the end.",
             as_number(incomplete_.load(std::memory_order_relaxed)));
    text.one("kartei_http_connections", MetricKind::gauge, "Connections that are open.",
             as_number(watched.server.connections()));
    text.one("kartei_http_body_bytes", MetricKind::gauge, "Of requests' bodies in memory.",
             as_number(watched.server.body_bytes()));
    const auto waiting = watched.executor.waiting();
    text.family("kartei_jobs_waiting", MetricKind::gauge, "Jobs that wait for a thread.");
    text.sample({{"for", "reads"}}, as_number(waiting.reads));
    text.sample({{"for", "long_reads"}}, as_number(waiting.long_reads));
    text.sample({{"for", "writes"}}, as_number(waiting.writes));
    text.sample({{"for", "long_work"}}, as_number(waiting.long_work));
    text.sample({{"for", "passwords"}}, as_number(waiting.passwords));
    text.one("kartei_breakdowns_total", MetricKind::counter, "Requests and imports that broke.",
             as_number(breakdowns_.load(std::memory_order_relaxed)));
    text.one("kartei_log_lines_left_out_total", MetricKind::counter,
             "Lines of the log of operation held back.", as_number(log_.left_out()));
    add_statements(text);
    add_drive(text, watched.data);
    add_process(text, started_);
    return text.text();
}

void Operations::run_ticker() {
    std::int64_t told_us = monotonic_us();
    for (bool ends = false; !ends;) {
        {
            std::unique_lock lock(mutex_);
            wait_at_most(tick_ms, ends_, lock, [this] { return is_ending_; });
            ends = is_ending_;
        }
        tell_slow_statements();
        if (!ends && monotonic_us() - told_us < refusals_every_us) continue;
        tell_refusals();
        told_us = monotonic_us();
    }
}

void Operations::tell_slow_statements() {
    for (const auto* sql : store::Sql::all()) {
        const auto times = sql->times();
        auto& before = slow_runs_told_[sql->number()];
        if (times.slow_runs == before) continue;
        log_.tell(Event::slow_statement, {{"statement", sql->written()},
                                          {"slow_runs", times.slow_runs - before},
                                          {"slowest_us", times.slowest_us},
                                          {"runs", times.runs},
                                          {"total_us", times.total_us}});
        before = times.slow_runs;
    }
}

void Operations::tell_refusals() {
    std::map<int, std::uint64_t> all;
    for (const auto& requests : requests_) {
        requests.by_status([&](int status, std::uint64_t count) {
            if (status >= first_refusal) all[status] += count;
        });
    }
    for (const auto& [status, count] : all) {
        const std::uint64_t before = std::exchange(refusals_told_[status], count);
        if (count > before)
            log_.tell(Event::refusals, {{"status", status}, {"requests", as_number(count - before)}});
    }
}

}  // namespace kartei::cli
