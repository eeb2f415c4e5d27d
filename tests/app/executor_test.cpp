// The threads of a server: nothing shown is done before its look is stored, and looks share commits without
// waiting for each other for long.
#include "app/executor.h"

#include "store/reading.h"
#include "tests/app/place_test.h"

#include <gmock/gmock.h>

#include <future>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>

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
        auto executor = Executor::start(std::move(*house), options_);
        ASSERT_TRUE(executor);
        executor_ = std::move(*executor);
    }

    /// A reading act that shows somebody.
    std::function<void(House&)> looks() const {
        return [session = session_](House& house) {
            ASSERT_TRUE(house.look({.session = session, .action = "person.read", .record_kind = "person"}));
        };
    }

    /// Nothing where it is not taken.
    std::optional<std::future<std::exception_ptr>> try_read(std::function<void(House&)> act,
                                                            Lane lane = Lane::ordinary) {
        auto promise = std::make_shared<std::promise<std::exception_ptr>>();
        auto done = promise->get_future();
        const bool taken = executor_->read(
            {.act = std::move(act),
             .done = [promise](std::exception_ptr failure) { promise->set_value(std::move(failure)); }},
            lane);
        if (!taken) return std::nullopt;
        return done;
    }

    std::future<std::exception_ptr> read(std::function<void(House&)> act, Lane lane = Lane::ordinary) {
        auto done = try_read(std::move(act), lane);
        EXPECT_TRUE(done);
        return done ? std::move(*done) : std::future<std::exception_ptr>();
    }

    /// Every reader is busy when it returns, until `end`.
    std::vector<std::future<std::exception_ptr>> keep_busy(const std::shared_future<void>& end) {
        std::vector<std::future<std::exception_ptr>> busy;
        for (std::size_t i = 0; i < options_.readers; ++i) {
            std::promise<void> begun;
            auto has_begun = begun.get_future();
            busy.push_back(read([&begun, end](House&) {
                begun.set_value();
                end.wait();
            }));
            has_begun.wait();
        }
        return busy;
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

    ExecutorOptions options_{.longest_wait_us = 3'600 * us_per_second};
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

/// Where nobody may wait for longer than he does in any case.
class ExecutorWithoutPatience : public ExecutorTest {
protected:
    ExecutorWithoutPatience() {
        options_.longest_wait_us = 1;
        // How many are taken at once shall not follow from how long the machine lets one take.
        options_.longest_snapshot_us = 0;
    }

    bool is_refusal(const std::exception_ptr& failure) const {
        if (!failure) return false;
        try {
            std::rethrow_exception(failure);
        } catch (const Overloaded&) {
            return true;
        } catch (...) {
            return false;
        }
    }
};
ON_BOTH_ENGINES(ExecutorWithoutPatience);

TEST_P(ExecutorWithoutPatience, who_would_wait_too_long_is_refused_at_once_but_for_objections) {
    // How long things take is known from then on.
    for (std::size_t i = 0; i < options_.readers; ++i) EXPECT_EQ(read(looks()).get(), nullptr);
    std::promise<void> end;
    auto busy = keep_busy(end.get_future().share());
    std::vector<std::future<std::exception_ptr>> taken;
    bool is_refused = false;
    while (!is_refused && taken.size() < options_.most_waiting / 2) {
        auto done = try_read(looks());
        is_refused = !done;
        if (done) taken.push_back(std::move(*done));
    }
    EXPECT_TRUE(is_refused);
    EXPECT_TRUE(executor_->is_overloaded());
    auto objection = read(looks(), Lane::objection);
    end.set_value();
    EXPECT_EQ(objection.get(), nullptr);
    for (auto& done : busy) EXPECT_EQ(done.get(), nullptr);
    for (auto& done : taken) EXPECT_EQ(done.get(), nullptr);
    EXPECT_FALSE(executor_->is_overloaded());
    EXPECT_EQ(read(looks()).get(), nullptr);
}

TEST_P(ExecutorWithoutPatience, who_waited_too_long_behind_too_many_is_refused_but_for_objections) {
    constexpr std::size_t many = 300;
    std::promise<void> end;
    auto busy = keep_busy(end.get_future().share());
    // Nothing has ended yet, so nobody knows how long it takes.
    std::vector<std::future<std::exception_ptr>> waiting;
    for (std::size_t i = 0; i < many; ++i) waiting.push_back(read(looks()));
    std::vector<std::future<std::exception_ptr>> objections;
    for (std::size_t i = 0; i < many; ++i) objections.push_back(read(looks(), Lane::objection));
    end.set_value();
    for (auto& done : busy) EXPECT_EQ(done.get(), nullptr);
    for (auto& done : objections) EXPECT_EQ(done.get(), nullptr);
    std::size_t done = 0;
    std::size_t refused = 0;
    for (auto& one : waiting) {
        const auto failure = one.get();
        ++(is_refusal(failure) ? refused : done);
        EXPECT_TRUE(!failure || is_refusal(failure));
    }
    const bool is_sqlite = GetParam() == store::Engine::sqlite;
    EXPECT_GE(done, options_.readers * (is_sqlite ? options_.most_per_snapshot : 1));
    EXPECT_GT(refused, 0U);
    EXPECT_EQ(stored_looks(), static_cast<std::int64_t>(many + done));
}

TEST_P(ExecutorTest, long_reads_keep_no_reader_busy) {
    std::counting_semaphore<> begun{0};
    std::promise<void> end;
    const auto ended = end.get_future().share();
    std::vector<std::future<void>> done;
    for (std::size_t i = 0; i < 3 * (options_.readers + options_.long_readers); ++i) {
        auto promise = std::make_shared<std::promise<void>>();
        done.push_back(promise->get_future());
        EXPECT_TRUE(
            executor_->read_long({.act =
                                      [&begun, ended](House&) {
                                          begun.release();
                                          ended.wait();
                                      },
                                  .done = [promise](const std::exception_ptr&) { promise->set_value(); }}));
    }
    for (std::size_t i = 0; i < options_.long_readers; ++i) begun.acquire();
    EXPECT_EQ(read(looks()).get(), nullptr);
    EXPECT_FALSE(executor_->is_overloaded());
    EXPECT_EQ(executor_->waiting().long_reads, done.size() - options_.long_readers);
    end.set_value();
    for (auto& one : done) one.get();
}

/// With the patience of the program.
class ExecutorWithPatience : public ExecutorTest {
protected:
    ExecutorWithPatience() { options_ = {}; }
};
ON_BOTH_ENGINES(ExecutorWithPatience);

TEST_P(ExecutorWithPatience, a_flood_of_objections_keeps_nobody_out) {
    constexpr int many = 20'000;
    for (std::size_t i = 0; i < options_.readers; ++i) EXPECT_EQ(read(looks()).get(), nullptr);
    std::promise<void> end;
    auto busy = keep_busy(end.get_future().share());
    std::vector<std::future<std::exception_ptr>> objections;
    for (int i = 0; i < many; ++i) objections.push_back(read([](House&) {}, Lane::objection));
    EXPECT_FALSE(executor_->is_overloaded());
    auto other = try_read(looks());
    ASSERT_TRUE(other);
    end.set_value();
    EXPECT_EQ(other->get(), nullptr);
    for (auto& done : objections) EXPECT_EQ(done.get(), nullptr);
}

class ExecutorWithOneReader : public ExecutorTest {
protected:
    ExecutorWithOneReader() {
        options_.readers = 1;
        options_.most_per_snapshot = 1;
    }
};
ON_BOTH_ENGINES(ExecutorWithOneReader);

TEST_P(ExecutorWithOneReader, many_objections_take_turns_with_others) {
    std::promise<void> end;
    auto busy = keep_busy(end.get_future().share());
    std::string order;
    std::vector<std::future<std::exception_ptr>> waiting;
    for (int i = 0; i < 4; ++i) waiting.push_back(read([&](House&) { order += 'r'; }));
    for (int i = 0; i < 6; ++i) waiting.push_back(read([&](House&) { order += 'o'; }, Lane::objection));
    end.set_value();
    for (auto& done : waiting) EXPECT_EQ(done.get(), nullptr);
    EXPECT_EQ(order, "ororororoo");
}

}  // namespace
}  // namespace kartei::app
