// The door while more is asked than can be answered: who is refused hears it at once and in words, and
// whoever objects is served.
#include "tests/api/served_house.h"

#include <gmock/gmock.h>

namespace kartei::api {
namespace {

class OverloadTest : public testing::TestWithParam<store::Engine> {
protected:
    /// Every reader is busy when it returns, and more waits than anybody has patience for.
    void overload() {
        EXPECT_EQ(served_.get("/session").status, 200);  // how long a request takes is known from then on
        for (std::size_t i = 0; i < options_.readers; ++i) {
            std::promise<void> begun;
            auto has_begun = begun.get_future();
            ASSERT_TRUE(served_.executor().read({.act = [&begun, end = ended_](app::House&) {
                begun.set_value();
                end.wait();
            }}));
            has_begun.wait();
        }
        while (served_.executor().read({.act = [](app::House&) {}})) {
        }
        ASSERT_TRUE(served_.executor().is_overloaded());
    }

    app::ExecutorOptions options_{.longest_wait_us = 1};
    std::promise<void> end_;
    std::shared_future<void> ended_ = end_.get_future().share();
    ServedHouse served_{GetParam(), options_};
};
ON_BOTH_ENGINES(OverloadTest);

TEST_P(OverloadTest, what_can_wait_is_refused_before_anything_is_done_for_it) {
    served_.sign_in();
    const auto person = served_.person("D-1000");
    // Not even who asks is looked up.
    overload();
    for (const auto& path : {std::string("/session"), "/persons/" + person}) {
        const auto refused = served_.get(path);
        EXPECT_EQ(refused.status, 503) << path;
        EXPECT_EQ(refused["code"].as_string(), "unavailable");
        EXPECT_NE(refused.header("Retry-After"), "");
    }
    served_.forget_session();
    EXPECT_EQ(served_.sign_in().status, 503);
    end_.set_value();
}

TEST_P(OverloadTest, an_objection_is_recorded) {
    served_.sign_in();
    const auto person = served_.person("D-1000");
    overload();
    auto objection = served_.begin(
        {.method = http::Method::post, .path = "/persons/" + person + "/objections", .body = "{}"});
    end_.set_value();
    EXPECT_EQ(objection.get().status, 201);
}

}  // namespace
}  // namespace kartei::api
