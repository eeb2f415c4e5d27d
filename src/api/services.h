// What handlers share besides the database: the executor, uploads, running imports, throttles, the token of
// the first start.
#pragma once

#include "api/idle_clock.h"
#include "api/imports_at_work.h"
#include "api/throttle.h"
#include "api/uploads.h"
#include "app/executor.h"

#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

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

/// A request that was answered by 500 or 503, or an import that broke off, because something broke.
struct Breakdown {
    std::string_view request_id;  ///< empty for work that goes on after the answer
    std::exception_ptr failure;
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
    std::function<void(const Breakdown&)> broken = {};  ///< hears of every one, on any thread; must not throw

    void tell(const Breakdown& breakdown) const {
        if (broken) broken(breakdown);
    }
};

}  // namespace kartei::api
