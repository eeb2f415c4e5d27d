// The power is cut while many write: what is on the disk at one moment, all of it and nothing that was only
// in memory, is what they find afterwards. Whatever was acknowledged until then is there, once.
// KARTEI_POWER_CUTS=100 in the environment for as many on each engine, as root and after `tools/setup soak`.
#include "tests/cli/own_postgresql.h"
#include "tests/cli/workers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>

namespace kartei::cli {
namespace {

constexpr int cuts_per_house = 20;  ///< then a new one, whose verification is short again

/// See tests/disk.
class Disk {
public:
    Disk() : place_(said("start")) {}
    ~Disk() { run("stop"); }
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    std::string directory() const { return place_ + "/disk"; }
    void cut() const { run("cut"); }
    void restore() const { run("restore"); }

private:
    static std::string command(const std::string& words) {
        return fmt::format("'{}/tests/disk' {}", KARTEI_SOURCE_DIR, words);
    }
    static std::string said(const std::string& words) {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command(words).c_str(), "r"),
                                                                   &::pclose);
        std::array<char, 200> line{};
        if (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) == nullptr)
            throw std::runtime_error("no disk: as root, after tools/setup soak");
        return line.data();
    }
    void run(const std::string& act) const { run_program(command(act + " " + place_)); }

    std::string place_;
};

/// A company's server, with everything it keeps on a disk of its own.
class House {
public:
    explicit House(store::Engine engine) {
        std::map<std::string, std::string> environment{{"KARTEI_DATA", disk_.directory() + "/data"}};
        if (engine == store::Engine::postgresql) {
            postgresql_ = std::make_unique<OwnPostgresql>(
                std::map<std::string, std::string>{{"KARTEI_POSTGRES_BELOW", disk_.directory()}});
            environment["KARTEI_DATABASE"] = postgresql_->make_database();
        }
        served_ = std::make_unique<ServedProgram>(store::Engine::sqlite, std::move(environment));
        served_->start();
    }

    ServedProgram& served() { return *served_; }
    /// The moment.
    void cut() {
        disk_.cut();
        served_->kill();
        if (postgresql_) postgresql_->kill();
    }
    /// The power is back.
    void restore() {
        ASSERT_EQ(served_->wait().exit, 128 + SIGKILL);
        disk_.restore();
        if (postgresql_) postgresql_->crash();
    }

private:
    Disk disk_;
    std::unique_ptr<OwnPostgresql> postgresql_;
    std::unique_ptr<ServedProgram> served_;
};

class PowerCut : public testing::TestWithParam<store::Engine> {
protected:
    void cut_and_check(House& house, int round) {
        Shift shift(house.served(), fmt::format("r{}", round), random_);
        const bool is_under_way = shift.has_done(static_cast<int>(random_() % 200));
        shift.cut([&] { house.cut(); });
        shift.end();
        ASSERT_TRUE(is_under_way);
        house.restore();
        const auto verified = house.served().verify();
        ASSERT_EQ(verified.exit, 0) << verified.out << verified.err;
        house.served().start();
        shift.expect_kept();
        acknowledged_ += shift.acknowledged();
    }

    std::mt19937_64 random_{std::random_device()()};
    std::int64_t acknowledged_ = 0;
};
ON_BOTH_ENGINES(PowerCut);

TEST_P(PowerCut, leaves_what_was_acknowledged_before_it) {
    const int cuts = times_told("KARTEI_POWER_CUTS", 0);
    if (cuts == 0) GTEST_SKIP() << "part of make soak: needs root and loop devices";
    const auto seed = random_();
    random_.seed(seed);
    SCOPED_TRACE(fmt::format("seed {}", seed));
    std::unique_ptr<House> house;
    for (int round = 0; round < cuts && !HasFatalFailure(); ++round) {
        if (round % cuts_per_house == 0) {
            house.reset();
            house = std::make_unique<House>(GetParam());
        }
        cut_and_check(*house, round);
    }
    fmt::print("{} cuts, {} acts acknowledged\n", cuts, acknowledged_);
}

}  // namespace
}  // namespace kartei::cli
