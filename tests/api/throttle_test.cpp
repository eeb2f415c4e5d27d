#include "api/throttle.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace kartei::api {
namespace {

using testing::Eq;
using testing::Optional;

constexpr Instant noon{1'000'000'000'000};

TEST(Throttle, grants_so_many_at_once_and_one_more_with_time) {
    Throttle throttle(3, us_per_second);
    for (std::int64_t left = 2; left >= 0; --left) {
        const auto budget = throttle.spend("ada", noon);
        EXPECT_THAT(budget.wait_us, Eq(std::nullopt));
        EXPECT_THAT(budget.left, Eq(left));
    }
    EXPECT_THAT(throttle.take("ada", noon), Optional(us_per_second));
    EXPECT_THAT(throttle.take("ada", noon + (us_per_second - 1)), Optional(1));
    EXPECT_THAT(throttle.take("ada", noon + us_per_second), Eq(std::nullopt));
    EXPECT_THAT(throttle.take("ada", noon + us_per_second), Optional(us_per_second));
}

TEST(Throttle, counts_every_key_for_itself_and_forgives_one) {
    Throttle throttle(1, us_per_second);
    EXPECT_THAT(throttle.take("ada", noon), Eq(std::nullopt));
    EXPECT_THAT(throttle.take("bob", noon), Eq(std::nullopt));
    throttle.forgive("bob");
    EXPECT_THAT(throttle.take("bob", noon), Eq(std::nullopt));
    EXPECT_THAT(throttle.take("ada", noon), Optional(us_per_second));
}

TEST(Throttle, remembers_who_has_used_up_his_attempts_however_many_others_come) {
    Throttle throttle(5, us_per_second);
    for (int attempt = 0; attempt < 5; ++attempt) throttle.take("guessed", noon);
    for (std::size_t other = 0; other < 2 * Throttle::most_keys; ++other)
        throttle.take(fmt::format("other {}", other), noon);
    EXPECT_THAT(throttle.take("guessed", noon), Optional(us_per_second));
}

}  // namespace
}  // namespace kartei::api
