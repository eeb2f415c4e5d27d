#include "store/keyring.h"

#include "tests/support/tenant_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace kartei::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class KeyringTest : public TenantStoreTest {
protected:
    const domain::PersonId one_ = ids_.next<domain::PersonTag>(now);
    const domain::PersonId other_ = ids_.next<domain::PersonTag>(now);

    Key make(domain::PersonId person, KeyClass key_class) {
        db().begin_write(tenant);
        const Key key = keyring_.person_key_for_sealing(db(), person, key_class, now);
        db().commit();
        return key;
    }

    Keyring opened() {
        const Reading reading(db(), tenant);
        return *Keyring::open(db(), root_, tenant, random_);
    }

    std::optional<Key> read(Keyring& ring, domain::PersonId person, KeyClass key_class) {
        const Reading reading(db(), tenant);
        return ring.person_key(db(), person, key_class);
    }

    void by_hand(const std::string& statement) {
        const auto intruder = connect();
        if (GetParam() == Engine::postgresql) intruder->run("RESET ROLE");
        intruder->run(statement);
    }

    static std::string text(const Key& key) { return hex(key.bytes()); }
};
ON_BOTH_ENGINES(KeyringTest);

TEST_P(KeyringTest, every_person_has_a_key_of_his_own_for_every_class) {
    std::set<std::string> keys;
    for (const auto person : {one_, other_})
        for (const auto key_class :
             {KeyClass::operation, KeyClass::proof, KeyClass::contract, KeyClass::hold})
            keys.insert(text(make(person, key_class)));
    EXPECT_EQ(keys.size(), 8U);
    EXPECT_EQ(text(make(one_, KeyClass::proof)), text(make(one_, KeyClass::proof)));
    EXPECT_EQ(number("SELECT count(*) FROM person_key WHERE tenant_id = 4711"), 8);
}

TEST_P(KeyringTest, opened_again_has_the_same_keys) {
    const Key key = make(one_, KeyClass::operation);
    Keyring again = opened();
    EXPECT_EQ(text(*read(again, one_, KeyClass::operation)), text(key));
    EXPECT_EQ(text(again.records_key()), text(keyring_.records_key()));
    EXPECT_EQ(again.value_hash("p+49"), keyring_.value_hash("p+49"));
    EXPECT_EQ(again.leaf_mac(bytes_of("leaf")), keyring_.leaf_mac(bytes_of("leaf")));
    EXPECT_FALSE(read(again, one_, KeyClass::proof)) << "never made";
}

TEST_P(KeyringTest, a_destroyed_class_leaves_the_others_and_other_persons) {
    make(one_, KeyClass::operation);
    make(one_, KeyClass::proof);
    make(other_, KeyClass::operation);
    by_hand(fmt::format("DELETE FROM person_key WHERE key_class = 'operation' AND person_id = {}",
                        GetParam() == Engine::sqlite ? fmt::format("X'{}'", hex(one_.bytes))
                                                     : fmt::format("'{}'", one_.text())));
    Keyring again = opened();
    EXPECT_FALSE(read(again, one_, KeyClass::operation));
    EXPECT_TRUE(read(again, one_, KeyClass::proof));
    EXPECT_TRUE(read(again, other_, KeyClass::operation));
    const Reading reading(db(), tenant);
    EXPECT_THAT(again.broken_keys(db()), IsEmpty());
}

TEST_P(KeyringTest, the_wrong_root_key_opens_nothing_and_an_altered_row_is_named) {
    {
        const Reading reading(db(), tenant);
        const auto refused = Keyring::open(db(), Key::random(random_), tenant, random_);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_EQ(refused.error().where, "");
        EXPECT_FALSE(Keyring::open(db(), root_, TenantId{5}, random_)) << "another tenant has no keys";
    }
    by_hand("UPDATE tenant_key SET created_at = created_at + 1 WHERE use = 'match'");
    const Reading reading(db(), tenant);
    EXPECT_EQ(Keyring::open(db(), root_, tenant, random_).error().where, "tenant_key match/1");
}

TEST_P(KeyringTest, rows_that_kartei_did_not_make_are_named) {
    make(one_, KeyClass::operation);
    make(other_, KeyClass::operation);
    by_hand("UPDATE person_key SET key_class = 'hold'");
    by_hand(
        "INSERT INTO tenant_key SELECT tenant_id, use, 2, sealed_key, created_at FROM tenant_key"
        " WHERE use = 'log'");
    const Reading reading(db(), tenant);
    EXPECT_THAT(keyring_.broken_keys(db()),
                ElementsAre("tenant_key log/2", StartsWith("person_key "), StartsWith("person_key ")));
}

/// The cache of keys is bounded; a person that is only now inserted is not looked up in the database.
TEST_P(KeyringTest, a_new_person_keeps_his_keys_while_others_leave_the_cache) {
    db().begin_write(tenant);
    for (int i = 0; i < 6'000; ++i) {
        const auto person = ids_.next<domain::PersonTag>(now);
        keyring_.announce_new_person(person);
        const auto operation = text(keyring_.person_key_for_sealing(db(), person, KeyClass::operation, now));
        keyring_.person_key_for_sealing(db(), person, KeyClass::proof, now);
        keyring_.person_key_for_sealing(db(), person, KeyClass::hold, now);
        ASSERT_EQ(text(keyring_.person_key_for_sealing(db(), person, KeyClass::operation, now)), operation);
    }
    EXPECT_NO_THROW(db().commit());
}

TEST_P(KeyringTest, keys_of_a_transaction_that_was_undone_do_not_exist) {
    {
        const auto act = write();
        keyring_.person_key_for_sealing(db(), one_, KeyClass::operation, now);
    }
    EXPECT_FALSE(read(keyring_, one_, KeyClass::operation));
}

TEST_P(KeyringTest, seals_of_leaves_name_algorithm_and_key_version) {
    const auto mac = keyring_.leaf_mac(bytes_of("leaf"));
    ASSERT_EQ(mac.size(), 37U);
    EXPECT_EQ(hex(ByteView(mac).first(5)), "0100000001");
    EXPECT_NE(mac, keyring_.leaf_mac(bytes_of("leaG")));
    EXPECT_NE(mac, Keyring::create(tenant, random_).leaf_mac(bytes_of("leaf")));
}

TEST(RootKey, is_made_once_for_its_owner_alone) {
    const TestDirectory directory;
    const auto file = directory.path() / "root.key";
    EXPECT_EQ(read_root_key(file, RootKey::must_exist, system_random()).error().code, ErrorCode::not_found);
    const auto made = read_root_key(file, RootKey::may_be_made, system_random());
    ASSERT_TRUE(made);
    EXPECT_EQ(hex(read_root_key(file, RootKey::may_be_made, system_random())->bytes()), hex(made->bytes()));
    struct stat status{};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    ::chmod(file.c_str(), 0644);
    EXPECT_EQ(read_root_key(file, RootKey::must_exist, system_random()).error().code, ErrorCode::invalid);
    ::chmod(file.c_str(), 0600);
    std::ofstream(file) << "0123";
    EXPECT_EQ(read_root_key(file, RootKey::may_be_made, system_random()).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace kartei::store
