// Imports and what they left behind.
#pragma once

#include "domain/area_record.h"
#include "domain/person.h"
#include "domain/source.h"
#include "store/read_record.h"

#include <optional>
#include <vector>

namespace kartei::store {

std::optional<domain::ImportRun> read_import_run(Connection& connection, Keyring& keyring, TenantId tenant,
                                                 domain::ImportId import);

/// Imports of a file with this hash, oldest first.
std::vector<domain::ImportRun> import_runs_of_file(Connection& connection, Keyring& keyring, TenantId tenant,
                                                   ByteView file_hash);

/// The newest imports, at most `most`.
std::vector<domain::ImportRun> newest_import_runs(Connection& connection, Keyring& keyring, TenantId tenant,
                                                  std::int64_t most);

/// Whether any record refers to this one. Walks tables: for undoing, which is rare.
bool is_used(Connection& connection, const domain::Company& company);
bool is_used(Connection& connection, const domain::Area& area);
bool is_used(Connection& connection, const domain::Source& source);

}  // namespace kartei::store
