// What records refer to: lists of the tenant, and imports.
#include "store/lists.h"

#include "domain/purpose.h"
#include "domain/search_terms.h"
#include "domain/tenant.h"
#include "domain/wording.h"
#include "store/import_runs.h"
#include "store/person_file.h"
#include "store/search.h"
#include "tests/support/full_person.h"
#include "tests/support/tenant_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class ListsTest : public TenantStoreTest {
protected:
    template <class... Records>
    void put(const Records&... records) {
        const auto act = write();
        (act->insert(records), ...);
        act->log({.action = "lists.make", .record_kind = "area"});
        act->commit();
    }

    domain::PersonFile put_person(int number) {
        const auto act = write();
        const auto world = insert_full_world(*act, number);
        auto file = full_person(*act, world, number);
        EXPECT_TRUE(insert_person_file(*act, file));
        act->log({.action = "person.create", .record_kind = "person"});
        act->commit();
        return file;
    }
};
ON_BOTH_ENGINES(ListsTest);

TEST_P(ListsTest, lists_come_back_in_their_order) {
    put(domain::Tenant{.tenant_id = tenant, .name = "Muster GmbH", .created_at = now},
        domain::Area{.tenant_id = tenant,
                     .area_no = {2},
                     .area_key = "b",
                     .name = "B",
                     .parent_no = domain::AreaNo{1}},
        domain::Area{.tenant_id = tenant, .area_no = {1}, .area_key = "a", .name = "A"},
        domain::TenantPurpose{
            .tenant_id = tenant, .purpose = "contract", .name_de = "Vertrag", .name_en = "Contract"},
        domain::Wording{
            .tenant_id = tenant, .wording_no = {3}, .label = "2026", .language = "de", .text = "Ja."});
    const Reading reading(db(), tenant);
    const auto areas = read_areas(db(), keyring_, tenant);
    ASSERT_THAT(areas, SizeIs(2));
    EXPECT_EQ(areas[0].name, "A");
    EXPECT_EQ(areas[1].parent_no, domain::AreaNo{1});
    EXPECT_EQ(read_purposes(db(), keyring_, tenant).at(0).name_de, "Vertrag");
    EXPECT_EQ(read_wordings(db(), keyring_, tenant).at(0).text, "Ja.");
    EXPECT_EQ(tenant_name(db(), tenant), "Muster GmbH");
}

TEST_P(ListsTest, sources_are_found_by_their_folded_name) {
    const auto file = put_person(1);
    const Reading reading(db(), tenant);
    EXPECT_EQ(find_source(db(), keyring_, tenant, "messe 1")->source_id, file.person.source_id);
    EXPECT_FALSE(find_source(db(), keyring_, tenant, "Messe 1"));
}

TEST_P(ListsTest, companies_are_found_by_their_folded_names_however_many_are_asked_for) {
    put_person(1);
    put_person(2);
    std::vector<std::string> keys{"keine", "grosse 1 gmbh", "grosse 2 gmbh", "grosse 1 gmbh", ""};
    for (int i = 0; i < 200; ++i) keys.push_back(fmt::format("{}", i));
    const Reading reading(db(), tenant);
    std::vector<std::string> names;
    for (const auto& company : find_companies(db(), keyring_, tenant, keys)) names.push_back(company.name);
    EXPECT_THAT(names, UnorderedElementsAre("Größe 1 GmbH", "Größe 2 GmbH"));
    EXPECT_THAT(find_companies(db(), keyring_, tenant, {}), IsEmpty());
    EXPECT_THAT(find_companies(db(), keyring_, tenant, {"Größe 1 GmbH"}), IsEmpty());
}

TEST_P(ListsTest, what_a_record_names_is_in_use) {
    const auto file = put_person(1);
    const domain::Company idle{.tenant_id = tenant, .company_id = ids_.next<domain::CompanyTag>(now)};
    const domain::Source unused{.tenant_id = tenant, .source_id = ids_.next<domain::SourceTag>(now)};
    const Reading reading(db(), tenant);
    EXPECT_TRUE(is_used(db(), file.jobs[0].company));
    EXPECT_TRUE(is_used(db(), file.sources[0]));
    EXPECT_TRUE(is_used(db(), domain::Area{.tenant_id = tenant, .area_no = {1}}));
    EXPECT_TRUE(is_used(db(), domain::Area{.tenant_id = tenant, .area_no = {2}}));
    EXPECT_FALSE(is_used(db(), domain::Area{.tenant_id = tenant, .area_no = {100}})) << "no part of a number";
    EXPECT_FALSE(is_used(db(), idle));
    EXPECT_FALSE(is_used(db(), unused));
}

TEST_P(ListsTest, imports_come_back_with_every_member_and_by_their_file) {
    domain::ImportRun run{.tenant_id = tenant,
                          .import_id = ids_.next<domain::ImportTag>(now),
                          .file_name = "Kunden Süd.csv",
                          .file_hash = Bytes(32, 7),
                          .source_id = ids_.next<domain::SourceTag>(now),
                          .purpose = "contract",
                          .state = domain::ImportState::done,
                          .rows_done = 9,
                          .persons_created = 4,
                          .persons_merged = 3,
                          .rows_unchanged = 1,
                          .rows_bad = 1,
                          .contact_points = 12,
                          .consents = 5,
                          .claims = 6,
                          .refusals = 7,
                          .objections = 8,
                          .started_at = now,
                          .finished_at = now + 1};
    domain::ImportRun later = run;
    later.import_id = ids_.next<domain::ImportTag>(now);
    later.finished_at.reset();
    put(run, later);
    const auto json = [](const domain::ImportRun& one) { return record_json(one); };
    const Reading reading(db(), tenant);
    EXPECT_EQ(json(*read_import_run(db(), keyring_, tenant, run.import_id)), json(run));
    EXPECT_FALSE(read_import_run(db(), keyring_, tenant, ids_.next<domain::ImportTag>(now)));
    const auto of_file = import_runs_of_file(db(), keyring_, tenant, run.file_hash);
    ASSERT_THAT(of_file, SizeIs(2));
    EXPECT_EQ(of_file[0].import_id, run.import_id);
    EXPECT_THAT(import_runs_of_file(db(), keyring_, tenant, Bytes(32, 8)), IsEmpty());
    const auto newest = newest_import_runs(db(), keyring_, tenant, 1);
    ASSERT_THAT(newest, SizeIs(1));
    EXPECT_EQ(json(newest[0]), json(later));
}

class SearchTest : public ListsTest {
protected:
    std::vector<domain::PersonId> find(std::string_view text) {
        const Reading reading(db(), tenant);
        return find_persons(db(), tenant, domain::read_query(text), 10).persons;
    }
};
ON_BOTH_ENGINES(SearchTest);

TEST_P(SearchTest, finds_by_beginnings_in_any_order_and_any_spelling) {
    const auto person = put_person(1).person.person_id;
    for (const char* text :
         {"oz", "Özd", "OEZDEMIR", "ozdemir sor", "soeren oez", "sören özdemir 1", "groesse", "Größe",
          "grosse 1", "f-1", "F-1", "49074", "osnabruck", "Osnabrueck", "özdemir osna"}) {
        EXPECT_THAT(find(text), ElementsAre(person)) << text;
    }
    for (const char* text : {"demir", "özdemir berlin", "f-2", "", "  ", "xyz"}) {
        EXPECT_THAT(find(text), IsEmpty()) << text;
    }
}

TEST_P(SearchTest, finds_numbers_by_beginning_and_by_end) {
    const auto first = put_person(11).person.person_id;
    const auto second = put_person(22).person.person_id;
    EXPECT_THAT(find("00000011"), ElementsAre(first));
    EXPECT_THAT(find("0022"), ElementsAre(second));
    EXPECT_THAT(find("+4915100000022"), ElementsAre(second));
    EXPECT_THAT(find("0151 00000011"), ElementsAre(first));
    EXPECT_THAT(find("+49151"), SizeIs(2));
}

TEST_P(SearchTest, forgets_a_person_with_his_removal) {
    const auto file = put_person(1);
    ASSERT_THAT(find("Özdemir"), SizeIs(1));
    {
        const auto act = write(now + 1);
        ASSERT_TRUE(remove_person_file(*act, file));
        act->log({.action = "person.remove", .record_kind = "person"});
        act->commit();
    }
    EXPECT_THAT(find("Özdemir"), IsEmpty());
    EXPECT_EQ(number("SELECT count(*) FROM search_term WHERE tenant_id = 4711"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM value_directory WHERE tenant_id = 4711"), 0);
}

TEST_P(SearchTest, says_where_there_are_more_and_never_looks_into_another_company) {
    put_person(1);
    put_person(2);
    {
        const Reading reading(db(), tenant);
        const auto found = find_persons(db(), tenant, domain::read_query("ozdemir"), 1);
        EXPECT_THAT(found.persons, SizeIs(1));
        EXPECT_EQ(found.completeness, Completeness::more);
        const auto all = find_persons(db(), tenant, domain::read_query("ozdemir"), 2);
        EXPECT_THAT(all.persons, SizeIs(2));
        EXPECT_EQ(all.completeness, Completeness::all);
    }
    const Reading reading(db(), TenantId{5});
    EXPECT_THAT(find_persons(db(), TenantId{5}, domain::read_query("ozdemir"), 10).persons, IsEmpty());
}

}  // namespace
}  // namespace kartei::store
