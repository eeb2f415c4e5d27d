#include "store/person_index.h"

#include "domain/objection.h"
#include "domain/person_file.h"
#include "store/search.h"
#include "tests/support/tenant_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PersonIndexTest : public TenantStoreTest {
protected:
    static domain::PersonId person(std::uint8_t number) {
        domain::PersonId id;
        id.bytes[15] = number;
        return id;
    }

    UuidBytes hash(const std::string& value) const { return keyring_.value_hash(value); }

    PersonIndex named(std::string_view last_name, const std::string& value) const {
        return {domain::search_terms({.last_name = last_name}), {hash(value)}};
    }

    std::vector<domain::PersonId> holders(WaitingIndex& waiting, const std::string& value,
                                          const std::string& name_term = {}) {
        return persons_with_values(db(), tenant, waiting, {hash(value)}, name_term);
    }

    std::vector<domain::PersonId> found(std::string_view text) {
        return find_persons(db(), tenant, domain::read_query(text), 20).persons;
    }
};
ON_BOTH_ENGINES(PersonIndexTest);

TEST_P(PersonIndexTest, somebody_is_known_by_his_values_before_his_rows_are_stored) {
    const auto act = write();
    auto& waiting = act->waiting_index();
    insert_index(db(), tenant, waiting, person(1), named("Meyer", "m1"));
    EXPECT_TRUE(waiting.has(person(1)));
    EXPECT_THAT(holders(waiting, "m1"), ElementsAre(person(1)));
    EXPECT_THAT(holders(waiting, "m2"), IsEmpty());
    waiting.store();
    EXPECT_FALSE(waiting.has(person(1)));
    EXPECT_THAT(holders(waiting, "m1"), ElementsAre(person(1)));
    EXPECT_THAT(found("meyer"), ElementsAre(person(1)));
}

TEST_P(PersonIndexTest, is_replaced_and_removed_whether_its_rows_wait_or_not) {
    const auto act = write();
    auto& waiting = act->waiting_index();
    for (const bool stored : {false, true}) {
        SCOPED_TRACE(stored);
        insert_index(db(), tenant, waiting, person(1), named("Meyer", "m1"));
        if (stored) waiting.store();
        replace_index(db(), tenant, waiting, person(1), named("Meyer", "m1"), named("Schulz", "m2"));
        EXPECT_THAT(holders(waiting, "m1"), IsEmpty());
        EXPECT_THAT(holders(waiting, "m2"), ElementsAre(person(1)));
        if (stored) waiting.store();
        remove_index(db(), tenant, waiting, person(1));
        waiting.store();
        EXPECT_THAT(holders(waiting, "m2"), IsEmpty());
        EXPECT_THAT(found("schulz"), IsEmpty());
        EXPECT_THAT(found("meyer"), IsEmpty());
    }
}

TEST_P(PersonIndexTest, a_value_of_twenty_tells_only_those_of_the_name) {
    const auto act = write();
    auto& waiting = act->waiting_index();
    for (std::uint8_t number = 1; number <= 30; ++number) {
        insert_index(db(), tenant, waiting, person(number),
                     named(number == 27 ? "Schulz" : "Meyer", "switchboard"));
        if (number == 15) waiting.store();
    }
    EXPECT_EQ(holders(waiting, "switchboard").size(), 20U) << "stored and waiting ones together";
    EXPECT_THAT(holders(waiting, "switchboard", domain::name_term("", "Schulz")), ElementsAre(person(27)));
}

TEST_P(PersonIndexTest, a_census_tells_what_is_held_and_what_is_suppressed) {
    const auto act = write();
    std::vector<UuidBytes> asked;
    for (int i = 0; i < 200; ++i) asked.push_back(hash("m" + std::to_string(i)));
    insert_index(db(), tenant, act->waiting_index(), person(1), {{}, {asked[3], asked[64], asked[199]}});
    insert_index(db(), tenant, act->waiting_index(), person(2), {{}, {asked[3]}});
    act->waiting_index().store();
    act->insert(domain::SuppressionEntry{.tenant_id = tenant,
                                         .value_hash = {asked[70]},
                                         .suppression_id = act->next_id<domain::SuppressionId>(),
                                         .areas = domain::every_area(),
                                         .channels = domain::ChannelSet::every(),
                                         .suppressed_at = now});
    insert_index(db(), tenant, act->waiting_index(), person(3), {{}, {asked[100]}});  // waits
    const Census census(db(), tenant, act->waiting_index(), asked, {});
    for (std::size_t i = 0; i < asked.size(); ++i) {
        EXPECT_EQ(census.held(asked[i]), i == 3 || i == 64 || i == 100 || i == 199) << i;
        EXPECT_EQ(census.suppressed(asked[i]), i == 70) << i;
    }
    Census of_nothing(db(), tenant, act->waiting_index(), {}, {});
    EXPECT_FALSE(of_nothing.held(asked[3])) << "nothing was asked";
    of_nothing.add_held({asked[5]});
    EXPECT_TRUE(of_nothing.held(asked[5]));
}

TEST_P(PersonIndexTest, what_waits_is_known_in_the_order_it_came_and_stored_in_that_of_the_tables) {
    const auto act = write();
    WaitingIndex& waiting = act->waiting_index();
    waiting.add(person(2), {{"nbe", "nbeatrix berg", "nbeatrix"}, {hash("m1"), hash("m2")}});
    waiting.add(person(1), {{"nbeatrix berg", "na"}, {hash("m1")}});
    EXPECT_TRUE(waiting.has(person(1)));
    EXPECT_TRUE(waiting.holds(hash("m2")));
    EXPECT_THAT(waiting.holders(hash("m1")), testing::ElementsAre(person(2), person(1)));
    EXPECT_THAT(waiting.holders(hash("m3")), testing::IsEmpty());
    waiting.store();
    EXPECT_FALSE(waiting.has(person(1)));
    EXPECT_FALSE(waiting.holds(hash("m1")));
    act->commit();
    EXPECT_EQ(number("SELECT count(*) FROM search_term"), 5);
    EXPECT_EQ(number("SELECT count(*) FROM value_directory"), 3);
    EXPECT_EQ(number("SELECT count(*) FROM search_term WHERE term = 'nbeatrix berg'"), 2);
}

}  // namespace
}  // namespace kartei::store
