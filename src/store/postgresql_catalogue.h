// The question to PostgreSQL's catalogue of what a schema consists of. Text alone, for the driver.
#pragma once

#include <string>

namespace kartei::store {

/// Columns: table, name of the thing, definition; of everything in the first schema of the search path.
extern const std::string catalogue_question;

}  // namespace kartei::store
