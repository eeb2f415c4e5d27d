// A migrated database with the keys of one tenant, for tests of nouns.
#pragma once

#include "store/keyring.h"
#include "store/reading.h"
#include "store/write.h"
#include "tests/support/test_database.h"

#include <memory>

namespace kartei::store {

class TenantStoreTest : public MigratedStoreTest {
protected:
    static constexpr TenantId tenant{4711};
    static constexpr Instant now{1'790'000'000'123'456};

    void SetUp() override {
        db().begin_write(tenant);
        keyring_.store(db(), root_, now);
        db().commit();
    }

    std::unique_ptr<Write> write(Instant at = now) {
        return std::make_unique<Write>(db(), keyring_, ids_, tenant,
                                       Actor{.account = ids_.next<domain::AccountTag>(now)}, at);
    }

    /// Number that the question answers with.
    std::int64_t number(std::string_view question) {
        asked_.push_back(std::make_unique<Sql>(question, Plan::walks_table, "a test looks at everything"));
        const Reading reading(db(), tenant);
        Statement& row = db().prepare(*asked_.back());
        std::int64_t found = 0;
        while (row.next()) found = row.integer(0);
        return found;
    }

    RandomBytes random_ = system_random();
    Key root_ = Key::random(random_);
    IdSource ids_{random_};
    Keyring keyring_ = Keyring::create(tenant, random_);

private:
    std::vector<std::unique_ptr<Sql>> asked_;
};

}  // namespace kartei::store
