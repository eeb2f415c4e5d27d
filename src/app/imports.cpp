#include "app/imports.h"

#include "store/import_runs.h"
#include "store/reading.h"

namespace kartei::app {

Result<std::vector<domain::ImportRun>> newest_imports(House& house, const Session& session,
                                                      std::int64_t most) {
    TRY(domain::require(session.roles, domain::Right::import_list));
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    return store::newest_import_runs(house.connection(), keyring, session.tenant, most);
}

Result<std::optional<domain::ImportRun>> find_import(House& house, const Session& session,
                                                     domain::ImportId import) {
    TRY(domain::require(session.roles, domain::Right::import_list));
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    return store::read_import_run(house.connection(), keyring, session.tenant, import);
}

}  // namespace kartei::app
