#include "store/self_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace kartei::store {

namespace {

constexpr std::size_t most_rows = 100;
constexpr std::int64_t page = 10'000;
constexpr std::string_view reads_everything = "verification reads everything";

const Sql select_term{
    "SELECT 1 FROM search_term WHERE tenant_id = :tenant_id AND term = :term AND person_id = :person_id"};
const Sql select_value{
    "SELECT 1 FROM value_directory"
    " WHERE tenant_id = :tenant_id AND value_hash = :value_hash AND person_id = :person_id"};
const Sql count_rows{
    "SELECT (SELECT count(*) FROM search_term WHERE tenant_id = :tenant_id)"
    " + (SELECT count(*) FROM value_directory WHERE tenant_id = :tenant_id)",
    Plan::walks_table, reads_everything};
const Sql select_terms{
    "SELECT term, person_id FROM search_term WHERE tenant_id = :tenant_id"
    " AND (term, person_id) > (:term, :person_id) ORDER BY term, person_id LIMIT :most"};
const Sql select_values{
    "SELECT value_hash, person_id FROM value_directory WHERE tenant_id = :tenant_id"
    " AND (value_hash, person_id) > (:value_hash, :person_id) ORDER BY value_hash, person_id LIMIT :most"};
const Sql select_unmarked{
    "SELECT entry_id FROM log_entry WHERE tenant_id = :tenant_id AND NOT EXISTS (SELECT 1 FROM log_pending"
    " WHERE log_pending.tenant_id = log_entry.tenant_id AND log_pending.log_id = log_entry.log_id"
    " AND log_pending.entry_id = log_entry.entry_id) ORDER BY entry_id LIMIT 100",
    Plan::walks_table, reads_everything};
const Sql select_markers{
    "SELECT entry_id FROM log_pending WHERE tenant_id = :tenant_id AND NOT EXISTS (SELECT 1 FROM log_entry"
    " WHERE log_entry.tenant_id = log_pending.tenant_id AND log_entry.log_id = log_pending.log_id"
    " AND log_entry.entry_id = log_pending.entry_id) ORDER BY entry_id LIMIT 100",
    Plan::walks_table, reads_everything};
bool found(Statement& statement) {
    bool any = false;
    while (statement.next()) any = true;
    return any;
}

/// One question per table: whose rows have no counterpart in `other`?
class TablesWithout {
public:
    TablesWithout(const std::vector<std::string>& tables, std::string_view other) {
        for (const auto& table : tables) {
            questions_.emplace_back(
                table, fmt::format("SELECT DISTINCT person_id FROM {0} WHERE tenant_id = :tenant_id AND NOT "
                                   "EXISTS (SELECT 1 FROM {1} WHERE {1}.tenant_id = {0}.tenant_id"
                                   " AND {1}.person_id = {0}.person_id) ORDER BY person_id LIMIT {2}",
                                   table, other, most_rows));
        }
    }

    std::vector<PersonRow> rows(Connection& connection, TenantId tenant) const {
        std::vector<PersonRow> rows;
        for (const auto& question : questions_) {
            auto& statement = connection.prepare(question.sql);
            statement.bind("tenant_id", tenant);
            while (statement.next()) rows.push_back({question.table, {statement.uuid(0)}});
        }
        return rows;
    }

private:
    struct Question {
        Question(std::string name, const std::string& text)
            : table(std::move(name)), sql(text, Plan::walks_table, reads_everything) {}
        std::string table;
        Sql sql;
    };
    std::deque<Question> questions_;
};

const std::vector<std::string> derived_tables{"contact_facts", "person_index", "search_term",
                                              "value_directory"};

const TablesWithout without_log{
    [] {
        std::vector<std::string> tables;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, PersonRecords>>(
            [&](auto type) { tables.emplace_back(Description<typename decltype(type)::type>::kind.name); });
        tables.emplace_back("person_key");
        tables.insert(tables.end(), derived_tables.begin(), derived_tables.end());
        return tables;
    }(),
    "log_value"};
const TablesWithout without_person{derived_tables, "person"};

std::vector<UuidBytes> ids(Connection& connection, const Sql& sql, TenantId tenant) {
    std::vector<UuidBytes> list;
    auto& statement = connection.prepare(sql);
    statement.bind("tenant_id", tenant);
    while (statement.next()) list.push_back(statement.uuid(0));
    return list;
}

/// Walks one of the two index tables and asks the list of each person.
template <class Item, class Read, class Of>
void walk_index(Connection& connection, TenantId tenant, const Sql& sql, std::string_view column, Item after,
                const Read& read, const Of& items_of, std::vector<PersonRow>& rows, std::string_view table) {
    domain::PersonId person{};
    std::size_t beyond = 0;
    for (std::int64_t count = page; count == page && beyond < most_rows;) {
        auto& statement = connection.prepare(sql);
        statement.bind("tenant_id", tenant).bind(column, after).bind("person_id", person);
        statement.bind("most", page);
        for (count = 0; statement.next(); ++count) {
            after = read(statement);
            person = {statement.uuid(1)};
            const PersonIndex index = read_index(connection, tenant, person);
            if (std::ranges::binary_search(items_of(index), after) || ++beyond > most_rows) continue;
            rows.push_back({std::string(table), person});
        }
    }
}

}  // namespace

std::vector<PersonRow> rows_without_log(Connection& connection, TenantId tenant) {
    return without_log.rows(connection, tenant);
}

std::vector<PersonRow> derived_without_person(Connection& connection, TenantId tenant) {
    return without_person.rows(connection, tenant);
}

std::vector<std::string> missing_from_index(Connection& connection, TenantId tenant, domain::PersonId person,
                                            const PersonIndex& index) {
    std::vector<std::string> missing;
    for (const auto& term : index.terms) {
        auto& statement = connection.prepare(select_term);
        statement.bind("tenant_id", tenant).bind("term", term).bind("person_id", person);
        if (!found(statement)) missing.emplace_back("search_term");
    }
    for (const auto& hash : index.value_hashes) {
        auto& statement = connection.prepare(select_value);
        statement.bind("tenant_id", tenant).bind("value_hash", hash).bind("person_id", person);
        if (!found(statement)) missing.emplace_back("value_directory");
    }
    return missing;
}

std::int64_t count_index_rows(Connection& connection, TenantId tenant) {
    auto& statement = connection.prepare(count_rows);
    statement.bind("tenant_id", tenant);
    std::int64_t count = 0;
    while (statement.next()) count = statement.integer(0);
    return count;
}

std::vector<PersonRow> rows_beyond_index(Connection& connection, TenantId tenant) {
    std::vector<PersonRow> rows;
    walk_index(
        connection, tenant, select_terms, "term", std::string(),
        [](const Statement& row) { return std::string(row.text(0)); },
        [](const PersonIndex& index) -> const auto& { return index.terms; }, rows, "search_term");
    walk_index(
        connection, tenant, select_values, "value_hash", UuidBytes{},
        [](const Statement& row) { return row.uuid(0); },
        [](const PersonIndex& index) -> const auto& { return index.value_hashes; }, rows, "value_directory");
    return rows;
}

std::vector<UuidBytes> entries_without_marker(Connection& connection, TenantId tenant) {
    return ids(connection, select_unmarked, tenant);
}

std::vector<UuidBytes> markers_without_entry(Connection& connection, TenantId tenant) {
    return ids(connection, select_markers, tenant);
}

}  // namespace kartei::store
