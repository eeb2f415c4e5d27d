#include "app/reach.h"

#include "store/database_url.h"

namespace kartei::app {

Result<Reach> reach_of(const Place& place) {
    if (!place.database) return Reach{};
    const auto url = TRY(store::parse_database_url(*place.database));
    if (url.engine == store::Engine::postgresql)
        return Reach{.connects = true, .ports = store::ports_of(url)};
    // SQLite writes its log beside the file.
    return Reach{.folders = {std::filesystem::absolute(url.location).parent_path()}};
}

}  // namespace kartei::app
