// Two companies in one installation. Whoever works for one and sends ids of the other, at whatever place, is
// told what he would be told of ids that nobody has; he sees nothing of the other and changes nothing there.
#include "app/verify.h"
#include "store/reading.h"
#include "store/steps.h"
#include "tests/api/row_counts.h"
#include "tests/api/scenario.h"

#include <gmock/gmock.h>

#include <deque>
#include <regex>
#include <set>

namespace kartei::api {
namespace {

/// Ids and places of lists, as they stand in requests and answers.
const std::regex id_pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,}");

std::vector<std::string> ids_in(const std::string& text) {
    std::vector<std::string> ids;
    for (std::sregex_iterator at(text.begin(), text.end(), id_pattern), end; at != end; ++at)
        ids.push_back(at->str());
    return ids;
}

/// The text with another id at the place of the one with this number.
std::string with_id(const std::string& text, std::size_t number, const std::string& other) {
    std::sregex_iterator at(text.begin(), text.end(), id_pattern);
    std::advance(at, static_cast<std::ptrdiff_t>(number));
    return text.substr(0, static_cast<std::size_t>(at->position())) + other +
           text.substr(static_cast<std::size_t>(at->position() + at->length()));
}

/// As long as this one and nobody's.
std::string unknown_like(const std::string& id) {
    constexpr std::string_view nobody = "01a22946-0ebf-7004-8f24-a4bb79171463";
    if (id.find('-') != std::string::npos) return std::string(nobody);
    std::string unknown;
    while (unknown.size() < id.size()) unknown += "01a229460ebf70048f24a4bb79171463";
    unknown.resize(id.size());
    return unknown;
}

/// One id of a request, by whether it stands in the path or in the body, and the how manieth it is there.
struct Position {
    std::string Sent::* part;
    std::size_t number;
};

std::vector<Position> positions_of(const Sent& sent) {
    std::vector<Position> positions;
    for (auto part : {&Sent::path, &Sent::body}) {
        for (std::size_t i = 0; i < ids_in(sent.*part).size(); ++i) positions.push_back({part, i});
    }
    return positions;
}

Sent with(const Sent& sent, const Position& position, const std::string& id) {
    Sent changed = sent;
    changed.*position.part = with_id(sent.*position.part, position.number, id);
    return changed;
}

bool is_id_of_record(const std::string& id) {
    return id.find('-') != std::string::npos;
}

/// All ids of records that a company's answers show.
std::set<std::string> ids_of_answers(const std::map<std::string_view, Played>& requests) {
    std::set<std::string> all;
    for (const auto& [route, played] : requests) {
        for (auto& id : ids_in(played.answer.text)) {
            if (is_id_of_record(id)) all.insert(std::move(id));
        }
    }
    return all;
}

/// Every table of companies, counted without naming one, as a statement would that forgot it.
const std::deque<store::Sql>& forgetful_statements() {
    static const std::deque<store::Sql> all = [] {
        std::deque<store::Sql> statements;
        for (const auto& step : store::kartei_steps()) {
            for (const auto& table : step.tables) {
                if (table.distribution != store::Distribution::tenant) continue;
                statements.emplace_back("SELECT count(*), min(tenant_id), max(tenant_id) FROM " + table.name,
                                        store::Plan::walks_table, "asks for more than it may see");
            }
        }
        return statements;
    }();
    return all;
}

/// Such routes know one's own account alone and take no id.
bool is_of_the_session(const Route& route) {
    return route.path.starts_with("/session") || route.path == "/setup";
}

class TenantsTest : public testing::TestWithParam<store::Engine> {
protected:
    TenantsTest() {
        served_.enter_second_company();
        ours_ = good_requests(served_, Scenarios::without_once);
        their_ids_ = ids_of_answers(theirs_);
    }

    std::string theirs_in(const Sent& sent, const Received& answer) const {
        const auto own = ids_in(sent.path + " " + sent.body);
        for (const auto& id : ids_in(answer.text)) {
            if (their_ids_.contains(id) && std::ranges::find(own, id) == own.end()) return id;
        }
        return {};
    }

    std::map<std::string, std::int64_t> their_rows() {
        return row_counts_of_company(served_.house(), their_company_.tenant);
    }

    void expect_a_whole_house() {
        const auto verified = app::verify(served_.house(), {});
        ASSERT_TRUE(verified);
        EXPECT_TRUE(verified->passed()) << verified->findings.front().where;
    }

    ServedHouse served_{GetParam()};
    app::Session their_company_ = served_.company();
    std::map<std::string_view, Played> theirs_ = good_requests(served_, Scenarios::without_once);
    std::string their_cookie_ = served_.cookie();
    std::map<std::string_view, Played> ours_;
    std::set<std::string> their_ids_;
};
ON_BOTH_ENGINES(TenantsTest);

TEST_P(TenantsTest, an_id_of_another_company_is_an_id_that_nobody_has) {
    ASSERT_NE(served_.company().tenant, their_company_.tenant);
    ASSERT_GT(their_ids_.size(), 30U);
    const auto before = their_rows();
    int cells = 0;
    for (const auto& route : routes()) {
        if (is_of_the_session(route)) continue;
        const Sent own = ours_.at(route.id).again("ours");
        const Sent other = theirs_.at(route.id).again("ours");
        for (const auto& position : positions_of(own)) {
            const auto foreign_ids = ids_in(other.*position.part);
            ASSERT_GT(foreign_ids.size(), position.number) << route.id;
            const std::string& foreign = foreign_ids[position.number];
            const std::string unknown = unknown_like(foreign);
            const auto answer = served_.send(with(own, position, foreign));
            const auto expected = served_.send(with(own, position, unknown));
            EXPECT_EQ(answer.status, expected.status) << route.id << foreign << answer.text;
            EXPECT_EQ(answer.text, std::regex_replace(expected.text, std::regex(unknown), foreign))
                << route.id;
            EXPECT_EQ(theirs_in(with(own, position, foreign), answer), "") << route.id << answer.text;
            EXPECT_LT(answer.status, 500) << route.id << answer.text;
            ++cells;
        }
    }
    EXPECT_GE(cells, 29);  // every id of a record in a path, a query or a body
    EXPECT_EQ(their_rows(), before);
    expect_a_whole_house();
}

TEST_P(TenantsTest, whole_requests_of_another_company_do_nothing_there) {
    const auto before = their_rows();
    for (const auto& route : routes()) {
        if (is_of_the_session(route)) continue;
        const Sent sent = theirs_.at(route.id).again("theirs");
        const auto answer = served_.send(sent);
        EXPECT_LT(answer.status, 500) << route.id << answer.text;
        EXPECT_EQ(theirs_in(sent, answer), "") << route.id << answer.text;
        EXPECT_EQ(misfit_of_answer(route, answer), "") << route.id << answer.text;
    }
    EXPECT_EQ(their_rows(), before);
    expect_a_whole_house();
}

TEST_P(TenantsTest, answers_tell_of_the_own_company_alone) {
    for (const auto& [route, played] : ours_)
        EXPECT_EQ(theirs_in(played.sent, played.answer), "") << route << played.answer.text;
}

/// A key under which another company has had its answer is a new one here.
TEST_P(TenantsTest, keys_for_repeated_requests_are_the_companys_own) {
    const std::vector<http::Header> key{{"idempotency-key", "01a22946-0ebf-7004-8f24-a4bb79171463"}};
    const boost::json::object body{{"name", "Dachausbau"}};
    const std::string own_cookie = served_.cookie();
    served_.set_cookie(their_cookie_);
    ASSERT_EQ(served_.post("/areas", body, key).status, 201);
    served_.set_cookie(own_cookie);
    const auto answer = served_.post("/areas", body, key);
    EXPECT_EQ(answer.status, 201) << answer.text;
    EXPECT_EQ(answer.header("Idempotent-Replay"), "");
    EXPECT_EQ(served_.post("/areas", body, key).header("Idempotent-Replay"), "true");
}

/// PostgreSQL keeps the companies apart even from a statement that forgets them.
class GuardedTenantsTest : public TenantsTest {};
INSTANTIATE_TEST_SUITE_P(, GuardedTenantsTest, testing::Values(store::Engine::postgresql),
                         store::engine_name);

TEST_P(GuardedTenantsTest, a_statement_that_forgets_the_company_sees_the_own_one_at_most) {
    auto& connection = served_.house().connection();
    const auto own = served_.company().tenant;
    int filled = 0;
    {
        const store::Reading reading(connection, own);
        for (const auto& sql : forgetful_statements()) {
            auto& row = connection.prepare(sql);
            ASSERT_TRUE(row.next());
            if (row.integer(0) == 0) continue;
            EXPECT_EQ(row.integer(1), own.value) << sql.written();
            EXPECT_EQ(row.integer(2), own.value) << sql.written();
            row.reset();
            ++filled;
        }
    }
    EXPECT_GT(filled, 20);
    const store::Installation nowhere(connection, store::Access::read);
    for (const auto& sql : forgetful_statements()) {
        auto& row = connection.prepare(sql);
        ASSERT_TRUE(row.next());
        EXPECT_EQ(row.integer(0), 0) << sql.written();
        row.reset();
    }
}

}  // namespace
}  // namespace kartei::api
