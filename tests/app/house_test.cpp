// The first company and the session of the machine's console.
#include "app/house.h"

#include "app/company_lists.h"
#include "app/import.h"
#include "store/lists.h"
#include "store/reading.h"
#include "tests/app/place_test.h"

#include <gmock/gmock.h>

#include <fstream>

namespace kartei::app {
namespace {

class HouseTest : public PlaceTest {};
ON_BOTH_ENGINES(HouseTest);

TEST_P(HouseTest, is_not_made_by_looking) {
    const auto house = open(Opening::existing);
    ASSERT_FALSE(house);
    EXPECT_EQ(house.error().code, ErrorCode::not_found);
    EXPECT_FALSE(std::filesystem::exists(place().data));
}

TEST_P(HouseTest, without_a_company_says_how_to_get_one) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house) << house.error().what.en;
    const auto session = house->console_session();
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().code, ErrorCode::not_found);
    EXPECT_THAT(session.error().next.en, testing::HasSubstr("kartei import"));
}

TEST_P(HouseTest, knows_its_company_and_operator_again) {
    Session made;
    {
        auto house = open(Opening::may_be_made);
        ASSERT_TRUE(house);
        const auto session = house->make_company("Müller &  Söhne GmbH");
        ASSERT_TRUE(session);
        made = *session;
    }
    auto house = open(Opening::existing);
    ASSERT_TRUE(house) << house.error().what.en;
    const auto session = house->console_session();
    ASSERT_TRUE(session) << session.error().what.en;
    EXPECT_EQ(session->tenant, made.tenant);
    EXPECT_EQ(session->account, made.account);
    EXPECT_THAT(session->roles,
                testing::UnorderedElementsAre(domain::Role::manager, domain::Role::administrator));
    auto keyring = house->keyring(*session);
    ASSERT_TRUE(keyring);
    const store::Reading reading(house->connection(), session->tenant);
    EXPECT_EQ(store::tenant_name(house->connection(), session->tenant), "Müller & Söhne GmbH");
    std::vector<std::string> purposes;
    for (const auto& one : store::read_purposes(house->connection(), *keyring, session->tenant))
        purposes.push_back(one.purpose);
    EXPECT_THAT(purposes, testing::UnorderedElementsAre("contract", "customer_care", "inquiry",
                                                        "send_documents", "advertising", "complaint"));
}

TEST_P(HouseTest, refuses_a_company_without_a_name) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    for (const auto& name :
         {std::string("  "), std::string(300, 'x'), std::string("a\x01"), std::string("\xFF")}) {
        const auto session = house->make_company(name);
        ASSERT_FALSE(session) << name;
        EXPECT_EQ(session.error().code, ErrorCode::invalid);
    }
    EXPECT_FALSE(house->console_session());
}

TEST_P(HouseTest, is_opened_by_one_at_a_time) {
    const auto first = open(Opening::may_be_made);
    ASSERT_TRUE(first);
    const auto second = open(Opening::existing);
    ASSERT_FALSE(second);
    EXPECT_FALSE(second.error().what.de.empty());
}

TEST_P(HouseTest, is_not_opened_with_another_root_key) {
    {
        auto house = open(Opening::may_be_made);
        ASSERT_TRUE(house);
        ASSERT_TRUE(house->make_company("Muster GmbH"));
    }
    const auto key = place().data / "keys" / "root.key";
    ASSERT_TRUE(std::filesystem::remove(key));
    const auto lost = open(Opening::existing);
    ASSERT_FALSE(lost);  // a new one would make the old data unreadable for ever
    EXPECT_FALSE(std::filesystem::exists(key));
}

TEST_P(HouseTest, is_not_opened_with_a_root_key_of_other_data) {
    {
        auto house = open(Opening::may_be_made);
        ASSERT_TRUE(house);
        ASSERT_TRUE(house->make_company("Muster GmbH"));
    }
    const auto key = place().data / "keys" / "root.key";
    std::ofstream(key) << std::string(64, 'a') << "\n";
    for (const auto opening : {Opening::existing, Opening::may_be_made}) {
        const auto refused = open(opening);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().what.en, "The root key does not belong to this data.");
        EXPECT_EQ(refused.error().where, key.string());
    }
    // An answer to whoever is at the network tells no path of this machine.
    auto bent = open(Opening::to_verify);
    ASSERT_TRUE(bent);
    const auto session = bent->console_session();
    ASSERT_TRUE(session);
    const auto keys = bent->keyring(*session);
    ASSERT_FALSE(keys);
    EXPECT_EQ(keys.error().where, "");
}

TEST_P(HouseTest, holds_one_company) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    const auto first = house->make_company("Muster GmbH");
    ASSERT_TRUE(first);
    const auto second = house->make_company("Beispiel AG");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(house->console_session()->tenant, first->tenant);
}

/// The lists as the house keeps them, in a snapshot of their own.
std::shared_ptr<const TenantLists> kept_lists(House& house, const Session& session) {
    auto keyring = house.keyring(session);
    const store::Reading reading(house.connection(), session.tenant);
    return house.lists(*keyring, session.tenant).value();
}

TEST_P(HouseTest, sees_at_once_what_somebody_else_changed_in_the_lists) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    const auto session = house->make_company("Muster GmbH");
    ASSERT_TRUE(session);
    auto other = house->another(store::Access::read);
    ASSERT_TRUE(other);
    EXPECT_THAT(kept_lists(*other, *session)->areas, testing::IsEmpty());
    ASSERT_TRUE(create_area(*house, *session, "Dach", {}));
    const auto named = testing::ElementsAre(testing::Field(&domain::Area::name, "Dach"));
    EXPECT_THAT(kept_lists(*other, *session)->areas, named);
    ASSERT_TRUE(create_wording(*house, *session, {.label = "2026", .language = "de", .text = "Ja."}));
    EXPECT_THAT(kept_lists(*other, *session)->wordings, testing::SizeIs(1));
    EXPECT_THAT(kept_lists(*other, *session)->areas, named);
}

TEST_P(HouseTest, reads_the_lists_once_while_nobody_changes_them) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    const auto session = house->make_company("Muster GmbH");
    ASSERT_TRUE(session);
    const auto lists = kept_lists(*house, *session);
    EXPECT_EQ(kept_lists(*house, *session), lists);
    ASSERT_TRUE(house->look({.session = *session, .action = "person.read", .record_kind = "person"}));
    EXPECT_EQ(kept_lists(*house, *session), lists);
}

TEST_P(HouseTest, a_snapshot_keeps_the_lists_it_began_with) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    const auto session = house->make_company("Muster GmbH");
    ASSERT_TRUE(session);
    auto other = house->another(store::Access::read);
    ASSERT_TRUE(other);
    auto keyring = other->keyring(*session);
    {
        const store::Reading reading(other->connection(), session->tenant);
        EXPECT_THAT((*other->lists(*keyring, session->tenant))->areas, testing::IsEmpty());
        ASSERT_TRUE(create_area(*house, *session, "Dach", {}));
        EXPECT_THAT((*other->lists(*keyring, session->tenant))->areas, testing::IsEmpty());
    }
    EXPECT_THAT(kept_lists(*other, *session)->areas, testing::SizeIs(1));
}

}  // namespace
}  // namespace kartei::app
