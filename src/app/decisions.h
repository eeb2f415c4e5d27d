// Verdicts for many persons at once, about one area and channel.
#pragma once

#include "app/house.h"
#include "domain/decide.h"
#include "domain/scope.h"

#include <vector>

namespace kartei::app {

inline constexpr std::size_t max_batch = 10'000;

struct PersonVerdict {
    domain::PersonId person;
    domain::Decision decision;
    domain::ContactPointId contact_point;  ///< nil where none is usable
};

/// In the order of the question; who is not there is left out. Needs the right ask_permission; one entry of
/// the log with all ids. `limit` beyond max_batch, `not_found` for an unknown area.
Result<std::vector<PersonVerdict>> decide_many(House& house, const Session& session, domain::AreaNo area,
                                               domain::Channel channel,
                                               const std::vector<domain::PersonId>& persons);

}  // namespace kartei::app
