// New rows of the search terms and of the value directory that wait for the end of their transaction and are
// then stored in the order of the tables: an import would else go through the whole of both for every single
// person.
#pragma once

#include "domain/ids.h"
#include "store/connection.h"

#include <boost/unordered/hash_traits.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kartei::store {

/// Of keyed hashes and of UUIDs: the end of both is evenly spread.
struct UuidHash {
    std::size_t operator()(const UuidBytes& bytes) const noexcept;
    template <class Tag>
    std::size_t operator()(const Id<Tag>& id) const noexcept {
        return (*this)(id.bytes);
    }
};

}  // namespace kartei::store

template <>
struct boost::unordered::hash_is_avalanching<kartei::store::UuidHash> : std::true_type {};

namespace kartei::store {

/// What a person is found by.
struct PersonIndex {
    std::vector<std::string> terms;       ///< sorted, each once
    std::vector<UuidBytes> value_hashes;  ///< sorted, each once

    bool operator==(const PersonIndex&) const = default;
};

class WaitingIndex {
public:
    WaitingIndex(Connection& connection, TenantId tenant) : connection_(connection), tenant_(tenant) {}

    void add(domain::PersonId person, const PersonIndex& rows);

    /// Whether rows of the person wait.
    bool has(domain::PersonId person) const { return persons_.contains(person); }

    /// Whether somebody's row for this value waits.
    bool holds(const UuidBytes& value_hash) const { return newest_.contains(value_hash); }

    /// Those whose row for this value waits, in the order they came.
    std::vector<domain::PersonId> holders(const UuidBytes& value_hash) const;

    /// Whoever reads terms or removes rows of a person that wait, or commits, comes after this.
    void store();

private:
    struct Term {
        std::uint64_t beginning;  ///< its first eight bytes as a number: decides most comparisons
        std::size_t at;           ///< in `text_`
        std::size_t size;
        domain::PersonId person;
    };
    struct Value {
        UuidBytes hash;
        domain::PersonId person;
        std::size_t before;  ///< the value before it with the same hash
    };

    std::string_view text_of(const Term& term) const;
    void store_terms();
    void store_values();

    Connection& connection_;
    TenantId tenant_;
    std::string text_;  ///< of all terms
    std::vector<Term> terms_;
    std::vector<Value> values_;
    boost::unordered_flat_map<UuidBytes, std::size_t, UuidHash> newest_;  ///< in `values_`
    boost::unordered_flat_set<domain::PersonId, UuidHash> persons_;
};

}  // namespace kartei::store
