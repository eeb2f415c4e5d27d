// Asking for the rows of many values at once instead of one by one.
#pragma once

#include "store/connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// Values that one question names.
inline constexpr std::size_t values_per_question = 64;

/// The question: `columns` of one row for each of the values that stands in `column`, from position 2 on.
/// Each has a search of its own: for a list of values PostgreSQL would go through all rows of the tenant.
inline std::string row_of_each(std::string_view columns, std::string_view table, std::string_view column) {
    std::string sql;
    for (std::size_t i = 0; i < values_per_question; ++i) {
        fmt::format_to(std::back_inserter(sql),
                       "{0}SELECT {1} FROM (SELECT {1} FROM {2} WHERE tenant_id = :tenant_id"
                       " AND {3} = :value_{4} LIMIT 1) AS found_{4}",
                       i == 0 ? "" : " UNION ALL ", columns, table, column, i);
    }
    return sql;
}

/// Calls `read(statement)` for each question that the values take; of equal values one is asked for.
template <class Value, class Read>
void ask_for_each(Connection& connection, const Sql& question, TenantId tenant, std::vector<Value> values,
                  const Read& read) {
    std::ranges::sort(values);  // neighbours in the index are asked for one after the other
    values.erase(std::ranges::unique(values).begin(), values.end());
    for (std::size_t first = 0; first < values.size(); first += values_per_question) {
        auto& statement = connection.prepare(question);
        statement.bind("tenant_id", tenant);
        for (std::size_t i = 0; i < values_per_question; ++i) {
            // The last question is filled up with its last value.
            const std::size_t at = std::min(first + i, values.size() - 1);
            statement.bind(static_cast<int>(i) + 2, values[at]);
        }
        read(statement);
    }
}

}  // namespace kartei::store
