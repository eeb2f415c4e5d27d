// Schema step 3: the version of a company's lists. Frozen: a change is a new step.
#include "store/step_0003.h"

namespace kartei::store::step_0003 {

namespace {

using enum ColumnType;

Table list_version_table() {
    return Table{.name = "list_version",
                 .columns = {{"tenant_id", id64}, {"version", uuid}},
                 .primary_key = {"tenant_id"},
                 .storage = Storage::clustered,
                 .rows = 1,
                 .rights = Rights::change};
}

}  // namespace

std::vector<Table> list_tables() {
    return {list_version_table()};
}

}  // namespace kartei::store::step_0003
