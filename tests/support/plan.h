// What is wrong with the plan an engine makes for a statement.
#pragma once

#include "store/connection.h"

#include <string>
#include <vector>

namespace kartei::store {

/// Explains the statement without running it: one sentence per table that would be walked, or searched by
/// tenant_id alone, which comes to the same. Empty: every table is reached by a key. Marks of the statement
/// are not looked at. On PostgreSQL sequential scans are made dear, so that one that remains means that an
/// index is missing.
std::vector<std::string> plan_faults(Connection& db, const Sql& sql);

/// What SQLite's EXPLAIN QUERY PLAN says of the statement, line by line.
std::vector<std::string> plan_steps(Connection& sqlite, const Sql& sql);

}  // namespace kartei::store
