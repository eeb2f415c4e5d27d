// The threads of a server: nothing shown is done before its look is stored, and looks share commits without
// waiting for each other for long.
#include "app/executor.h"

#include "store/reading.h"
#include "tests/app/place_test.h"

#include <gmock/gmock.h>

#include <future>
#include <memory>

namespace kartei::app {
namespace {

class ExecutorTest : public PlaceTest {
protected:
    void SetUp() override {
        auto house = open(Opening::may_be_made);
        ASSERT_TRUE(house) << house.error().what.en;
        const auto session = house->make_company("Muster GmbH");
        ASSERT_TRUE(session);
        session_ = *session;
        auto own = house->another(store::Access::read);
        ASSERT_TRUE(own);
        own_ = std::make_unique<House>(std::move(*own));
        auto executor = Executor::start(std::move(*house), {});
        ASSERT_TRUE(executor);
        executor_ = std::move(*executor);
    }

    /// A reading act that shows somebody.
    std::function<void(House&)> looks() const {
        return [session = session_](House& house) {
            ASSERT_TRUE(house.look({.session = session, .action = "person.read", .record_kind = "person"}));
        };
    }

    std::future<std::exception_ptr> read(std::function<void(House&)> act) {
        auto promise = std::make_shared<std::promise<std::exception_ptr>>();
        auto done = promise->get_future();
        EXPECT_TRUE(executor_->read({.act = std::move(act), .done = [promise](std::exception_ptr failure) {
                                         promise->set_value(std::move(failure));
                                     }}));
        return done;
    }

    std::int64_t stored_looks() { return looks_in(*own_); }

    std::int64_t looks_in(House& house) const {
        static const store::Sql count{
            "SELECT count(*) FROM log_entry WHERE tenant_id = :tenant_id AND action = 'person.read'",
            store::Plan::walks_table, "a test looks at everything"};
        const store::Reading reading(house.connection(), session_.tenant);
        auto& row = house.connection().prepare(count).bind("tenant_id", session_.tenant);
        std::int64_t found = 0;
        while (row.next()) found = row.integer(0);
        return found;
    }

    Session session_;
    std::unique_ptr<House> own_;
    std::unique_ptr<Executor> executor_;
};
ON_BOTH_ENGINES(ExecutorTest);

TEST_P(ExecutorTest, a_read_is_done_when_its_look_is_stored) {
    EXPECT_EQ(read(looks()).get(), nullptr);
    EXPECT_EQ(stored_looks(), 1);
}

TEST_P(ExecutorTest, every_look_of_many_reads_at_once_is_stored) {
    constexpr int many = 200;
    std::vector<std::future<std::exception_ptr>> waiting;
    for (int i = 0; i < many; ++i) waiting.push_back(read(looks()));
    for (auto& done : waiting) EXPECT_EQ(done.get(), nullptr);
    EXPECT_EQ(stored_looks(), many);
}

TEST_P(ExecutorTest, a_look_does_not_wait_for_a_read_that_does_not_end) {
    std::promise<void> end;
    const auto ended = end.get_future().share();
    auto endless = read([ended](House&) { ended.wait(); });
    EXPECT_EQ(read(looks()).get(), nullptr);
    EXPECT_EQ(stored_looks(), 1);
    end.set_value();
    EXPECT_EQ(endless.get(), nullptr);
}

/// What waits while every reader is busy is read in few snapshots.
TEST_P(ExecutorTest, of_reads_that_share_a_snapshot_each_has_its_own_end) {
    std::promise<void> end;
    const auto ended = end.get_future().share();
    std::vector<std::future<std::exception_ptr>> busy;
    for (std::size_t i = 0; i < ExecutorOptions{}.readers; ++i)
        busy.push_back(read([ended](House&) { ended.wait(); }));
    constexpr int many = 60;
    std::vector<std::future<std::exception_ptr>> good;
    std::vector<std::future<std::exception_ptr>> bad;
    for (int i = 0; i < many; ++i) {
        good.push_back(read(looks()));
        bad.push_back(read([act = looks()](House& house) {
            act(house);
            throw std::runtime_error("no");
        }));
    }
    end.set_value();
    for (auto& done : busy) EXPECT_EQ(done.get(), nullptr);
    for (auto& done : good) EXPECT_EQ(done.get(), nullptr);
    for (auto& done : bad) EXPECT_NE(done.get(), nullptr);
    EXPECT_EQ(stored_looks(), many);
}

TEST_P(ExecutorTest, a_read_sees_what_was_stored_before_it_was_asked_for) {
    for (int stored = 1; stored <= 20; ++stored) {
        EXPECT_EQ(read(looks()).get(), nullptr);
        std::int64_t seen = 0;
        EXPECT_EQ(read([&](House& house) { seen = looks_in(house); }).get(), nullptr);
        EXPECT_EQ(seen, stored);
    }
}

TEST_P(ExecutorTest, a_read_that_fails_keeps_nobody_waiting) {
    EXPECT_NE(read([](House&) { throw std::runtime_error("no"); }).get(), nullptr);
    EXPECT_EQ(read(looks()).get(), nullptr);
    EXPECT_EQ(stored_looks(), 1);
}

}  // namespace
}  // namespace kartei::app
