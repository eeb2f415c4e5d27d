#include "store/lists.h"

#include "domain/tenant.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kartei::store {

namespace {

constexpr std::string_view short_list = "a short list, read as a whole";

template <class T>
std::string select_list(std::string_view order) {
    return fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id ORDER BY {}", column_list<T>(),
                       Description<T>::kind.name, order);
}

/// Keys that one question for companies names.
constexpr std::size_t keys_per_question = 64;

/// PostgreSQL would go through all companies for a list of keys.
std::string select_companies_by_name() {
    std::string sql;
    for (std::size_t i = 0; i < keys_per_question; ++i) {
        fmt::format_to(std::back_inserter(sql),
                       "{0}SELECT * FROM (SELECT {1} FROM {2} WHERE tenant_id = :tenant_id"
                       " AND name_key = :key_{3} LIMIT 1) AS found_{3}",
                       i == 0 ? "" : " UNION ALL ", column_list<domain::Company>(),
                       Description<domain::Company>::kind.name, i);
    }
    return sql;
}

const Sql select_areas{select_list<domain::Area>("area_no"), Plan::walks_table, short_list};
const Sql select_purposes{select_list<domain::TenantPurpose>("purpose"), Plan::walks_table, short_list};
const Sql select_wordings{select_list<domain::Wording>("wording_no"), Plan::walks_table, short_list};
const Sql select_source{
    fmt::format("SELECT {} FROM {} WHERE tenant_id = :tenant_id AND name_key = :name_key LIMIT 1",
                column_list<domain::Source>(), Description<domain::Source>::kind.name)};
const Sql select_companies{select_companies_by_name()};
const Sql select_tenant_name{"SELECT name FROM tenant WHERE tenant_id = :tenant_id"};

template <class T>
std::vector<T> whole_list(Connection& connection, Keyring& keyring, TenantId tenant, const Sql& sql) {
    auto& statement = connection.prepare(sql);
    statement.bind("tenant_id", tenant);
    return read_all<T>(connection, keyring, statement);
}

}  // namespace

std::vector<domain::Area> read_areas(Connection& connection, Keyring& keyring, TenantId tenant) {
    return whole_list<domain::Area>(connection, keyring, tenant, select_areas);
}

std::vector<domain::TenantPurpose> read_purposes(Connection& connection, Keyring& keyring, TenantId tenant) {
    return whole_list<domain::TenantPurpose>(connection, keyring, tenant, select_purposes);
}

std::vector<domain::Wording> read_wordings(Connection& connection, Keyring& keyring, TenantId tenant) {
    return whole_list<domain::Wording>(connection, keyring, tenant, select_wordings);
}

std::optional<domain::Source> find_source(Connection& connection, Keyring& keyring, TenantId tenant,
                                          std::string_view name_key) {
    auto& statement = connection.prepare(select_source);
    statement.bind("tenant_id", tenant).bind("name_key", name_key);
    auto found = read_all<domain::Source>(connection, keyring, statement);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<domain::Company> find_companies(Connection& connection, Keyring& keyring, TenantId tenant,
                                            std::vector<std::string> name_keys) {
    std::ranges::sort(name_keys);  // neighbours in the index are asked for one after the other
    name_keys.erase(std::ranges::unique(name_keys).begin(), name_keys.end());
    std::vector<domain::Company> companies;
    for (std::size_t first = 0; first < name_keys.size(); first += keys_per_question) {
        auto& statement = connection.prepare(select_companies);
        statement.bind("tenant_id", tenant);
        for (std::size_t i = 0; i < keys_per_question; ++i) {
            // The last question is filled up with its last key.
            const std::size_t at = std::min(first + i, name_keys.size() - 1);
            statement.bind(static_cast<int>(i) + 2, std::string_view(name_keys[at]));
        }
        std::ranges::move(read_all<domain::Company>(connection, keyring, statement),
                          std::back_inserter(companies));
    }
    return companies;
}

std::string tenant_name(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(select_tenant_name);
    statement.bind("tenant_id", tenant);
    std::string name;
    while (statement.next()) name = statement.text(0);
    return name;
}

}  // namespace kartei::store
