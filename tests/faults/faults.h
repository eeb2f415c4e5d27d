// What a disk does wrong or slowly, told by a test or a benchmark to a process it has started: a page of
// memory that both share.
#pragma once

#include <atomic>
#include <cstdint>

namespace kartei::faults {

/// Names the file of that page in the environment of the process.
inline constexpr const char* page_variable = "KARTEI_FAULTS";

enum class Fault : std::uint32_t {
    none,
    sync_fails,    ///< fdatasync and fsync: EIO
    write_fails,   ///< pwrite: EIO
    disk_is_full,  ///< pwrite: ENOSPC
    is_read_only,  ///< pwrite: EROFS
    writes_half,   ///< pwrite: half of it, and says so
};
inline constexpr std::uint32_t fault_count = 6;

struct Page {
    std::atomic<Fault> fault;
    std::atomic<std::int64_t> after;    ///< calls of that kind that still succeed
    std::atomic<std::int64_t> times;    ///< calls that then fail
    std::atomic<std::int64_t> failed;   ///< calls that have failed
    std::atomic<std::int64_t> sync_us;  ///< each fdatasync and fsync takes so much longer
};

}  // namespace kartei::faults
