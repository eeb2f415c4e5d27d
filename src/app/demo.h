// The invented company of `kartei demo`: some hundred persons, and every ground that a matrix can show.
#pragma once

#include "app/house.h"
#include "app/verify.h"

namespace kartei::app {

struct DemoReport {
    Session session;
    std::int64_t persons = 0;
};

/// Makes the company in an installation without one; `conflict` where there is one already. The same on every
/// run but for ids and keys.
Result<DemoReport> make_demo(House& house, const Progress& progress);

}  // namespace kartei::app
