#include "store/keyring.h"

#include "tests/support/test_database.h"

#include <algorithm>

namespace kartei::store {
namespace {

class KeyringTest : public MigratedStoreTest {
protected:
    static constexpr TenantId tenant{4'711};
    Key root = Key::random(system_random());
    Keyring keys = Keyring::create(root, tenant, system_random());
    IdSource ids{system_random()};

    domain::PersonId new_person() {
        const auto person = ids.next<struct domain::PersonTag>(Instant{});
        keys.announce_new_person(person);
        return person;
    }

    Bytes key_of(domain::PersonId person, KeyClass key_class) {
        const Key& key = keys.person_key_for_sealing(db(), person, key_class, Instant{});
        return {key.bytes().begin(), key.bytes().end()};
    }
};

TEST_P(KeyringTest, a_person_has_one_key_per_class) {
    db().begin_write(tenant);
    const auto person = new_person();
    const Bytes operation = key_of(person, KeyClass::operation);
    EXPECT_EQ(key_of(person, KeyClass::operation), operation);
    EXPECT_NE(key_of(person, KeyClass::proof), operation);
    keys.forget();
    EXPECT_EQ(key_of(person, KeyClass::operation), operation);
    db().rollback();
}

// A cache may be emptied at any moment, also between two records of somebody who is just being inserted.
TEST_P(KeyringTest, a_person_keeps_his_key_whatever_number_of_others_came_before) {
    constexpr int more_than_are_cached = 10'500;
    db().begin_write(tenant);
    for (int i = 0; i < more_than_are_cached; ++i) {
        const auto person = new_person();
        const Bytes operation = key_of(person, KeyClass::operation);
        key_of(person, KeyClass::proof);
        ASSERT_EQ(key_of(person, KeyClass::operation), operation);
    }
    db().commit();
}

ON_BOTH_ENGINES(KeyringTest);

}  // namespace
}  // namespace kartei::store
