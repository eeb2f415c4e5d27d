#include "http/service.h"

#include <time.h>

namespace kartei::http {

bool ClientCounter::enter(const std::string& client, std::size_t limit) {
    const std::scoped_lock lock(guard_);
    const auto found = at_work_.find(client);
    if (found == at_work_.end()) {
        if (limit == 0) return false;
        at_work_.emplace(client, 1);
        return true;
    }
    if (found->second >= limit) return false;
    ++found->second;
    return true;
}

void ClientCounter::leave(const std::string& client) {
    const std::scoped_lock lock(guard_);
    const auto found = at_work_.find(client);
    if (found != at_work_.end() && --found->second == 0) at_work_.erase(found);
}

Instant system_instant() {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return Instant{static_cast<std::int64_t>(now.tv_sec) * us_per_second + now.tv_nsec / 1000};
}

}  // namespace kartei::http
