// Persons as a list, one person with everything about him, and a new one.
#pragma once

#include "app/person_row.h"
#include "domain/person_file.h"
#include "store/person_file.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

inline constexpr std::int64_t max_page = 200;
/// Counts are exact up to here.
inline constexpr std::int64_t max_count = 10'000;

struct PersonPage {
    std::vector<PersonRow> rows;
    std::optional<domain::PersonId> next;  ///< the last one; nothing at the end
    std::int64_t count = 0;                ///< of the whole list; max_count + 1: more than max_count
};

/// A page of all persons in the order of their names, after that one, with badges for `area` where one is
/// asked for. Needs the right search_person; logged with the ids it disclosed. `not_found` for an unknown
/// area, and where the person it begins after is no longer there.
Result<PersonPage> list_persons(House& house, const Session& session, std::optional<domain::PersonId> after,
                                std::int64_t limit, std::optional<domain::AreaNo> area);

/// The refusal of a place in a list that is gone.
std::unexpected<Error> place_is_gone();

/// A claim that waits for its proof, and whose it is.
struct WaitingClaim {
    domain::Claim claim;
    std::string name;  ///< of the person
    domain::Source source;
};

struct ClaimPage {
    std::vector<WaitingClaim> rows;
    std::optional<store::PlaceOfClaim> next;  ///< the last one; nothing at the end
};

/// A page of the open claims of all persons. Needs the right read_person; logged with the ids it disclosed.
Result<ClaimPage> list_claims(House& house, const Session& session, const store::PlaceOfClaim& after,
                              std::int64_t limit);

/// Everything about one person, and the names of those who worked on him.
struct PersonCard {
    domain::PersonFile file;
    std::map<domain::AccountId, std::string> accounts;
};

/// Needs the right read_person; logged as a look. `not_found` for an unknown person.
Result<PersonCard> read_person(House& house, const Session& session, domain::PersonId person);

}  // namespace kartei::app
