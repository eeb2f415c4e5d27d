// What a person is found by: search terms, and keyed hashes of his values in the value directory. Both are
// derived from his records; a list of them per person makes sure that removing him removes every one.
#pragma once

#include "store/waiting_index.h"

#include <boost/unordered/unordered_flat_set.hpp>

#include <string>
#include <vector>

namespace kartei::store {

/// Stores the index of a person who has none yet.
void insert_index(Connection& connection, TenantId tenant, WaitingIndex& waiting, domain::PersonId person,
                  const PersonIndex& index);

/// Brings the stored index to `now`; only what differs is touched.
void replace_index(Connection& connection, TenantId tenant, WaitingIndex& waiting, domain::PersonId person,
                   const PersonIndex& before, const PersonIndex& now);

/// Removes all of it.
void remove_index(Connection& connection, TenantId tenant, WaitingIndex& waiting, domain::PersonId person);

/// The list as stored; empty where there is none.
PersonIndex read_index(Connection& connection, TenantId tenant, domain::PersonId person);

/// Whether exactly this list is stored, byte for byte.
bool index_is_stored(Connection& connection, TenantId tenant, domain::PersonId person,
                     const PersonIndex& index);

/// Persons who have one of these hashed values, in the order of the hashes, each once; of one value at
/// most 20. A value that so many share (a switchboard) tells nobody: then those of its holders who have the
/// term, too.
std::vector<domain::PersonId> persons_with_values(Connection& connection, TenantId tenant,
                                                  WaitingIndex& waiting, const std::vector<UuidBytes>& hashes,
                                                  const std::string& name_term = {});

/// What the database knows of many values and companies, asked for together: an import would else ask for
/// each alone.
class Census {
public:
    Census(Connection& connection, TenantId tenant, const WaitingIndex& waiting,
           std::vector<UuidBytes> value_hashes, const std::vector<domain::CompanyId>& companies);

    /// Whether a person has the value, be his row for it stored or waiting.
    bool held(const UuidBytes& value_hash) const { return held_.contains(value_hash); }
    /// Whether the suppression list names it.
    bool suppressed(const UuidBytes& value_hash) const { return suppressed_.contains(value_hash); }

    /// Whether an objection of the company is recorded.
    bool objected(domain::CompanyId company) const { return objected_.contains(company.bytes); }

    /// A person with these values was met since.
    void add_held(const std::vector<UuidBytes>& value_hashes);

private:
    using Known = boost::unordered_flat_set<UuidBytes, UuidHash>;
    static Known known(Connection& connection, const Sql& some, const Sql& sql, TenantId tenant,
                       std::vector<UuidBytes> asked);

    Known held_;
    Known suppressed_;
    Known objected_;
};

}  // namespace kartei::store
