// Loading and storing everything about one person. What is derived from it (index, contact facts) is written
// in the same transaction by the functions here, so that nobody has to remember it.
#pragma once

#include "domain/contact_facts.h"
#include "domain/person_file.h"
#include "store/person_index.h"
#include "store/read_record.h"
#include "store/write.h"

#include <optional>

namespace kartei::store {

/// `update` locks the person's row: whoever reads or changes what a decision rests on does so first.
enum class Lock : std::uint8_t { none, update };

/// The person with all records, or nothing.
std::optional<domain::PersonFile> load_person_file(Connection& connection, Keyring& keyring, TenantId tenant,
                                                   domain::PersonId person, Lock lock);

/// Until the end of the transaction nobody else records a person or a customer number: who comes second sees
/// the first.
void lock_new_persons(Connection& connection, TenantId tenant);

/// Whether the company has anybody on file.
bool has_persons(Connection& connection, TenantId tenant);

/// Only what a line of a list shows of a person: names, customer number, contact points as they were given,
/// companies. Nothing sealed is opened.
std::optional<domain::PersonFile> load_person_line(Connection& connection, TenantId tenant,
                                                   domain::PersonId person);

/// Where a person stands in the list that is sorted by name.
struct PlaceInList {
    Bytes sort_key = {};
    domain::PersonId person = {};
};

/// That of one person, if he is there.
std::optional<PlaceInList> place_of(Connection& connection, TenantId tenant, domain::PersonId person);

/// At most `most` persons after that place, in the order of their names.
std::vector<PlaceInList> persons_by_name(Connection& connection, TenantId tenant, const PlaceInList& after,
                                         std::int64_t most);

/// How many persons there are, at most `most`.
std::int64_t count_persons(Connection& connection, TenantId tenant, std::int64_t most);

/// At most `most` claims that wait for somebody to prove or drop them, after that one, in the order of their
/// persons.
struct PlaceOfClaim {
    domain::PersonId person = {};
    domain::ClaimId claim = {};
};
std::vector<domain::Claim> open_claims(Connection& connection, Keyring& keyring, TenantId tenant,
                                       const PlaceOfClaim& after, std::int64_t most);

/// Which of a person's records the reasons of verdicts cite.
struct Cited {
    bool contact_points = false;  ///< with their sources
    bool consents = false;
    bool objections = false;
    bool interests = false;
    bool claims = false;
    std::optional<domain::ContactPointId> only_point = {};  ///< of the contact points this one

    /// Whatever one may cite about him: lists that are empty in his facts are not asked for, and of what was
    /// only claimed the facts say nothing.
    static Cited all_of(const domain::Facts& facts);
};

/// These records of the person and nothing else.
domain::PersonFile load_cited_records(Connection& connection, Keyring& keyring, TenantId tenant,
                                      domain::PersonId person, const Cited& cited);

/// Locks the person's row until the end of the transaction; false where he is not there.
bool lock_person(Connection& connection, TenantId tenant, domain::PersonId person);

/// Reads into the file what reaches the person from outside his own records: objections of his companies, and
/// entries of the suppression list.
void load_foreign_prohibitions(Connection& connection, Keyring& keyring, TenantId tenant,
                               domain::PersonFile& file);

/// The same for one of many: the census of them all tells whether anything need be asked.
void load_foreign_prohibitions(Connection& connection, Keyring& keyring, TenantId tenant,
                               const Census& census, const PersonIndex& index, domain::PersonFile& file);

/// Stores a person who is not there yet, with index and contact facts. Companies and sources must exist
/// already.
Result<void> insert_person_file(Write& write, domain::PersonFile file);

/// The same for one whose foreign prohibitions are in the file and whose index is known.
Result<void> insert_person_file(Write& write, const domain::PersonFile& file, const PersonIndex& index);

/// Adds records to a person: `known` as he was, `added` what is new (his person with the members to be),
/// `now` both together.
Result<void> add_to_person_file(Write& write, const domain::PersonFile& known,
                                const domain::PersonFile& added, domain::PersonFile now);

/// Writes index and contact facts anew after records of the person were changed; `before` is the file as it
/// was.
Result<void> refresh_derived(Write& write, const domain::PersonFile& before, const domain::PersonFile& now);

/// Removes a person with everything that belongs to him. `outdated` where a record was changed meanwhile.
Result<void> remove_person_file(Write& write, const domain::PersonFile& file);

/// Keyed hashes of a person's values (domain::match_values_of).
struct ValueHashes {
    std::vector<UuidBytes> telling;    ///< who shares one may be the same person
    std::vector<UuidBytes> addresses;  ///< without a name: many may live there
};
ValueHashes value_hashes_of(const Keyring& keyring, const domain::PersonFile& file);

/// What the index of this person has to hold.
PersonIndex index_of(const domain::PersonFile& file, const ValueHashes& hashes);
PersonIndex index_of(const Keyring& keyring, const domain::PersonFile& file);

}  // namespace kartei::store
