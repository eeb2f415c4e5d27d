// Whatever stands in a body: refused with the place and a way out, or taken as it is; never a breakage, and
// what is refused changes nothing.
#include "api/openapi.h"
#include "app/verify.h"
#include "base/text.h"
#include "tests/api/scenario.h"
#include "tests/api/wrong_bodies.h"

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

bool shows(const boost::json::value& json, std::string_view text) {
    if (const auto* found = json.if_string()) return *found == text;
    if (const auto* array = json.if_array())
        return std::ranges::any_of(*array, [&](const auto& item) { return shows(item, text); });
    if (const auto* object = json.if_object())
        return std::ranges::any_of(*object, [&](const auto& member) { return shows(member.value(), text); });
    return false;
}

std::vector<std::string> strange_texts() {
    std::vector<std::string> texts;
    std::ifstream file(KARTEI_SOURCE_DIR "/tests/data/strange-texts.jsonl");
    for (std::string line; std::getline(file, line);)
        texts.emplace_back(boost::json::parse(line).as_string());
    return texts;
}

/// Where somebody would look for what he sent: the answer, the list it went into, the card it stands on.
bool is_shown(ServedHouse& served, const Sent& sent, const Received& answer, std::string_view text) {
    if (shows(answer.json, text)) return true;
    if (const auto* person = member_at(answer.json, "person_id")) {
        if (shows(served.get("/persons/" + std::string(person->as_string())).json, text)) return true;
    }
    for (std::string path = sent.path; !path.empty(); path.erase(path.rfind('/'))) {
        const auto* route = route_of(http::Method::get, path);
        if (route != nullptr && shows(served.get(path).json, text)) return true;
    }
    return false;
}

/// Texts that may be proof stay as they are to the last blank; of names blanks at their ends and beside each
/// other are left out.
bool is_shown_rightly(ServedHouse& served, const Sent& sent, const Received& answer, std::string_view member,
                      std::string_view text) {
    static const std::set<std::string_view> proofs{"text", "evidence", "note", "why_content", "why_phone"};
    const auto trimmed = trim(text);
    if (trimmed.empty() || is_shown(served, sent, answer, text)) return true;
    if (proofs.contains(member)) return false;
    return is_shown(served, sent, answer, trimmed) || is_shown(served, sent, answer, collapse_blanks(text));
}

TEST_P(BodyTest, strange_texts_come_back_as_they_were_or_are_refused) {
    const auto texts = strange_texts();
    ASSERT_GT(texts.size(), 40U);
    int kept = 0;
    for_each_body([&](const Route& route, const Played& good, const boost::json::object& schema) {
        const auto first = boost::json::parse(good.again("once").body);
        for (const auto& member : text_members(schema, document_, first)) {
            for (std::size_t i = 0; i < texts.size(); ++i) {
                Sent sent = good.again(fmt::format("{}{}", member.name, i));
                auto body = boost::json::parse(sent.body);
                put_at(body, member.pointer, boost::json::value(texts[i]));
                sent.body = boost::json::serialize(body);
                const auto answer = served_.send(sent);
                EXPECT_LT(answer.status, 500) << route.id << " " << sent.body << answer.text;
                EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id << " " << sent.body;
                EXPECT_EQ(misplaced(route, sent, answer), "") << route.id << sent.body << answer.text;
                if (answer.status != route.status || !is_kept(member.name)) continue;
                ++kept;
                EXPECT_TRUE(is_shown_rightly(served_, sent, answer, member.name, texts[i]))
                    << route.id << " " << sent.body;
            }
        }
    });
    EXPECT_GT(kept, 100);
    expect_well();
}

}  // namespace
}  // namespace kartei::api
