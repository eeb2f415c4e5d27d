// Chance by seed: the same seed throws the same, everywhere and always. No secret comes from it.
#pragma once

#include "base/id.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kartei::simulation {

/// SplitMix64.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t mixed = state_ += 0x9E37'79B9'7F4A'7C15U;
        mixed = (mixed ^ mixed >> 30U) * 0xBF58'476D'1CE4'E5B9U;
        mixed = (mixed ^ mixed >> 27U) * 0x94D0'49BB'1331'11EBU;
        return mixed ^ mixed >> 31U;
    }

    /// From 0 on; `end` is more than 0.
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
    /// Both ends included.
    std::int64_t between(std::int64_t first, std::int64_t last) {
        return first + static_cast<std::int64_t>(below(static_cast<std::size_t>(last - first + 1)));
    }
    bool one_in(std::size_t many) { return below(many) == 0; }

    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[below(all.size())];
    }

    void fill(std::span<std::uint8_t> bytes) {
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(next());
    }

private:
    std::uint64_t state_;
};

}  // namespace kartei::simulation
