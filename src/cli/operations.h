// What whoever runs a server may know while it runs: lines in the log of operation, and a door of its own for
// metrics and statements, which is not the door of the customers' data.
#pragma once

#include "api/services.h"
#include "http/server.h"
#include "telemetry/exposition.h"
#include "telemetry/operation_log.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace kartei::cli {

/// How many requests of one kind were answered, and how.
class AnsweredRequests {
public:
    void count(int status, std::int64_t us);

    const telemetry::Histogram& times() const { return times_; }
    /// Calls `each` with every status that was answered and how often.
    template <class Each>
    void by_status(Each each) const;

private:
    static constexpr int first_status = 200;
    static constexpr int last_status = 599;

    telemetry::Histogram times_;
    std::array<std::atomic<std::uint64_t>, last_status - first_status + 1> statuses_{};
};

/// Made before the server and gone after it: both threads of sockets and of work tell it things.
class Operations {
public:
    Operations(telemetry::LineSink sink, std::function<Instant()> clock, telemetry::Severity least);
    ~Operations();
    Operations(const Operations&) = delete;
    Operations& operator=(const Operations&) = delete;

    telemetry::OperationLog& log() { return log_; }

    /// Every answered request; for http::ServerOptions::observer.
    void answered(const http::RequestRecord& request);
    /// For api::Services::broken.
    void broke(const api::Breakdown& breakdown);

    /// What the metrics tell of besides requests. Both outlive the last call of `metrics`.
    struct Watched {
        const app::Executor& executor;
        const http::Server& server;
        std::filesystem::path data;  ///< directory whose drive may fill up
    };

    /// Opens the door for operators: `GET /metrics`, `GET /statements`. `address` is `127.0.0.1:9464`; 0 as
    /// the port takes any. Fails as http::Server::start does, `invalid` for what is no such address.
    Result<void> open_door(const std::string& address, Watched watched);
    /// Closes it; what it watched may go then.
    void close_door();
    /// Its port, while it is open.
    std::optional<std::uint16_t> port() const;

private:
    void run_ticker();
    void tell_slow_statements();
    void tell_refusals();
    http::Response page(const http::Request& request, const Watched& watched) const;
    std::string metrics(const Watched& watched) const;

    telemetry::OperationLog log_;
    std::function<Instant()> clock_;
    Instant started_;
    std::vector<AnsweredRequests> requests_;  ///< by the place of the route; then pages, then not understood
    std::atomic<std::uint64_t> bytes_sent_ = 0;
    std::atomic<std::uint64_t> incomplete_ = 0;
    std::atomic<std::uint64_t> breakdowns_ = 0;
    std::map<std::size_t, std::int64_t> slow_runs_told_;  ///< by the number of the statement
    std::map<int, std::uint64_t> refusals_told_;
    std::unique_ptr<http::Server> door_;
    std::mutex mutex_;
    std::condition_variable ends_;
    bool is_ending_ = false;
    std::thread ticker_;
};

}  // namespace kartei::cli
