#include "tests/api/row_counts.h"

#include "store/reading.h"
#include "store/steps.h"

#include <deque>
#include <stdexcept>

namespace kartei::api {

namespace {

const std::deque<store::Sql>& counting_statements() {
    static const std::deque<store::Sql> all = [] {
        std::deque<store::Sql> statements;
        for (const auto& table : store::tables_in_storing_order()) {
            statements.emplace_back("SELECT count(*) FROM " + table, store::Plan::walks_table,
                                    "counts all rows of a small house");
        }
        return statements;
    }();
    return all;
}

}  // namespace

std::map<std::string, std::int64_t> row_counts(app::House& house) {
    const auto session = house.console_session();
    if (!session) throw std::runtime_error(session.error().what.en);
    const store::Reading reading(house.connection(), session->tenant);
    std::map<std::string, std::int64_t> counts;
    for (std::size_t i = 0; i < counting_statements().size(); ++i) {
        auto& row = house.connection().prepare(counting_statements()[i]);
        while (row.next()) counts[store::tables_in_storing_order()[i]] = row.integer(0);
    }
    return counts;
}

}  // namespace kartei::api
