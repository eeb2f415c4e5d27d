#include "app/imports.h"

#include "store/import_runs.h"
#include "store/lists.h"
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

Result<std::map<domain::SourceId, std::string>> source_names(House& house, const Session& session) {
    TRY(domain::require(session.roles, domain::Right::import_list));
    auto keyring = TRY(house.keyring(session));
    const store::Reading reading(house.connection(), session.tenant);
    std::map<domain::SourceId, std::string> names;
    for (auto& source : store::read_sources(house.connection(), keyring, session.tenant))
        names.emplace(source.source_id, std::move(source.name));
    return names;
}

}  // namespace kartei::app
