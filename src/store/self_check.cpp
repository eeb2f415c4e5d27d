#include "store/self_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <tuple>

namespace kartei::store {

namespace {

constexpr std::size_t most_rows = 100;
constexpr std::int64_t index_rows_per_page = 10'000;
constexpr std::string_view reads_everything = "verification reads everything";

const Sql select_term{
    "SELECT 1 FROM search_term WHERE tenant_id = :tenant_id AND term = :term AND person_id = :person_id"};
const Sql select_value{
    "SELECT 1 FROM value_directory"
    " WHERE tenant_id = :tenant_id AND value_hash = :value_hash AND person_id = :person_id"};
const Sql select_listed{
    "SELECT person_id FROM person_index WHERE tenant_id = :tenant_id AND person_id > :person_id"
    " ORDER BY person_id LIMIT :most"};
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

/// Calls `visit(row)` for every row of one of the two index tables, `person` and `item` being its columns.
template <class Item, class Read, class Visit>
void walk_index(Connection& connection, TenantId tenant, const Sql& sql, std::string_view column, Item after,
                const Read& read, Visit&& visit) {
    domain::PersonId person{};
    for (std::int64_t count = index_rows_per_page; count == index_rows_per_page;) {
        std::vector<std::pair<domain::PersonId, Item>> rows;
        auto& statement = connection.prepare(sql);
        statement.bind("tenant_id", tenant).bind(column, after).bind("person_id", person);
        statement.bind("most", index_rows_per_page);
        while (statement.next()) rows.emplace_back(domain::PersonId{statement.uuid(1)}, read(statement));
        for (const auto& [owner, item] : rows) visit(owner, item);
        count = std::ssize(rows);
        if (count > 0) std::tie(person, after) = std::move(rows.back());
    }
}

template <class Visit>
void walk_terms(Connection& connection, TenantId tenant, Visit&& visit) {
    walk_index(
        connection, tenant, select_terms, "term", std::string(),
        [](const Statement& row) { return std::string(row.text(0)); }, visit);
}

template <class Visit>
void walk_values(Connection& connection, TenantId tenant, Visit&& visit) {
    walk_index(
        connection, tenant, select_values, "value_hash", UuidBytes{},
        [](const Statement& row) { return row.uuid(0); }, visit);
}

std::vector<std::string> missing_of(Connection& connection, TenantId tenant, domain::PersonId person) {
    std::vector<std::string> missing;
    const PersonIndex index = read_index(connection, tenant, person);
    for (const auto& term : index.terms) {
        auto& statement = connection.prepare(select_term);
        statement.bind("tenant_id", tenant).bind("term", term).bind("person_id", person);
        if (!statement.any()) missing.emplace_back("search_term");
    }
    for (const auto& hash : index.value_hashes) {
        auto& statement = connection.prepare(select_value);
        statement.bind("tenant_id", tenant).bind("value_hash", hash).bind("person_id", person);
        if (!statement.any()) missing.emplace_back("value_directory");
    }
    return missing;
}

}  // namespace

std::vector<PersonRow> rows_without_log(Connection& connection, TenantId tenant) {
    return without_log.rows(connection, tenant);
}

std::vector<PersonRow> derived_without_person(Connection& connection, TenantId tenant) {
    return without_person.rows(connection, tenant);
}

void IndexSum::add(char table, domain::PersonId person, ByteView item) {
    row_.assign(1, static_cast<std::uint8_t>(table));
    row_.insert(row_.end(), person.bytes.begin(), person.bytes.end());
    row_.insert(row_.end(), item.begin(), item.end());
    std::ranges::transform(sum_, hash_.of(row_), sum_.begin(), std::bit_xor{});
    ++rows_;
}

void IndexSum::add(domain::PersonId person, const PersonIndex& index) {
    for (const auto& term : index.terms) add('t', person, bytes_of(term));
    for (const auto& hash : index.value_hashes) add('v', person, hash);
}

void IndexSum::add_stored(Connection& connection, TenantId tenant) {
    walk_terms(connection, tenant,
               [&](domain::PersonId person, std::string_view term) { add('t', person, bytes_of(term)); });
    walk_values(connection, tenant,
                [&](domain::PersonId person, const UuidBytes& hash) { add('v', person, hash); });
}

std::vector<PersonRow> rows_missing_from_index(Connection& connection, TenantId tenant) {
    std::vector<PersonRow> rows;
    domain::PersonId after{};
    for (std::int64_t count = index_rows_per_page; count == index_rows_per_page && rows.size() < most_rows;) {
        std::vector<domain::PersonId> persons;
        auto& statement = connection.prepare(select_listed);
        statement.bind("tenant_id", tenant).bind("person_id", after).bind("most", index_rows_per_page);
        while (statement.next()) persons.push_back({statement.uuid(0)});
        for (const auto person : persons) {
            for (auto& table : missing_of(connection, tenant, person))
                rows.push_back({std::move(table), person});
        }
        count = std::ssize(persons);
        if (count > 0) after = persons.back();
    }
    if (rows.size() > most_rows) rows.resize(most_rows);
    return rows;
}

std::vector<PersonRow> rows_beyond_index(Connection& connection, TenantId tenant) {
    std::vector<PersonRow> rows;
    const auto note = [&](std::string_view table, domain::PersonId person, const auto& items,
                          const auto& item) {
        const bool listed = std::ranges::binary_search(items, item);
        if (!listed && rows.size() < most_rows) rows.push_back({std::string(table), person});
    };
    walk_terms(connection, tenant, [&](domain::PersonId person, const std::string& term) {
        note("search_term", person, read_index(connection, tenant, person).terms, term);
    });
    walk_values(connection, tenant, [&](domain::PersonId person, const UuidBytes& hash) {
        note("value_directory", person, read_index(connection, tenant, person).value_hashes, hash);
    });
    return rows;
}

std::vector<UuidBytes> entries_without_marker(Connection& connection, TenantId tenant) {
    return ids(connection, select_unmarked, tenant);
}

std::vector<UuidBytes> markers_without_entry(Connection& connection, TenantId tenant) {
    return ids(connection, select_markers, tenant);
}

}  // namespace kartei::store
