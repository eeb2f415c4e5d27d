// What a person is found by: search terms, and keyed hashes of his values in the value directory. Both are
// derived from his records; a list of them per person makes sure that removing him removes every one.
#pragma once

#include "domain/ids.h"
#include "store/connection.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace kartei::store {

struct PersonIndex {
    std::vector<std::string> terms;       ///< sorted, each once
    std::vector<UuidBytes> value_hashes;  ///< sorted, each once

    bool operator==(const PersonIndex&) const = default;
};

/// Terms of new persons that wait for the end of their transaction and are stored in the order of the table:
/// an import would else go through the whole of it for every single person.
class NewTerms {
public:
    NewTerms(Connection& connection, TenantId tenant) : connection_(connection), tenant_(tenant) {}

    void add(domain::PersonId person, std::vector<std::string> terms);

    /// Whoever reads or removes terms, or commits, comes after this.
    void store();

private:
    Connection& connection_;
    TenantId tenant_;
    std::vector<std::pair<std::string, domain::PersonId>> waiting_;
};

/// Stores the index of a person who has none yet.
void insert_index(Connection& connection, TenantId tenant, NewTerms& new_terms, domain::PersonId person,
                  PersonIndex index);

/// Brings the stored index to `now`; only what differs is touched. No terms of the person may be waiting.
void replace_index(Connection& connection, TenantId tenant, domain::PersonId person,
                   const PersonIndex& before, const PersonIndex& now);

/// Removes all of it. No terms of the person may be waiting.
void remove_index(Connection& connection, TenantId tenant, domain::PersonId person);

/// The list as stored; empty where there is none.
PersonIndex read_index(Connection& connection, TenantId tenant, domain::PersonId person);

/// Whether exactly this list is stored, byte for byte.
bool index_is_stored(Connection& connection, TenantId tenant, domain::PersonId person,
                     const PersonIndex& index);

/// Persons who have one of these hashed values, in the order of the hashes, each once; of one value at
/// most 20. A value that so many share (a switchboard) tells nobody: then those of its holders who have the
/// term, too.
std::vector<domain::PersonId> persons_with_values(Connection& connection, TenantId tenant,
                                                  const std::vector<UuidBytes>& hashes,
                                                  const std::string& name_term = {});

}  // namespace kartei::store
