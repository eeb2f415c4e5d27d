// Two who do what does not go together, at the same moment: threads that ask the door, on either engine,
// round after round. KARTEI_ROUNDS in the environment for more of them.
#include "app/verify.h"
#include "tests/api/ended_accounts.h"
#include "tests/api/scenario.h"
#include "tests/support/times_told.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <barrier>
#include <functional>
#include <set>
#include <thread>

namespace kartei::api {
namespace {

using boost::json::array;
using boost::json::object;
using domain::Role;

int rounds() {
    static const int told = times_told("KARTEI_ROUNDS", 200);
    return told;
}

/// Each on a thread of its own, from the same moment.
void at_once(const std::vector<std::function<void()>>& acts) {
    std::barrier start(std::ssize(acts));
    std::vector<std::jthread> threads;
    for (const auto& act : acts) {
        threads.emplace_back([&start, &act] {
            start.arrive_and_wait();
            act();
        });
    }
}

std::string text_at(const Received& answer, std::string_view place) {
    const auto* member = member_at(answer.json, place);
    return member == nullptr ? std::string() : std::string(member->as_string());
}

class RacesTest : public testing::TestWithParam<store::Engine> {
protected:
    RacesTest() { served_.sign_in_as({Role::manager, Role::administrator}); }
    ~RacesTest() override {
        const auto verified = app::verify(served_.house(), {});
        EXPECT_TRUE(verified && verified->passed()) << (verified ? verified->findings.front().where : "");
    }

    static object particulars(const std::string& last_name) {
        return {{"kind", "consumer"}, {"last_name", last_name}, {"country", "DE"}, {"deceased", false}};
    }

    std::string create(const std::string& name) {
        const object person{
            {"person", particulars(name)},
            {"purpose", "customer_care"},
            {"origin", object{{"source", "Anruf der Person"}}},
            {"contact_points", array{object{{"kind", "email"}, {"value", name + "@example.de"}}}}};
        const auto created = served_.post("/persons", person);
        EXPECT_EQ(created.status, 201) << created.text;
        return text_at(created, "person_id");
    }

    /// Somebody who may be written to.
    std::string create_with_consent(const std::string& name) {
        const auto person = create(name);
        const auto consent =
            served_.post("/persons/" + person + "/consents", object{{"areas", {2}},
                                                                    {"channels", {"email"}},
                                                                    {"way", "paper"},
                                                                    {"given_at", "2026-01-05T09:00:00Z"},
                                                                    {"wording_no", 1},
                                                                    {"evidence", "Ordner 3"},
                                                                    {"source", "Messe"}});
        EXPECT_EQ(consent.status, 201) << consent.text;
        return person;
    }

    Received put_name(const std::string& person, std::int64_t version, const std::string& name) {
        return served_.send({.method = http::Method::put,
                             .path = "/persons/" + person,
                             .body = boost::json::serialize(particulars(name)),
                             .headers = {{"if-match", fmt::format("\"{}\"", version)}}});
    }

    /// Has a list waiting; its import's order.
    object upload(const std::string& list) {
        const auto upload = served_.send({.method = http::Method::post,
                                          .path = "/uploads",
                                          .body = list,
                                          .headers = {{"content-type", "text/csv"}}});
        EXPECT_EQ(upload.status, 201) << upload.text;
        return {{"upload_id", text_at(upload, "upload_id")}, {"purpose", "advertising"}, {"source", "Messe"}};
    }

    std::string begin_import(const object& order) {
        const auto begun = served_.post("/imports", order);
        EXPECT_EQ(begun.status, 202) << begun.text;
        return text_at(begun, "import_id");
    }

    /// Until the import is in that state, or has failed.
    Received wait_for(const std::string& import, std::string_view state) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        for (;;) {
            auto answer = served_.get("/imports/" + import);
            const auto now = text_at(answer, "state");
            if (now == state || now == "failed" || std::chrono::steady_clock::now() > until) {
                EXPECT_EQ(now, state) << answer.text;
                return answer;
            }
            std::this_thread::yield();
        }
    }

    std::size_t found(const std::string& query) {
        return served_.post("/person-searches", object{{"query", query}})["rows"].as_array().size();
    }

    domain::AccountId own_account() {
        return {parse_uuid(text_at(served_.get("/session"), "account.account_id")).value()};
    }

    ServedHouse served_{GetParam()};
};
ON_BOTH_ENGINES(RacesTest);

/// One answer to whoever asked before he wrote.
struct Asked {
    bool began_after_withdrawal = false;
    std::string status;
};

/// What the log says of the checks and the withdrawal, in its order: the statuses that were answered before
/// it and after it.
struct Told {
    std::set<std::string> before;
    std::set<std::string> after;
    std::size_t checks = 0;
};

Told told_by(const Received& log) {
    Told told;
    bool is_before = false;  // the newest entry comes first
    for (const auto& entry : log["rows"].as_array()) {
        if (entry.at("action").as_string() == "objection.record") is_before = true;
        if (entry.at("action").as_string() != "contact.check") continue;
        ++told.checks;
        for (const auto& change : entry.at("changes").as_array()) {
            if (change.at("field").as_string() != "status") continue;
            (is_before ? told.before : told.after).emplace(change.at("now").as_string());
        }
    }
    EXPECT_TRUE(is_before) << log.text;
    return told;
}

TEST_P(RacesTest, no_check_that_begins_after_a_withdrawal_was_answered_says_yes) {
    std::size_t allowed = 0;
    for (int round = 0; round < rounds() && !HasFailure(); ++round) {
        const auto person = create_with_consent(fmt::format("widerruf{}", round));
        const std::string path = "/persons/" + person;
        std::atomic<int> answered = 0;
        std::atomic<bool> is_withdrawn = false;
        std::array<std::vector<Asked>, 2> asked;
        const auto ask = [&](std::vector<Asked>& answers) {
            for (bool is_last = false; !is_last;) {
                is_last = is_withdrawn;
                const auto answer =
                    served_.post(path + "/contact-checks", object{{"area_no", 2}, {"channel", "email"}});
                EXPECT_EQ(answer.status, 201) << answer.text;
                answers.push_back({is_last, text_at(answer, "cell.status")});
                ++answered;
            }
        };
        at_once({[&] { ask(asked[0]); }, [&] { ask(asked[1]); },
                 [&] {
                     while (answered < round % 4) std::this_thread::yield();
                     const auto answer = served_.post(path + "/objections", object{{"way", "phone"}});
                     EXPECT_EQ(answer.status, 201) << answer.text;
                     is_withdrawn = true;
                 }});
        std::size_t checks = 0;
        for (const auto& one : asked) {
            checks += one.size();
            for (const auto& answer : one) {
                allowed += answer.status == "allowed" ? 1U : 0U;
                EXPECT_TRUE(answer.status == "objected" ||
                            (answer.status == "allowed" && !answer.began_after_withdrawal))
                    << answer.status;
            }
        }
        const auto told = told_by(served_.get(path + "/log?limit=200"));
        EXPECT_EQ(told.checks, checks);
        EXPECT_THAT(told.before, testing::IsSubsetOf({"allowed"}));
        EXPECT_THAT(told.after, testing::ElementsAre("objected"));
    }
    EXPECT_GT(allowed, 0U);
}

TEST_P(RacesTest, an_objection_stands_whatever_an_import_of_the_same_person_brings) {
    for (int round = 0; round < rounds() && !HasFailure(); ++round) {
        const auto name = fmt::format("einwand{}", round);
        const auto person = create(name);
        const auto order = upload(
            fmt::format("Nachname;E-Mail;Telefon;Einwilligung E-Mail\n{0};{0}@example.de;0541 77{1:05};ja\n",
                        name, round));
        at_once({[&] { wait_for(begin_import(order), "done"); },
                 [&] {
                     const auto answer =
                         served_.post("/persons/" + person + "/objections", object{{"way", "phone"}});
                     EXPECT_EQ(answer.status, 201) << answer.text;
                 }});
        const auto card = served_.get("/persons/" + person);
        EXPECT_EQ(card["objections"].as_array().size(), 1U);
        EXPECT_EQ(card["contact_points"].as_array().size(), 2U) << card.text;
        EXPECT_EQ(found(name), 1U);
        const auto matrix = served_.get("/persons/" + person + "/permissions");
        for (const auto& cell : matrix["cells"].as_array())
            EXPECT_EQ(cell.at("status").as_string(), "objected") << cell;
    }
}

TEST_P(RacesTest, of_edits_of_one_version_one_counts_and_the_others_are_told) {
    const auto person = create("Fassung");
    for (int round = 0; round < rounds() && !HasFailure(); ++round) {
        std::array<Received, 4> answers;
        std::vector<std::function<void()>> acts;
        for (std::size_t i = 0; i < answers.size(); ++i)
            acts.emplace_back(
                [&, i] { answers[i] = put_name(person, round + 1, fmt::format("Fassung {} {}", round, i)); });
        at_once(acts);
        std::string winner;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (answers[i].status == 200) {
                EXPECT_EQ(winner, "") << "two of them";
                winner = fmt::format("Fassung {} {}", round, i);
            } else {
                EXPECT_EQ(answers[i].status, 412) << answers[i].text;
                EXPECT_EQ(text_at(answers[i], "code"), "outdated");
            }
        }
        const auto card = served_.get("/persons/" + person);
        EXPECT_EQ(text_at(card, "last_name"), winner);
        EXPECT_EQ(card["version"].as_int64(), round + 2);
    }
}

/// Fifty times at once, every route that writes: one effect, one entry of the log, one answer.
TEST_P(RacesTest, a_key_that_comes_fifty_times_at_once_is_done_once_at_every_route) {
    constexpr std::size_t times = 50;
    int tried = 0;
    for (const auto& [id, good] : good_requests(served_)) {
        if (good.route->work != Work::write && good.route->work != Work::objection) continue;
        if (good.route->always) continue;  // ends the session, so nobody is there who could repeat it
        Sent sent = good.again(fmt::format("fifty{}", tried));
        std::erase_if(sent.headers, [](const auto& header) { return header.name == "idempotency-key"; });
        sent.headers.push_back(
            {"idempotency-key", fmt::format("0190aaaa-bbbb-7ccc-8ddd-eeeeffff{:04}", 200 + tried)});
        const auto before = served_.rows();
        const auto answers = served_.send_all(std::vector<Sent>(times, sent));
        const auto after = served_.rows();
        ++tried;
        std::size_t repeated = 0;
        for (const auto& answer : answers) {
            EXPECT_EQ(answer.status, answers.front().status) << id << answer.text;
            EXPECT_EQ(answer.text, answers.front().text) << id;
            repeated += answer.header("Idempotent-Replay") == "true" ? 1U : 0U;
        }
        const bool is_done = answers.front().status < 300;  // what is removed once is gone
        EXPECT_EQ(repeated, is_done ? times - 1 : 0) << id;
        EXPECT_LT(answers.front().status, 500) << id << answers.front().text;
        EXPECT_EQ(after.at("idempotency_key") - before.at("idempotency_key"), is_done ? 1 : 0) << id;
        EXPECT_LE(after.at("log_entry") - before.at("log_entry"), is_done ? 1 : 0) << id;
    }
    EXPECT_GE(tried, 14);
}

TEST_P(RacesTest, what_was_edited_before_its_import_was_undone_stays) {
    int kept = 0;
    for (int round = 0; round < rounds() && !HasFailure(); ++round) {
        const auto name = fmt::format("rücknahme{}", round);
        const auto import =
            begin_import(upload(fmt::format("Nachname;E-Mail\n{0};rueck{1}@example.de\n", name, round)));
        wait_for(import, "done");
        const auto row = served_.post("/person-searches", object{{"query", name}});
        const auto person = text_at(row, "rows[0].person_id");
        ASSERT_NE(person, "") << row.text;
        int status = 0;
        at_once({[&] {
                     const auto begun = served_.post("/imports/" + import + "/undo", {});
                     EXPECT_EQ(begun.status, 202) << begun.text;
                     wait_for(import, "undone");
                 },
                 [&] { status = put_name(person, 1, name + " geändert").status; }});
        EXPECT_THAT(status, testing::AnyOf(200, 404));
        const auto card = served_.get("/persons/" + person);
        EXPECT_EQ(card.status, status);
        if (card.status != 200) continue;
        ++kept;
        EXPECT_EQ(text_at(card, "last_name"), name + " geändert");
    }
    RecordProperty("kept", kept);
}

/// What began before the right was gone may end; what begins later is refused, and leaves nothing.
TEST_P(RacesTest, no_act_that_begins_after_its_role_was_taken_is_done) {
    const int times = rounds() / 4;
    int done = 0;
    for (int round = 0; round < times && !HasFailure(); ++round) {
        served_.sign_in_as({Role::manager, Role::auditor});
        const auto account = own_account();
        std::atomic<bool> is_taken = false;
        std::atomic<int> answered = 0;
        std::array<std::vector<Received>, 2> answers;
        const auto write = [&](std::size_t who) {
            for (bool is_last = false; !is_last;) {
                is_last = is_taken;
                const auto name = fmt::format("Rolle {} {} {}", round, who, answers[who].size());
                answers[who].push_back(
                    served_.post("/wordings", object{{"label", name}, {"language", "de"}, {"text", "Ja."}}));
                EXPECT_EQ(answers[who].back().status == 201 && is_last, false) << name;
                ++answered;
            }
        };
        at_once({[&] { write(0); }, [&] { write(1); },
                 [&] {
                     while (answered < 1 + round % 3) std::this_thread::yield();
                     take_role(served_.house(), served_.company(), account, Role::manager);
                     is_taken = true;
                 }});
        for (const auto& one : answers) {
            EXPECT_EQ(one.back().status, 403) << one.back().text;
            for (const auto& answer : one) {
                EXPECT_THAT(answer.status, testing::AnyOf(201, 403)) << answer.text;
                done += answer.status == 201 ? 1 : 0;
            }
        }
    }
    served_.sign_in_as({Role::manager});
    int there = 0;
    const auto wordings = served_.get("/wordings");
    for (const auto& row : wordings["rows"].as_array())
        there += std::string_view(row.at("label").as_string()).starts_with("Rolle ") ? 1 : 0;
    EXPECT_EQ(there, done);
    EXPECT_GT(done, 0);
}

/// The next number of a list is drawn once.
TEST_P(RacesTest, whoever_adds_to_a_list_at_once_with_others_gets_a_number_of_his_own) {
    std::set<std::int64_t> numbers;
    const int times = std::min(rounds() / 8, 50);  // a company has 500 areas at most
    for (int round = 0; round < times && !HasFailure(); ++round) {
        std::vector<Sent> all;
        for (int i = 0; i < 4; ++i) {
            const auto name = fmt::format("Zahl {} {}", round, i);
            const object wording{{"label", name}, {"language", "de"}, {"text", "Ja."}};
            all.push_back(
                {.method = http::Method::post, .path = "/wordings", .body = boost::json::serialize(wording)});
            all.push_back({.method = http::Method::post,
                           .path = "/areas",
                           .body = boost::json::serialize(object{{"name", name}})});
        }
        for (const auto& answer : served_.send_all(all)) {
            ASSERT_EQ(answer.status, 201) << answer.text;
            if (const auto* number = member_at(answer.json, "wording_no")) numbers.insert(number->as_int64());
        }
    }
    EXPECT_EQ(std::ssize(numbers), 4 * times);
}

/// An act reads the clock before it waits for the person's row, so the later entry may have the earlier time.
TEST_P(RacesTest, a_person_is_whole_also_where_the_clock_went_back_between_two_acts) {
    const auto person = create("uhr");
    for (const auto step : {20 * us_per_second, -5 * us_per_second, -5 * us_per_second}) {
        served_.pass(step);
        EXPECT_EQ(served_.post("/persons/" + person + "/objections", object{{"way", "phone"}}).status, 201);
    }
    const auto verified = app::verify(served_.house(), {});
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
}

}  // namespace
}  // namespace kartei::api
