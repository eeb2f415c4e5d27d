// The imports of a tenant, newest first.
#pragma once

#include "app/house.h"
#include "domain/source.h"

#include <optional>
#include <vector>

namespace kartei::app {

/// At most `most` of them. Needs the right import_list.
Result<std::vector<domain::ImportRun>> newest_imports(House& house, const Session& session,
                                                      std::int64_t most);

/// Nothing where there is none of that id, or where it was undone. Needs the right import_list.
Result<std::optional<domain::ImportRun>> find_import(House& house, const Session& session,
                                                     domain::ImportId import);

}  // namespace kartei::app
