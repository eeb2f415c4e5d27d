#include "api/throttle.h"

#include <algorithm>
#include <functional>

namespace kartei::api {

Budget Throttle::spend(std::string_view key, Instant now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= most_keys) forget_full(now);
    auto& bucket = buckets_[std::hash<std::string_view>{}(key)];
    const std::int64_t begins = std::max(bucket.empty_at_us, now.us);
    const std::int64_t ends = begins + refill_us_;
    const std::int64_t excess = ends - now.us - burst_ * refill_us_;
    if (excess > 0) return {.left = 0, .full_in_us = begins - now.us, .wait_us = excess};
    bucket.empty_at_us = ends;
    return {.left = -excess / refill_us_, .full_in_us = ends - now.us};
}

void Throttle::forgive(std::string_view key) {
    const std::lock_guard lock(mutex_);
    buckets_.erase(std::hash<std::string_view>{}(key));
}

void Throttle::forget_full(Instant now) {
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.empty_at_us <= now.us; });
    // Somebody fills it on purpose: forgetting all of them is kinder than refusing everybody.
    if (buckets_.size() >= most_keys) buckets_.clear();
}

}  // namespace kartei::api
