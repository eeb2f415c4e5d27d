// The REST door as a program meets it, on both engines.
#include "api/openapi.h"
#include "app/verify.h"
#include "tests/api/scenario.h"
#include "tests/api/schema_check.h"
#include "tests/api/served_house.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <set>

namespace kartei::api {
namespace {

using boost::json::array;
using boost::json::object;
using testing::Each;
using testing::HasSubstr;

class DoorTest : public testing::TestWithParam<store::Engine> {
protected:
    ServedHouse served_{GetParam()};

    std::string status(const std::string& person, int area, const std::string& channel) {
        const auto answer =
            served_.get("/persons/" + person + "/permissions/" + std::to_string(area) + "/" + channel);
        return std::string(answer["cell"].at("status").as_string());
    }

    object consent(const std::string& evidence) const {
        return {{"areas", {2}},     {"channels", {"sms"}},
                {"way", "paper"},   {"given_at", "2026-01-05T09:00:00Z"},
                {"wording_no", 1},  {"evidence", evidence},
                {"source", "Messe"}};
    }
};
ON_BOTH_ENGINES(DoorTest);

TEST_P(DoorTest, lets_nobody_in_without_a_session) {
    const std::set<std::string_view> open{"getSetup", "getOpenApi", "signIn", "setUp"};
    for (const auto& route : routes()) {
        if (open.contains(route.id)) continue;
        std::string path(route.path);
        for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, "1");
        const std::string body = route.id == "changePassword"
                                     ? R"({"old_password":"a","new_password":"vier blaue Karten"})"
                                     : "{}";
        const auto answer = served_.send({.method = route.method,
                                          .path = path,
                                          .body = route.method == http::Method::get ? std::string() : body});
        EXPECT_EQ(answer.status, 401) << route.id;
    }
}

TEST_P(DoorTest, signs_in_with_the_right_password_alone_and_slows_down_who_guesses) {
    const auto wrong = served_.sign_in("falsches Kennwort");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(served_.get("/session").status, 401);
    const auto right = served_.sign_in();
    ASSERT_EQ(right.status, 201);
    EXPECT_THAT(right.header("Set-Cookie"),
                testing::AllOf(HasSubstr("__Host-kartei="), HasSubstr("HttpOnly"), HasSubstr("Secure"),
                               HasSubstr("SameSite=Strict")));
    EXPECT_EQ(served_.get("/session")["account"].at("login").as_string(), ServedHouse::login);
    served_.forget_session();
    int refused = 0;
    for (int i = 0; i < 10; ++i) refused += served_.sign_in("falsches Kennwort").status == 429 ? 1 : 0;
    EXPECT_GE(refused, 4);
}

TEST_P(DoorTest, ends_sessions_by_word_by_idleness_and_by_a_new_password) {
    served_.sign_in();
    EXPECT_EQ(served_.send({.method = http::Method::del, .path = "/session"}).status, 204);
    EXPECT_EQ(served_.get("/session").status, 401);
    served_.sign_in();
    served_.pass(app::session_idle_us - us_per_second);
    EXPECT_EQ(served_.get("/session").status, 200);
    served_.pass(app::session_idle_us);
    EXPECT_EQ(served_.get("/session").status, 401);
    served_.sign_in();
    const object change{{"old_password", ServedHouse::password}, {"new_password", "fünf grüne Ordner"}};
    EXPECT_EQ(served_
                  .send({.method = http::Method::put,
                         .path = "/session/password",
                         .body = boost::json::serialize(change)})
                  .status,
              204);
    EXPECT_EQ(served_.get("/session").status, 401);
    EXPECT_EQ(served_.sign_in().status, 401);
    EXPECT_EQ(served_.sign_in("fünf grüne Ordner").status, 201);
}

TEST_P(DoorTest, however_a_login_is_spelt_its_attempts_are_counted_together) {
    const std::vector<std::string> spellings{"manager@example.de",  "MANAGER@example.de",
                                             " manager@example.de", "Manager@Example.de",
                                             "mAnager@example.de",  "maNager@example.de"};
    for (std::size_t i = 0; i < spellings.size(); ++i) {
        const object body{{"login", spellings[i]}, {"password", "falsches Kennwort"}};
        const auto answer = served_.send({.method = http::Method::post,
                                          .path = "/session",
                                          .body = boost::json::serialize(body),
                                          .client = "192.0.2." + std::to_string(10 + i)});
        EXPECT_EQ(answer.status, i < 5 ? 401 : 429) << spellings[i];
    }
}

TEST_P(DoorTest, an_address_without_attempts_uses_up_nobody_elses) {
    const auto attempt = [&](const std::string& login, const std::string& client) {
        const object body{{"login", login}, {"password", "falsches Kennwort"}};
        return served_
            .send({.method = http::Method::post,
                   .path = "/session",
                   .body = boost::json::serialize(body),
                   .client = client})
            .status;
    };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(attempt("somebody" + std::to_string(i) + "@example.de", "192.0.2.9"), 401);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(attempt(std::string(ServedHouse::login), "192.0.2.9"), 429);
    EXPECT_EQ(attempt(std::string(ServedHouse::login), "192.0.2.10"), 401);
    EXPECT_EQ(served_.sign_in().status, 201);
}

TEST_P(DoorTest, of_password_changes_at_once_one_counts) {
    served_.sign_in();
    std::vector<Sent> all;
    for (int i = 0; i < 4; ++i) {
        const object body{{"old_password", ServedHouse::password},
                          {"new_password", "sieben blaue Ordner " + std::to_string(i)}};
        all.push_back(
            {.method = http::Method::put, .path = "/session/password", .body = boost::json::serialize(body)});
    }
    int changed = 0;
    for (const auto& answer : served_.send_all(all)) {
        if (answer.status == 204) ++changed;
        else EXPECT_THAT(answer.status, testing::AnyOf(400, 401, 403)) << answer.json;
    }
    EXPECT_EQ(changed, 1);
}

TEST_P(DoorTest, refuses_what_comes_from_another_page) {
    served_.sign_in();
    const auto person = served_.person("D-1000");
    const std::string path = "/persons/" + person + "/objections";
    EXPECT_EQ(served_.post(path, object{}, {{"kartei-request", "0"}}).status, 403);
    EXPECT_EQ(served_.post(path, object{}, {{"sec-fetch-site", "cross-site"}}).status, 403);
    EXPECT_EQ(served_.post(path, object{}, {{"origin", "http://evil.example"}}).status, 403);
    EXPECT_EQ(served_.post(path, object{}, {{"origin", "null"}}).status, 403);
    EXPECT_EQ(served_.post(path, object{}, {{"content-type", "text/plain"}}).status, 415);
    const auto card = [&](const std::vector<http::Header>& headers) {
        return served_.send({.path = "/persons/" + person, .headers = headers}).status;
    };
    EXPECT_EQ(card({{"sec-fetch-site", "cross-site"}}), 403);
    EXPECT_EQ(card({{"origin", "https://evil.example"}, {"host", "crm.example"}}), 403);
    EXPECT_EQ(card({{"origin", "https://crm.example"}, {"host", "crm.example"}}), 200);
    EXPECT_EQ(card({{"sec-fetch-site", "same-origin"}}), 200);
    EXPECT_EQ(status(person, 1, "phone"), "conditional");
}

TEST_P(DoorTest, names_what_it_does_not_know_or_cannot_take) {
    served_.sign_in();
    const auto person = served_.person("D-1000");
    const std::string path = "/persons/" + person + "/consents";
    auto body = consent("Blatt 7");
    body["surprise"] = 1;
    auto answer = served_.post(path, body);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer["where"].as_string(), "surprise");
    body.erase("surprise");
    body["channels"] = array{"pigeon"};
    answer = served_.post(path, body);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer["where"].as_string(), "channels[0]");
    answer =
        served_.send({.method = http::Method::post, .path = path, .body = R"({"areas":[1],"areas":[2]})"});
    EXPECT_EQ(answer.status, 400);
    answer = served_.send({.method = http::Method::post, .path = path, .body = std::string(100'000, '[')});
    EXPECT_EQ(answer.status / 100, 4);
    EXPECT_EQ(served_.get("/persons/" + std::string(36, '0')).status, 404);
    EXPECT_EQ(served_.get("/persons/01a22946-0ebf-7004-8f24-a4bb79171463").status, 404);
    EXPECT_EQ(served_.get("/persons?after=zz").status, 400);
    EXPECT_EQ(served_.get("/persons?colour=red").status, 400);
    EXPECT_EQ(served_.get("/nothing").status, 404);
    EXPECT_EQ(served_.post("/nothing", object{}).status, 404);
    EXPECT_EQ(served_.send({.method = http::Method::del, .path = "/persons"}).status, 405);
    EXPECT_EQ(status(person, 2, "sms"), "denied");
}

TEST_P(DoorTest, a_consent_with_evidence_opens_and_an_objection_closes_every_channel) {
    served_.sign_in();
    const auto person = served_.person("D-1000");
    EXPECT_EQ(status(person, 2, "sms"), "denied");
    auto recorded = served_.post("/persons/" + person + "/consents", consent(""));
    EXPECT_EQ(recorded.status, 201);
    EXPECT_TRUE(recorded.json.as_object().contains("permits_nothing"));
    EXPECT_EQ(status(person, 2, "sms"), "unknown");
    recorded = served_.post("/persons/" + person + "/consents", consent("Ordner 3, Blatt 7"));
    EXPECT_EQ(recorded.status, 201);
    EXPECT_EQ(status(person, 2, "sms"), "allowed");
    const auto checked =
        served_.post("/persons/" + person + "/contact-checks", object{{"area_no", 2}, {"channel", "sms"}});
    EXPECT_EQ(checked.status, 201);
    EXPECT_EQ(checked["cell"].at("ground").as_string(), "EXPRESS_CONSENT");
    EXPECT_EQ(served_.post("/persons/" + person + "/objections", object{{"way", "phone"}}).status, 201);
    const auto matrix = served_.get("/persons/" + person + "/permissions");
    for (const auto& cell : matrix["cells"].as_array())
        EXPECT_NE(cell.at("verdict").as_string(), "allowed") << cell;
    EXPECT_EQ(status(person, 2, "sms"), "objected");
    const auto card = served_.get("/persons/" + person);
    ASSERT_EQ(card["checks"].as_array().size(), 1U);
    EXPECT_EQ(card["checks"].at(0).at("status").as_string(), "allowed");
    const auto verified = app::verify(served_.house(), {});
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
}

/// Whatever says something about a permission says the same: matrix, single cell, badge, batch.
TEST_P(DoorTest, every_answer_about_a_permission_agrees) {
    served_.sign_in();
    std::string after;
    std::size_t persons = 0;
    while (true) {
        const auto page = served_.get("/persons?limit=200&area_no=1" + after);
        ASSERT_EQ(page.status, 200);
        array ids;
        for (const auto& row : page["rows"].as_array()) ids.push_back(row.at("person_id"));
        persons += ids.size();
        for (const char* channel : {"phone", "email", "sms", "post"}) {
            const auto batch = served_.post(
                "/decision-batches", object{{"area_no", 1}, {"channel", channel}, {"person_ids", ids}});
            ASSERT_EQ(batch["answers"].as_array().size(), ids.size());
            for (std::size_t i = 0; i < ids.size(); ++i) {
                const auto& badges = page["rows"].at(i).at("permissions").as_array();
                const auto badge = std::ranges::find_if(
                    badges, [&](const auto& one) { return one.at("channel").as_string() == channel; });
                EXPECT_EQ(badge->at("status"), batch["answers"].at(i).at("status"));
            }
        }
        if (!page.json.as_object().contains("next")) break;
        after = "&after=" + std::string(page["next"].as_string());
    }
    EXPECT_EQ(persons, 240U);
    for (const char* number : {"D-1000", "D-1010", "D-1023", "D-1041"}) {
        const auto person = served_.person(number);
        const auto matrix = served_.get("/persons/" + person + "/permissions");
        for (const auto& cell : matrix["cells"].as_array()) {
            const auto one = served_.post("/decisions", object{{"person_id", person},
                                                               {"area_no", cell.at("area_no")},
                                                               {"channel", cell.at("channel")}});
            EXPECT_EQ(one["cell"].at("ground"), cell.at("ground"));
            EXPECT_EQ(one["cell"].at("sentence"), cell.at("sentence"));
        }
    }
}

TEST_P(DoorTest, a_request_repeated_with_its_key_is_done_once) {
    served_.sign_in();
    const auto person = served_.person("D-1001");
    const std::string path = "/persons/" + person + "/consents";
    const std::vector<http::Header> key{{"idempotency-key", "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001"}};
    const std::size_t before = served_.get("/persons/" + person)["consents"].as_array().size();
    const std::vector<Sent> fifty(50, Sent{.method = http::Method::post,
                                           .path = path,
                                           .body = boost::json::serialize(consent("Blatt 9")),
                                           .headers = key});
    std::set<std::string> ids;
    for (const auto& answer : served_.send_all(fifty)) {
        EXPECT_EQ(answer.status, 201) << answer.json;
        if (answer.status == 201) ids.emplace(answer["consent_id"].as_string());
    }
    EXPECT_EQ(ids.size(), 1U);
    EXPECT_EQ(served_.get("/persons/" + person)["consents"].as_array().size(), before + 1);
    EXPECT_EQ(served_.post(path, consent("Blatt 10"), key).status, 409);
}

/// Every writing route, with the request of its scenario: what comes again is what came the first time.
TEST_P(DoorTest, a_repeated_answer_has_the_headers_of_the_first) {
    int compared = 0;
    int tagged = 0;
    for (const auto& [id, good] : good_requests(served_)) {
        if (good.route->work != Work::write && good.route->work != Work::objection) continue;
        if (good.route->always) continue;  // ends the session, so nobody is there who could repeat it
        Sent sent = good.again(fmt::format("repeated{}", compared));
        std::erase_if(sent.headers, [](const auto& header) { return header.name == "idempotency-key"; });
        sent.headers.push_back(
            {"idempotency-key", fmt::format("0190aaaa-bbbb-7ccc-8ddd-eeeeffff{:04}", 100 + compared)});
        const auto first = served_.send(sent);
        if (first.status >= 300) continue;  // what is removed once is gone
        const auto second = served_.send(sent);
        ++compared;
        EXPECT_EQ(second.status, first.status) << id;
        EXPECT_EQ(second.text, first.text) << id;
        EXPECT_EQ(second.header("Idempotent-Replay"), "true") << id;
        for (const auto* header : {"ETag", "Content-Type", "Location"})
            EXPECT_EQ(second.header(header), first.header(header)) << id << " " << header;
        if (!first.header("ETag").empty()) ++tagged;
    }
    EXPECT_GE(compared, 8);
    EXPECT_GE(tagged, 3);
}

TEST_P(DoorTest, names_a_parameter_of_the_query_that_a_route_does_not_know) {
    served_.sign_in();
    for (const auto& route : routes()) {
        std::string path(route.path);
        for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, "1");
        for (const auto* query : {"?surprise=1", "?surprise", "?%73urprise=", "?&surprise=1&"}) {
            const auto answer = served_.send({.method = route.method, .path = path + query});
            EXPECT_EQ(answer.status, 400) << route.id << query;
            EXPECT_EQ(answer["where"].as_string(), "surprise") << route.id << query;
        }
        EXPECT_EQ(served_.send({.method = route.method, .path = path + "?%"}).status, 400) << route.id;
    }
}

TEST_P(DoorTest, an_account_has_so_many_requests_a_minute_and_objections_always_pass) {
    served_.sign_in();
    const auto person = served_.person("D-1003");
    served_.allow_per_minute(3);
    EXPECT_EQ(served_.get("/areas").header("RateLimit-Policy"), "\"account\";q=3;w=60");
    EXPECT_THAT(served_.get("/areas").header("RateLimit"), HasSubstr(";r=1;"));
    EXPECT_EQ(served_.get("/areas").status, 200);
    const auto refused = served_.get("/areas");
    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(refused.header("Retry-After"), "");
    EXPECT_EQ(served_.post("/persons/" + person + "/objections", object{{"way", "phone"}}).status, 201);
    served_.pass(20 * us_per_second);
    EXPECT_EQ(served_.get("/areas").status, 200);
    EXPECT_EQ(served_.get("/areas").status, 429);
    EXPECT_EQ(served_.send({.method = http::Method::del, .path = "/session"}).status, 204);
}

TEST_P(DoorTest, shows_in_the_log_who_looked_and_what_changed) {
    served_.sign_in();
    const auto person = served_.person("D-1002");
    served_.get("/persons/" + person);
    served_.post("/persons/" + person + "/objections", object{{"note", "nie wieder"}});
    const auto log = served_.get("/persons/" + person + "/log");
    ASSERT_EQ(log.status, 200);
    std::set<std::string> actions;
    for (const auto& entry : log["rows"].as_array()) actions.emplace(entry.at("action").as_string());
    EXPECT_TRUE(actions.contains("person.read"));
    EXPECT_TRUE(actions.contains("objection.record"));
    EXPECT_THAT(boost::json::serialize(log.json), HasSubstr("nie wieder"));
    const auto all = served_.get("/log?limit=5");
    EXPECT_EQ(all["rows"].as_array().size(), 5U);
    EXPECT_TRUE(all.json.as_object().contains("next"));
}

TEST_P(DoorTest, answers_fit_their_description) {
    served_.sign_in();
    const auto person = served_.person("D-1000");
    const auto document = boost::json::parse(openapi_json()).as_object();
    const auto fits = [&](std::string_view path, const char* method, const Received& answer) {
        const auto& operation = document.at("paths").at(path).at(method);
        const auto& responses = operation.at("responses").as_object();
        const std::string status = std::to_string(answer.status);
        ASSERT_TRUE(responses.contains(status)) << path << " " << status << " " << answer.json;
        const auto& schema =
            responses.at(status).at("content").at("application/json").at("schema").as_object();
        EXPECT_EQ(misfit(answer.json, schema, document), "") << path;
    };
    fits("/session", "get", served_.get("/session"));
    fits("/areas", "get", served_.get("/areas"));
    fits("/purposes", "get", served_.get("/purposes"));
    fits("/wordings", "get", served_.get("/wordings"));
    fits("/channels", "get", served_.get("/channels"));
    fits("/persons", "get", served_.get("/persons?area_no=2"));
    fits("/person-searches", "post", served_.post("/person-searches", object{{"query", "oezd"}}));
    for (const char* number : {"D-1000", "D-1010", "D-1023", "D-1041"})
        fits("/persons/{person_id}", "get", served_.get("/persons/" + served_.person(number)));
    fits("/persons/{person_id}/permissions", "get", served_.get("/persons/" + person + "/permissions"));
    fits("/persons/{person_id}/permissions/{area_no}/{channel}", "get",
         served_.get("/persons/" + person + "/permissions/1/phone"));
    fits("/persons/{person_id}/log", "get", served_.get("/persons/" + person + "/log"));
    fits("/log", "get", served_.get("/log"));
    fits("/imports", "get", served_.get("/imports"));
    fits("/areas", "post", served_.post("/areas", object{{"name", "Speicher"}, {"parent_no", 1}}));
    fits("/wordings", "post",
         served_.post("/wordings", object{{"label", "v9"}, {"language", "de"}, {"text", "Ja."}}));
    const auto problem = served_.get("/persons/" + std::string(36, '0'));
    EXPECT_EQ(
        misfit(problem.json, document.at("components").at("schemas").at("Problem").as_object(), document),
        "");
}

}  // namespace
}  // namespace kartei::api
