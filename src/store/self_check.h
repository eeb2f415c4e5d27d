// What verification asks of the database beyond single records: rows, keys and index items that nothing
// accounts for, and rows that cannot be read.
#pragma once

#include "base/crypto.h"
#include "base/result.h"
#include "store/person_index.h"
#include "store/read_record.h"
#include "store/records.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// A row by its table and the person it speaks of.
struct PersonRow {
    std::string table;
    domain::PersonId person;
};

/// Rows of persons, of their keys and of what is derived from them that belong to nobody any log value tells
/// of; at most 100 of each table.
std::vector<PersonRow> rows_without_log(Connection& connection, TenantId tenant);

/// Derived rows of persons who are not there (any more); at most 100 of each table.
std::vector<PersonRow> derived_without_person(Connection& connection, TenantId tenant);

/// Rows of search_term and value_directory as one number: two sums that are equal are of the same rows,
/// without asking for each of them. What is added up are hashes under a key that is made for one
/// verification, so that nobody can bend rows in a way that leaves the sum as it is.
class IndexSum {
public:
    explicit IndexSum(const Key& key) : hash_(key) {}

    /// The rows there must be of one person.
    void add(domain::PersonId person, const PersonIndex& index);

    /// All rows there are.
    void add_stored(Connection& connection, TenantId tenant);

    bool operator==(const IndexSum& other) const { return rows_ == other.rows_ && sum_ == other.sum_; }

private:
    void add(char table, domain::PersonId person, ByteView item);

    KeyedHash hash_;
    std::int64_t rows_ = 0;
    Hash sum_{};  ///< exclusive or: the order of the rows does not matter, and no row is there twice
    Bytes row_;
};

/// Rows that persons' lists name and search_term or value_directory lack, and rows of these that the lists do
/// not name; at most 100 of each. Looks up every single row.
std::vector<PersonRow> rows_missing_from_index(Connection& connection, TenantId tenant);
std::vector<PersonRow> rows_beyond_index(Connection& connection, TenantId tenant);

/// Entries without their marker of waiting to be sealed, and markers without their entry; at most 100 of
/// each.
std::vector<UuidBytes> entries_without_marker(Connection& connection, TenantId tenant);
std::vector<UuidBytes> markers_without_entry(Connection& connection, TenantId tenant);

/// A row that cannot be read: its key but for tenant and person, and what is wrong with it.
using Unreadable = std::function<void(std::string_view table, std::string key, std::string why)>;

/// All rows of a kind that belong to the tenant and no person.
template <class T>
const Sql& select_by_tenant_sql();

/// Calls `visit(record)` for every row of the tenant that no person owns.
template <class Visit>
void for_each_tenant_row(Connection& connection, Keyring& keyring, TenantId tenant,
                         const Unreadable& unreadable, Visit&& visit);

/// The same for every row of one person, also where he himself is missing.
template <class Visit>
void for_each_person_row(Connection& connection, Keyring& keyring, TenantId tenant, domain::PersonId person,
                         const Unreadable& unreadable, Visit&& visit);

template <class Visit>
void for_each_person_record(const domain::PersonFile& file, Visit&& visit);

template <class T>
const Sql& select_by_tenant_sql() {
    static const Sql sql = [] {
        std::string condition = "tenant_id = :tenant_id";
        if constexpr (!requires(T record) { record.tenant_id; }) {
            // Accounts and credentials are found through memberships. One without any is nobody's: only the
            // log can say that it was ours.
            condition =
                "account_id IN (SELECT account_id FROM membership WHERE tenant_id = :tenant_id)"
                " OR account_id NOT IN (SELECT account_id FROM membership)";
        }
        return Sql{
            fmt::format("SELECT {} FROM {} WHERE {}", column_list<T>(), Description<T>::kind.name, condition),
            Plan::walks_table, "verification reads everything"};
    }();
    return sql;
}

/// The key of a row but for tenant and person, as it stands in the columns.
template <class T>
std::string raw_key(const Statement& statement) {
    std::string key;
    int column = 0;
    T record;
    for_each_field(record, [&](const Field& field, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        const int at = column++;
        if (at >= static_cast<int>(Description<T>::kind.key_fields) || known_from_place(field.name)) return;
        if (!key.empty()) key += '/';
        if constexpr (Codec<unwrapped<Member>>::type == ColumnType::uuid) {
            key += uuid_text(statement.uuid(at));
        } else if constexpr (Codec<unwrapped<Member>>::type == ColumnType::text) {
            key += statement.text(at);
        } else {
            key += std::to_string(statement.integer(at));
        }
    });
    return key;
}

/// Like read_all, but a row that cannot be read does not end it.
template <class T, class Visit>
void read_each(Connection& connection, Keyring& keyring, Statement& statement, const Unreadable& unreadable,
               Visit&& visit) {
    while (statement.next()) {
        try {
            visit(read_record<T>(connection, keyring, statement));
        } catch (const StoreFailure& failure) {
            if (failure.kind() != FailureKind::corrupt) throw;
            unreadable(Description<T>::kind.name, raw_key<T>(statement), failure.what());
        }
    }
}

template <class Visit>
void for_each_tenant_row(Connection& connection, Keyring& keyring, TenantId tenant,
                         const Unreadable& unreadable, Visit&& visit) {
    using Records = boost::mp11::mp_append<TenantRecords, InstallationRecords>;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Records>>([&](auto type) {
        using Record = typename decltype(type)::type;
        auto& statement = connection.prepare(select_by_tenant_sql<Record>());
        statement.bind("tenant_id", tenant);
        read_each<Record>(connection, keyring, statement, unreadable, visit);
    });
}

template <class Visit>
void for_each_person_row(Connection& connection, Keyring& keyring, TenantId tenant, domain::PersonId person,
                         const Unreadable& unreadable, Visit&& visit) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, PersonRecords>>(
        [&](auto type) {
            using Record = typename decltype(type)::type;
            auto& statement = connection.prepare(select_by_person_sql<Record>());
            statement.bind("tenant_id", tenant).bind("person_id", person);
            read_each<Record>(connection, keyring, statement, unreadable, visit);
        });
}

template <class Visit>
void for_each_person_record(const domain::PersonFile& file, Visit&& visit) {
    visit(file.person);
    for (const auto& job : file.jobs) visit(job.employment);
    domain::for_each_list(file, [&](const auto& list) {
        for (const auto& record : list) visit(record);
    });
}

}  // namespace kartei::store
