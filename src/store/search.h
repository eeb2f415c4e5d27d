// Finding persons by what somebody types: an ordinary table of terms, so that erasing a person erases his
// terms too. A term is one letter for its kind and the folded text; domain/search_terms.h makes them and
// reads queries.
#pragma once

#include "domain/ids.h"
#include "domain/search_terms.h"
#include "store/connection.h"

#include <vector>

namespace kartei::store {

enum class Completeness : std::uint8_t {
    all,      ///< nobody else matches
    more,     ///< the limit was reached
    cut_off,  ///< too many candidates for these words; more letters are needed to be sure
};

struct Found {
    std::vector<domain::PersonId> persons;
    Completeness completeness = Completeness::all;
};

/// The first `limit` (1 to 100) persons that match every word of the query, names before other kinds.
Found find_persons(Connection& connection, TenantId tenant, const domain::SearchQuery& query,
                   std::size_t limit);

/// Persons who have exactly this term, at most `most`, in the order of their ids.
std::vector<domain::PersonId> persons_with_term(Connection& connection, TenantId tenant,
                                                std::string_view term, std::int64_t most);

}  // namespace kartei::store
