// The server as a whole: sockets, doors and threads put together, from start to signal.
#pragma once

#include "app/house.h"
#include "cli/sandbox.h"
#include "http/server.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kartei::cli {

inline constexpr std::uint16_t default_port = 8080;

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = default_port;
    std::string certificate = {};  ///< empty: no TLS
    std::string key = {};
    std::vector<std::string> trusted_proxies = {};
    std::vector<std::string> host_names = {};
    std::int64_t requests_per_minute = 6'000;  ///< of one account; 0: as many as it likes
    std::string metrics = {};                  ///< address and port of the operators' door; empty: none
    bool is_demo = false;
    Sandbox sandbox = {};  ///< which the process is in; for the log
};

/// How many files a process with these limits has open at most.
std::uint64_t descriptors_wanted(const http::Limits& limits);

class RunningServer {
public:
    /// `setup_token`: makes the first account; empty where there is one. Fails as http::Server::start and
    /// app::Executor::start do, `invalid` for a proxy that is no network.
    static Result<std::unique_ptr<RunningServer>> start(app::House house, const ServeOptions& options,
                                                        const std::string& setup_token,
                                                        const app::Clock& clock, const RandomBytes& random);
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    /// `http://localhost:8080`
    std::string address() const;

    /// Of the operators' door, where there is one.
    std::optional<std::uint16_t> metrics_port() const;

    /// Until SIGINT or SIGTERM; SIGHUP reads the certificates anew.
    void wait_for_signal();

private:
    struct Parts;
    explicit RunningServer(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace kartei::cli
