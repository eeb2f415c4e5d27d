#include "tests/support/plan.h"

#include "store/steps.h"
#include "tests/support/sample_steps.h"
#include "tests/support/test_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace kartei::store {
namespace {

using testing::IsEmpty;
using testing::Not;

class PlanTest : public StoreTest {
protected:
    void SetUp() override {
        const std::vector<Step> steps{sample_step()};
        ASSERT_TRUE(migrate(db(), steps, Instant{}));
    }

    std::vector<std::string> faults(std::string_view text) { return plan_faults(db(), Sql(text)); }
};
ON_BOTH_ENGINES(PlanTest);

TEST_P(PlanTest, takes_searches_by_key) {
    for (const char* text : {
             "SELECT name FROM customer WHERE tenant_id = :tenant_id AND customer_id = :customer_id"
             " FOR UPDATE",
             "SELECT name, kind FROM customer WHERE tenant_id = :tenant_id AND name > :name"
             " ORDER BY name LIMIT 10",
             "SELECT c.name, p.number FROM purchase p JOIN customer c USING (tenant_id, customer_id)"
             " WHERE tenant_id = :tenant_id AND p.number = :number",
             "INSERT INTO journal (tenant_id, number) VALUES (:tenant_id, :number)",
             "INSERT INTO customer (tenant_id, customer_id, kind, member, created_at)"
             " VALUES (:tenant_id, :customer_id, :kind, :member, :created_at)"
             " ON CONFLICT (tenant_id, customer_id) DO UPDATE SET kind = excluded.kind RETURNING name",
             "UPDATE customer SET name = :name WHERE tenant_id = :tenant_id AND customer_id = :customer_id",
             "DELETE FROM purchase WHERE tenant_id = :tenant_id AND customer_id = :customer_id",
             "SELECT count(*) FROM (SELECT 1 FROM customer WHERE tenant_id = :tenant_id AND name = :name"
             " LIMIT 10001) x",
         }) {
        EXPECT_THAT(faults(text), IsEmpty()) << text;
    }
}

TEST_P(PlanTest, refuses_walks_and_searches_by_tenant_alone) {
    for (
        const char* text : {
            "SELECT name FROM customer",
            "SELECT name FROM customer WHERE tenant_id = :tenant_id",
            "SELECT name FROM customer WHERE tenant_id = :tenant_id AND born_on = :born_on",
            "SELECT name FROM customer WHERE tenant_id = :tenant_id ORDER BY name LIMIT 10",
            "UPDATE customer SET name = :name WHERE tenant_id = :tenant_id AND kind = :kind",
            "SELECT c.name FROM customer c JOIN purchase p ON p.tenant_id = c.tenant_id WHERE c.name = :name",
        }) {
        EXPECT_THAT(faults(text), Not(IsEmpty())) << text;
    }
}

class StatementsTest : public MigratedStoreTest {};
ON_BOTH_ENGINES(StatementsTest);

TEST_P(StatementsTest, every_statement_reaches_its_rows_by_key_or_says_why_not) {
    for (const Sql* sql : Sql::all()) {
        SCOPED_TRACE(sql->written());
        std::vector<std::string> faults;
        ASSERT_NO_THROW(faults = plan_faults(db(), *sql));
        if (sql->plan() == Plan::indexed) {
            EXPECT_THAT(faults, IsEmpty());
        }
    }
}

std::set<std::string> tables_of_companies() {
    std::set<std::string> names;
    for (const Step& step : kartei_steps()) {
        for (const Table& table : step.tables) {
            if (table.distribution == Distribution::tenant) names.insert(table.name);
        }
    }
    return names;
}

/// The tables of companies in a statement, by the name it gives them.
std::set<std::string> names_of_companies_tables(const std::string& text) {
    static const auto tables = tables_of_companies();
    static const std::regex named("\\b(?:FROM|JOIN|INTO|UPDATE|,) +([a-z_]+)(?: +(?:AS +)?([a-z]+)\\b)?");
    std::set<std::string> names;
    for (std::sregex_iterator at(text.begin(), text.end(), named), end; at != end; ++at) {
        if (!tables.contains((*at)[1])) continue;
        names.insert((*at)[1]);
        if ((*at)[2].matched) names.insert((*at)[2]);
    }
    return names;
}

/// No statement spans companies: rule for distribution over machines, and the first wall between them.
TEST(Statements, name_the_tenant_wherever_a_table_has_one) {
    for (const Sql* sql : Sql::all()) {
        const std::string& text = sql->written();
        if (names_of_companies_tables(text).empty()) continue;
        EXPECT_NE(text.find(":tenant_id"), std::string::npos) << text;
    }
}

/// Not only named: every table of companies that the statement reads is entered by the company.
TEST(Statements, enter_every_table_of_companies_by_the_company) {
    TestDatabase database(Engine::sqlite, TestDatabase::Content::migrated);
    const auto db = database.connect();
    int entered = 0;
    for (const Sql* sql : Sql::all()) {
        const auto names = names_of_companies_tables(sql->written());
        for (const std::string& step : plan_steps(*db, *sql)) {
            static const std::regex access("(?:SEARCH|SCAN) (\\S+).*");
            std::smatch found;
            if (!std::regex_match(step, found, access) || !names.contains(found[1])) continue;
            // A table that is walked may be filtered instead.
            const bool by_company =
                step.find("tenant_id=?") != std::string::npos ||
                sql->written().find(found[1].str() + " WHERE tenant_id = :tenant_id") != std::string::npos;
            EXPECT_TRUE(by_company) << step << "\n" << sql->written();
            ++entered;
        }
    }
    EXPECT_GT(entered, 100);
}

}  // namespace
}  // namespace kartei::store
