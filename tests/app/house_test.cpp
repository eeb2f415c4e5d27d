// The first company and the session of the machine's console.
#include "app/house.h"

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

}  // namespace
}  // namespace kartei::app
