// Checks whether anything was bent behind kartei's back: the schema, engine and references, keys, every leaf
// and value of the log, the rows against a replay of the log, and what is derived against what it is made
// from. Keys of the tenant lie sealed under the root key outside the database, so nobody without it can make
// an entry, a value or a key. What the database alone cannot show: that the newest entries were taken out
// with their values, their markers and all they changed, or that the whole of it is an older copy.
#pragma once

#include "app/house.h"

#include <functional>
#include <string>
#include <vector>

namespace kartei::app {

/// One thing that is not as it must be. The first one found is the first in the list.
struct Finding {
    std::string where;  ///< table and key, or entry
    Message what;
};

struct VerifyReport {
    std::int64_t entries = 0;
    std::int64_t values = 0;
    std::int64_t persons = 0;
    std::vector<Finding> findings;  ///< at most `max_findings`

    bool passed() const { return findings.empty(); }
};

inline constexpr std::size_t max_findings = 100;

/// Changes nothing. Reads everything, one person after the other. For the console of the machine, which needs
/// no right for it: whoever has the root key can read it all, and rights are rows that may be bent
/// themselves. Fails where the root key is another one than that of the data.
Result<VerifyReport> verify(House& house, const Progress& progress);

}  // namespace kartei::app
