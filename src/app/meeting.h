// A row that meets somebody who is there already: who that is, what both have in common, and what became of
// it, as a remark.
#pragma once

#include "app/import.h"
#include "app/same_person.h"
#include "domain/person_file.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace kartei::app {

/// Which row of the running import brought a person.
class RowsOfPersons {
public:
    /// Ids only grow (RFC 9562 section 6.2), so the list stays sorted.
    void add(domain::PersonId person, std::int64_t line) { rows_.emplace_back(person, line); }

    /// 0: none of them.
    std::int64_t line_of(domain::PersonId person) const;

private:
    std::vector<std::pair<domain::PersonId, std::int64_t>> rows_;
};

KnownAs known_as(const domain::PersonFile& known, const RowsOfPersons& rows);

/// The row was the same person; `added` is what merging added (merge_person.h).
RowRemark same_remark(std::int64_t line, const domain::PersonFile& known, const Likeness& likeness,
                      const domain::PersonFile& added, Duplicates duplicates);

/// The row has something in common with him and became a person of its own.
RowRemark apart_remark(std::int64_t line, const Likeness& likeness);

}  // namespace kartei::app
