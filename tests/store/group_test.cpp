// Several acts in one transaction, and who may write when.
#include "store/reading.h"
#include "store/steps.h"
#include "tests/support/test_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace kartei::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class GroupTest : public MigratedStoreTest {
protected:
    const Sql insert_{
        "INSERT INTO purpose (tenant_id, purpose, name_de, name_en, created_at, version)"
        " VALUES (:tenant_id, :purpose, 'x', 'x', 0, 1)"};
    const Sql select_{"SELECT purpose FROM purpose WHERE tenant_id = :tenant_id ORDER BY purpose",
                      Plan::walks_table, "a test reads its handful of rows"};

    void put(const char* purpose) {
        db().prepare(insert_).bind("tenant_id", test_tenant).bind("purpose", purpose).enqueue();
    }

    void act(const char* purpose) {
        db().begin_write(test_tenant);
        put(purpose);
        db().commit();
    }

    std::vector<std::string> stored() {
        const auto other = connect();
        other->begin_read(test_tenant);
        auto& row = other->prepare(select_).bind("tenant_id", test_tenant);
        std::vector<std::string> found;
        while (row.next()) found.emplace_back(row.text(0));
        other->rollback();
        return found;
    }
};
ON_BOTH_ENGINES(GroupTest);

TEST_P(GroupTest, stores_all_acts_together_and_nothing_before) {
    db().begin_group(test_tenant);
    act("a");
    act("b");
    EXPECT_THAT(stored(), IsEmpty());
    db().commit_group();
    EXPECT_THAT(stored(), ElementsAre("a", "b"));
}

TEST_P(GroupTest, an_act_rolled_back_or_failed_takes_no_other_along) {
    db().begin_group(test_tenant);
    act("a");
    db().begin_write(test_tenant);
    put("b");
    db().rollback();
    EXPECT_THROW(act("a"), StoreFailure);
    act("c");
    db().commit_group();
    EXPECT_THAT(stored(), ElementsAre("a", "c"));
}

TEST_P(GroupTest, a_part_undone_takes_its_committed_acts_along) {
    db().begin_group(test_tenant);
    db().begin_part();
    act("a");
    db().keep_part();
    db().begin_part();
    act("b");
    EXPECT_THROW(act("b"), StoreFailure);
    db().undo_part();
    db().begin_part();
    act("c");
    db().keep_part();
    db().commit_group();
    EXPECT_THAT(stored(), ElementsAre("a", "c"));
}

/// As SQLite does where the disk fails it.
TEST_P(GroupTest, undone_by_the_database_stores_nothing_of_what_comes_after) {
    db().begin_group(test_tenant);
    db().begin_part();
    act("a");
    db().run("ROLLBACK");
    db().undo_part();
    EXPECT_THROW(db().begin_part(), StoreFailure);
    EXPECT_THROW(act("b"), StoreFailure);
    // Nothing is stored, so the caller may begin again.
    try {
        db().commit_group();
        ADD_FAILURE() << "stored";
    } catch (const StoreFailure& failure) {
        EXPECT_EQ(failure.kind(), FailureKind::serialization);
    }
    EXPECT_THAT(stored(), IsEmpty());
    act("c");
    EXPECT_THAT(stored(), ElementsAre("c"));
}

TEST_P(GroupTest, dropped_leaves_nothing_and_the_connection_fit) {
    db().begin_group(test_tenant);
    act("a");
    db().drop_group();
    EXPECT_THAT(stored(), IsEmpty());
    act("b");
    EXPECT_THAT(stored(), ElementsAre("b"));
}

TEST(Turn, passes_from_one_to_the_next_in_the_order_they_asked) {
    Turn turn;
    std::vector<std::uint64_t> order;
    std::atomic<int> asking = 0;
    turn.take();
    std::vector<std::thread> threads;
    for (std::uint64_t i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            ++asking;
            const WritingTurn mine(&turn);
            order.push_back(i);
        });
        // The next one asks only when this one waits.
        while (turn.waiting() != i + 1) std::this_thread::yield();
    }
    turn.leave();
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(order, ElementsAre(0, 1, 2, 3));
    EXPECT_EQ(asking, 4);
}

TEST_P(GroupTest, reading_acts_may_share_a_snapshot_and_the_next_one_sees_more) {
    const auto reader = connect();
    const auto seen = [&] {
        const Reading act(*reader, test_tenant);
        auto& row = reader->prepare(select_).bind("tenant_id", test_tenant);
        std::vector<std::string> found;
        while (row.next()) found.emplace_back(row.text(0));
        return found;
    };
    act("a");
    {
        const SharedReading reading(*reader);
        const auto first = reader->transaction_number();
        EXPECT_THAT(seen(), ElementsAre("a"));
        act("b");
        const bool shared = reader->engine() == Engine::sqlite;
        EXPECT_EQ(seen().size(), shared ? 1 : 2);
        EXPECT_EQ(reader->transaction_number() == first, shared);
    }
    EXPECT_THAT(seen(), ElementsAre("a", "b"));
}

TEST_P(GroupTest, each_act_of_a_group_sees_a_state_of_its_own) {
    db().begin_group(test_tenant);
    act("a");
    const auto first = db().transaction_number();
    act("b");
    EXPECT_NE(db().transaction_number(), first);
    db().commit_group();
}

TEST_P(GroupTest, a_shared_snapshot_is_only_read) {
    if (!db().begin_shared_reading()) return;
    EXPECT_THROW(db().begin_write(test_tenant), std::logic_error);
    EXPECT_THROW(db().begin_group(test_tenant), std::logic_error);
    EXPECT_THROW(db().begin_shared_reading(), std::logic_error);
    db().begin_read(test_tenant);
    EXPECT_THROW(put("a"), StoreFailure);
    db().rollback();
    db().end_shared_reading();
    act("b");
    EXPECT_THAT(stored(), ElementsAre("b"));
}

}  // namespace
}  // namespace kartei::store
