// Waiting for a condition of other threads, and not for ever; how long something took. Defined in
// base/time.cpp, which alone knows the library's clocks.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>

namespace kartei {

/// Microseconds of a clock that never goes back.
std::int64_t monotonic_us();

/// The same in milliseconds.
std::int64_t monotonic_ms();

/// Returns when `ready` says so, asked under the lock whenever `changed` was notified, or after `most_ms`.
void wait_at_most(std::int64_t most_ms, std::condition_variable& changed, std::unique_lock<std::mutex>& lock,
                  const std::function<bool()>& ready);

}  // namespace kartei
