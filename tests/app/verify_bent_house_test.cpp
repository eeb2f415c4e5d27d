// What keeps a house from being opened or the console from acting, bent behind kartei's back: `kartei verify`
// runs all the same and names it.
#include "app/verify.h"
#include "tests/app/place_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace kartei::app {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class BentHouse : public PlaceTest {
protected:
    void SetUp() override {
        auto house = open(Opening::may_be_made);
        ASSERT_TRUE(house) << house.error().what.en;
        const auto made = house->make_company("Muster GmbH");
        ASSERT_TRUE(made);
        session_ = *made;
    }

    /// As somebody who owns the database and is bound by nothing in it.
    void bend(const std::string& statements) const {
        if (GetParam() == store::Engine::postgresql) {
            const auto intruder = database().connect();
            intruder->run("RESET ROLE; SET session_replication_role = replica;" + statements);
        } else {
            const auto intruder = store::connect(store::sqlite_file(place().data / "kartei.db"));
            (*intruder)->run("PRAGMA foreign_keys = OFF;" + statements);
        }
    }

    /// `where: what` of every finding, as `kartei verify` makes them; the refusal where there is one.
    std::vector<std::string> findings() const {
        auto house = open(Opening::to_verify);
        if (!house) return {"refused: " + house.error().what.en};
        const auto report = verify(*house, {});
        if (!report) return {"refused: " + report.error().what.en};
        std::vector<std::string> list;
        for (const auto& finding : report->findings) list.push_back(finding.where + ": " + finding.what.en);
        return list;
    }

    ErrorCode code_at_the_console() const {
        auto house = open(Opening::existing);
        EXPECT_TRUE(house);
        const auto session = house->console_session();
        EXPECT_FALSE(session);
        EXPECT_THAT(session.error().next.en, HasSubstr("kartei verify"));
        return session.error().code;
    }

    std::filesystem::path key_file() const { return place().data / "keys" / "root.key"; }
    const Session& session() const { return session_; }

private:
    Session session_;
};
ON_BOTH_ENGINES(BentHouse);

TEST_P(BentHouse, untouched_has_nothing_wrong_with_it) {
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(BentHouse, every_company_in_it_is_verified) {
    TenantId second;
    {
        auto house = open(Opening::existing);
        const auto added = house->add_company("Beispiel AG");
        ASSERT_TRUE(added) << added.error().what.en;
        second = added->tenant;
        EXPECT_EQ(house->console_session().error().code, ErrorCode::conflict);
    }
    EXPECT_THAT(findings(), IsEmpty());
    bend(fmt::format("UPDATE purpose SET name_de = 'anders' WHERE tenant_id = {}", second.value));
    EXPECT_THAT(findings(), Contains(HasSubstr("name_de")));
    bend(fmt::format("DELETE FROM tenant_key WHERE tenant_id = {}", second.value));
    EXPECT_THAT(findings(), Contains(StartsWith(fmt::format("tenant {}: ", second.value))));
}

using EmptyHouse = PlaceTest;
ON_BOTH_ENGINES(EmptyHouse);

TEST_P(EmptyHouse, has_no_damage) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    const auto report = verify(*house, {});
    ASSERT_FALSE(report) << report->findings.size();
    EXPECT_EQ(report.error().code, ErrorCode::not_found);
}

TEST_P(BentHouse, memberships_given_to_others_are_named) {
    bend(
        "UPDATE membership SET version = 2, role = 'agent' WHERE role = 'administrator';"
        "UPDATE membership SET account_id = (SELECT entry_id FROM log_entry) WHERE role = 'manager'");
    EXPECT_THAT(findings(),
                Contains(StartsWith("membership " + session().account.text() + "/administrator")));
    EXPECT_THAT(findings(), Contains(StartsWith("membership " + session().account.text() + "/manager")));
}

TEST_P(BentHouse, memberships_removed_shut_the_console_out_and_are_named) {
    bend("DELETE FROM membership");
    EXPECT_EQ(code_at_the_console(), ErrorCode::forbidden);
    EXPECT_THAT(findings(), Contains(StartsWith("membership " + session().account.text() + "/manager")));
}

TEST_P(BentHouse, an_account_closed_shuts_the_console_out_and_is_named) {
    bend("UPDATE account SET state = 'closed'");
    EXPECT_EQ(code_at_the_console(), ErrorCode::forbidden);
    EXPECT_THAT(findings(), Contains(StartsWith("account " + session().account.text() + ", state")));
}

TEST_P(BentHouse, a_company_put_in_is_named) {
    bend(
        "INSERT INTO tenant SELECT tenant_id - 1, name, country, policy_pack, created_at - 1, version FROM"
        " tenant");
    EXPECT_EQ(code_at_the_console(), ErrorCode::conflict);
    EXPECT_THAT(findings(), Contains(StartsWith(fmt::format("tenant {}", session().tenant.value - 1))));
}

TEST_P(BentHouse, a_membership_in_a_company_that_is_not_there_is_named) {
    bend("INSERT INTO membership SELECT account_id, 7, role, created_at, version FROM membership");
    EXPECT_THAT(findings(), Contains(StartsWith("tenant 7")));
}

TEST_P(BentHouse, a_company_taken_out_is_named) {
    bend("DELETE FROM tenant");
    EXPECT_THAT(findings(), Contains(StartsWith(fmt::format("tenant {}", session().tenant.value))));
}

TEST_P(BentHouse, a_key_bent_is_named_and_all_of_them_removed_too) {
    bend("UPDATE tenant_key SET created_at = created_at + 1 WHERE use = 'log'");
    EXPECT_THAT(findings(), testing::ElementsAre(StartsWith("tenant_key log/1")));
    bend("DELETE FROM tenant_key");
    EXPECT_THAT(findings(), testing::ElementsAre(StartsWith("tenant_key wrap/1")));
}

TEST_P(BentHouse, a_root_key_of_other_data_is_no_finding_but_put_back) {
    const auto right = key_file().string() + ".right";
    std::filesystem::rename(key_file(), right);
    std::ofstream(key_file()) << std::string(64, 'a') << "\n";
    std::filesystem::permissions(key_file(), std::filesystem::perms(0600));
    {
        auto house = open(Opening::to_verify);
        ASSERT_TRUE(house);
        const auto report = verify(*house, {});
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().what.en, "The root key does not belong to this data.");
        EXPECT_THAT(report.error().next.en, HasSubstr("Put back the key file"));
        EXPECT_EQ(report.error().where, key_file().string());
    }
    std::filesystem::rename(right, key_file());
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(BentHouse, steps_bent_or_forgotten_are_named) {
    bend("UPDATE schema_step SET name = 'x'");
    EXPECT_THAT(findings(),
                testing::ElementsAre(StartsWith("schema_step 1, name"), StartsWith("schema_step 2, name"),
                                     StartsWith("schema_step 3, name")));
    bend("UPDATE schema_step SET number = 0 WHERE number = 1");
    EXPECT_THAT(findings(), Contains("schema_step 1: The row is missing."));
    bend("DELETE FROM schema_step");
    EXPECT_THAT(findings(), testing::ElementsAre("schema_step 1: The row is missing.",
                                                 "schema_step 2: The row is missing.",
                                                 "schema_step 3: The row is missing."));
}

TEST_P(BentHouse, a_step_applied_after_the_first_entry_is_named) {
    bend("UPDATE schema_step SET applied_at = (SELECT min(at) FROM log_entry) + 1");
    EXPECT_THAT(findings(),
                testing::ElementsAre("schema_step 1, applied_at: The time is after the first log entry."));
}

TEST_P(BentHouse, tables_lost_or_bent_are_named_and_end_what_cannot_be_read) {
    bend("DROP TABLE suppression_entry");
    EXPECT_THAT(findings(), testing::AllOf(Contains("table suppression_entry: The schema lacks it."),
                                           Contains(StartsWith("database: In this schema"))));
    bend("ALTER TABLE tenant RENAME TO company_of_tenant");
    EXPECT_THAT(findings(), Contains("table tenant: The schema lacks it."));
    bend("DROP TABLE schema_step");
    EXPECT_THAT(findings(), Contains("table schema_step: The schema lacks it."));
}

TEST_P(BentHouse, a_database_lost_is_not_made_anew) {
    if (GetParam() == store::Engine::sqlite) {
        for (const char* file : {"kartei.db", "kartei.db-wal", "kartei.db-shm"})
            std::filesystem::remove(place().data / file);
    } else {
        bend("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }
    for (const auto opening : {Opening::existing, Opening::may_be_made, Opening::to_verify}) {
        const auto house = open(opening);
        ASSERT_FALSE(house);
        EXPECT_EQ(house.error().code, ErrorCode::not_found);
        EXPECT_THAT(house.error().what.en, HasSubstr("database is missing or empty"));
    }
    EXPECT_FALSE(std::filesystem::exists(place().data / "kartei.db"));
}

class BentHouseFile : public BentHouse {};
INSTANTIATE_TEST_SUITE_P(, BentHouseFile, testing::Values(store::Engine::sqlite), store::engine_name);

TEST_P(BentHouseFile, rows_of_a_company_that_is_not_there_are_named) {
    bend(
        "INSERT INTO purpose SELECT 7, purpose, name_de, name_en, created_at, version FROM purpose;"
        "INSERT INTO log_pending SELECT tenant_id + 1, log_id, entry_id FROM log_pending");
    EXPECT_THAT(findings(), Contains(HasSubstr("rows of purpose are of company 7")));
    EXPECT_THAT(findings(), Contains(HasSubstr(fmt::format("rows of log_pending are of company {}",
                                                           session().tenant.value + 1))));
}

TEST_P(BentHouseFile, a_company_taken_out_with_its_memberships_leaves_its_rows) {
    bend("DELETE FROM tenant; DELETE FROM membership");
    EXPECT_THAT(
        findings(),
        Contains(HasSubstr(fmt::format("rows of log_entry are of company {}", session().tenant.value))));
}

}  // namespace
}  // namespace kartei::app
