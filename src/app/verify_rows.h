// The second half of verification: live rows against what the log says they must be, and what is derived from
// them. The log itself is checked in verify.cpp.
#pragma once

#include "app/replay.h"
#include "app/verify.h"
#include "domain/person_file.h"
#include "store/self_check.h"

#include <optional>
#include <string>

namespace kartei::app {

class RowCheck {
public:
    RowCheck(store::Connection& connection, store::Keyring& keyring, TenantId tenant, VerifyReport& report)
        : connection_(connection),
          keyring_(keyring),
          tenant_(tenant),
          report_(report),
          index_key_(Key::random(keyring.random())),
          index_(index_key_) {}

    /// Compares the rows of one person, or the tenant's own for a nil id. `changed_at`: the time of the
    /// last entry that changed any of those decisions rest on.
    void compare(domain::PersonId owner, Rows expected, Instant changed_at);

    /// After the last owner: rows that nobody accounts for.
    void finish();

private:
    void add(std::string where, Message what);
    Rows live_rows(domain::PersonId owner, Rows& expected);
    Rows rows_one_by_one(domain::PersonId owner, Rows& expected);
    void compare_derived(const domain::PersonFile& file, Instant changed_at);

    store::Connection& connection_;
    store::Keyring& keyring_;
    TenantId tenant_;
    VerifyReport& report_;
    std::optional<domain::PersonFile> file_;
    Key index_key_;
    store::IndexSum index_;  ///< search terms and hashed values there must be
};

/// Adds a finding, up to `max_findings`.
void add_finding(VerifyReport& report, std::string where, Message what);

}  // namespace kartei::app
