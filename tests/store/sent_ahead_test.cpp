// Rows of kartei's own tables that are sent ahead: on PostgreSQL they wait for others of the same table.
#include "store/steps.h"
#include "tests/support/tenant_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

namespace kartei::store {
namespace {

class SentAheadTest : public TenantStoreTest {
protected:
    const Sql insert_company_{
        "INSERT INTO company (tenant_id, company_id, name, name_key, country, source_id, created_at, version)"
        " VALUES (:tenant_id, :company_id, :name, :name_key, :country, :source_id, :created_at, :version)"};
    const Sql insert_objection_{
        "INSERT INTO company_objection (tenant_id, company_id, objection_id, areas, channels, objected_at,"
        " way, state, source_id, created_at, version) VALUES (:tenant_id, :company_id, :objection_id, :areas,"
        " :channels, :objected_at, :way, :state, :source_id, :created_at, :version)"};
    const Sql insert_pending_{
        "INSERT INTO log_pending (tenant_id, log_id, entry_id) VALUES (:tenant_id, :log_id, :entry_id)"};
    const Sql delete_pending_{
        "DELETE FROM log_pending WHERE tenant_id = :tenant_id AND log_id = :log_id AND entry_id = :entry_id"};

    static UuidBytes id(int number) {
        UuidBytes bytes{};
        bytes[14] = static_cast<std::uint8_t>(number >> 8);
        bytes[15] = static_cast<std::uint8_t>(number);
        return bytes;
    }

    void put_company(int number) {
        auto& statement = db().prepare(insert_company_);
        statement.bind("tenant_id", tenant).bind("company_id", id(number)).bind("name", "Vogel GmbH");
        statement.bind("name_key", "vogel")
            .bind("country", "DE")
            .bind("source_id", id(0))
            .bind("created_at", now)
            .bind("version", 1);
        statement.enqueue();
    }

    void put_objection(int company, std::string_view state = "active") {
        auto& statement = db().prepare(insert_objection_);
        statement.bind("tenant_id", tenant).bind("company_id", id(company)).bind("objection_id", id(1));
        statement.bind("areas", "*").bind("channels", "*").bind("objected_at", now).bind("way", "letter");
        statement.bind("state", state).bind("source_id", id(0)).bind("created_at", now).bind("version", 1);
        statement.enqueue();
    }

    Statement& pending(const Sql& sql, int number) {
        auto& statement = db().prepare(sql);
        return statement.bind("tenant_id", tenant).bind("log_id", 1).bind("entry_id", id(number));
    }

    template <class Act>
    std::optional<FailureKind> failure_of(Act&& act) {
        try {
            act();
        } catch (const StoreFailure& failure) {
            return failure.kind();
        }
        return std::nullopt;
    }

    std::int64_t companies() { return number("SELECT count(*) FROM company"); }
    std::int64_t objections() { return number("SELECT count(*) FROM company_objection"); }
    std::int64_t waiting_entries() { return number("SELECT count(*) FROM log_pending"); }
};
ON_BOTH_ENGINES(SentAheadTest);

TEST_P(SentAheadTest, every_row_is_stored_after_those_it_refers_to) {
    db().begin_write(tenant);
    for (int i = 0; i < 150; ++i) {
        put_company(i);
        put_objection(i);
    }
    db().commit();
    EXPECT_EQ(companies(), 150);
    EXPECT_EQ(objections(), 150);
    EXPECT_EQ(number("SELECT count(DISTINCT company_id) FROM company_objection"), 150);
}

TEST_P(SentAheadTest, more_rows_than_may_wait_are_stored_all_the_same) {
    db().begin_write(tenant);
    for (int i = 0; i < 20'000; ++i) pending(insert_pending_, i).enqueue();
    db().commit();
    EXPECT_EQ(waiting_entries(), 20'000);
}

TEST_P(SentAheadTest, other_statements_keep_their_place_among_them) {
    db().begin_write(tenant);
    for (int i = 0; i < 10; ++i) pending(insert_pending_, i).enqueue();
    EXPECT_EQ(pending(delete_pending_, 3).execute(), 1);
    pending(delete_pending_, 4).enqueue();
    pending(insert_pending_, 3).enqueue();
    db().commit();
    EXPECT_EQ(waiting_entries(), 9);
}

TEST_P(SentAheadTest, rolled_back_are_those_since_the_savepoint) {
    db().begin_write(tenant);
    for (int i = 0; i < 10; ++i) put_company(i);
    db().savepoint();
    for (int i = 10; i < 20; ++i) put_company(i);
    db().rollback_to();
    for (int i = 20; i < 23; ++i) put_company(i);
    db().commit();
    EXPECT_EQ(companies(), 13);
    db().begin_write(tenant);
    put_company(50);
    db().rollback();
    db().begin_write(tenant);
    put_company(51);
    db().commit();
    EXPECT_EQ(companies(), 14);
}

TEST_P(SentAheadTest, a_row_that_cannot_be_stored_is_told_at_commit_and_costs_all) {
    for (const auto& [kind, put] : std::map<FailureKind, std::function<void()>>{
             {FailureKind::unique, [&] { put_company(7); }},
             {FailureKind::foreign_key, [&] { put_objection(300); }},
             {FailureKind::check, [&] { put_objection(8, "perhaps"); }}}) {
        SCOPED_TRACE(static_cast<int>(kind));
        db().begin_write(tenant);
        EXPECT_EQ(failure_of([&] {
                      for (int i = 0; i < 100; ++i) {
                          put_company(i);
                          if (i == 70) put();
                      }
                      db().commit();
                  }),
                  kind);
        db().rollback();
        EXPECT_EQ(companies(), 0);
        EXPECT_EQ(objections(), 0);
    }
}

TEST_P(SentAheadTest, a_connection_that_writes_alone_goes_on_after_its_commit) {
    db().begin_write(tenant);
    for (int i = 0; i < 300; ++i) put_company(i);
    if (!db().writes_alone()) {
        EXPECT_THROW(db().commit_and_go_on(), std::logic_error);
        db().rollback();
        return;
    }
    db().commit_and_go_on();
    EXPECT_TRUE(db().in_transaction());
    for (int i = 300; i < 600; ++i) put_company(i);
    db().rollback();
    EXPECT_EQ(companies(), 300) << "what was committed stays, what came after it went";
    db().begin_write(tenant);
    put_company(600);
    db().commit_and_go_on();
    put_company(601);
    db().commit();
    EXPECT_EQ(companies(), 302);
}

TEST_P(SentAheadTest, a_row_that_cannot_be_stored_costs_all_since_the_commit_before_it) {
    if (!db().writes_alone()) return;
    db().begin_write(tenant);
    put_company(0);
    db().commit_and_go_on();
    for (int i = 1; i < 200; ++i) put_company(i);
    put_company(7);
    db().commit_and_go_on();
    put_company(200);
    EXPECT_EQ(failure_of([&] { db().commit(); }), FailureKind::unique);
    EXPECT_FALSE(db().in_transaction());
    EXPECT_EQ(companies(), 1);
}

TEST(StoringOrder, every_table_stands_after_those_it_refers_to) {
    for (const Step& step : kartei_steps()) {
        for (const Table& table : step.tables) {
            for (const ForeignKey& key : table.foreign_keys) {
                EXPECT_LT(storing_order(key.table), storing_order(table.name))
                    << table.name << " refers to " << key.table;
            }
        }
    }
    EXPECT_FALSE(storing_order("nothing"));
}

}  // namespace
}  // namespace kartei::store
