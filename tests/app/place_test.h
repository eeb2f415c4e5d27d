// A place for a house on either engine, empty at first.
#pragma once

#include "app/house.h"
#include "tests/support/test_database.h"

#include <filesystem>

namespace kartei::app {

class PlaceTest : public testing::TestWithParam<store::Engine> {
protected:
    Place place() const {
        Place place{.data = directory_.path() / "data", .database = {}};
        if (GetParam() == store::Engine::postgresql) place.database = database_.url().location;
        return place;
    }

    Result<House> open(Opening opening) const {
        return House::open(place(), opening, system_clock(), system_random());
    }

    const store::TestDatabase& database() const { return database_; }

    /// For files beside the house.
    const std::filesystem::path& folder() const { return directory_.path(); }

private:
    store::TestDirectory directory_;
    store::TestDatabase database_{GetParam(), store::TestDatabase::Content::empty};
};

}  // namespace kartei::app
