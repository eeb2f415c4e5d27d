// The core of the house, played by seed on a disk that fails. KARTEI_SEED=7 plays one and tells what happens;
// KARTEI_SEEDS=10000 plays so many.
#include "tests/simulation/run.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace kartei::simulation {
namespace {

/// Each part is a test of its own, so that every core has one.
constexpr std::uint64_t parts = 4;

#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t ordinary_seeds = 80;
#else
constexpr std::uint64_t ordinary_seeds = 600;
#endif

std::optional<std::uint64_t> told(const char* variable) {
    const char* const text = std::getenv(variable);
    if (text == nullptr) return std::nullopt;
    return std::strtoull(text, nullptr, 10);
}

/// The run of a seed; the test fails where the house did what it must not.
Tally play(std::uint64_t seed, const std::function<void(const std::string&)>& tell = {}) {
    try {
        return Run(seed, tell).play();
    } catch (const std::exception& failure) {
        ADD_FAILURE() << "KARTEI_SEED=" << seed << " " << KARTEI_BINARY_DIR << "/simulation_tests\n  "
                      << failure.what();
        return {};
    }
}

class Simulation : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Simulation, of_any_seed_ends_as_the_book_says) {
    const auto one = told("KARTEI_SEED");
    const std::uint64_t seeds = told("KARTEI_SEEDS").value_or(ordinary_seeds);
    Tally all;
    if (one && *one % parts == GetParam())
        all.add(play(*one, [](const std::string& what) { fmt::print("{}\n", what); }));
    for (std::uint64_t seed = GetParam(); !one && seed < seeds; seed += parts) all.add(play(seed));
    fmt::print("{} acknowledged, {} refused, {} failed, {} again, {} faults, {} crashes, {} came back\n",
               all.acknowledged, all.refused, all.failed, all.again, all.faults, all.crashes, all.come_back);
    if (one) return;
    EXPECT_GT(all.acknowledged, seeds / parts);
}
INSTANTIATE_TEST_SUITE_P(, Simulation, testing::Range(std::uint64_t{0}, parts),
                         [](const auto& part) { return fmt::format("part_{}", part.param); });

TEST(SimulationOfASeed, goes_the_same_way_every_time) {
    for (const std::uint64_t seed : {3U, 4U, 5U}) {
        const auto first = play(seed);
        const auto second = play(seed);
        EXPECT_GT(first.acknowledged, 0U);
        EXPECT_EQ(first.digest, second.digest) << seed;
        EXPECT_EQ(first.acknowledged, second.acknowledged) << seed;
    }
}

}  // namespace
}  // namespace kartei::simulation
