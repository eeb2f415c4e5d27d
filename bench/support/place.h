// Where a benchmark works and how much of it: BENCH_PERSONS persons (1,000,000 unless told), in the directory
// BENCH_PLACE, or in one of its own that is removed at the end. `make bench` gives all programs one place, so
// that a list imported once serves several of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace kartei::bench {

std::int64_t persons();

/// The monotonic clock.
double seconds();

/// Processor time of all threads: what is left of a measurement when others keep the machine busy.
double cpu_seconds();

/// Throws where the benchmark itself went wrong: what follows would measure nothing.
void must(bool good, std::string_view what);

class Place {
public:
    Place();
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    bool own_ = false;
};

/// main() of a benchmark: runs it and says what broke.
int run(void (*benchmark)());

}  // namespace kartei::bench
