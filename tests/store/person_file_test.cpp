// Everything about one person, there and back.
#include "store/person_file.h"

#include "domain/facts_of_person.h"
#include "store/contact_facts.h"
#include "store/person_index.h"
#include "store/records.h"
#include "store/self_check.h"
#include "tests/support/full_person.h"
#include "tests/support/tenant_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace kartei::store {
namespace {

using domain::PersonFile;
using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

class PersonFileTest : public TenantStoreTest {
protected:
    FullWorld example_world_;

    PersonFile stored(int number = 1) {
        const auto act = write();
        example_world_ = insert_full_world(*act, number);
        PersonFile file = full_person(*act, example_world_, number);
        EXPECT_TRUE(insert_person_file(*act, file));
        act->log({.action = "person.create", .record_kind = "person"});
        act->commit();
        return file;
    }

    std::optional<PersonFile> loaded(domain::PersonId person) {
        const Reading reading(db(), tenant);
        return load_person_file(db(), keyring_, tenant, person, Lock::none);
    }

    /// Every record of the file as JSON, by table.
    static std::map<std::string, std::vector<std::string>> records(const PersonFile& file) {
        std::map<std::string, std::vector<std::string>> all;
        for_each_person_record(file, [&](const auto& record) {
            using Record = std::remove_cvref_t<decltype(record)>;
            all[std::string(Description<Record>::kind.name)].push_back(record_json(record));
        });
        return all;
    }
};
ON_BOTH_ENGINES(PersonFileTest);

TEST_P(PersonFileTest, comes_back_with_every_record_and_every_member) {
    const PersonFile file = stored();
    const auto back = loaded(file.person.person_id);
    ASSERT_TRUE(back);
    EXPECT_EQ(records(*back), records(file));
    EXPECT_EQ(back->person, file.person);
    ASSERT_THAT(back->jobs, SizeIs(1));
    EXPECT_EQ(back->jobs[0].company.name, example_world_.company.name);
    EXPECT_THAT(back->sources, SizeIs(1));
    ASSERT_THAT(back->company_objections, SizeIs(1));
    EXPECT_EQ(back->company_objections[0].objection_id, example_world_.company_objection.objection_id);
    ASSERT_THAT(back->suppressions, SizeIs(1));
    EXPECT_EQ(back->suppressions[0].suppression_id, example_world_.suppression.suppression_id);
    EXPECT_FALSE(loaded(ids_.next<domain::PersonTag>(now)));
}

/// The example is of use only as long as it fills everything.
TEST_P(PersonFileTest, the_example_has_a_record_of_every_kind_and_fills_every_member) {
    const auto all = records(stored());
    EXPECT_THAT(all, SizeIs(boost::mp11::mp_size<PersonRecords>::value));
    for (const auto& [table, rows] : all) {
        EXPECT_THAT(rows, Each(testing::Not(testing::HasSubstr(":null")))) << table;
    }
}

TEST_P(PersonFileTest, sealed_members_do_not_stand_in_the_database) {
    stored();
    for (const auto& [column, table] :
         {std::pair{"text", "note"}, std::pair{"said", "claim"}, std::pair{"note", "objection"},
          std::pair{"evidence_note", "consent"}, std::pair{"reason", "restriction"},
          std::pair{"why_content", "presumed_interest"}, std::pair{"why_phone", "presumed_interest"},
          std::pair{"birth_date", "person"}, std::pair{"answer", "contact_check"}}) {
        // Algorithm 1 and key version 1 lead, then nonce and tag follow.
        EXPECT_EQ(number(fmt::format("SELECT count(*) FROM {0} WHERE tenant_id = 4711 AND length({1}) > 45",
                                     table, column)),
                  1)
            << column;
    }
}

TEST_P(PersonFileTest, facts_and_index_are_written_with_it_and_removed_with_it) {
    const PersonFile file = stored();
    const auto person = file.person.person_id;
    {
        const Reading reading(db(), tenant);
        const auto back = load_person_file(db(), keyring_, tenant, person, Lock::none);
        const auto facts = read_contact_facts(db(), tenant, person);
        ASSERT_TRUE(facts);
        EXPECT_EQ(facts->built_at, now);
        EXPECT_EQ(facts->facts, *domain::packed_facts_of(*back, now));
        const auto index = index_of(keyring_, *back);
        EXPECT_TRUE(index_is_stored(db(), tenant, person, index));
        const Key key = Key::random(keyring_.random());
        IndexSum expected(key);
        expected.add(person, index);
        IndexSum there(key);
        there.add_stored(db(), tenant);
        EXPECT_TRUE(there == expected);
        EXPECT_THAT(rows_missing_from_index(db(), tenant), IsEmpty());
        EXPECT_THAT(rows_beyond_index(db(), tenant), IsEmpty());
    }
    const auto act = write(now + 1);
    ASSERT_TRUE(remove_person_file(*act, *load_person_file(db(), keyring_, tenant, person, Lock::update)));
    act->log({.action = "person.remove", .record_kind = "person"});
    act->commit();
    EXPECT_FALSE(loaded(person));
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, PersonRecords>>(
        [&](auto type) {
            using Record = typename decltype(type)::type;
            EXPECT_EQ(number(fmt::format("SELECT count(*) FROM {} WHERE tenant_id = 4711",
                                         Description<Record>::kind.name)),
                      0);
        });
    EXPECT_EQ(number("SELECT count(*) FROM search_term WHERE tenant_id = 4711"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM value_directory WHERE tenant_id = 4711"), 0);
    const Reading reading(db(), tenant);
    EXPECT_FALSE(read_contact_facts(db(), tenant, person));
    EXPECT_THAT(derived_without_person(db(), tenant), IsEmpty());
}

TEST_P(PersonFileTest, what_is_added_is_found_and_decided_with_at_once) {
    const PersonFile file = stored();
    const auto act = write(now + 1);
    const auto known = load_person_file(db(), keyring_, tenant, file.person.person_id, Lock::update);
    PersonFile added{.person = known->person};
    added.person.last_name = "Umbenannt";
    added.contact_points.push_back(known->contact_points[0]);
    added.contact_points[0].contact_point_id = act->next_id<domain::ContactPointId>();
    added.contact_points[0].kind = domain::PointKind::email;
    added.contact_points[0].value = added.contact_points[0].normal = "neu@example.de";
    PersonFile after = *known;
    after.person = added.person;
    after.contact_points.push_back(added.contact_points[0]);
    ASSERT_TRUE(add_to_person_file(*act, *known, added, after));
    act->log({.action = "person.merge", .record_kind = "person"});
    act->commit();
    const auto back = loaded(file.person.person_id);
    EXPECT_EQ(back->person.last_name, "Umbenannt");
    EXPECT_EQ(back->person.version, 2);
    EXPECT_THAT(back->contact_points, SizeIs(2));
    const Reading reading(db(), tenant);
    EXPECT_TRUE(index_is_stored(db(), tenant, file.person.person_id, index_of(keyring_, *back)));
    EXPECT_THAT(rows_beyond_index(db(), tenant), IsEmpty()) << "terms of the old name are gone";
    const auto facts = read_contact_facts(db(), tenant, file.person.person_id);
    EXPECT_EQ(facts->facts, *domain::packed_facts_of(*back, now + 1));
    const auto hash = keyring_.value_hash(domain::match_value(domain::PointKind::email, "neu@example.de"));
    WaitingIndex none(db(), tenant);
    EXPECT_THAT(persons_with_values(db(), tenant, none, {hash}), testing::ElementsAre(file.person.person_id));
}

TEST_P(PersonFileTest, all_contact_facts_are_walked_in_the_order_of_the_persons) {
    std::vector<domain::PersonId> expected{stored(1).person.person_id, stored(2).person.person_id};
    std::ranges::sort(expected);
    std::vector<domain::PersonId> walked;
    const Reading reading(db(), tenant);
    for_each_contact_facts(db(), tenant, [&](domain::PersonId person, ByteView facts) {
        walked.push_back(person);
        EXPECT_FALSE(facts.empty());
    });
    EXPECT_EQ(walked, expected);
}

}  // namespace
}  // namespace kartei::store
