// The steps of kartei's own schema, and bringing a database up to them.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "store/connection.h"
#include "store/schema.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// All steps of this version in order. Append-only.
const std::vector<Step>& kartei_steps();

/// kartei's tables, each after those it refers to.
const std::vector<std::string>& tables_in_storing_order();

/// Where a table stands among them; empty for every other table.
std::optional<std::size_t> storing_order(std::string_view table);

/// The table that remembers the steps; made before the first of them.
const Step& bootstrap_step();

/// A row of it.
struct AppliedStep {
    std::int64_t number = 0;
    std::string name;
    Bytes checksum;
    Instant applied_at;
};

/// All rows in order. Inside begin_installation.
std::vector<AppliedStep> applied_steps(Connection& connection);

/// The refusals of a database that is not this version's.
std::unexpected<Error> foreign_database(const std::string& table);
std::unexpected<Error> newer_database(const AppliedStep& step);

/// Applies the steps that are missing, each in a transaction of its own; two processes may do so at once. On
/// PostgreSQL the connection works as `kartei_app` afterwards. Fails, having touched nothing, with `conflict`
/// where the database holds another program's tables, was written by a newer version, or has an applied step
/// that differs from this version's, and with `forbidden` where the role that connects may not make tables or
/// the role `kartei_app`.
Result<void> migrate(Connection& connection, std::span<const Step> steps, Instant now);
Result<void> migrate(Connection& connection, Instant now);

/// Number of the newest step the database has, 0 for an empty one. Fails like `migrate`; changes nothing.
Result<int> schema_version(Connection& connection, std::span<const Step> steps);

}  // namespace kartei::store
