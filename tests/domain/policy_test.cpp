#include "domain/policy.h"

#include <gtest/gtest.h>

#include <vector>

namespace kartei::domain {
namespace {

constexpr HourWindow weekdays_9_to_20{0b001'1111, 9 * 60, 20 * 60};

TEST(Policy, is_the_pack_of_2026) {
    EXPECT_EQ(policy_pack("DE-2026").value(), Policy{});
    EXPECT_EQ(policy_pack("DE-2025").error().code, ErrorCode::not_found);
    EXPECT_EQ(policy_pack("").error().code, ErrorCode::not_found);
    EXPECT_EQ(Policy{}.call_window, weekdays_9_to_20);
}

TEST(Policy, stays_without_changes) {
    EXPECT_EQ(stricter({}, {}).value(), Policy{});
}

struct Bound {
    PolicyChanges allowed;
    PolicyChanges refused;
    const char* parameter;
};

/// The last value that is allowed and the first beyond it.
std::vector<Bound> bounds() {
    return {
        {{.consent_max_unused_days = 730}, {.consent_max_unused_days = 731}, "consent_max_unused_days"},
        {{.consent_max_unused_days = 1}, {.consent_max_unused_days = 0}, "consent_max_unused_days"},
        {{.doi_valid_days = 14}, {.doi_valid_days = 15}, "doi_valid_days"},
        {{.doi_valid_days = 1}, {.doi_valid_days = 0}, "doi_valid_days"},
        {{.adult_age = 18}, {.adult_age = 17}, "adult_age"},
        {{.adult_age = 21}, {.adult_age = 22}, "adult_age"},
        {{.art14_max_days = 30}, {.art14_max_days = 31}, "art14_max_days"},
        {{.art14_max_days = 0}, {.art14_max_days = -1}, "art14_max_days"},
        {{.call_window = HourWindow{0b001'1111, 540, 1200}},
         {.call_window = HourWindow{0b011'1111, 540, 1200}},
         "call_window"},
        {{.call_window = HourWindow{0b000'0001, 541, 1199}},
         {.call_window = HourWindow{0b000'0001, 539, 1199}},
         "call_window"},
        {{.call_window = HourWindow{0, 600, 601}}, {.call_window = HourWindow{0, 600, 1201}}, "call_window"},
        {{.call_window = HourWindow{1, 600, 601}}, {.call_window = HourWindow{1, 600, 600}}, "call_window"},
    };
}

TEST(Policy, changes_to_the_stricter_side_up_to_its_bounds_only) {
    for (const Bound& bound : bounds()) {
        EXPECT_TRUE(stricter({}, bound.allowed)) << bound.parameter;
        const auto refused = stricter({}, bound.refused);
        ASSERT_FALSE(refused) << bound.parameter;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_EQ(refused.error().where, bound.parameter);
        EXPECT_FALSE(refused.error().next.de.empty());
    }
}

TEST(Policy, takes_over_what_is_stricter) {
    const Policy policy =
        stricter({}, {.consent_max_unused_days = 365, .adult_age = 21, .soft_optin = false}).value();
    EXPECT_EQ(policy.consent_max_unused_days, 365);
    EXPECT_EQ(policy.adult_age, 21);
    EXPECT_FALSE(policy.soft_optin);
    EXPECT_EQ(policy.doi_valid_days, 14);
}

TEST(Policy, is_never_loosened_again_by_a_second_change) {
    const Policy tight = stricter({}, {.consent_max_unused_days = 365,
                                       .robinson_spares_customers = false,
                                       .soft_optin = false,
                                       .presumed_consent = false,
                                       .inquiry_implies_phone = false,
                                       .post_without_consent = false})
                             .value();
    for (const PolicyChanges& looser :
         {PolicyChanges{.consent_max_unused_days = 366}, PolicyChanges{.robinson_spares_customers = true},
          PolicyChanges{.soft_optin = true}, PolicyChanges{.presumed_consent = true},
          PolicyChanges{.inquiry_implies_phone = true}, PolicyChanges{.post_without_consent = true}}) {
        EXPECT_EQ(stricter(tight, looser).error().code, ErrorCode::invalid);
    }
    EXPECT_EQ(stricter(tight, {.soft_optin = false}).value(), tight);
}

}  // namespace
}  // namespace kartei::domain
