// The imports of a tenant, newest first.
#pragma once

#include "app/house.h"
#include "domain/source.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

/// At most `most` of them. Needs the right import_list.
Result<std::vector<domain::ImportRun>> newest_imports(House& house, const Session& session,
                                                      std::int64_t most);

/// What people call the sources, by id; for lists of imports.
Result<std::map<domain::SourceId, std::string>> source_names(House& house, const Session& session);

/// Nothing where there is none of that id, or where it was undone. Needs the right import_list.
Result<std::optional<domain::ImportRun>> find_import(House& house, const Session& session,
                                                     domain::ImportId import);

}  // namespace kartei::app
