// What stands in a schema beside what the steps make, and what they make and does not stand there.
#include "store/schema_check.h"

#include "store/steps.h"
#include "tests/support/sample_steps.h"
#include "tests/support/test_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace kartei::store {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

class SchemaCheck : public StoreTest {
protected:
    void SetUp() override { ASSERT_TRUE(migrate(db(), steps_, migrated_at)); }

    /// As somebody who owns the database.
    void by_hand(const std::string& statements) const {
        const auto owner = connect();
        if (GetParam() == Engine::postgresql) owner->run("RESET ROLE");
        owner->run(statements);
    }

    std::vector<std::string> differences(Instant at = migrated_at) {
        const auto found = schema_differences(db(), steps_, at);
        std::vector<std::string> list;
        if (!found) return {"refused: " + found.error().what.en};
        for (const auto& one : *found) list.push_back(one.where + ": " + one.what.en);
        return list;
    }

    /// One edit, and what must be said of it.
    struct Edit {
        const char* statements;
        std::string where;
    };

    /// Each edit on top of those before it.
    void expect_each_is_named(const std::vector<Edit>& edits) {
        for (const auto& [statements, finding] : edits) {
            SCOPED_TRACE(statements);
            ASSERT_NO_THROW(by_hand(statements));
            EXPECT_THAT(differences(), Contains(finding));
        }
    }

    const std::vector<Step> steps_{sample_step(), second_sample_step()};
};
ON_BOTH_ENGINES(SchemaCheck);

const std::string planted = ": It does not belong to the schema.";
const std::string lacking = ": The schema lacks it.";
const std::string bent = ": It is not as kartei made it.";

TEST_P(SchemaCheck, finds_nothing_in_what_the_steps_made_and_leaves_nothing_behind) {
    EXPECT_THAT(differences(), IsEmpty());
    EXPECT_THAT(db().tables(), ElementsAre("country", "customer", "journal", "purchase", "schema_step"));
    EXPECT_FALSE(db().in_transaction());
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(SchemaCheck, names_what_was_planted_dropped_and_bent) {
    expect_each_is_named({
        {"CREATE TABLE spy (number integer)", "table spy" + planted},
        {"CREATE VIEW people AS SELECT name FROM customer", "view people" + planted},
        {"CREATE INDEX journal_fast ON journal (number)", "index journal_fast of table journal" + planted},
        {"DROP INDEX customer_by_name", "index customer_by_name of table customer" + lacking},
        {"CREATE INDEX customer_by_name ON customer (name)",
         "index customer_by_name of table customer" + bent},
        {"DROP TABLE purchase", "table purchase" + lacking},
    });
}

TEST_P(SchemaCheck, tells_of_a_dropped_table_and_not_of_each_thing_in_it) {
    by_hand("DROP TABLE purchase");
    for (const auto& difference : differences())
        EXPECT_THAT(difference, testing::AnyOf(testing::StartsWith("table purchase:"),
                                               testing::EndsWith("of table sqlite_stat1" + lacking)));
    EXPECT_THAT(differences(), Contains("table purchase" + lacking));
}

TEST_P(SchemaCheck, names_a_row_that_does_not_say_what_the_step_is) {
    by_hand("UPDATE schema_step SET name = 'other' WHERE number = 1");
    EXPECT_THAT(differences(), ElementsAre("schema_step 1, name" + bent));
    by_hand(GetParam() == Engine::sqlite ? "UPDATE schema_step SET name = 'shop', checksum = X'00'"
                                           " WHERE number = 1"
                                         : "UPDATE schema_step SET name = 'shop', checksum = '\\x00'"
                                           " WHERE number = 1");
    EXPECT_THAT(differences(), ElementsAre("schema_step 1, checksum" + bent));
}

TEST_P(SchemaCheck, names_a_row_that_is_missing_or_too_much) {
    by_hand("UPDATE schema_step SET number = 0 WHERE number = 1");
    EXPECT_THAT(differences(), ElementsAre("schema_step 1: The row is missing.", "schema_step 0" + planted));
    by_hand("UPDATE schema_step SET number = 1 WHERE number = 0");
    by_hand(
        "INSERT INTO schema_step SELECT number + 1, name, checksum, applied_at FROM schema_step"
        " WHERE number = 2");
    EXPECT_THAT(differences(), ElementsAre("schema_step 3" + planted));
}

TEST_P(SchemaCheck, names_steps_applied_in_the_future_or_before_the_step_before) {
    EXPECT_THAT(differences(migrated_at + -1),
                ElementsAre("schema_step 1, applied_at: The time is impossible.",
                            "schema_step 2, applied_at: The time is impossible."));
    by_hand("UPDATE schema_step SET applied_at = applied_at - 1 WHERE number = 2");
    EXPECT_THAT(differences(), ElementsAre("schema_step 2, applied_at: The time is impossible."));
}

TEST_P(SchemaCheck, names_a_table_of_steps_that_cannot_be_read) {
    by_hand("ALTER TABLE schema_step RENAME COLUMN checksum TO sum");
    EXPECT_THAT(differences(), Contains(testing::HasSubstr("table schema_step")));
}

TEST_P(SchemaCheck, refuses_what_a_newer_version_or_another_program_made) {
    const auto newer = schema_differences(db(), std::span(steps_).first(1), migrated_at);
    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error().code, ErrorCode::conflict);
    by_hand(
        "DROP TABLE purchase; DROP TABLE customer; DROP TABLE journal; DROP TABLE country;"
        "CREATE TABLE invoice (id integer)");
    const auto foreign = schema_differences(db(), steps_, migrated_at);
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, ErrorCode::conflict);
}

class SqliteSchemaCheck : public SchemaCheck {};
INSTANTIATE_TEST_SUITE_P(, SqliteSchemaCheck, testing::Values(Engine::sqlite), engine_name);

TEST_P(SqliteSchemaCheck, names_what_only_sqlite_has) {
    expect_each_is_named({
        {"CREATE TRIGGER spy AFTER INSERT ON customer BEGIN DELETE FROM journal; END",
         "trigger spy of table customer" + planted},
        {"UPDATE sqlite_stat1 SET stat = '1 1 1' WHERE idx = 'customer_by_name'",
         "row customer/customer_by_name of table sqlite_stat1" + bent},
        {"INSERT INTO sqlite_stat1 VALUES ('customer', 'customer_by_city', '1 1 1')",
         "row customer/customer_by_city of table sqlite_stat1" + bent},
        {"ALTER TABLE journal ADD COLUMN note TEXT", "table journal" + bent},
        {"DROP TABLE sqlite_stat1", "table sqlite_stat1" + lacking},
    });
}

TEST_P(SqliteSchemaCheck, what_was_planted_does_not_run) {
    by_hand("CREATE TRIGGER spy AFTER INSERT ON journal BEGIN DELETE FROM schema_step; END");
    db().run("INSERT INTO journal VALUES (1, 1)");
    EXPECT_THAT(differences(), ElementsAre("trigger spy of table journal" + planted));
}

class PostgresqlSchemaCheck : public SchemaCheck {};
INSTANTIATE_TEST_SUITE_P(, PostgresqlSchemaCheck, testing::Values(Engine::postgresql), engine_name);

TEST_P(PostgresqlSchemaCheck, names_what_only_postgresql_has) {
    expect_each_is_named({
        {"CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
         "function spy()" + planted},
        {"CREATE TRIGGER spy BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION spy()",
         "trigger spy of table customer" + planted},
        {"CREATE RULE quiet AS ON DELETE TO journal DO INSTEAD NOTHING",
         "rule quiet of table journal" + planted},
        {"CREATE MATERIALIZED VIEW kept AS SELECT name FROM customer", "materialized view kept" + planted},
        {"CREATE SEQUENCE numbers", "sequence numbers" + planted},
        {"CREATE TYPE mood AS ENUM ('good')", "type mood" + planted},
        {"CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = integer, RIGHTARG = integer)",
         "operator ===(integer,integer)" + planted},
        {"ALTER TABLE journal ADD COLUMN note text", "column note of table journal" + planted},
        {"ALTER TABLE customer ALTER COLUMN member DROP NOT NULL", "column member of table customer" + bent},
        {"ALTER TABLE customer ALTER COLUMN name SET DEFAULT 'nobody'",
         "column name of table customer" + bent},
        {"ALTER TABLE customer DROP CONSTRAINT customer_kind_check",
         "constraint customer_kind_check of table customer" + lacking},
        {"ALTER TABLE purchase DROP CONSTRAINT purchase_tenant_id_customer_id_fkey",
         "constraint purchase_tenant_id_customer_id_fkey of table purchase" + lacking},
        {"ALTER TABLE customer NO FORCE ROW LEVEL SECURITY", "table customer" + bent},
        {"CREATE POLICY all_of_them ON customer USING (true)",
         "policy all_of_them of table customer" + planted},
        {"ALTER POLICY own_tenant ON purchase USING (true)", "policy own_tenant of table purchase" + bent},
        {"GRANT UPDATE ON journal TO kartei_app", "rights of kartei_app of table journal" + bent},
        {"GRANT UPDATE (number) ON journal TO PUBLIC",
         "rights of everybody on column number of table journal" + planted},
        {"GRANT SELECT ON country TO PUBLIC", "rights of everybody of table country" + planted},
        {"CREATE TABLE more () INHERITS (country)", "table country" + bent},
    });
}

TEST_P(PostgresqlSchemaCheck, a_table_that_a_crash_would_empty_is_named) {
    by_hand("ALTER TABLE journal SET UNLOGGED");
    EXPECT_THAT(differences(), ElementsAre("table journal" + bent));
}

TEST_P(PostgresqlSchemaCheck, a_role_that_nothing_binds_is_damage) {
    EXPECT_THAT(db().damage(), IsEmpty());
    for (const auto& [statement, damage] :
         {std::pair{"ALTER ROLE kartei_app BYPASSRLS",
                    std::vector<std::string>{"nothing binds the role kartei_app"}},
          std::pair{"ALTER TABLE journal OWNER TO kartei_app",
                    std::vector<std::string>{"the role kartei_app may act as the owner of journal",
                                             "journal belongs to kartei_app"}},
          std::pair{
              "ALTER SCHEMA public OWNER TO kartei_app",
              std::vector<std::string>{"the role kartei_app may act as the owner of the schema public"}},
          std::pair{"ALTER TABLE journal OWNER TO pg_monitor",
                    std::vector<std::string>{"journal belongs to pg_monitor"}}}) {
        // Roles belong to the server: nothing of it is ever committed.
        db().begin_installation();
        db().run(std::string("SET LOCAL ROLE NONE; ") + statement);
        EXPECT_THAT(db().damage(), UnorderedElementsAreArray(damage));
        db().rollback();
    }
}

TEST_P(PostgresqlSchemaCheck, leaves_extensions_and_an_administrators_readers_alone) {
    by_hand("CREATE EXTENSION pg_stat_statements");
    EXPECT_THAT(differences(), IsEmpty());
    by_hand("GRANT SELECT ON customer TO pg_monitor");
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(PostgresqlSchemaCheck, says_which_right_it_lacks_to_compare) {
    by_hand("DROP ROLE IF EXISTS visitor_of_the_schema");
    by_hand("CREATE ROLE visitor_of_the_schema LOGIN; GRANT kartei_app TO visitor_of_the_schema");
    by_hand(
        "DO 'BEGIN EXECUTE ''REVOKE TEMPORARY ON DATABASE '' || quote_ident(current_database()) ||"
        " '' FROM PUBLIC''; END'");
    db().run("RESET ROLE; SET SESSION AUTHORIZATION visitor_of_the_schema");
    const auto refused = schema_differences(db(), steps_, migrated_at);
    by_hand("DROP ROLE visitor_of_the_schema");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_THAT(refused.error().next.en, testing::HasSubstr("GRANT TEMPORARY"));
}

}  // namespace
}  // namespace kartei::store
