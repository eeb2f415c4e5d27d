// Whatever stands in a body: refused with the place and a way out, or taken as it is; never a breakage, and
// what is refused changes nothing.
#include "api/openapi.h"
#include "app/verify.h"
#include "base/text.h"
#include "tests/api/scenario.h"
#include "tests/api/wrong_bodies.h"
#include "tests/support/times_told.h"

#include <fmt/format.h>

#include <fstream>
#include <set>

namespace kartei::api {
namespace {

class BodyTest : public testing::TestWithParam<store::Engine> {
protected:
    ServedHouse served_{GetParam()};
    std::map<std::string_view, Played> good_ = good_requests(served_);
    boost::json::object document_ = boost::json::parse(openapi_json()).as_object();

    Received send(const Played& good, std::string body) {
        sent_ = good.again(fmt::format("again{}", ++number_));
        sent_.body = std::move(body);
        return served_.send(sent_);
    }

    void expect_well() {
        const auto verified = app::verify(served_.house(), {});
        ASSERT_TRUE(verified);
        EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
    }

    /// Calls `act(route, played, schema, body)` for every route that takes JSON.
    template <class Act>
    void for_each_body(const Act& act) {
        for (const auto& route : routes()) {
            if (route.request == nullptr) continue;
            ASSERT_TRUE(good_.contains(route.id)) << route.id;
            const auto& good = good_.at(route.id);
            Schemas ignored;
            act(route, good, route.request(ignored));
        }
    }

    Sent sent_;  ///< the last one

private:
    int number_ = 0;
};
ON_BOTH_ENGINES(BodyTest);

TEST_P(BodyTest, what_does_not_fit_its_schema_is_refused_by_its_place_and_changes_nothing) {
    const auto before = served_.rows();
    for_each_body([&](const Route& route, const Played& good, const boost::json::object& schema) {
        const auto body = boost::json::parse(good.again("once").body);
        for (auto& wrong : wrong_bodies(schema, document_, body)) {
            const std::string shown = wrong.body.substr(0, 300);
            const auto answer = send(good, std::move(wrong.body));
            EXPECT_TRUE(answer.status == 400 || answer.status == 413) << route.id << " " << shown << "\n"
                                                                      << answer.status << " " << answer.text;
            EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id << " " << shown;
            EXPECT_EQ(misplaced(route, sent_, answer), "") << route.id << " " << shown << answer.text;
            if (!wrong.where || wrong.where->empty()) continue;
            const auto* where = member_at(answer.json, "where");
            ASSERT_NE(where, nullptr) << route.id << " " << shown << "\n" << answer.text;
            EXPECT_EQ(where->as_string(), *wrong.where) << route.id << " " << shown;
        }
    });
    EXPECT_EQ(served_.rows(), before);
    expect_well();
}

/// Members whose text is not kept as it was typed: secrets, words of a list, questions, and names that find
/// what is there already by their letters.
bool is_kept(std::string_view name) {
    static const std::set<std::string_view> others{
        "token", "password", "old_password", "new_password", "login",  "query",  "purpose",
        "way",   "name]",    "value",        "country",      "source", "company"};
    return !others.contains(name);
}

/// Every text in it.
void collect(const boost::json::value& json, std::set<std::string>& texts) {
    if (const auto* found = json.if_string()) texts.emplace(*found);
    if (const auto* array = json.if_array()) {
        for (const auto& item : *array) collect(item, texts);
    }
    if (const auto* object = json.if_object()) {
        for (const auto& member : *object) collect(member.value(), texts);
    }
}

std::vector<std::string> strange_texts() {
    std::vector<std::string> texts;
    std::ifstream file(KARTEI_SOURCE_DIR "/tests/data/strange-texts.jsonl");
    for (std::string line; std::getline(file, line);)
        texts.emplace_back(boost::json::parse(line).as_string());
    return texts;
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char byte : text) encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    return encoded;
}

/// All texts that are shown where somebody would look for what he sent: the answers, the lists they went
/// into, the cards they stand on.
std::set<std::string> shown_texts(ServedHouse& served, const std::vector<Sent>& sent,
                                  const std::vector<Received>& answers) {
    std::set<std::string> places;
    std::set<std::string> texts;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        if (answers[i].status >= 300) continue;
        collect(answers[i].json, texts);
        if (const auto* person = member_at(answers[i].json, "person_id"))
            places.insert("/persons/" + std::string(person->as_string()));
        for (std::string path = sent[i].path; !path.empty(); path.erase(path.rfind('/'))) {
            if (route_of(http::Method::get, path) != nullptr) places.insert(path);
        }
    }
    std::vector<Sent> looks;
    for (const auto& place : places) looks.push_back({.path = place});
    for (const auto& look : served.send_all(looks)) collect(look.json, texts);
    return texts;
}

/// Texts that may be proof stay as they are to the last blank; of names blanks at their ends and beside each
/// other are left out.
bool is_shown_rightly(const std::set<std::string>& shown, std::string_view member, const std::string& text) {
    static const std::set<std::string_view> proofs{"text", "evidence", "note", "why_content", "why_phone"};
    const auto trimmed = trim(text);
    if (trimmed.empty() || shown.contains(text)) return true;
    if (proofs.contains(member)) return false;
    return shown.contains(std::string(trimmed)) || shown.contains(collapse_blanks(text));
}

struct Outcome {
    std::vector<Received> answers;
    std::set<std::string> shown;
};

/// One after the other, where each changes what the one before left: each to the version that is there then,
/// and what is shown is looked at after each.
Outcome send_in_turn(ServedHouse& served, std::vector<Sent> all) {
    Outcome outcome;
    for (auto& sent : all) {
        if (route_of(http::Method::get, sent.path) != nullptr) {
            std::erase_if(sent.headers, [](const auto& header) { return header.name == "if-match"; });
            sent.headers.push_back(
                {"if-match", fmt::format("\"{}\"", served.get(sent.path)["version"].as_int64())});
        }
        outcome.answers.push_back(served.send(sent));
        outcome.shown.merge(shown_texts(served, {sent}, {outcome.answers.back()}));
    }
    return outcome;
}

Outcome send_at_once(ServedHouse& served, const std::vector<Sent>& all) {
    auto answers = served.send_all(all);
    auto shown = shown_texts(served, all, answers);
    return {.answers = std::move(answers), .shown = std::move(shown)};
}

/// All texts at all members, where KARTEI_STRANGE_TEXTS is 1; unless told every fourth, which at each member
/// are others.
TEST_P(BodyTest, strange_texts_come_back_as_they_were_or_are_refused) {
    const auto texts = strange_texts();
    ASSERT_GE(texts.size(), 560U);
    const auto step = static_cast<std::size_t>(times_told("KARTEI_STRANGE_TEXTS", 4));
    int kept = 0;
    std::size_t place = 0;
    for_each_body([&](const Route& route, const Played& good, const boost::json::object& schema) {
        const auto first = boost::json::parse(good.again("once").body);
        for (const auto& member : text_members(schema, document_, first)) {
            std::vector<Sent> all;
            std::vector<std::string> tried;
            for (std::size_t i = place++ % step; i < texts.size(); i += step) {
                Sent sent = good.again(fmt::format("{}{}", member.name, i));
                std::erase_if(sent.headers,
                              [](const auto& header) { return header.name == "idempotency-key"; });
                auto body = boost::json::parse(sent.body);
                put_at(body, member.pointer, boost::json::value(texts[i]));
                sent.body = boost::json::serialize(body);
                all.push_back(std::move(sent));
                tried.push_back(texts[i]);
            }
            const auto [answers, shown] =
                route.versioned ? send_in_turn(served_, all) : send_at_once(served_, all);
            for (std::size_t i = 0; i < all.size(); ++i) {
                const auto& answer = answers[i];
                EXPECT_LT(answer.status, 500) << route.id << " " << all[i].body << answer.text;
                EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id << " " << all[i].body;
                EXPECT_EQ(misplaced(route, all[i], answer), "") << route.id << all[i].body << answer.text;
                if (answer.status != route.status || !is_kept(member.name)) continue;
                ++kept;
                EXPECT_TRUE(is_shown_rightly(shown, member.name, tried[i])) << route.id << " " << all[i].body;
            }
        }
    });
    EXPECT_GT(kept, 500);
    expect_well();
}

/// In every parameter of every path and query.
TEST_P(BodyTest, strange_texts_in_an_address_break_nothing) {
    const auto texts = strange_texts();
    for (const auto& route : routes()) {
        if (route.method != http::Method::get) continue;
        std::vector<std::string_view> parameters = route.query;
        if (route.path.find('{') != std::string_view::npos) parameters.emplace_back("");  // of the path
        for (const auto parameter : parameters) {
            std::vector<Sent> all;
            for (const auto& text : texts) {
                if (parameter.empty() && text.find('?') != std::string::npos) continue;  // ends the path
                std::string path = good_.at(route.id).sent.path;
                path.erase(std::min(path.find('?'), path.size()));
                if (parameter.empty()) path = path.substr(0, path.rfind('/') + 1) + text;
                else path += fmt::format("?{}={}", parameter, percent_encoded(text));
                all.push_back({.path = std::move(path)});
            }
            const auto answers = served_.send_all(all);
            for (std::size_t i = 0; i < all.size(); ++i) {
                EXPECT_LT(answers[i].status, 500) << all[i].path << answers[i].text;
                const auto* met = route_of(http::Method::get, all[i].path);
                if (met == nullptr) continue;
                EXPECT_EQ(misfit_of_answer(*met, answers[i]), "") << all[i].path;
            }
        }
    }
    expect_well();
}

}  // namespace
}  // namespace kartei::api
