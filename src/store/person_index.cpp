#include "store/person_index.h"

#include "store/many.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kartei::store {

namespace {

std::string some_row(std::string_view table) {
    return fmt::format("SELECT 1 FROM {} WHERE tenant_id = :tenant_id LIMIT 1", table);
}

constexpr std::string_view one_row = "it ends at the first row";
const Sql some_held{some_row("value_directory"), Plan::walks_table, one_row};
const Sql some_suppressed{some_row("suppression_entry"), Plan::walks_table, one_row};
const Sql some_objected{some_row("company_objection"), Plan::walks_table, one_row};
const Sql select_held{row_of_each("value_hash", "value_directory", "value_hash")};
const Sql select_suppressed{row_of_each("value_hash", "suppression_entry", "value_hash")};
const Sql select_objected{row_of_each("company_id", "company_objection", "company_id")};
const Sql delete_term{
    "DELETE FROM search_term WHERE tenant_id = :tenant_id AND term = :term AND person_id = :person_id"};
const Sql delete_value{
    "DELETE FROM value_directory"
    " WHERE tenant_id = :tenant_id AND value_hash = :value_hash AND person_id = :person_id"};
const Sql select_holders{
    "SELECT person_id FROM value_directory WHERE tenant_id = :tenant_id AND value_hash = :value_hash"
    " ORDER BY person_id LIMIT 20"};
constexpr std::size_t most_of_one_value = 20;
const Sql select_value_and_term{
    "SELECT person_id FROM search_term WHERE tenant_id = :tenant_id AND term = :term AND EXISTS"
    " (SELECT 1 FROM value_directory WHERE value_directory.tenant_id = search_term.tenant_id"
    " AND value_hash = :value_hash AND value_directory.person_id = search_term.person_id)"
    " ORDER BY person_id LIMIT 20"};
const Sql insert_list{
    "INSERT INTO person_index (tenant_id, person_id, terms, value_hashes)"
    " VALUES (:tenant_id, :person_id, :terms, :value_hashes)"};
const Sql update_list{
    "UPDATE person_index SET terms = :terms, value_hashes = :value_hashes"
    " WHERE tenant_id = :tenant_id AND person_id = :person_id"};
const Sql delete_list{"DELETE FROM person_index WHERE tenant_id = :tenant_id AND person_id = :person_id"};
const Sql select_list{
    "SELECT terms, value_hashes FROM person_index WHERE tenant_id = :tenant_id AND person_id = :person_id"};

void bind_term(Statement& statement, TenantId tenant, const std::string& term, domain::PersonId person) {
    statement.bind("tenant_id", tenant).bind("term", term).bind("person_id", person);
}

void bind_value(Statement& statement, TenantId tenant, const UuidBytes& hash, domain::PersonId person) {
    statement.bind("tenant_id", tenant).bind("value_hash", hash).bind("person_id", person);
}

void delete_rows(Connection& connection, TenantId tenant, domain::PersonId person, const PersonIndex& rows) {
    for (const auto& term : rows.terms) {
        auto& statement = connection.prepare(delete_term);
        bind_term(statement, tenant, term, person);
        statement.enqueue();
    }
    for (const auto& hash : rows.value_hashes) {
        auto& statement = connection.prepare(delete_value);
        bind_value(statement, tenant, hash, person);
        statement.enqueue();
    }
}

std::string terms_column(const PersonIndex& index) {
    std::string terms;
    for (const auto& term : index.terms) {
        terms += term;
        terms += '\n';
    }
    return terms;
}

Bytes hashes_column(const PersonIndex& index) {
    Bytes hashes;
    for (const auto& hash : index.value_hashes) hashes.insert(hashes.end(), hash.begin(), hash.end());
    return hashes;
}

void put_list(Connection& connection, const Sql& sql, TenantId tenant, domain::PersonId person,
              const PersonIndex& index) {
    auto& statement = connection.prepare(sql);
    statement.bind("tenant_id", tenant).bind("person_id", person);
    statement.bind("terms", terms_column(index)).bind("value_hashes", hashes_column(index));
    statement.enqueue();
}

std::vector<domain::PersonId> persons_of(Statement& statement) {
    std::vector<domain::PersonId> persons;
    while (statement.next()) persons.push_back({statement.uuid(0)});
    return persons;
}

template <class T>
std::vector<T> without(const std::vector<T>& all, const std::vector<T>& taken) {
    std::vector<T> rest;
    std::ranges::set_difference(all, taken, std::back_inserter(rest));
    return rest;
}

}  // namespace

void insert_index(Connection& connection, TenantId tenant, WaitingIndex& waiting, domain::PersonId person,
                  const PersonIndex& index) {
    put_list(connection, insert_list, tenant, person, index);
    waiting.add(person, index);
}

void replace_index(Connection& connection, TenantId tenant, WaitingIndex& waiting, domain::PersonId person,
                   const PersonIndex& before, const PersonIndex& now) {
    if (before == now) return;
    if (waiting.has(person)) waiting.store();
    delete_rows(connection, tenant, person,
                {without(before.terms, now.terms), without(before.value_hashes, now.value_hashes)});
    put_list(connection, update_list, tenant, person, now);
    waiting.add(person, {without(now.terms, before.terms), without(now.value_hashes, before.value_hashes)});
}

void remove_index(Connection& connection, TenantId tenant, WaitingIndex& waiting, domain::PersonId person) {
    if (waiting.has(person)) waiting.store();
    delete_rows(connection, tenant, person, read_index(connection, tenant, person));
    auto& statement = connection.prepare(delete_list);
    statement.bind("tenant_id", tenant).bind("person_id", person);
    statement.enqueue();
}

PersonIndex read_index(Connection& connection, TenantId tenant, domain::PersonId person) {
    PersonIndex index;
    auto& statement = connection.prepare(select_list);
    statement.bind("tenant_id", tenant).bind("person_id", person);
    while (statement.next()) {
        std::string_view rest = statement.text(0);
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            index.terms.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        const ByteView hashes = statement.bytes(1);
        index.value_hashes.resize(hashes.size() / sizeof(UuidBytes));
        for (std::size_t i = 0; i < index.value_hashes.size(); ++i) {
            std::ranges::copy(hashes.subspan(i * sizeof(UuidBytes), sizeof(UuidBytes)),
                              index.value_hashes[i].begin());
        }
    }
    return index;
}

bool index_is_stored(Connection& connection, TenantId tenant, domain::PersonId person,
                     const PersonIndex& index) {
    auto& statement = connection.prepare(select_list);
    statement.bind("tenant_id", tenant).bind("person_id", person);
    bool same = false;
    while (statement.next()) {
        same = statement.text(0) == terms_column(index) &&
               std::ranges::equal(statement.bytes(1), hashes_column(index));
    }
    return same;
}

std::vector<domain::PersonId> persons_with_values(Connection& connection, TenantId tenant,
                                                  WaitingIndex& waiting, const std::vector<UuidBytes>& hashes,
                                                  const std::string& name_term) {
    std::vector<domain::PersonId> persons;
    for (const auto& hash : hashes) {
        auto& statement = connection.prepare(select_holders);
        statement.bind("tenant_id", tenant).bind("value_hash", hash);
        auto holders = persons_of(statement);
        std::ranges::copy(waiting.holders(hash), std::back_inserter(holders));
        if (holders.size() >= most_of_one_value) {
            holders.resize(most_of_one_value);
            if (!name_term.empty()) {
                waiting.store();
                auto& named = connection.prepare(select_value_and_term);
                named.bind("tenant_id", tenant).bind("value_hash", hash).bind("term", name_term);
                holders = persons_of(named);
            }
        }
        for (const auto person : holders) {
            if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
        }
    }
    return persons;
}

Census::Known Census::known(Connection& connection, const Sql& some, const Sql& sql, TenantId tenant,
                            std::vector<UuidBytes> asked) {
    // Many a company has nobody on its suppression list.
    if (asked.empty() || !connection.prepare(some).bind("tenant_id", tenant).any()) return {};
    Known found;
    ask_for_each(connection, sql, tenant, std::move(asked), [&](Statement& statement) {
        while (statement.next()) found.insert(statement.uuid(0));
    });
    return found;
}

Census::Census(Connection& connection, TenantId tenant, const WaitingIndex& waiting,
               std::vector<UuidBytes> value_hashes, const std::vector<domain::CompanyId>& companies)
    : held_(known(connection, some_held, select_held, tenant, value_hashes)) {
    std::ranges::copy_if(value_hashes, std::inserter(held_, held_.end()),
                         [&](const UuidBytes& hash) { return waiting.holds(hash); });
    suppressed_ = known(connection, some_suppressed, select_suppressed, tenant, std::move(value_hashes));
    std::vector<UuidBytes> ids;
    for (const auto company : companies) ids.push_back(company.bytes);
    objected_ = known(connection, some_objected, select_objected, tenant, std::move(ids));
}

void Census::add_held(const std::vector<UuidBytes>& value_hashes) {
    held_.insert(value_hashes.begin(), value_hashes.end());
}

}  // namespace kartei::store
