// Attempts per key and time: a bucket of tokens for each. Holds keys as hashes and forgets who has been
// still.
#pragma once

#include "base/time.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace kartei::api {

class Throttle {
public:
    /// `burst` attempts at once, and one more every `refill_us`.
    Throttle(int burst, std::int64_t refill_us) : burst_(burst), refill_us_(refill_us) {}

    /// Takes one attempt; or says how long to wait, in microseconds.
    std::optional<std::int64_t> take(std::string_view key, Instant now);
    /// Gives the attempts of a key back: it was the right one.
    void forgive(std::string_view key);

private:
    static constexpr std::size_t most_keys = 100'000;

    struct Bucket {
        std::int64_t empty_at_us = 0;  ///< when all attempts that were taken are refilled
    };
    void forget_full(Instant now);

    int burst_;
    std::int64_t refill_us_;
    std::mutex mutex_;
    std::unordered_map<std::size_t, Bucket> buckets_;
};

}  // namespace kartei::api
