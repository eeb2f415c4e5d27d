// The disk fails while many write: nothing is acknowledged that is not stored, what reads goes on, and when
// the disk works again so does everything else, without anybody's help. KARTEI_FAULTS_WANTED=200 in the
// environment for as many schedules; a few unless told.
#include "tests/cli/faulty_disk.h"
#include "tests/cli/workers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace kartei::cli {
namespace {

using faults::Fault;

constexpr int few_schedules = 12;
constexpr int schedules_per_house = 40;  ///< then a new one, whose verification is short again

class ServedFromFaultyDisk : public testing::Test {
protected:
    FaultyDisk disk_;
    std::mt19937_64 random_{std::random_device()()};

    void fail_and_check(ServedProgram& served, int number) {
        const auto fault = static_cast<Fault>(1 + random_() % (faults::fault_count - 1));
        const auto after = static_cast<std::int64_t>(random_() % 300);
        const auto times = static_cast<std::int64_t>(1 + random_() % 40);
        SCOPED_TRACE(fmt::format("fault {} after {} calls, {} times", static_cast<int>(fault), after, times));
        Shift shift(served, fmt::format("s{}", number), random_);
        disk_.fail(fault, after, times);
        ASSERT_TRUE(disk_.has_failed(1));
        EXPECT_EQ(served.client().ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
        EXPECT_EQ(served.client().ask(served.get("/areas")).status, 200);
        ASSERT_TRUE(disk_.has_failed(times));
        disk_.work_again();
        EXPECT_TRUE(shift.has_done(shift.acknowledged() + 20));
        shift.end();
        shift.expect_kept();
        acknowledged_ += shift.acknowledged();
    }

    std::int64_t acknowledged_ = 0;
};

TEST_F(ServedFromFaultyDisk, acknowledges_nothing_that_is_not_stored_and_recovers) {
    const auto seed = random_();
    random_.seed(seed);
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const int schedules = times_told("KARTEI_FAULTS_WANTED", few_schedules);
    std::unique_ptr<ServedProgram> served;
    for (int number = 0; number < schedules && !HasFatalFailure(); ++number) {
        if (number % schedules_per_house == 0) {
            served = std::make_unique<ServedProgram>(store::Engine::sqlite, disk_.environment());
            served->start();
        }
        fail_and_check(*served, number);
        // What it acknowledged is in the files, not only in its memory.
        served->kill();
        EXPECT_EQ(served->wait().exit, 128 + SIGKILL);
        const auto verified = served->verify();
        EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
        served->start();
    }
    served->end();
    EXPECT_EQ(served->wait().exit, 0);
    fmt::print("{} schedules, {} acts acknowledged\n", schedules, acknowledged_);
}

}  // namespace
}  // namespace kartei::cli
