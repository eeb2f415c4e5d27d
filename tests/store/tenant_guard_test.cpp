// PostgreSQL's second line: what a statement that forgets the tenant, or means the wrong one, can reach.
#include "store/steps.h"
#include "tests/support/sample_steps.h"
#include "tests/support/test_database.h"

#include <gtest/gtest.h>

namespace kartei::store {
namespace {

constexpr TenantId our_tenant{11};
constexpr TenantId their_tenant{22};

class TenantGuard : public testing::Test {
protected:
    const Sql insert_{
        "INSERT INTO customer (tenant_id, customer_id, kind, member, created_at)"
        " VALUES (:tenant_id, :customer_id, 'private', 0, 0)"};
    const Sql count_{"SELECT count(*) FROM customer"};
    const Sql append_{"INSERT INTO journal (tenant_id, number) VALUES (:tenant_id, :number)"};

    void SetUp() override {
        const std::vector<Step> steps{sample_step()};
        ASSERT_TRUE(migrate(*db_, steps, Instant{}));
        put(our_tenant);
        put(their_tenant);
    }

    void put(TenantId tenant) {
        db_->begin_write(tenant);
        db_->prepare(insert_).bind("tenant_id", tenant).bind("customer_id", UuidBytes{1}).execute();
        db_->prepare(append_).bind("tenant_id", tenant).bind("number", 1).execute();
        db_->commit();
    }

    std::int64_t seen() {
        Statement& row = db_->prepare(count_);
        row.next();
        const std::int64_t rows = row.integer(0);
        row.reset();
        return rows;
    }

    FailureKind refusal(std::string_view statement) {
        db_->begin_write(our_tenant);
        FailureKind kind = FailureKind::other;
        try {
            db_->run(statement);
            ADD_FAILURE() << "not refused: " << statement;
        } catch (const StoreFailure& failure) {
            kind = failure.kind();
        }
        db_->rollback();
        return kind;
    }

    TestDatabase database_{Engine::postgresql, TestDatabase::Content::empty};
    std::unique_ptr<Connection> db_ = database_.connect();
};

TEST_F(TenantGuard, a_statement_without_a_tenant_sees_no_more_than_the_transactions_tenant) {
    db_->begin_read(our_tenant);
    EXPECT_EQ(seen(), 1);
    db_->commit();
    db_->begin_read(TenantId{33});
    EXPECT_EQ(seen(), 0);
    db_->commit();
    db_->begin_installation(Access::read);
    EXPECT_EQ(seen(), 0);
    db_->commit();
    EXPECT_EQ(seen(), 0) << "outside of a transaction, after tenants were set";
    EXPECT_EQ(
        [&] {
            db_ = database_.connect();
            return seen();
        }(),
        0)
        << "on a new connection, before a tenant was set";
}

TEST_F(TenantGuard, rows_of_another_tenant_are_neither_written_nor_moved_there) {
    for (const Sql* sql : {&insert_, &append_}) {
        db_->begin_write(our_tenant);
        Statement& statement = db_->prepare(*sql).bind("tenant_id", their_tenant);
        if (sql == &insert_) statement.bind("customer_id", UuidBytes{2});
        if (sql == &append_) statement.bind("number", 2);
        EXPECT_THROW(statement.execute(), StoreFailure);
        db_->rollback();
    }
    EXPECT_EQ(refusal("UPDATE customer SET tenant_id = 22"), FailureKind::not_permitted);
}

TEST_F(TenantGuard, what_is_appended_stays) {
    EXPECT_EQ(refusal("UPDATE journal SET number = 2"), FailureKind::not_permitted);
    EXPECT_EQ(refusal("DELETE FROM journal"), FailureKind::not_permitted);
    EXPECT_EQ(refusal("TRUNCATE journal"), FailureKind::not_permitted);
    EXPECT_EQ(refusal("INSERT INTO country VALUES ('XX', 'x')"), FailureKind::not_permitted);
    EXPECT_EQ(refusal("DELETE FROM schema_step"), FailureKind::not_permitted);
}

TEST_F(TenantGuard, the_application_cannot_take_the_guards_away) {
    EXPECT_EQ(refusal("ALTER TABLE customer DISABLE ROW LEVEL SECURITY"), FailureKind::not_permitted);
    EXPECT_EQ(refusal("DROP POLICY own_tenant ON customer"), FailureKind::not_permitted);
    EXPECT_EQ(refusal("CREATE TABLE mine (id integer)"), FailureKind::not_permitted);
}

}  // namespace
}  // namespace kartei::store
