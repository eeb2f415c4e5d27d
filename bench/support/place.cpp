#include "bench/support/place.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <time.h>

#include <cstdlib>
#include <stdexcept>

namespace kartei::bench {

std::int64_t persons() {
    const char* wanted = std::getenv("BENCH_PERSONS");
    if (wanted == nullptr || *wanted == '\0') return 1'000'000;
    const std::int64_t number = std::strtoll(wanted, nullptr, 10);
    must(number >= 1'000 && number <= 100'000'000, "BENCH_PERSONS: a number from 1000");
    return number;
}

namespace {

double read(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

}  // namespace

double seconds() {
    return read(CLOCK_MONOTONIC);
}

double cpu_seconds() {
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

void must(bool good, std::string_view what) {
    if (!good) throw std::runtime_error(fmt::format("the benchmark failed: {}", what));
}

Place::Place() {
    const char* given = std::getenv("BENCH_PLACE");
    if (given != nullptr && *given != '\0') {
        path_ = given;
        return;
    }
    std::string name = (std::filesystem::temp_directory_path() / "kartei-bench-XXXXXX").string();
    must(mkdtemp(name.data()) != nullptr, "no temporary directory");
    path_ = name;
    own_ = true;
}

Place::~Place() {
    std::error_code ignored;
    if (own_) std::filesystem::remove_all(path_, ignored);
}

int run(void (*benchmark)()) {
    try {
        benchmark();
    } catch (const std::exception& failure) {
        fmt::print(stderr, "{}\n", failure.what());
        return 1;
    }
    return 0;
}

}  // namespace kartei::bench
