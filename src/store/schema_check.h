// Whether the schema in the database is the one the steps make: nothing planted, dropped or bent.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "store/connection.h"
#include "store/schema.h"

#include <span>
#include <string>
#include <vector>

namespace kartei::store {

/// One thing that is not as the steps make it.
struct SchemaDifference {
    std::string where;  ///< `trigger spy of table consent`
    Message what;
};

/// Makes the steps aside and compares what the engine's catalogue says of both, and schema_step with the
/// steps themselves; changes nothing. Outside of a transaction. Fails with `conflict` where a newer version
/// or another program made the database, with `forbidden` where nothing may be made aside.
Result<std::vector<SchemaDifference>> schema_differences(Connection& connection, std::span<const Step> steps,
                                                         Instant now);

}  // namespace kartei::store
