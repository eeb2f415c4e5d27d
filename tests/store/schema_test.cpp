#include "store/schema.h"

#include "store/steps.h"
#include "tests/support/sample_steps.h"
#include "tests/support/test_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

namespace kartei::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class MigrateTest : public StoreTest {
protected:
    std::vector<Step> one_{sample_step()};
    std::vector<Step> two_{sample_step(), second_sample_step()};

    /// Owner's work that is no step: what an administrator might do by hand.
    void by_hand(std::string_view statements) {
        if (GetParam() == Engine::postgresql) db().run("RESET ROLE");
        db().run(statements);
    }

    std::int64_t number(std::string_view question) {
        const Sql sql(question);
        db().begin_installation(Access::read);
        Statement& row = db().prepare(sql);
        row.next();
        const std::int64_t found = row.integer(0);
        db().rollback();
        return found;
    }
};
ON_BOTH_ENGINES(MigrateTest);

TEST_P(MigrateTest, brings_an_empty_database_up_to_date_and_changes_nothing_the_second_time) {
    EXPECT_EQ(schema_version(db(), two_), 0);
    ASSERT_TRUE(migrate(db(), one_, migrated_at));
    EXPECT_EQ(schema_version(db(), two_), 1);
    ASSERT_TRUE(migrate(db(), two_, migrated_at + 1));
    ASSERT_TRUE(migrate(db(), two_, migrated_at + 2));
    EXPECT_EQ(schema_version(db(), two_), 2);
    EXPECT_THAT(db().tables(), ElementsAre("country", "customer", "journal", "purchase", "schema_step"));
    EXPECT_EQ(number("SELECT applied_at FROM schema_step WHERE number = 2"), migrated_at.us + 1);
    EXPECT_EQ(number("SELECT count(*) FROM schema_step"), 2);
    EXPECT_THAT(db().damage(), ElementsAre());
}

TEST_P(MigrateTest, refuses_a_step_that_changed_after_its_release) {
    ASSERT_TRUE(migrate(db(), one_, migrated_at));
    auto changed = two_;
    changed[0].tables[1].columns[3].null = Null::refused;
    const auto refused = migrate(db(), changed, migrated_at);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().where, "schema_step 1 shop");
    EXPECT_EQ(schema_version(db(), two_), 1);
}

TEST_P(MigrateTest, refuses_a_database_of_a_newer_version) {
    ASSERT_TRUE(migrate(db(), two_, migrated_at));
    const auto refused = migrate(db(), one_, migrated_at);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_THAT(refused.error().what.en, HasSubstr("newer version"));
}

TEST_P(MigrateTest, refuses_a_database_with_a_step_missing_in_between) {
    ASSERT_TRUE(migrate(db(), two_, migrated_at));
    by_hand("DELETE FROM schema_step WHERE number = 1");
    EXPECT_FALSE(migrate(db(), two_, migrated_at));
    EXPECT_FALSE(schema_version(db(), two_));
}

TEST_P(MigrateTest, refuses_another_programs_database_and_leaves_it_alone) {
    by_hand("CREATE TABLE invoice (id integer)");
    const auto refused = migrate(db(), one_, migrated_at);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().where, "invoice");
    EXPECT_THAT(db().tables(), ElementsAre("invoice"));
}

TEST_P(MigrateTest, a_step_that_fails_leaves_the_database_at_the_step_before) {
    auto broken = two_;
    broken[1].added_indexes[0].index.columns = {"tenant_id", "no_such_column"};
    EXPECT_THROW((void)migrate(db(), broken, migrated_at), StoreFailure);
    EXPECT_FALSE(db().in_transaction());
    EXPECT_EQ(schema_version(db(), two_), 1);
    ASSERT_TRUE(migrate(db(), two_, migrated_at));
    EXPECT_EQ(schema_version(db(), two_), 2);
}

TEST_P(MigrateTest, a_process_that_dies_in_a_step_leaves_the_database_at_the_step_before) {
    ASSERT_TRUE(migrate(db(), one_, migrated_at));
    {
        const auto dying = connect();
        dying->begin_installation();
        ASSERT_TRUE(dying->begin_schema_work());
        for (const std::string& statement : render(two_[1], GetParam())) dying->run(statement);
    }
    EXPECT_EQ(schema_version(db(), two_), 1);
    ASSERT_TRUE(migrate(db(), two_, migrated_at));
    EXPECT_EQ(schema_version(db(), two_), 2);
}

TEST_P(MigrateTest, several_processes_may_migrate_at_once) {
    std::atomic<int> succeeded = 0;
    {
        std::vector<std::jthread> processes;
        processes.reserve(4);
        for (int i = 0; i < 4; ++i) {
            processes.emplace_back([&] {
                const auto connection = connect();
                if (migrate(*connection, two_, migrated_at)) ++succeeded;
            });
        }
    }
    EXPECT_EQ(succeeded, 4);
    EXPECT_EQ(number("SELECT count(*) FROM schema_step"), 2);
}

TEST(Schema, steps_stand_in_order) {
    const auto made = store::connect(sqlite_file(":memory:"));
    const std::vector<Step> steps{second_sample_step()};
    EXPECT_THROW((void)migrate(**made, steps, migrated_at), std::logic_error);
}

TEST(Schema, checksums_change_with_every_change) {
    EXPECT_NE(checksum(sample_step(), Engine::sqlite), checksum(second_sample_step(), Engine::sqlite));
    EXPECT_NE(checksum(sample_step(), Engine::sqlite), checksum(sample_step(), Engine::postgresql));
    Step step = sample_step();
    step.tables[1].columns[2].words.emplace_back("other");
    EXPECT_NE(checksum(step, Engine::sqlite), checksum(sample_step(), Engine::sqlite));
}

// Whoever changes what is rendered changes the checksum of steps that are applied already.
TEST(Schema, rendered_text_of_a_released_step_stays) {
    EXPECT_EQ(hex(checksum(sample_step(), Engine::sqlite)),
              "37d3ac9702cb3ea12d5b0ab0107bd9603a51af514689ffd5a7f7c11ba3872a3a");
    EXPECT_EQ(hex(checksum(sample_step(), Engine::postgresql)),
              "70e7fead96e85b54bd7e011956ad5339cfd3c5443216f17ccd531c52f9396b96");
}

TEST(Schema, refuses_descriptions_that_break_the_rules) {
    const auto with = [](auto&& change) {
        Step step = sample_step();
        change(step.tables);
        return step;
    };
    const std::vector<Step> broken{
        with([](auto& tables) { tables[1].primary_key = {"customer_id"}; }),
        with([](auto& tables) { tables[1].indexes[0].columns = {"name"}; }),
        with([](auto& tables) { tables[1].indexes[0].columns = {"tenant_id", "nobody"}; }),
        with([](auto& tables) { tables[1].name = "Customer; DROP"; }),
        with([](auto& tables) { tables[1].columns[0].name = "x y"; }),
        with([](auto& tables) { tables[1].columns[2].words = {"it's"}; }),
        with([](auto& tables) { tables[2].foreign_keys[0].columns = {"customer_id", "tenant_id"}; }),
        with([](auto& tables) { tables[2].primary_key = {}; }),
    };
    for (const Step& step : broken) EXPECT_THROW(render(step, Engine::sqlite), std::logic_error);
}

TEST(Schema, lists_how_tables_are_distributed) {
    EXPECT_EQ(distribution_tsv(std::vector<Step>{sample_step()}),
              "table\tkind\tcolumn\n"
              "country\treference\t\n"
              "customer\ttenant\ttenant_id\n"
              "journal\ttenant\ttenant_id\n"
              "purchase\ttenant\ttenant_id\n");
}

}  // namespace
}  // namespace kartei::store
