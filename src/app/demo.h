// The invented company of `kartei demo`: some hundred persons, and every ground that a matrix can show.
#pragma once

#include "app/house.h"

namespace kartei::app {

/// Makes the company in an installation without one; `conflict` where there is one already. The same on every
/// run but for ids and keys. Gives how many persons it made.
Result<std::int64_t> make_demo(House& house, const Progress& progress);

/// The same persons and lists for a company that has none yet.
Result<std::int64_t> fill_with_demo(House& house, const Session& session, const Progress& progress);

}  // namespace kartei::app
