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
        person.bytes[15] = ++last_;
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
    std::uint8_t last_ = 0;
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

ON_BOTH_ENGINES(FindPersonsTest);

}  // namespace
}  // namespace kartei::store
