// Where every run begins: an installation with one company, its areas and accounts, made once per process and
// laid on the disk anew for each seed.
#pragma once

#include "app/house.h"
#include "tests/simulation/disk.h"
#include "tests/support/test_database.h"

#include <filesystem>
#include <vector>

namespace kartei::simulation {

/// Somebody with an account, and what he may do.
struct Staff {
    domain::AccountId account;
    domain::Role role = domain::Role::agent;
};

class Scene {
public:
    static const Scene& only();

    /// What lies on the disk at the beginning.
    const Disk::Image& image() const { return image_; }
    const app::Place& place() const { return place_; }
    static store::DatabaseUrl database();
    /// A real folder, for lists that are imported.
    const std::filesystem::path& folder() const { return directory_.path(); }

    TenantId tenant() const { return tenant_; }
    const std::vector<Staff>& staff() const { return staff_; }
    const std::vector<domain::Area>& areas() const { return areas_; }
    domain::WordingNo wording() const { return wording_; }
    const domain::TenantContext& context() const { return context_; }
    Instant end() const { return end_; }  ///< when all of it was there
    const std::map<std::string, std::int64_t>& entries() const { return entries_; }

private:
    Scene();

    store::TestDirectory directory_;
    app::Place place_;
    Disk::Image image_;
    TenantId tenant_;
    std::vector<Staff> staff_;
    std::vector<domain::Area> areas_;
    domain::WordingNo wording_;
    domain::TenantContext context_;
    Instant end_;
    std::map<std::string, std::int64_t> entries_;
};

/// What cannot fail here.
template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error("the house does not open: " + result.error().what.en);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace kartei::simulation
