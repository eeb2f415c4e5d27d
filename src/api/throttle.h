// Attempts or requests per key and time: a bucket of tokens for each. Holds keys as hashes and forgets who
// has been still; of more keys than it may hold, those that have used up least.
#pragma once

#include "base/time.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace kartei::api {

/// What a key may still do.
struct Budget {
    std::int64_t left = 0;                     ///< attempts
    std::int64_t full_in_us = 0;               ///< until all of them are back
    std::optional<std::int64_t> wait_us = {};  ///< this one was not granted; until the next one is
};

class Throttle {
public:
    static constexpr std::size_t most_keys = 100'000;

    /// `burst` attempts at once, and one more every `refill_us`.
    Throttle(std::int64_t burst, std::int64_t refill_us) : burst_(burst), refill_us_(refill_us) {}

    /// Takes one attempt where there is one left.
    Budget spend(std::string_view key, Instant now);
    /// The same; says how long to wait, in microseconds, where it was not granted.
    std::optional<std::int64_t> take(std::string_view key, Instant now) { return spend(key, now).wait_us; }
    /// Attempts at once.
    std::int64_t burst() const { return burst_; }
    /// Gives the attempts of a key back: it was the right one.
    void forgive(std::string_view key);

private:
    struct Bucket {
        std::int64_t empty_at_us = 0;  ///< when all attempts that were taken are refilled
    };
    void forget_full(Instant now);

    std::int64_t burst_;
    std::int64_t refill_us_;
    std::mutex mutex_;
    std::unordered_map<std::size_t, Bucket> buckets_;
};

}  // namespace kartei::api
