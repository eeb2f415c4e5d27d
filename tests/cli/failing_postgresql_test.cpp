// PostgreSQL goes down while many write: its disk fails, one of its processes or all of them are killed.
// Nothing is acknowledged that is not stored, and when it is back so is kartei, without anybody's help.
// KARTEI_POSTGRES_FAULTS=200 in the environment for as many schedules; a few unless told.
#include "tests/cli/faulty_disk.h"
#include "tests/cli/own_postgresql.h"
#include "tests/cli/workers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace kartei::cli {
namespace {

using faults::Fault;

constexpr int few_outages = 4;
constexpr int outages_per_house = 40;

class ServedFromFailingPostgresql : public testing::Test {
protected:
    FaultyDisk disk_;
    OwnPostgresql postgresql_{disk_.environment()};
    std::mt19937_64 random_{std::random_device()()};
    std::int64_t acknowledged_ = 0;

    void fail_the_disk(Fault fault) {
        const auto after = static_cast<std::int64_t>(random_() % 100);
        const auto times = static_cast<std::int64_t>(1 + random_() % 3);
        disk_.fail(fault, after, times);
        ASSERT_TRUE(disk_.has_failed(1));
        disk_.work_again();
        postgresql_.start_where_it_gave_up();
    }

    void fail_and_check(ServedProgram& served, int number) {
        Shift shift(served, fmt::format("s{}", number), random_);
        ASSERT_TRUE(shift.has_done(static_cast<int>(random_() % 50)));
        // Each fault of the disk once in seven, as often as either kill.
        const auto what = static_cast<std::uint32_t>(random_() % (faults::fault_count + 1));
        SCOPED_TRACE(what);
        if (what == 0) postgresql_.crash();
        else if (what == faults::fault_count) postgresql_.kill_a_backend();
        else fail_the_disk(static_cast<Fault>(what));
        EXPECT_EQ(served.client().ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
        EXPECT_TRUE(shift.has_done(shift.acknowledged() + 20));
        shift.end();
        shift.expect_kept();
        acknowledged_ += shift.acknowledged();
    }

    static void end_and_verify(ServedProgram& served) {
        served.end();
        const auto ran = served.wait();
        EXPECT_EQ(ran.exit, 0);
        if (HasFailure()) fmt::print("{}\n", ran.err);
        const auto verified = served.verify();
        EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
    }
};

TEST_F(ServedFromFailingPostgresql, acknowledges_nothing_that_is_not_stored_and_recovers) {
    const auto seed = random_();
    random_.seed(seed);
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const int schedules = times_told("KARTEI_POSTGRES_FAULTS", few_outages);
    std::unique_ptr<ServedProgram> served;
    for (int number = 0; number < schedules && !HasFatalFailure(); ++number) {
        if (number % outages_per_house == 0) {
            if (served) end_and_verify(*served);
            served = std::make_unique<ServedProgram>(
                store::Engine::sqlite,
                std::map<std::string, std::string>{{"KARTEI_DATABASE", postgresql_.make_database()}});
            served->start();
        }
        fail_and_check(*served, number);
    }
    end_and_verify(*served);
    fmt::print("{} schedules, {} acts acknowledged\n", schedules, acknowledged_);
}

}  // namespace
}  // namespace kartei::cli
