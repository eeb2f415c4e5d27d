#include "store/steps.h"
#include "tests/support/test_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace kartei::store {
namespace {

using testing::ElementsAre;

Step sample() {
    return {1,
            "sample",
            {
                Table{.name = "thing",
                      .columns = {{"id", ColumnType::integer},
                                  {"number", ColumnType::integer, Null::allowed},
                                  {"name", ColumnType::text, Null::allowed},
                                  {"data", ColumnType::bytes, Null::allowed},
                                  {"key", ColumnType::uuid, Null::allowed}},
                      .primary_key = {"id"},
                      .distribution = Distribution::installation},
                Table{.name = "part",
                      .columns = {{"id", ColumnType::integer},
                                  {"thing_id", ColumnType::integer},
                                  {"kind", ColumnType::text, Null::refused, {"wheel", "door"}}},
                      .primary_key = {"id"},
                      .foreign_keys = {{{"thing_id"}, "thing"}},
                      .distribution = Distribution::installation},
            }};
}

class ConnectionTest : public StoreTest {
protected:
    // Members, for whatever lives longer is explained with the store's own statements.
    const Sql insert_{
        "INSERT INTO thing (id, number, name, data, key) VALUES (:id, :number, :name, :data, :key)"};
    const Sql insert_reordered_{
        "INSERT INTO thing (key, data, name, number, id) VALUES (:key, :data, :name, :number, :id)"};
    const Sql find_{"SELECT id, number, name, data, key FROM thing WHERE id = :id FOR UPDATE"};
    const Sql ids_{"SELECT id FROM thing ORDER BY id", Plan::walks_table, "a test reads its handful of rows"};
    const Sql count_{"SELECT count(*) FROM thing", Plan::walks_table, "a test counts its handful of rows"};
    const Sql rename_all_{"UPDATE thing SET name = :name", Plan::walks_table,
                          "a test changes its handful of rows"};
    const Sql remove_one_{"DELETE FROM thing WHERE id = :id"};
    const Sql insert_part_{"INSERT INTO part (id, thing_id, kind) VALUES (:id, :thing_id, :kind)"};

    void SetUp() override {
        const std::vector<Step> steps{sample()};
        ASSERT_TRUE(migrate(db(), steps, Instant{}));
    }

    void put(int id) { put(db(), id); }

    void put(Connection& connection, int id) {
        connection.prepare(insert_)
            .bind("id", id)
            .bind("number", 1)
            .bind("name", "x")
            .bind("data", Bytes{})
            .bind("key", nullptr)
            .enqueue();
    }

    std::vector<std::int64_t> stored_ids() {
        std::vector<std::int64_t> found;
        Statement& select = db().prepare(ids_);
        while (select.next()) found.push_back(select.integer(0));
        return found;
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
ON_BOTH_ENGINES(ConnectionTest);

TEST_P(ConnectionTest, binds_by_name_whatever_the_order_in_the_text) {
    const UuidBytes key{1, 2, 3};
    db().begin_write(test_tenant);
    for (const Sql* sql : {&insert_, &insert_reordered_}) {
        const int id = sql == &insert_ ? 1 : 2;
        EXPECT_EQ(db().prepare(*sql)
                      .bind("key", key)
                      .bind("name", "Öz")
                      .bind("id", id)
                      .bind("data", Bytes{9})
                      .bind("number", 5)
                      .execute(),
                  1);
        Statement& row = db().prepare(find_).bind("id", id);
        ASSERT_TRUE(row.next());
        EXPECT_EQ(row.integer(0), id);
        EXPECT_EQ(row.integer(1), 5);
        EXPECT_EQ(row.text(2), "Öz");
        EXPECT_THAT(row.bytes(3), ElementsAre(9));
        EXPECT_EQ(row.uuid(4), key);
        EXPECT_FALSE(row.next());
    }
    db().commit();
}

TEST_P(ConnectionTest, binds_by_position_of_first_appearance) {
    db().begin_write(test_tenant);
    db().prepare(insert_).bind(1, 3).bind(2, 4).bind(3, "drei").bind(4, nullptr).bind(5, nullptr).execute();
    Statement& row = db().prepare(find_).bind(1, 3);
    ASSERT_TRUE(row.next());
    EXPECT_EQ(row.integer(1), 4);
    EXPECT_EQ(row.text(2), "drei");
    db().commit();
}

struct Sample {
    std::optional<std::int64_t> number;
    std::optional<std::string> name;
    std::optional<Bytes> data;
    std::optional<UuidBytes> key;
};

TEST_P(ConnectionTest, gives_back_every_value_as_it_was) {
    const std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    const std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    const std::vector<Sample> samples{
        {std::nullopt, std::nullopt, std::nullopt, std::nullopt},
        {0, "", Bytes{}, UuidBytes{}},
        {lowest, "Straße \U0001F469\u200D\U0001F527 'quoted' \\ \n", Bytes{0, 255, 0}, UuidBytes{0, 255}},
        {highest, std::string(100'000, 'x'), Bytes(100'000, 0), UuidBytes{255}},
        {-1, "$1 :id ?", Bytes{1}, std::nullopt},
    };
    db().begin_write(test_tenant);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        db().prepare(insert_)
            .bind("id", i)
            .bind("number", sample.number)
            .bind("name", sample.name)
            .bind("data", sample.data)
            .bind("key", sample.key)
            .enqueue();
    }
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        Statement& row = db().prepare(find_).bind("id", i);
        ASSERT_TRUE(row.next());
        EXPECT_EQ(row.is_null(1), !sample.number.has_value());
        EXPECT_EQ(row.is_null(2), !sample.name.has_value());
        EXPECT_EQ(row.is_null(3), !sample.data.has_value());
        EXPECT_EQ(row.is_null(4), !sample.key.has_value());
        EXPECT_EQ(row.integer(1), sample.number.value_or(0));
        EXPECT_EQ(row.text(2), sample.name.value_or(""));
        EXPECT_THAT(row.bytes(3), testing::ElementsAreArray(sample.data.value_or(Bytes{})));
        EXPECT_EQ(row.uuid(4), sample.key.value_or(UuidBytes{}));
        row.reset();
    }
    db().commit();
}

TEST_P(ConnectionTest, takes_ids_instants_dates_and_words) {
    const Instant at{1'700'000'000'000'000};
    db().begin_write(test_tenant);
    db().prepare(insert_)
        .bind("id", Date{20'000})
        .bind("number", at)
        .bind("name", KeyClass::proof)
        .bind("data", Hash{})
        .bind("key", Id<struct Some>{UuidBytes{5}})
        .execute();
    Statement& row = db().prepare(find_).bind("id", 20'000);
    ASSERT_TRUE(row.next());
    EXPECT_EQ(row.integer(1), at.us);
    EXPECT_EQ(row.text(2), "proof");
    EXPECT_EQ(row.bytes(3).size(), 32U);
    EXPECT_EQ(row.uuid(4)[0], 5);
    db().rollback();
}

TEST_P(ConnectionTest, refuses_text_that_is_not_utf8_or_holds_nul) {
    db().begin_write(test_tenant);
    for (const std::string& text : {std::string("a\0b", 3), std::string("\xC3"), std::string("\xED\xA0\x80"),
                                    std::string("\xC0\xAF"), std::string("\xF5\x80\x80\x80")}) {
        EXPECT_EQ(failure_of([&] { db().prepare(insert_).bind("name", text); }), FailureKind::check);
    }
    db().rollback();
}

TEST_P(ConnectionTest, reads_see_what_was_sent_ahead) {
    db().begin_write(test_tenant);
    for (int id = 0; id < 5000; ++id) put(id);
    Statement& row = db().prepare(count_);
    ASSERT_TRUE(row.next());
    EXPECT_EQ(row.integer(0), 5000);
    row.reset();
    EXPECT_EQ(db().prepare(rename_all_).bind("name", "neu").execute(), 5000);
    db().commit();
    db().begin_read(test_tenant);
    EXPECT_EQ(stored_ids().size(), 5000U);
    db().commit();
}

TEST_P(ConnectionTest, statements_may_be_used_while_rows_of_another_are_read) {
    db().begin_write(test_tenant);
    for (int id = 1; id <= 3; ++id) put(id);
    Statement& select = db().prepare(ids_);
    while (select.next()) {
        EXPECT_EQ(db().prepare(remove_one_).bind("id", select.integer(0)).execute(), 1);
    }
    EXPECT_THAT(stored_ids(), ElementsAre());
    db().commit();
}

TEST_P(ConnectionTest, names_the_kind_of_failure) {
    const auto fails_with = [&](auto&& act) {
        db().begin_write(test_tenant);
        put(1);
        const FailureKind kind = failure_of(act);
        db().rollback();
        return kind;
    };
    const auto part = [&](const char* kind, int thing) {
        db().prepare(insert_part_).bind("id", 1).bind("thing_id", thing).bind("kind", kind).execute();
    };
    EXPECT_EQ(fails_with([&] {
                  put(1);
                  stored_ids();
              }),
              FailureKind::unique);
    EXPECT_EQ(fails_with([&] {
                  part("wheel", 2);
                  db().commit();
              }),
              FailureKind::foreign_key);
    EXPECT_EQ(fails_with([&] { part("roof", 1); }), FailureKind::check);
    EXPECT_EQ(fails_with([&] {
                  db().prepare(insert_part_)
                      .bind("id", nullptr)
                      .bind("thing_id", 1)
                      .bind("kind", nullptr)
                      .execute();
              }),
              FailureKind::check);
    EXPECT_EQ(fails_with([&] { db().run("no SQL at all"); }), FailureKind::other);
}

TEST_P(ConnectionTest, failures_name_the_statement_and_no_value) {
    db().begin_write(test_tenant);
    put(123'456);
    try {
        put(123'456);
        db().commit();
        FAIL();
    } catch (const StoreFailure& failure) {
        EXPECT_EQ(failure.statement(), insert_.written());
        EXPECT_EQ(std::string(failure.what()).find("123456"), std::string::npos) << failure.what();
    }
}

TEST_P(ConnectionTest, a_failure_sent_ahead_is_thrown_at_commit_and_nothing_is_stored) {
    db().begin_write(test_tenant);
    put(1);
    EXPECT_EQ(failure_of([&] {
                  put(1);
                  db().commit();
              }),
              FailureKind::unique);
    db().rollback();
    db().begin_read(test_tenant);
    EXPECT_THAT(stored_ids(), ElementsAre());
    db().commit();
}

TEST_P(ConnectionTest, a_failure_far_ahead_is_thrown_by_whoever_waits_and_ends_with_the_rollback) {
    db().begin_write(test_tenant);
    EXPECT_EQ(failure_of([&] {
                  for (int id = 0; id < 5000; ++id) put(id == 700 ? 699 : id);
                  db().prepare(rename_all_).bind("name", "neu").execute();
              }),
              FailureKind::unique);
    db().rollback();
    db().begin_write(test_tenant);
    put(1);
    EXPECT_THAT(stored_ids(), ElementsAre(1));
    db().commit();
}

TEST_P(ConnectionTest, what_was_sent_far_ahead_of_a_savepoint_outlives_it) {
    db().begin_write(test_tenant);
    for (int id = 0; id < 2000; ++id) put(id);
    db().savepoint();
    for (int id = 2000; id < 4000; ++id) put(id);
    db().rollback_to();
    db().commit();
    db().begin_read(test_tenant);
    EXPECT_EQ(stored_ids().size(), 2000U);
    db().commit();
}

TEST_P(ConnectionTest, rows_may_be_sent_far_ahead_while_others_are_read) {
    db().begin_write(test_tenant);
    for (int id = 1; id <= 3; ++id) put(id);
    int next = 1000;
    Statement& select = db().prepare(count_);
    while (select.next()) {
        for (int i = 0; i < 1000; ++i) put(next++);
    }
    EXPECT_EQ(stored_ids().size(), 1003U);
    db().commit();
}

TEST_P(ConnectionTest, a_connection_closed_with_statements_on_their_way_stores_none_of_them) {
    {
        const auto other = connect();
        other->begin_write(test_tenant);
        for (int id = 0; id < 5000; ++id) put(*other, id);
    }
    db().begin_read(test_tenant);
    EXPECT_THAT(stored_ids(), ElementsAre());
    db().commit();
}

TEST_P(ConnectionTest, a_reading_transaction_takes_no_writes) {
    db().begin_read(test_tenant);
    EXPECT_EQ(failure_of([&] {
                  put(1);
                  db().commit();
              }),
              FailureKind::read_only);
    db().rollback();
    const auto reader = connect({.access = Access::read});
    EXPECT_EQ(failure_of([&] {
                  reader->begin_write(test_tenant);
                  reader->prepare(remove_one_).bind("id", 1).execute();
              }),
              FailureKind::read_only);
}

TEST_P(ConnectionTest, rollback_undoes_everything_and_may_be_called_any_time) {
    db().rollback();
    db().begin_write(test_tenant);
    put(1);
    db().rollback();
    db().rollback();
    db().begin_write(test_tenant);
    EXPECT_THAT(stored_ids(), ElementsAre());
    db().commit();
}

TEST_P(ConnectionTest, savepoints_nest) {
    db().begin_write(test_tenant);
    put(1);
    db().savepoint();
    put(2);
    db().savepoint();
    put(3);
    db().rollback_to();
    db().release();
    db().savepoint();
    put(4);
    db().rollback_to();
    EXPECT_THAT(stored_ids(), ElementsAre(1, 2));
    db().commit();
}

TEST_P(ConnectionTest, a_failure_after_a_savepoint_costs_no_more_than_what_follows_it) {
    db().begin_write(test_tenant);
    put(1);
    db().savepoint();
    EXPECT_EQ(failure_of([&] {
                  put(2);
                  put(2);
                  put(3);
                  db().release();
              }),
              FailureKind::unique);
    db().rollback_to();
    put(4);
    db().commit();
    db().begin_read(test_tenant);
    EXPECT_THAT(stored_ids(), ElementsAre(1, 4));
    db().commit();
}

TEST_P(ConnectionTest, programming_errors_are_told_apart_from_failures) {
    db().begin_write(test_tenant);
    EXPECT_THROW(db().begin_write(test_tenant), std::logic_error);
    EXPECT_THROW(db().prepare(insert_).bind("nobody", 1), std::logic_error);
    EXPECT_THROW(db().prepare(insert_).bind(6, 1), std::logic_error);
    EXPECT_THROW(db().prepare(insert_).bind("id", 1).execute(), std::logic_error);
    db().savepoint();
    EXPECT_THROW(db().commit(), std::logic_error);
    db().rollback();
    EXPECT_THROW(db().commit(), std::logic_error);
}

TEST_P(ConnectionTest, a_snapshot_stays_the_same_while_others_write) {
    const auto reader = connect({.access = Access::read});
    const auto seen = [&] {
        Statement& row = reader->prepare(count_);
        row.next();
        const std::int64_t rows = row.integer(0);
        row.reset();
        return rows;
    };
    reader->begin_read(test_tenant);
    EXPECT_EQ(seen(), 0);
    db().begin_write(test_tenant);
    put(1);
    db().commit();
    EXPECT_EQ(seen(), 0);
    reader->commit();
    reader->begin_read(test_tenant);
    EXPECT_EQ(seen(), 1);
    reader->commit();
}

TEST_P(ConnectionTest, finds_no_damage_in_a_sound_database) {
    EXPECT_THAT(db().tables(), ElementsAre("part", "schema_step", "thing"));
    EXPECT_THAT(db().damage(), ElementsAre());
}

}  // namespace
}  // namespace kartei::store
