// The imports of a tenant, newest first.
#pragma once

#include "app/house.h"
#include "domain/source.h"

#include <vector>

namespace kartei::app {

/// At most `most` of them. Needs the right import_list.
Result<std::vector<domain::ImportRun>> newest_imports(House& house, const Session& session,
                                                      std::int64_t most);

}  // namespace kartei::app
