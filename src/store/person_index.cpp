#include "store/person_index.h"

#include <algorithm>
#include <iterator>

namespace kartei::store {

namespace {

/// A dry run keeps one transaction open for a whole file: what waits stays bounded.
constexpr std::size_t max_waiting_terms = 100'000;

const Sql insert_term{
    "INSERT INTO search_term (tenant_id, term, person_id) VALUES (:tenant_id, :term, :person_id)"};
const Sql delete_term{
    "DELETE FROM search_term WHERE tenant_id = :tenant_id AND term = :term AND person_id = :person_id"};
const Sql insert_value{
    "INSERT INTO value_directory (tenant_id, value_hash, person_id) VALUES (:tenant_id, :value_hash, "
    ":person_id)"};
const Sql delete_value{
    "DELETE FROM value_directory"
    " WHERE tenant_id = :tenant_id AND value_hash = :value_hash AND person_id = :person_id"};
const Sql select_value{
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

void for_each_term(Connection& connection, const Sql& sql, TenantId tenant, domain::PersonId person,
                   const std::vector<std::string>& terms) {
    for (const auto& term : terms) {
        auto& statement = connection.prepare(sql);
        statement.bind("tenant_id", tenant).bind("term", term).bind("person_id", person);
        statement.enqueue();
    }
}

void for_each_value(Connection& connection, const Sql& sql, TenantId tenant, domain::PersonId person,
                    const std::vector<UuidBytes>& hashes) {
    for (const auto& hash : hashes) {
        auto& statement = connection.prepare(sql);
        statement.bind("tenant_id", tenant).bind("value_hash", hash).bind("person_id", person);
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

void NewTerms::add(domain::PersonId person, std::vector<std::string> terms) {
    for (auto& term : terms) waiting_.emplace_back(std::move(term), person);
    if (waiting_.size() >= max_waiting_terms) store();
}

void NewTerms::store() {
    std::ranges::sort(waiting_);
    for (const auto& [term, person] : waiting_) {
        auto& statement = connection_.prepare(insert_term);
        statement.bind("tenant_id", tenant_).bind("term", term).bind("person_id", person);
        statement.enqueue();
    }
    waiting_.clear();
}

void insert_index(Connection& connection, TenantId tenant, NewTerms& new_terms, domain::PersonId person,
                  PersonIndex index) {
    for_each_value(connection, insert_value, tenant, person, index.value_hashes);
    put_list(connection, insert_list, tenant, person, index);
    new_terms.add(person, std::move(index.terms));
}

void replace_index(Connection& connection, TenantId tenant, domain::PersonId person,
                   const PersonIndex& before, const PersonIndex& now) {
    if (before == now) return;
    for_each_term(connection, delete_term, tenant, person, without(before.terms, now.terms));
    for_each_term(connection, insert_term, tenant, person, without(now.terms, before.terms));
    for_each_value(connection, delete_value, tenant, person, without(before.value_hashes, now.value_hashes));
    for_each_value(connection, insert_value, tenant, person, without(now.value_hashes, before.value_hashes));
    put_list(connection, update_list, tenant, person, now);
}

void remove_index(Connection& connection, TenantId tenant, domain::PersonId person) {
    const PersonIndex index = read_index(connection, tenant, person);
    for_each_term(connection, delete_term, tenant, person, index.terms);
    for_each_value(connection, delete_value, tenant, person, index.value_hashes);
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
                                                  const std::vector<UuidBytes>& hashes,
                                                  const std::string& name_term) {
    std::vector<domain::PersonId> persons;
    for (const auto& hash : hashes) {
        auto& statement = connection.prepare(select_value);
        statement.bind("tenant_id", tenant).bind("value_hash", hash);
        auto holders = persons_of(statement);
        if (holders.size() >= most_of_one_value && !name_term.empty()) {
            auto& named = connection.prepare(select_value_and_term);
            named.bind("tenant_id", tenant).bind("value_hash", hash).bind("term", name_term);
            holders = persons_of(named);
        }
        for (const auto person : holders) {
            if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
        }
    }
    return persons;
}

}  // namespace kartei::store
