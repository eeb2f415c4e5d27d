// Taking back a whole import. What nobody has touched since disappears; what somebody has worked on stays and
// is named. The log keeps both the import and its undoing, but the keys of persons who are gone are
// destroyed: nobody reads there who they were.
#pragma once

#include "app/house.h"

#include <string>
#include <vector>

namespace kartei::app {

struct UndoReport {
    std::int64_t persons_removed = 0;
    std::int64_t persons_restored = 0;           ///< merged persons brought back to what they were
    std::vector<domain::PersonId> persons_kept;  ///< changed since by somebody else
    std::int64_t lists_removed = 0;              ///< areas, sources and companies the import had brought
};

/// Needs the right undo_import. `not_found` for an unknown import, `conflict` for one that left nothing when
/// it was undone. Persons who stayed can be taken back later, by the same call or by undoing the import that
/// came in between. Works in portions, each a transaction; broken off, it goes on where it stopped.
Result<UndoReport> undo_import(House& house, const Session& session, domain::ImportId import,
                               const Progress& progress);

}  // namespace kartei::app
