// The invented company: made once, and finished where making it was broken off.
#include "app/demo.h"

#include "app/find.h"
#include "tests/app/broken.h"
#include "tests/app/place_test.h"

#include <gtest/gtest.h>

namespace kartei::app {
namespace {

class Demo : public PlaceTest {};
ON_BOTH_ENGINES(Demo);

TEST_P(Demo, broken_off_is_made_by_the_next_call_and_then_refused) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    const auto break_off = [](std::int64_t done, std::optional<double>) {
        if (done == 3) throw Broken();
    };
    EXPECT_THROW((void)make_demo(*house, break_off), Broken);
    EXPECT_EQ(make_demo(*house, {}).value(), 240);
    const auto session = house->console_session();
    ASSERT_TRUE(session);
    EXPECT_FALSE(find(*house, *session, "oldenburg", 10)->persons.empty());
    const auto twice = make_demo(*house, {});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
}

TEST_P(Demo, is_not_put_into_somebodys_company) {
    auto house = open(Opening::may_be_made);
    ASSERT_TRUE(house);
    ASSERT_TRUE(house->make_company("Bau AG"));
    EXPECT_FALSE(make_demo(*house, {}));
}

}  // namespace
}  // namespace kartei::app
