#include "domain/area.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

constexpr AreaNo house{1};
constexpr AreaNo energy{2};
constexpr AreaNo heat_pump{3};
constexpr AreaNo solar{4};

/// house > energy > heat_pump, solar
AreaTree tree() {
    AreaTree tree;
    tree.set_parent(energy, house).value();
    tree.set_parent(heat_pump, energy).value();
    tree.set_parent(solar, energy).value();
    return tree;
}

AreaScope only(AreaNo area) {
    return {false, {area}};
}

TEST(AreaTree, gives_an_area_with_all_above_nearest_first) {
    const auto path = tree().path(heat_pump);
    ASSERT_EQ(path.areas().size(), 3U);
    EXPECT_EQ(path.areas()[0], heat_pump);
    EXPECT_EQ(path.areas()[1], energy);
    EXPECT_EQ(path.areas()[2], house);
    EXPECT_EQ(tree().parent(house), AreaNo{});
    EXPECT_EQ(tree().parent(AreaNo{99}), AreaNo{});
}

TEST(AreaTree, refuses_cycles_of_any_length_and_stays_as_it_was) {
    AreaTree grown = tree();
    EXPECT_EQ(grown.set_parent(house, house).error().code, ErrorCode::conflict);
    EXPECT_EQ(grown.set_parent(house, energy).error().code, ErrorCode::conflict);
    EXPECT_EQ(grown.set_parent(house, heat_pump).error().code, ErrorCode::conflict);
    for (const AreaNo area : {house, energy, heat_pump, solar})
        EXPECT_EQ(grown.path(area), tree().path(area));
}

TEST(AreaTree, lets_an_area_move) {
    AreaTree grown = tree();
    grown.set_parent(heat_pump, house).value();
    EXPECT_EQ(grown.path(heat_pump).areas().size(), 2U);
    grown.set_parent(energy, heat_pump).value();
    EXPECT_EQ(grown.path(solar).areas().size(), 4U);
}

TEST(AreaTree, refuses_numbers_it_does_not_have) {
    AreaTree grown;
    const AreaNo beyond{AreaTree::max_area + 1};
    EXPECT_EQ(grown.set_parent(AreaNo{}, house).error().code, ErrorCode::invalid);
    EXPECT_EQ(grown.set_parent(house, AreaNo{}).error().code, ErrorCode::invalid);
    EXPECT_EQ(grown.set_parent(beyond, house).error().code, ErrorCode::invalid);
    EXPECT_EQ(grown.set_parent(house, beyond).error().code, ErrorCode::invalid);
    EXPECT_TRUE(grown.set_parent(AreaNo{AreaTree::max_area}, house));
}

TEST(AreaTree, refuses_a_level_too_many_from_above_and_from_below) {
    AreaTree down;
    for (std::uint32_t level = 1; level < AreaPath::max_depth; ++level) {
        down.set_parent(AreaNo{level + 1}, AreaNo{level}).value();
    }
    EXPECT_EQ(down.path(AreaNo{AreaPath::max_depth}).areas().size(), AreaPath::max_depth);
    EXPECT_EQ(down.set_parent(AreaNo{100}, AreaNo{AreaPath::max_depth}).error().code, ErrorCode::limit);
    EXPECT_EQ(down.set_parent(AreaNo{1}, AreaNo{100}).error().code, ErrorCode::limit);
}

TEST(AreaPath, permissions_cover_what_they_name_and_no_area_above_or_below) {
    const auto path = tree().path(energy);
    EXPECT_TRUE(path.permitted_by(only(energy)));
    EXPECT_TRUE(path.permitted_by(every_area()));
    for (const AreaNo other : {house, heat_pump, solar}) EXPECT_FALSE(path.permitted_by(only(other)));
    EXPECT_FALSE(path.permitted_by({}));
}

TEST(AreaPath, prohibitions_cover_everything_below_what_they_name) {
    const auto path = tree().path(heat_pump);
    for (const AreaNo area : {house, energy, heat_pump}) EXPECT_TRUE(path.forbidden_by(only(area)));
    EXPECT_FALSE(path.forbidden_by(only(solar)));
    EXPECT_FALSE(tree().path(energy).forbidden_by(only(heat_pump)));
    EXPECT_TRUE(path.forbidden_by({}));
    EXPECT_TRUE(path.forbidden_by(every_area()));
}

TEST(AreaPath, without_an_area_nothing_is_permitted_and_everything_forbidden) {
    EXPECT_FALSE(AreaPath().permitted_by(every_area()));
    EXPECT_TRUE(AreaPath().forbidden_by(only(solar)));
    EXPECT_EQ(AreaPath(AreaNo{}), AreaPath());
}

}  // namespace
}  // namespace kartei::domain
