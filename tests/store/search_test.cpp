#include "store/search.h"

#include "store/person_index.h"
#include "tests/support/test_database.h"

#include <gmock/gmock.h>

namespace kartei::store {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

class FindPersonsTest : public MigratedStoreTest {
protected:
    static constexpr TenantId tenant{4'711};

    void SetUp() override { db().begin_write(tenant); }
    void TearDown() override { db().rollback(); }

    domain::PersonId add(const domain::SearchableParts& parts) {
        domain::PersonId person;
        ++last_;
        person.bytes[14] = static_cast<std::uint8_t>(last_ >> 8U);
        person.bytes[15] = static_cast<std::uint8_t>(last_);
        WaitingIndex waiting(db(), tenant);
        insert_index(db(), tenant, waiting, person,
                     {.terms = domain::search_terms(parts), .value_hashes = {}});
        waiting.store();
        return person;
    }

    Found find(std::string_view text, std::size_t limit = 20) {
        return find_persons(db(), tenant, domain::read_query(text), limit);
    }

private:
    unsigned last_ = 0;
};

TEST_P(FindPersonsTest, words_of_different_kinds_must_all_match_the_same_person) {
    const auto here = add({.first_name = "Anna", .last_name = "Meyer", .cities = {"Oldenburg"}});
    const auto too = add({.first_name = "Jörg", .last_name = "Meyer", .cities = {"Oldesloe"}});
    add({.first_name = "Anna", .last_name = "Meyer", .cities = {"Bremen"}});
    add({.first_name = "Anna", .last_name = "Schulz", .cities = {"Oldenburg"}});
    EXPECT_THAT(find("meyer olde").persons, UnorderedElementsAre(here, too));
    EXPECT_THAT(find("oldenburg meyer anna").persons, UnorderedElementsAre(here));
    EXPECT_THAT(find("meyer kiel").persons, IsEmpty());
    EXPECT_THAT(find("meyer ldenburg").persons, IsEmpty());
    EXPECT_EQ(find("meyer olde").completeness, Completeness::all);
}

TEST_P(FindPersonsTest, an_answer_says_that_it_reached_its_limit) {
    for (int i = 0; i < 3; ++i) add({.last_name = "Meyer", .cities = {"Oldenburg"}});
    const auto found = find("meyer oldenburg", 2);
    EXPECT_EQ(found.persons.size(), 2U);
    EXPECT_EQ(found.completeness, Completeness::more);
    EXPECT_EQ(find("meyer oldenburg", 3).completeness, Completeness::all);
}

TEST_P(FindPersonsTest, of_two_frequent_words_both_find_whom_they_share) {
    for (int i = 0; i < 60; ++i) add({.last_name = "Meyer", .cities = {"Bremen"}});
    for (int i = 0; i < 60; ++i) add({.last_name = "Schulz", .cities = {"Oldenburg"}});
    const auto both = add({.last_name = "Meyer", .cities = {"Oldenburg"}});
    EXPECT_THAT(find("meyer oldenburg").persons, UnorderedElementsAre(both));
    EXPECT_THAT(find("oldenburg meyer").persons, UnorderedElementsAre(both));
    EXPECT_EQ(find("oldenburg meyer").completeness, Completeness::all);
}

TEST_P(FindPersonsTest, words_too_frequent_to_be_read_find_some_and_say_so) {
    for (int i = 0; i < 10'001; ++i) add({.last_name = "Meyer", .cities = {"Bremen"}});
    for (int i = 0; i < 251; ++i) add({.last_name = "Schulz", .cities = {"Kiel"}});
    const auto one = add({.last_name = "Ahlers", .cities = {"Bremen"}});
    EXPECT_THAT(find("ahlers bremen").persons, UnorderedElementsAre(one));
    EXPECT_EQ(find("ahlers bremen").completeness, Completeness::all);
    EXPECT_EQ(find("meyer bremen", 100).persons.size(), 100U);
    EXPECT_EQ(find("meyer bremen", 100).completeness, Completeness::more);
    EXPECT_EQ(find("schulz meyer").completeness, Completeness::cut_off);
    EXPECT_EQ(find("schulz kiel meyer").completeness, Completeness::cut_off);
    EXPECT_EQ(find("schulz luebeck meyer").completeness, Completeness::all);
}

ON_BOTH_ENGINES(FindPersonsTest);

}  // namespace
}  // namespace kartei::store
