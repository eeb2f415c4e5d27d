// What is not as it should be with the place an installation lives in, before it costs data: directory, keys,
// drive, database. Changes nothing, and looks also where a server is at work.
#pragma once

#include "app/house.h"

#include <string>
#include <vector>

namespace kartei::app {

/// A problem endangers data or keeps kartei from working; a warning may come to that.
enum class Health : std::uint8_t { well, warning, problem };

struct Diagnosis {
    Health health = Health::well;
    Message what;
    std::string where = {};
    Message next = {};  ///< for what is not well
};

/// Least free space, of the drive of the data directory.
inline constexpr std::uint64_t scarce_bytes = 10ULL << 30U;      ///< below: warning
inline constexpr std::uint64_t very_scarce_bytes = 1ULL << 30U;  ///< below: problem
/// How far the clocks of kartei and of a database server may be apart.
inline constexpr std::int64_t most_clock_difference_us = 5 * us_per_second;

/// All that was looked at, in the order in which one thing rests on the other; what cannot be looked at
/// because something before it is broken is missing.
std::vector<Diagnosis> examine(const Place& place, Instant now);

/// What the settings of a database server mean for data, given as Connection::engine_settings does.
std::vector<Diagnosis> judge_postgresql(const std::map<std::string, std::string>& settings, Instant now);

}  // namespace kartei::app
