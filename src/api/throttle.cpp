#include "api/throttle.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

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
    if (buckets_.size() < most_keys) return;
    // Somebody fills it on purpose. Whoever has used up the most is remembered longest: keys that were used
    // once would else push out the one that is being guessed.
    std::vector<std::int64_t> ends;
    ends.reserve(buckets_.size());
    for (const auto& [key, bucket] : buckets_) ends.push_back(bucket.empty_at_us);
    const auto middle = ends.begin() + static_cast<std::ptrdiff_t>(ends.size() / 2);
    std::ranges::nth_element(ends, middle);
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.empty_at_us <= *middle; });
}

}  // namespace kartei::api
