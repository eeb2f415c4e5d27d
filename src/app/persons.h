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

/// Where a page of persons begins: after this one.
using PersonPlace = store::PlaceInList;

struct PersonPage {
    std::vector<PersonRow> rows;
    std::optional<PersonPlace> next;  ///< nothing at the end
    std::int64_t count = 0;           ///< of the whole list; max_count + 1: more than max_count
};

/// A page of all persons in the order of their names, with badges for `area` where one is asked for. Needs
/// the right search_person; logged with the ids it disclosed. `not_found` for an unknown area.
Result<PersonPage> list_persons(House& house, const Session& session, const PersonPlace& after,
                                std::int64_t limit, std::optional<domain::AreaNo> area);

/// Everything about one person, and the names of those who worked on him.
struct PersonCard {
    domain::PersonFile file;
    std::map<domain::AccountId, std::string> accounts;
};

/// Needs the right read_person; logged as a look. `not_found` for an unknown person.
Result<PersonCard> read_person(House& house, const Session& session, domain::PersonId person);

}  // namespace kartei::app
