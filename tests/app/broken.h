// How tests break off an act that takes long.
#pragma once

namespace kartei::app {

/// Thrown out of the progress that the act reports.
struct Broken {};

}  // namespace kartei::app
