// What handlers share besides the database: the executor, uploads, running imports, throttles, the token of
// the first start.
#pragma once

#include "api/idle_clock.h"
#include "api/imports_at_work.h"
#include "api/throttle.h"
#include "api/uploads.h"
#include "app/executor.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>

namespace kartei::api {

/// The token that makes the first account. It is known to whoever sees the console, dies with its use, and
/// survives no restart.
class SetupToken {
public:
    explicit SetupToken(std::string token) : token_(std::move(token)) {}

    bool is_needed() const {
        const std::lock_guard lock(mutex_);
        return !token_.empty();
    }
    /// Takes the token out where it is the right one: nobody else can use it meanwhile.
    bool take(const std::string& given);
    /// Puts it back: the set-up did not come to pass.
    void put_back(std::string token);

private:
    mutable std::mutex mutex_;
    std::string token_;
};

struct Services {
    app::Executor& executor;
    Uploads& uploads;
    ImportsAtWork& imports;
    Throttle& throttle;                 ///< of passwords
    std::optional<Throttle>& requests;  ///< of requests per account; nothing: as many as they like
    IdleClock& idle;
    SetupToken& setup;
    app::Clock clock;
    RandomBytes random;
    bool is_demo = false;
};

}  // namespace kartei::api
