#include "telemetry/process_usage.h"

#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace kartei::telemetry {

namespace {

constexpr double us_in_second = 1e6;
constexpr std::int64_t bytes_in_kib = 1024;

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / us_in_second;
}

std::int64_t count_of_open_files() {
    std::int64_t count = 0;
    std::error_code failed;
    for (std::filesystem::directory_iterator at("/proc/self/fd", failed), end; !failed && at != end;
         at.increment(failed))
        ++count;
    return count;
}

}  // namespace

ProcessUsage usage_of_this_process() {
    ProcessUsage usage;
    rusage times{};
    if (::getrusage(RUSAGE_SELF, &times) == 0)
        usage.cpu_seconds = seconds(times.ru_utime) + seconds(times.ru_stime);
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) usage.most_files = static_cast<std::int64_t>(files.rlim_cur);
    usage.open_files = count_of_open_files();
    std::ifstream status("/proc/self/status");
    std::string name;
    for (std::string line; status >> name;) {
        if (name == "VmRSS:") status >> usage.resident_bytes;
        if (name == "VmHWM:") status >> usage.peak_resident_bytes;
        if (name == "Threads:") status >> usage.threads;
        std::getline(status, line);
    }
    usage.resident_bytes *= bytes_in_kib;
    usage.peak_resident_bytes *= bytes_in_kib;
    return usage;
}

}  // namespace kartei::telemetry
