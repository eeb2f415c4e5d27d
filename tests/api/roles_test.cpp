// Every role at every route: in where the route's right is the role's, otherwise 403, and nothing has
// changed.
#include "app/verify.h"
#include "tests/api/scenario.h"

#include <gmock/gmock.h>

#include <set>

namespace kartei::api {
namespace {

class RolesTest : public testing::TestWithParam<store::Engine> {
protected:
    ServedHouse served_{GetParam()};
    std::map<std::string_view, Played> good_ = good_requests(served_);

    /// Sends what a manager sent with success to every route with a right that the role has, or has not.
    template <class Expect>
    int send_all(domain::Role role, bool allowed, const Expect& expect) {
        int sent = 0;
        for (const auto& route : routes()) {
            if (!route.right || domain::may(std::array{role}, *route.right) != allowed) continue;
            const auto answer =
                served_.send(good_.at(route.id).again(std::string(enum_word(role)) + std::to_string(sent++)));
            EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id;
            expect(route, answer);
        }
        return sent;
    }
};
ON_BOTH_ENGINES(RolesTest);

TEST_P(RolesTest, may_what_their_rights_say_and_nothing_else) {
    std::vector<std::pair<domain::Role, std::string>> sessions;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::Role>>([&](auto role) {
        served_.sign_in_as({role.value});
        sessions.emplace_back(role.value, served_.cookie());
    });
    const auto before = served_.rows();
    int refused = 0;
    for (const auto& [role, session] : sessions) {
        served_.set_cookie(session);
        refused += send_all(role, false, [&](const Route& route, const Received& answer) {
            EXPECT_EQ(answer.status, 403) << enum_word(role) << " " << route.id << answer.text;
            EXPECT_EQ(answer["code"].as_string(), "forbidden") << enum_word(role) << " " << route.id;
        });
    }
    EXPECT_GT(refused, 50);
    EXPECT_EQ(served_.rows(), before);
    int allowed = 0;
    for (const auto& [role, session] : sessions) {
        served_.set_cookie(session);
        allowed += send_all(role, true, [&](const Route& route, const Received& answer) {
            EXPECT_NE(answer.status, 403) << enum_word(role) << " " << route.id << answer.text;
            EXPECT_LT(answer.status, 500) << enum_word(role) << " " << route.id << answer.text;
        });
    }
    EXPECT_GT(allowed, 50);
    const auto verified = app::verify(served_.house(), {});
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
}

/// A route without a right tells and changes what everybody may who is signed in, or concerns his own
/// session.
TEST(Routes, demand_a_right_but_for_these) {
    std::set<std::string_view> free;
    for (const auto& route : routes()) {
        if (!route.right) free.insert(route.id);
    }
    EXPECT_THAT(
        free, testing::UnorderedElementsAre("getSetup", "setUp", "signIn", "getSession", "signOut",
                                            "signOutEverywhere", "changePassword", "getAreas", "getPurposes",
                                            "getWordings", "getChannels", "getOpenApi"));
}

}  // namespace
}  // namespace kartei::api
