// How long the same thing took, many times.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace kartei::bench {

struct Times {
    std::vector<double> ms = {};

    /// What that part of them did not take longer than: 0.99 of them for p99.
    double at(double part) {
        std::ranges::sort(ms);
        return ms[std::min(ms.size() - 1, static_cast<std::size_t>(part * static_cast<double>(ms.size())))];
    }
};

}  // namespace kartei::bench
