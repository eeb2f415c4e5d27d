// Finding persons by what somebody types. Looking is logged: one entry per answer with the ids it disclosed.
#pragma once

#include "app/person_row.h"
#include "store/search.h"

#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

struct FindAnswer {
    std::vector<PersonRow> persons;
    store::Completeness completeness = store::Completeness::all;

    bool has_more() const { return completeness == store::Completeness::more; }
    bool is_cut_off() const { return completeness == store::Completeness::cut_off; }
};

inline constexpr std::size_t max_found = 100;

/// Needs the right search_person. `invalid` for an empty text or one beyond 200 bytes. With badges where an
/// area is asked for; `not_found` where it is unknown.
Result<FindAnswer> find(House& house, const Session& session, std::string_view text, std::size_t limit,
                        std::optional<domain::AreaNo> area = {});

/// `not_found`: the id is nobody's.
std::unexpected<Error> no_such_person();

/// The one person a text names: an id, a customer number, or words only one person matches. `not_found` and
/// `conflict` (several) say what to do; `conflict` names the first few with town and customer number, and
/// says when there are more.
Result<domain::PersonId> find_one(House& house, const Session& session, std::string_view text);

}  // namespace kartei::app
