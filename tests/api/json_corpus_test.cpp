// The corpus of JSON through the door: as a whole body and as one member of a good one, at every route that
// takes JSON. What is none is refused with its place and a way out and changes nothing; nothing breaks.
#include "tests/support/json_corpus.h"
#include "app/verify.h"
#include "tests/api/scenario.h"

#include <fmt/format.h>

namespace kartei::api {
namespace {

class JsonCorpusTest : public testing::TestWithParam<store::Engine> {
protected:
    ServedHouse served_{GetParam()};
    std::map<std::string_view, Played> good_ = good_requests(served_);

    /// Calls `act(route, good)` for every route that takes JSON.
    template <class Act>
    void for_each_json_route(const Act& act) {
        for (const auto& route : routes()) {
            if (route.request != nullptr) act(route, good_.at(route.id));
        }
    }

    void expect_answer(const Route& route, const JsonCase& one, const Sent& sent, const Received& answer) {
        EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id << " " << one.name;
        if (one.is_json) {
            EXPECT_LT(answer.status, 500) << route.id << " " << one.name << answer.text;
        } else {
            EXPECT_EQ(misplaced(route, sent, answer), "") << route.id << " " << one.name;
            EXPECT_TRUE(answer.status == 400 || answer.status == 413)
                << route.id << " " << one.name << answer.text;
            EXPECT_NE(member_at(answer.json, "where"), nullptr) << route.id << " " << one.name << answer.text;
        }
    }

    /// All cases at once, each as the body that `body_of` makes of it; how many there were.
    template <class BodyOf>
    std::size_t try_all(const Route& route, const Played& good, bool is_json, const BodyOf& body_of) {
        std::vector<JsonCase> cases = json_corpus();
        std::erase_if(cases, [&](const auto& one) { return one.is_json != is_json; });
        std::vector<Sent> all;
        for (const auto& one : cases) {
            all.push_back(good.again(fmt::format("json{}", ++number_)));
            all.back().body = body_of(one.text);
            all.back().headers.push_back({"content-type", "application/json"});
            // Attempts at passwords are counted by address.
            all.back().client =
                fmt::format("198.{}.{}.{}", number_ / 40'000, number_ / 200 % 200, number_ % 200);
        }
        const auto answers = served_.send_all(all);
        for (std::size_t i = 0; i < cases.size(); ++i) expect_answer(route, cases[i], all[i], answers[i]);
        return cases.size();
    }

    void expect_a_sound_house() {
        const auto verified = app::verify(served_.house(), {});
        ASSERT_TRUE(verified);
        EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
    }

private:
    int number_ = 0;
};
ON_BOTH_ENGINES(JsonCorpusTest);

/// A good body whose first member has this text for a value.
std::string with_first_member(const std::string& good, const std::string& text) {
    const auto body = boost::json::parse(good).as_object();
    std::string changed = "{";
    for (const auto& [name, value] : body) {
        if (changed.size() > 1) changed += ",";
        changed += boost::json::serialize(boost::json::value(name)) + ":";
        changed += name == body.begin()->key() ? text : boost::json::serialize(value);
    }
    return changed + "}";
}

TEST_P(JsonCorpusTest, what_is_no_json_is_refused_everywhere_and_changes_nothing) {
    const auto before = served_.rows();
    std::size_t tried = 0;
    for_each_json_route([&](const Route& route, const Played& good) {
        tried += try_all(route, good, false, [](const std::string& text) { return text; });
        const std::string body = good.again("whole").body;
        tried += try_all(route, good, false,
                         [&](const std::string& text) { return with_first_member(body, text); });
    });
    EXPECT_GT(tried, 10'000U);
    EXPECT_EQ(served_.rows(), before);
    expect_a_sound_house();
}

TEST_P(JsonCorpusTest, what_is_json_breaks_nothing_anywhere) {
    std::size_t tried = 0;
    for_each_json_route([&](const Route& route, const Played& good) {
        tried += try_all(route, good, true, [](const std::string& text) { return text; });
        const std::string body = good.again("whole").body;
        tried += try_all(route, good, true,
                         [&](const std::string& text) { return with_first_member(body, text); });
    });
    EXPECT_GT(tried, 3'000U);
    expect_a_sound_house();
}

}  // namespace
}  // namespace kartei::api
