// Replaying the log: from the old and new values of entries to the rows as they must be now. Pure; reading is
// done by the caller.
#pragma once

#include "base/result.h"

#include <boost/json/object.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::app {

/// One change as the log tells it. `before` is null for a new row, `after` for a removed one.
struct LoggedChange {
    std::string record;  ///< table
    std::string key;     ///< the key fields but tenant and person, as text
    std::int64_t version = 0;
    boost::json::value before;
    boost::json::value after;
    std::string entry;  ///< id of the entry, for messages
};

/// The changes of one opened value. Items that are no changes of rows (ids disclosed) are left out. `invalid`
/// where the text cannot be read.
Result<std::vector<LoggedChange>> read_changes(std::string_view json, const std::string& entry);

/// Rows by record and key.
using Rows = std::map<std::pair<std::string, std::string>, boost::json::object>;

/// What the rows are after all changes. Fails with `conflict` at the first change that does not fit the one
/// before it: an entry was removed, added or altered.
Result<Rows> replay(std::vector<LoggedChange> changes);

/// The key of a row given as JSON, in the form of LoggedChange::key; empty where the record is unknown.
std::string row_key(std::string_view record, const boost::json::object& row);

/// One thing in which a row is not what it must be.
struct RowDifference {
    std::string record;
    std::string key;
    std::string field;  ///< empty where the whole row is missing or too much
    Message what;
};

/// Rows that are missing or differ, then rows that are too much; at most `most`.
std::vector<RowDifference> differences(const Rows& expected, const Rows& found, std::size_t most);

}  // namespace kartei::app
