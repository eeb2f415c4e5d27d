// Reading the log: entries as they were hashed, values as they were sealed. Nothing here judges; app/verify
// does.
#pragma once

#include "ledger/leaf.h"
#include "store/connection.h"
#include "store/keyring.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kartei::store {

/// One row of log_entry.
struct StoredEntry {
    ledger::Entry entry;
    std::int64_t format = 0;
    bool digests_readable = true;  ///< false where the column of digests has a broken length
    Bytes leaf_hash;
    Bytes leaf_mac;
};

/// One row of log_value.
struct StoredValue {
    domain::PersonId person;
    domain::EntryId entry;
    std::int64_t number = 0;
    std::string key_class;
    Bytes sealed;
};

/// All entries of the tenant's logs, log by log in the order of their ids.
void for_each_entry(Connection& connection, TenantId tenant,
                    const std::function<void(const StoredEntry&)>& visit);

/// All values, ordered by person, entry and number: everything of one person comes together.
void for_each_value(Connection& connection, TenantId tenant,
                    const std::function<void(const StoredValue&)>& visit);

/// Entries that belong to one undertaking, newest first.
std::vector<domain::EntryId> entries_of_cause(Connection& connection, TenantId tenant,
                                              const UuidBytes& cause);

std::optional<StoredEntry> read_entry(Connection& connection, TenantId tenant, domain::EntryId entry);
std::optional<StoredValue> read_value(Connection& connection, TenantId tenant, const UuidBytes& person,
                                      domain::EntryId entry, std::int64_t number);

/// Entries older than `before`, newest first, at most `most`: of the whole company, or those about one
/// person.
std::vector<StoredEntry> entries_before(Connection& connection, TenantId tenant, domain::EntryId before,
                                        std::int64_t most);
std::vector<StoredEntry> entries_about(Connection& connection, TenantId tenant, domain::PersonId person,
                                       domain::EntryId before, std::int64_t most);

/// All values of one person, oldest entry first.
std::vector<StoredValue> values_of_person(Connection& connection, TenantId tenant, domain::PersonId person);

/// The persons whose values the entries hold, in the order of the entries, each once.
std::vector<domain::PersonId> persons_of_entries(Connection& connection, TenantId tenant,
                                                 const std::vector<domain::EntryId>& entries);

/// Opens the sealed JSON of a value. Fails with `not_found` where its key is gone or
/// damaged, with `invalid` where it is itself.
Result<std::string> open_value(Connection& connection, Keyring& keyring, TenantId tenant,
                               const StoredValue& value);

}  // namespace kartei::store
