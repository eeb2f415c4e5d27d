// Reading the log: what happened to one person, with old and new values; and what happened in the company.
#pragma once

#include "app/house.h"

#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

/// One value that changed; absent where there was or is none.
struct ValueChange {
    std::string record;  ///< kind of record
    std::string field;
    std::optional<std::string> before;
    std::optional<std::string> after;
};

struct LogLine {
    domain::EntryId id;
    Instant at;
    domain::AccountId account;
    std::string actor;  ///< name of the account
    std::string action;
    std::string record_kind;
    UuidBytes record_id{};
    std::string purpose;
    std::vector<ValueChange> changes = {};
};

struct LogPage {
    std::vector<LogLine> lines;                ///< newest first
    std::optional<domain::EntryId> next = {};  ///< nothing at the end
};

inline constexpr std::int64_t max_log_page = 200;

/// Entries about one person before `before` (nothing: from the newest), values included. Needs the right
/// read_person; a look by itself. `not_found` for an id that no entry about a person names.
Result<LogPage> person_log(House& house, const Session& session, domain::PersonId person,
                           std::optional<domain::EntryId> before, std::int64_t limit);

/// All entries of the company, without values. Needs the right verify_log; reading it is logged.
Result<LogPage> company_log(House& house, const Session& session, std::optional<domain::EntryId> before,
                            std::int64_t limit);

}  // namespace kartei::app
