// When each session was last used, since this server started. What nobody has used yet begins to be idle now.
#pragma once

#include "app/sign_in.h"

#include <mutex>
#include <unordered_map>

namespace kartei::api {

class IdleClock {
public:
    /// Notes that the session is used; false where it was idle for too long.
    bool use(const app::SignedIn& signed_in, Instant now) {
        const std::lock_guard lock(mutex_);
        if (seen_.size() > most)
            std::erase_if(seen_, [&](const auto& entry) { return entry.second.ends_at <= now; });
        auto& seen = seen_.try_emplace(signed_in.id, Seen{now, signed_in.ends_at}).first->second;
        if (seen.at + app::session_idle_us <= now) return false;
        seen.at = now;
        return true;
    }

private:
    static constexpr std::size_t most = 10'000;

    struct Seen {
        Instant at;
        Instant ends_at;
    };
    std::mutex mutex_;
    std::unordered_map<domain::LoginSessionId, Seen> seen_;
};

}  // namespace kartei::api
