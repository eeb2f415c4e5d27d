#include "store/steps.h"

#include "store/step_0001.h"
#include "store/step_0002.h"

#include <algorithm>
#include <iterator>

namespace kartei::store {

namespace {

Step first_step() {
    Step step{.number = 1, .name = "persons, permissions and the log"};
    for (auto tables :
         {step_0001::installation_tables(), step_0001::company_tables(), step_0001::person_tables(),
          step_0001::permission_tables(), step_0001::circumstance_tables(), step_0001::derived_tables(),
          step_0001::log_tables()}) {
        std::ranges::move(tables, std::back_inserter(step.tables));
    }
    return step;
}

Step second_step() {
    Step step{.number = 2, .name = "signing in, the server, and checks before a contact"};
    for (auto tables : {step_0002::sign_in_tables(), step_0002::server_tables()})
        std::ranges::move(tables, std::back_inserter(step.tables));
    return step;
}

}  // namespace

const std::vector<Step>& kartei_steps() {
    static const std::vector<Step> steps{first_step(), second_step()};
    return steps;
}

const std::vector<std::string>& tables_in_storing_order() {
    static const auto order = [] {
        std::vector<std::string> names;
        for (const Step& step : kartei_steps()) {
            for (const Table& table : step.tables) names.push_back(table.name);
        }
        return names;
    }();
    return order;
}

std::optional<std::size_t> storing_order(std::string_view table) {
    const auto& order = tables_in_storing_order();
    const auto found = std::ranges::find(order, table);
    if (found == order.end()) return std::nullopt;
    return static_cast<std::size_t>(found - order.begin());
}

Result<void> migrate(Connection& connection, Instant now) {
    return migrate(connection, kartei_steps(), now);
}

}  // namespace kartei::store
