// What this process takes of the machine, as Linux tells it in /proc/self.
#pragma once

#include <cstdint>

namespace kartei::telemetry {

/// What cannot be read is 0.
struct ProcessUsage {
    double cpu_seconds = 0;  ///< of all threads, user and system
    std::int64_t resident_bytes = 0;
    std::int64_t peak_resident_bytes = 0;
    std::int64_t open_files = 0;
    std::int64_t most_files = 0;
    std::int64_t threads = 0;
};

ProcessUsage usage_of_this_process();

}  // namespace kartei::telemetry
