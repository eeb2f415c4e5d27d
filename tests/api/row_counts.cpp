#include "tests/api/row_counts.h"

#include "store/reading.h"
#include "store/steps.h"

#include <deque>

namespace kartei::api {

namespace {

struct Question {
    Question(const store::Table& of, std::string_view condition)
        : table(of.name),
          is_of_company(!condition.empty()),
          sql("SELECT count(*) FROM " + of.name + std::string(condition), store::Plan::walks_table,
              "counts all rows of a small house") {}
    std::string table;
    bool is_of_company;
    store::Sql sql;
};

const std::deque<Question>& questions() {
    static const std::deque<Question> all = [] {
        std::deque<Question> questions;
        for (const auto& step : store::kartei_steps()) {
            for (const auto& table : step.tables) {
                const bool is_of_company = table.distribution == store::Distribution::tenant;
                questions.emplace_back(table, is_of_company ? " WHERE tenant_id = :tenant_id" : "");
            }
        }
        return questions;
    }();
    return all;
}

std::map<std::string, std::int64_t> counted(app::House& house, TenantId company, bool with_installation) {
    const store::Reading reading(house.connection(), company);
    std::map<std::string, std::int64_t> counts;
    for (const auto& question : questions()) {
        if (!question.is_of_company && !with_installation) continue;
        auto& row = house.connection().prepare(question.sql);
        if (question.is_of_company) row.bind("tenant_id", company);
        while (row.next()) counts[question.table] = row.integer(0);
    }
    return counts;
}

}  // namespace

std::map<std::string, std::int64_t> row_counts(app::House& house, TenantId company) {
    return counted(house, company, true);
}

std::map<std::string, std::int64_t> row_counts_of_company(app::House& house, TenantId company) {
    return counted(house, company, false);
}

}  // namespace kartei::api
