// Jobs that share a transaction, and what becomes of each of them where the database fails. Which thread does
// them, and which of them together, is the executor's business.
#pragma once

#include "app/house.h"

#include <cstdint>
#include <exception>
#include <functional>
#include <vector>

namespace kartei::app {

/// Something to do. `act` may throw what the store throws, and may be called again where the database asks
/// for it. `done` is called once, when everything that `act` wrote is stored, its looks included; with the
/// failure where it is not, or where it is unknown.
struct Job {
    TenantId tenant{};  ///< whose transaction a writing act belongs to; 0: it opens its own
    std::function<void(House& house)> act;
    std::function<void(std::exception_ptr failure)> done = {};
};

/// A job that waits.
struct QueuedJob {
    Job job;
    std::vector<Look> looks = {};  ///< what its act showed, which is over; for those who write
    std::int64_t since_us = 0;     ///< by monotonic_us; when it began to wait

    bool is_look() const { return !looks.empty(); }
};

/// Reads all of it from one snapshot, a new one after an act that failed. Gives back those that showed
/// somebody: they are done when their looks are stored, by `store_together`.
std::vector<QueuedJob> read_together(House& house, std::vector<QueuedJob> jobs);

/// Stores everything in one transaction, of which an act that fails is left out, and again where the database
/// asks for it. All of them are done then.
void store_together(House& house, std::vector<QueuedJob> jobs);

/// Does each in transactions of its own.
void do_each(House& house, std::vector<QueuedJob> jobs);

}  // namespace kartei::app
