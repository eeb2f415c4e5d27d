// Every scenario on both engines, and that every route has one.
#include "tests/api/scenario.h"

#include "app/verify.h"

namespace kartei::api {
namespace {

using Parameter = std::tuple<store::Engine, std::filesystem::path>;

class ScenarioTest : public testing::TestWithParam<Parameter> {};

std::string parameter_name(const testing::TestParamInfo<Parameter>& info) {
    const auto& [engine, file] = info.param;
    return file.stem().string() + (engine == store::Engine::sqlite ? "_sqlite" : "_postgresql");
}

INSTANTIATE_TEST_SUITE_P(, ScenarioTest,
                         testing::Combine(testing::Values(store::Engine::sqlite, store::Engine::postgresql),
                                          testing::ValuesIn(scenario_files())),
                         parameter_name);

TEST_P(ScenarioTest, goes_as_it_says) {
    const auto& [engine, file] = GetParam();
    ServedHouse served(engine);
    const auto steps = read_scenario(file);
    EXPECT_EQ(play(served, steps).size(), steps.size());
    const auto verified = app::verify(served.house(), {});
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
}

/// What a scenario expects it meets, or its test fails: so it is enough to read them.
TEST(Scenarios, call_every_route_with_success_and_refusal) {
    std::map<std::string_view, std::pair<int, int>> calls;
    for (const auto& file : scenario_files()) {
        for (const auto& step : read_scenario(file)) {
            const auto* route = route_of(step.method, step.path);
            if (route == nullptr) continue;
            if (step.status == route->status) ++calls[route->id].first;
            if (step.status >= 400) ++calls[route->id].second;
        }
    }
    for (const auto& route : routes()) {
        EXPECT_GT(calls[route.id].first, 0) << route.id << " is never called with success";
        if (route.work == Work::open) continue;  // nobody is refused there
        EXPECT_GT(calls[route.id].second, 0) << route.id << " is never refused";
    }
}

}  // namespace
}  // namespace kartei::api
