// What all I/O threads of a server share: options, handler, certificate, and the counts that are bounded in
// total.
#pragma once

#include "base/timed_wait.h"
#include "http/server.h"
#include "http/tls.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace kartei::http {

/// How many requests of each client are at work. Safe to use from every thread.
class ClientCounter {
public:
    /// Counts one more, unless there are `limit` already: then false.
    bool enter(const std::string& client, std::size_t limit);
    void leave(const std::string& client);

private:
    std::mutex guard_;
    std::unordered_map<std::string, std::size_t> at_work_;
};

struct Service {
    ServerOptions options;
    Handler handler;
    std::unique_ptr<TlsContext> tls;  ///< null: plain
    ClientCounter clients;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> body_bytes = 0;  ///< of bodies in memory, until they are answered
};

/// The system's time of day.
Instant system_instant();

}  // namespace kartei::http
