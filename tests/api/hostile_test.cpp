// Requests that somebody makes up: ids of others, forged places of lists, sessions and origins.
#include "app/verify.h"
#include "base/text.h"
#include "tests/api/scenario.h"

#include <gmock/gmock.h>

#include <array>

namespace kartei::api {
namespace {

constexpr std::string_view unknown_id = "01a22946-0ebf-7004-8f24-a4bb79171463";

class HostileTest : public testing::TestWithParam<store::Engine> {
protected:
    ServedHouse served_{GetParam()};
};
ON_BOTH_ENGINES(HostileTest);

/// The path of a good request with another last parameter of the pattern.
std::string with_parameter(const Played& good, std::string_view value) {
    const auto pattern = split(good.route->path, '/');
    const std::string filled = good.sent.path;
    const auto question = filled.find('?');
    std::string path;
    const auto parts = split(std::string_view(filled).substr(0, question), '/');
    bool done = false;
    for (std::size_t i = parts.size(); i-- > 1;) {
        const bool is_parameter = !done && pattern[i].starts_with('{');
        done = done || is_parameter;
        path = "/" + std::string(is_parameter ? value : parts[i]) + path;
    }
    return path;
}

TEST_P(HostileTest, ids_that_are_nobodys_or_none_are_not_found) {
    const auto good = good_requests(served_);
    const auto before = served_.rows();
    for (const auto& route : routes()) {
        if (route.path.find('{') == std::string_view::npos) continue;
        for (const std::string_view id :
             {unknown_id, std::string_view("00000000-0000-0000-0000-000000000000"), std::string_view("0"),
              std::string_view("-1"), std::string_view("99999999999999999999"), std::string_view("'"),
              std::string_view("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"), std::string_view("ä")}) {
            Sent sent = good.at(route.id).again("elsewhere");
            sent.path = with_parameter(good.at(route.id), id);
            const auto answer = served_.send(sent);
            EXPECT_EQ(answer.status, 404) << route.id << " " << sent.path << answer.text;
            EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id << " " << sent.path;
        }
    }
    EXPECT_EQ(served_.rows(), before);
}

TEST_P(HostileTest, uploads_are_their_owners_alone) {
    served_.sign_in_as({domain::Role::manager});
    const auto upload = served_.send({.method = http::Method::post,
                                      .path = "/uploads",
                                      .body = "Name\nEva Meier\n",
                                      .headers = {{"content-type", "text/csv"}}});
    ASSERT_EQ(upload.status, 201) << upload.text;
    served_.sign_in_as({domain::Role::manager});
    const auto before = served_.rows();
    for (const auto* path : {"/imports", "/import-previews"}) {
        const auto answer = served_.post(
            path, {{"upload_id", upload["upload_id"]}, {"purpose", "advertising"}, {"source", "Messe"}});
        EXPECT_EQ(answer.status, 404) << path << answer.text;
        EXPECT_EQ(answer["where"].as_string(), "upload_id");
    }
    EXPECT_EQ(served_.rows(), before);
}

TEST_P(HostileTest, a_list_that_is_taken_in_or_dropped_makes_room_for_another) {
    served_.sign_in_as({domain::Role::manager});
    const auto upload = [&](int number) {
        return served_.send({.method = http::Method::post,
                             .path = "/uploads",
                             .body = "Name\nEva Meier " + std::to_string(number) + "\n",
                             .headers = {{"content-type", "text/csv"}}});
    };
    std::vector<std::string> waiting;
    for (std::size_t i = 0; i < Uploads::most_per_account; ++i)
        waiting.emplace_back(upload(static_cast<int>(i))["upload_id"].as_string());
    EXPECT_EQ(upload(100).status, 413);
    const auto begun = served_.post(
        "/imports", {{"upload_id", waiting[0]}, {"purpose", "advertising"}, {"source", "Messe"}});
    ASSERT_EQ(begun.status, 202) << begun.text;
    EXPECT_EQ(upload(101).status, 201);
    EXPECT_EQ(upload(102).status, 413);
    const Sent drop{.method = http::Method::del, .path = "/uploads/" + waiting[1]};
    served_.sign_in_as({domain::Role::manager});
    EXPECT_EQ(served_.send(drop).status, 404);
    EXPECT_EQ(upload(103).status, 201);  // somebody else's do not count
}

/// What is not about a person is the company's log, which takes another right.
TEST_P(HostileTest, the_log_of_a_person_tells_of_persons_alone) {
    served_.sign_in_as({domain::Role::manager});
    const auto account = served_.get("/session");
    served_.get("/persons");
    const auto id = account["account"].at("account_id").as_string();
    for (const std::string& other : {std::string(id), std::string("00000000-0000-0000-0000-000000000000")}) {
        const auto answer = served_.get("/persons/" + other + "/log");
        EXPECT_EQ(answer.status, 404) << answer.text;
    }
}

/// Every listing that goes on: a place that no answer has named is refused or is simply a place, and nothing
/// breaks.
TEST_P(HostileTest, places_of_lists_that_somebody_made_up_break_nothing) {
    served_.sign_in_as({domain::Role::manager, domain::Role::administrator});
    const auto person = served_.person("D-1000");
    const std::string nil(32, '0');
    const std::array<std::string, 14> places{"",
                                             "zz",
                                             "0",
                                             nil,
                                             std::string(32, 'f'),
                                             nil + "ff",
                                             nil + std::string(6'000, 'e'),
                                             nil + "0",
                                             std::string(unknown_id),
                                             "%00",
                                             "%FF",
                                             "a&after=b",
                                             "'; DROP TABLE person; --",
                                             "Ä"};
    for (const auto& route : routes()) {
        if (std::ranges::find(route.query, "after") == route.query.end()) continue;
        std::string path(route.path);
        if (const auto open = path.find('{'); open != std::string::npos)
            path.replace(open, path.find('}') - open + 1, person);
        for (const auto& place : places) {
            const auto answer = served_.get(path + "?after=" + place);
            // 404: well formed, and nothing of that id is there to go on after.
            EXPECT_THAT(answer.status, testing::AnyOf(200, 400, 404)) << path << place << answer.text;
            EXPECT_EQ(misfit_of_answer(route, answer), "") << path << place;
        }
        for (const auto* limit : {"0", "-1", "1e3", "99999999999999999999", "1&limit=2", "x", ""})
            EXPECT_EQ(served_.get(path + "?limit=" + limit).status, 400) << path << limit;
        EXPECT_EQ(served_.get(path + "?surprise=1").status, 400) << path;
        EXPECT_EQ(served_.get(path + "?%").status, 400) << path;
    }
}

TEST_P(HostileTest, a_session_is_one_cookie_with_the_token_that_was_given) {
    served_.sign_in_as({domain::Role::manager});
    const std::string own = served_.cookie();
    const std::string name(session_cookie);
    ASSERT_EQ(served_.get("/session").status, 200);
    const std::string forged = name + "=" + std::string(64, 'a');
    for (const auto& cookie :
         {forged, own + "; " + forged, forged + "; " + own, own + "; " + own, own + "00",
          own.substr(0, own.size() - 2), name + "=", name, "kartei" + own.substr(name.size()), own.substr(2),
          name + "=" + std::string(15'000, 'a'), std::string("; ; =; ==")}) {
        served_.set_cookie(cookie);
        EXPECT_EQ(served_.get("/session").status, 401) << cookie;
        EXPECT_EQ(served_.get("/persons").status, 401) << cookie;
    }
    served_.set_cookie(own);
    EXPECT_EQ(served_.get("/session").status, 200);
    served_.set_cookie("a=b; " + own + "; c=d");
    EXPECT_EQ(served_.get("/session").status, 200);
    served_.pass(app::session_longest_us);
    EXPECT_EQ(served_.get("/session").status, 401);
}

/// A session that is used goes on, but not for ever.
TEST_P(HostileTest, no_use_keeps_a_session_beyond_its_end) {
    served_.sign_in_as({domain::Role::manager});
    std::int64_t passed = 0;
    for (; passed + app::session_idle_us / 2 < app::session_longest_us; passed += app::session_idle_us / 2) {
        EXPECT_EQ(served_.get("/areas").status, 200) << passed;
        served_.pass(app::session_idle_us / 2);
    }
    served_.pass(app::session_longest_us - passed);
    EXPECT_EQ(served_.get("/areas").status, 401);
}

TEST_P(HostileTest, what_another_page_sends_is_refused_before_anything_is_done) {
    const auto good = good_requests(served_);
    const auto before = served_.rows();
    const std::vector<std::vector<http::Header>> foreign{{{"sec-fetch-site", "cross-site"}},
                                                         {{"sec-fetch-site", "same-site"}},
                                                         {{"origin", "http://evil.example"}},
                                                         {{"origin", "null"}},
                                                         {{"sec-fetch-site", "Same-Origin"}},
                                                         {{"sec-fetch-site", "same-origin, cross-site"}},
                                                         {{"kartei-request", ""}},
                                                         {{"kartei-request", "0"}},
                                                         {{"kartei-request", "true"}}};
    for (const auto& route : routes()) {
        if (route.method == http::Method::get) continue;
        for (const auto& headers : foreign) {
            Sent sent = good.at(route.id).again("foreign");
            sent.headers.insert(sent.headers.end(), headers.begin(), headers.end());
            const auto answer = served_.send(sent);
            EXPECT_EQ(answer.status, 403) << route.id << " " << headers.front().value;
            EXPECT_EQ(answer["where"].as_string(), "Kartei-Request") << route.id;
            EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id;
        }
        if (route.request == nullptr) continue;
        for (const auto* type : {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                                 "application/jsonp", ""}) {
            Sent sent = good.at(route.id).again("foreign");
            sent.headers = {{"content-type", type}};
            EXPECT_EQ(served_.send(sent).status, 415) << route.id << " " << type;
        }
    }
    EXPECT_EQ(served_.rows(), before);
    const auto verified = app::verify(served_.house(), {});
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
}

TEST_P(HostileTest, names_of_files_are_no_paths) {
    served_.sign_in_as({domain::Role::manager});
    for (const auto& [sent, kept] :
         std::vector<std::pair<std::string, std::string>>{{"../../etc/passwd", "passwd"},
                                                          {"..%2F..%2Fetc%2Fpasswd", "passwd"},
                                                          {"D:\\Kunden\\liste.csv", "liste.csv"},
                                                          {"a&b=c", "liste"},
                                                          {"%FF", "liste"},
                                                          {"/", "liste"},
                                                          {"", "liste"},
                                                          {"%E2%80%AEvsc.exe", "\uFFFDvsc.exe"}}) {
        const auto answer =
            served_.send({.method = http::Method::post,
                          .path = "/uploads",
                          .body = "Name\nEva Meier\n",
                          .headers = {{"content-type", "text/csv"}, {"kartei-file-name", sent}}});
        ASSERT_EQ(answer.status, 201) << sent << answer.text;
        EXPECT_EQ(answer["file_name"].as_string(), kept) << sent;
        served_.sign_in_as({domain::Role::manager});  // few files of one account may wait
    }
}

}  // namespace
}  // namespace kartei::api
