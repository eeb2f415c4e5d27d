// Finding persons by what somebody types. Looking is logged: one entry per answer with the ids it disclosed.
#pragma once

#include "app/house.h"
#include "store/search.h"

#include <string>
#include <vector>

namespace kartei::app {

/// One line of an answer.
struct FoundPerson {
    domain::PersonId id;
    std::string name;
    std::string company;
    std::string city;
    std::vector<std::string> contact_points;  ///< as they were given
    std::string customer_number;
};

struct FindAnswer {
    std::vector<FoundPerson> persons;
    store::Completeness completeness = store::Completeness::all;
};

inline constexpr std::size_t max_found = 100;

/// Needs the right search_person. `invalid` for an empty text or one beyond 200 bytes.
Result<FindAnswer> find(House& house, const Session& session, std::string_view text, std::size_t limit);

/// `not_found`: the id is nobody's.
std::unexpected<Error> no_such_person();

/// The one person a text names: an id, a customer number, or words only one person matches. `not_found` and
/// `conflict` (several) say what to do; `conflict` names the first few with town and customer number, and
/// says when there are more.
Result<domain::PersonId> find_one(House& house, const Session& session, std::string_view text);

}  // namespace kartei::app
