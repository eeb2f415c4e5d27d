// Whoever has no session, no longer one or none of that form: every route tells him the same, nothing more,
// and nothing has changed.
#include "app/verify.h"
#include "tests/api/ended_accounts.h"
#include "tests/api/scenario.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace kartei::api {
namespace {

using domain::Role;

bool needs_a_session(const Route& route) {
    static const std::set<std::string_view> open{"getSetup", "setUp", "signIn", "getOpenApi"};
    return !open.contains(route.id);
}

class SessionsTest : public testing::TestWithParam<store::Engine> {
protected:
    ServedHouse served_{GetParam()};
    std::map<std::string_view, Played> good_ = good_requests(served_, Scenarios::without_once);
    int clients_ = 0;

    /// A new account with every right, signed in twice; this is one of the sessions.
    std::string session_of_somebody() {
        served_.sign_in_as({Role::manager, Role::administrator});
        return served_.cookie();
    }

    domain::AccountId account_of(const std::string& cookie) {
        served_.set_cookie(cookie);
        const auto session = served_.get("/session");
        return {parse_uuid(std::string_view(session["account"].at("account_id").as_string())).value()};
    }

    /// The good request of a route; changing the password has none that can be played twice.
    Sent request_of(const Route& route) {
        Sent sent{.method = route.method, .path = std::string(route.path), .body = {}};
        if (const auto known = good_.find(route.id); known != good_.end())
            sent = known->second.again(fmt::format("without{}", clients_));
        else if (route.id == "changePassword")
            sent.body = R"({"old_password":"vier rote Karteikarten","new_password":"vier blaue Karten"})";
        // Attempts at passwords are counted by address.
        sent.client = fmt::format("198.51.{}.{}", clients_ / 200, 1 + clients_ % 200);
        ++clients_;
        return sent;
    }

    /// Every route, with this for a cookie, says that nobody is signed in.
    int expect_nobody(const std::string& cookie, const std::string& why) {
        served_.forget_session();
        const auto expected = served_.get("/persons");
        EXPECT_EQ(expected.status, 401);
        served_.set_cookie(cookie);
        int asked = 0;
        for (const auto& route : routes()) {
            if (!needs_a_session(route)) continue;
            Sent sent = request_of(route);
            const auto answer = served_.send(sent);
            EXPECT_EQ(answer.status, 401) << route.id << ": " << why;
            EXPECT_EQ(answer.text, expected.text) << route.id << ": " << why;
            EXPECT_EQ(answer.header("Set-Cookie"), "") << route.id << ": " << why;
            EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id << ": " << why;
            ++asked;
            if (route.method != http::Method::get) continue;
            sent.method = http::Method::head;
            EXPECT_EQ(served_.send(sent).status, 401) << route.id << ": " << why;
        }
        return asked;
    }

    void expect_a_well_house() {
        const auto verified = app::verify(served_.house(), {});
        ASSERT_TRUE(verified);
        EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
    }
};
ON_BOTH_ENGINES(SessionsTest);

/// The token with another form, each of them nobody's.
std::vector<std::string> mangled(const std::string& cookie) {
    const auto equals = cookie.find('=') + 1;
    const std::string name = cookie.substr(0, equals);
    const std::string token = cookie.substr(equals);
    std::string one_bit = token;
    one_bit.back() = one_bit.back() == '0' ? '1' : '0';
    std::string reversed(token.rbegin(), token.rend());
    return {name + one_bit,
            name + reversed,
            name + token.substr(1),
            name + token + "0",
            name + token + token,
            name + " ",
            name + std::string(token.size(), '0'),
            name + token.substr(0, token.size() - 1) + "g",
            name + token.substr(0, token.size() - 2) + "%00",
            name + "' OR '1'='1",
            name + "null",
            token};
}

TEST_P(SessionsTest, nobody_is_let_in_anywhere) {
    const auto session = session_of_somebody();
    const auto before = served_.rows();
    int asked = expect_nobody("", "no cookie");
    for (const auto& cookie : mangled(session)) asked += expect_nobody(cookie, cookie);
    EXPECT_GT(asked, 13 * 35);
    EXPECT_EQ(served_.rows(), before);
    served_.set_cookie(session);
    EXPECT_EQ(served_.get("/session").status, 200);
    expect_a_well_house();
}

TEST_P(SessionsTest, one_that_was_ended_opens_nothing_any_more) {
    struct Ended {
        std::string why;
        std::string cookie;
    };
    std::vector<Ended> ended;
    const Sent everywhere{.method = http::Method::del, .path = "/sessions"};
    ended.push_back({"signed out", session_of_somebody()});
    ASSERT_EQ(served_.send({.method = http::Method::del, .path = "/session"}).status, 204);
    ended.push_back({"signed out from elsewhere", session_of_somebody()});
    const auto account = account_of(ended.back().cookie);
    served_.set_cookie(fmt::format("{}={}", session_cookie, app::sign_in(served_.house(), account)->token));
    ASSERT_EQ(served_.send(everywhere).status, 204);
    ASSERT_EQ(served_.sign_in().status, 201);
    ended.push_back({"a new password from elsewhere", served_.cookie()});
    ASSERT_EQ(served_.sign_in().status, 201);
    const boost::json::object change{{"old_password", ServedHouse::password},
                                     {"new_password", "fünf grüne Ordner"}};
    ASSERT_EQ(served_
                  .send({.method = http::Method::put,
                         .path = "/session/password",
                         .body = boost::json::serialize(change)})
                  .status,
              204);
    ended.push_back({"account closed", session_of_somebody()});
    close_account(served_.house(), served_.company(), account_of(ended.back().cookie));
    ended.push_back({"no role is left", session_of_somebody()});
    const auto dismissed = account_of(ended.back().cookie);
    take_role(served_.house(), served_.company(), dismissed, Role::manager);
    EXPECT_EQ(served_.get("/persons").status, 403);  // the other role is still there
    take_role(served_.house(), served_.company(), dismissed, Role::administrator);
    const auto before = served_.rows();
    for (const auto& one : ended) EXPECT_GT(expect_nobody(one.cookie, one.why), 35);
    EXPECT_EQ(served_.rows(), before);
    expect_a_well_house();
}

TEST_P(SessionsTest, one_whose_time_is_over_opens_nothing_any_more) {
    const auto idle = session_of_somebody();
    ASSERT_EQ(served_.get("/session").status, 200);
    served_.pass(app::session_idle_us);
    auto before = served_.rows();
    EXPECT_GT(expect_nobody(idle, "idle for too long"), 35);
    EXPECT_EQ(served_.rows(), before);
    const auto old = session_of_somebody();
    served_.pass(app::session_longest_us);
    before = served_.rows();
    EXPECT_GT(expect_nobody(old, "over for good"), 35);
    EXPECT_EQ(served_.rows(), before);
    expect_a_well_house();
}

/// What was kept for whoever repeats a request is for him alone: not for nobody, not for a colleague.
TEST_P(SessionsTest, a_kept_answer_is_for_its_account_alone) {
    const auto own = session_of_somebody();
    const std::vector<http::Header> key{{"idempotency-key", "01a22946-0ebf-7004-8f24-a4bb79171463"}};
    const boost::json::object area{{"name", "Dachausbau"}};
    ASSERT_EQ(served_.post("/areas", area, key).status, 201);
    const auto before = served_.rows();
    served_.forget_session();
    EXPECT_EQ(served_.post("/areas", area, key).status, 401);
    EXPECT_EQ(served_.rows(), before);
    session_of_somebody();
    const auto colleague = served_.post("/areas", area, key);
    EXPECT_EQ(colleague.header("Idempotent-Replay"), "");
    served_.sign_in_as({Role::auditor});
    EXPECT_EQ(served_.post("/areas", area, key).status, 403);
    served_.set_cookie(own);
    EXPECT_EQ(served_.post("/areas", area, key).header("Idempotent-Replay"), "true");
    take_role(served_.house(), served_.company(), account_of(own), Role::manager);
    take_role(served_.house(), served_.company(), account_of(own), Role::administrator);
    served_.set_cookie(own);
    EXPECT_EQ(served_.post("/areas", area, key).status, 401);
}

}  // namespace
}  // namespace kartei::api
