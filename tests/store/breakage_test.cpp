// What becomes of a transaction when the database is locked, gone, or does not answer.
#include "store/steps.h"
#include "tests/support/sample_steps.h"
#include "tests/support/test_database.h"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

namespace kartei::store {
namespace {

class BreakageTest : public StoreTest {
protected:
    const Sql insert_{"INSERT INTO journal (tenant_id, number) VALUES (:tenant_id, :number)"};
    const Sql count_{"SELECT count(*) FROM journal WHERE tenant_id = :tenant_id"};
    const Sql lock_{
        "SELECT kind FROM customer WHERE tenant_id = :tenant_id AND customer_id = :customer_id FOR UPDATE"};

    void SetUp() override {
        const std::vector<Step> steps{sample_step()};
        ASSERT_TRUE(migrate(db(), steps, Instant{}));
    }

    void put(Connection& connection, int number) {
        connection.prepare(insert_).bind("tenant_id", test_tenant).bind("number", number).enqueue();
    }

    std::int64_t stored() {
        const auto connection = connect();
        connection->begin_read(test_tenant);
        Statement& row = connection->prepare(count_).bind("tenant_id", test_tenant);
        row.next();
        return row.integer(0);
    }

    template <class Act>
    FailureKind failure_of(Act&& act) {
        try {
            act();
        } catch (const StoreFailure& failure) {
            return failure.kind();
        }
        ADD_FAILURE() << "no failure";
        return FailureKind::other;
    }
};
ON_BOTH_ENGINES(BreakageTest);

TEST_P(BreakageTest, a_lock_held_too_long_is_busy_and_the_connection_stays_good) {
    const Sql insert_customer(
        "INSERT INTO customer (tenant_id, customer_id, kind, member, created_at)"
        " VALUES (:tenant_id, :customer_id, 'private', 0, 0)");
    db().begin_write(test_tenant);
    db().prepare(insert_customer).bind("tenant_id", test_tenant).bind("customer_id", UuidBytes{1}).execute();
    const auto other = connect({.deadline_ms = 200});
    EXPECT_EQ(failure_of([&] {
                  other->begin_write(test_tenant);
                  other->prepare(insert_customer)
                      .bind("tenant_id", test_tenant)
                      .bind("customer_id", UuidBytes{1})
                      .execute();
              }),
              FailureKind::busy);
    other->rollback();
    db().commit();
    EXPECT_FALSE(other->broken());
    other->begin_write(test_tenant);
    Statement& row = other->prepare(lock_).bind("tenant_id", test_tenant).bind("customer_id", UuidBytes{1});
    EXPECT_TRUE(row.next());
    other->commit();
}

class LostLine : public BreakageTest {
protected:
    /// The server ends db()'s session, as an administrator or a failover would.
    void end_session() {
        const Sql own_session("SELECT pg_backend_pid()");
        Statement& row = db().prepare(own_session);
        row.next();
        const std::int64_t session = row.integer(0);
        row.reset();
        const auto administrator = connect();
        administrator->run(fmt::format("RESET ROLE; SELECT pg_terminate_backend({}, 5000)", session));
    }

    /// A trigger that speaks or waits while COMMIT is under way.
    void at_commit(std::string_view what) {
        const auto administrator = connect();
        administrator->run(fmt::format(
            "RESET ROLE; CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN {} RETURN NULL; END';"
            "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION at_commit()",
            what));
    }
};
INSTANTIATE_TEST_SUITE_P(, LostLine, testing::Values(Engine::postgresql), engine_name);

TEST_P(LostLine, in_a_transaction_nothing_is_stored) {
    db().begin_write(test_tenant);
    put(db(), 1);
    end_session();
    EXPECT_EQ(failure_of([&] { db().prepare(count_).bind("tenant_id", test_tenant).next(); }),
              FailureKind::connection_lost);
    EXPECT_TRUE(db().broken());
    db().rollback();
    EXPECT_EQ(failure_of([&] { db().begin_write(test_tenant); }), FailureKind::connection_lost);
    EXPECT_EQ(stored(), 0);
}

TEST_P(LostLine, at_commit_nobody_knows) {
    db().begin_write(test_tenant);
    put(db(), 1);
    end_session();
    EXPECT_EQ(failure_of([&] { db().commit(); }), FailureKind::commit_unknown);
    EXPECT_FALSE(db().in_transaction());
}

TEST_P(LostLine, an_answer_that_does_not_come_in_time_is_a_lost_line) {
    const Sql wait("SELECT CAST(pg_sleep(60) AS text)");
    db().set_deadline(100);
    db().begin_read(test_tenant);
    EXPECT_EQ(failure_of([&] { db().prepare(wait).next(); }), FailureKind::connection_lost);
    EXPECT_TRUE(db().broken());
}

TEST_P(LostLine, a_commit_that_is_not_answered_in_time_is_unknown) {
    at_commit("PERFORM pg_sleep(60);");
    db().set_deadline(200);
    db().begin_write(test_tenant);
    put(db(), 1);
    EXPECT_EQ(failure_of([&] { db().commit(); }), FailureKind::commit_unknown);
}

// "canceling wait for synchronous replication" is such a warning: success is reported although no standby has
// the row.
TEST_P(LostLine, a_warning_during_commit_makes_it_unknown) {
    at_commit("RAISE WARNING ''the standby does not answer'';");
    db().begin_write(test_tenant);
    put(db(), 1);
    EXPECT_EQ(failure_of([&] { db().commit(); }), FailureKind::commit_unknown);
    EXPECT_FALSE(db().broken());
    EXPECT_EQ(stored(), 1);
}

TEST_P(LostLine, a_role_without_rights_is_told_what_an_administrator_has_to_run) {
    const std::string role = fmt::format("plain_{}", ::getpid());
    const TestDatabase fresh(Engine::postgresql, TestDatabase::Content::empty);
    const auto administrator = fresh.connect();
    administrator->run(fmt::format("RESET ROLE; CREATE ROLE {} LOGIN", role));
    DatabaseUrl url = fresh.url();
    url.location.replace(url.location.find("kartei_tests"), std::string_view("kartei_tests").size(), role);
    const std::vector<Step> steps{sample_step()};
    {
        auto plain = store::connect(url);
        ASSERT_TRUE(plain);
        const auto refused = migrate(**plain, steps, Instant{});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
        EXPECT_NE(refused.error().next.en.find("GRANT kartei_app TO"), std::string::npos);
        administrator->run(fmt::format("GRANT kartei_app TO {}", role));
        const auto still = migrate(**plain, steps, Instant{});
        ASSERT_FALSE(still);
        EXPECT_NE(still.error().next.en.find("GRANT CREATE"), std::string::npos);
        administrator->run(fmt::format("GRANT CREATE ON SCHEMA public TO {}", role));
        EXPECT_TRUE(migrate(**plain, steps, Instant{}));
    }
    administrator->run(fmt::format("DROP OWNED BY {0} CASCADE; DROP ROLE {0}", role));
}

class DamagedFile : public BreakageTest {};
INSTANTIATE_TEST_SUITE_P(, DamagedFile, testing::Values(Engine::sqlite), engine_name);

TEST_P(DamagedFile, a_file_that_is_no_database_is_told) {
    const TestDirectory directory;
    const std::string path = directory.path() / "letter.txt";
    std::ofstream(path) << std::string(5000, 'x');
    const auto refused = store::connect(sqlite_file(path));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(refused.error().where, path);
    EXPECT_FALSE(store::connect(sqlite_file(directory.path() / "missing" / "kartei.db")));
    EXPECT_FALSE(store::connect(sqlite_file(directory.path() / "missing.db"), {.access = Access::read}));
}

TEST_P(DamagedFile, references_that_lead_nowhere_are_found) {
    db().run("PRAGMA foreign_keys = OFF");
    db().begin_write(test_tenant);
    db().run("INSERT INTO purchase (tenant_id, customer_id, number) VALUES (7, zeroblob(16), 1)");
    db().commit();
    ASSERT_EQ(db().damage().size(), 1U);
    EXPECT_EQ(db().damage()[0], "a row of purchase points to a missing row of customer");
}

}  // namespace
}  // namespace kartei::store
