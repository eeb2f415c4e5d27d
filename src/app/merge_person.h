// What a row adds to somebody who is there already. Nothing is overwritten; prohibitions always count.
#pragma once

#include "app/import.h"
#include "app/import_candidate.h"
#include "domain/person_file.h"

namespace kartei::app {

/// The records of `row` that `known` lacks, made over to him, and his person with empty members filled. Where
/// the row contradicts him, a remark says so and nothing changes.
domain::PersonFile additions(const domain::PersonFile& known, const domain::PersonFile& row,
                             Duplicates duplicates, Candidate& candidate);

/// Appends the added records to `file`; false where nothing at all is new.
bool append(domain::PersonFile& file, const domain::PersonFile& added);

/// Adds the numbers of records to the report.
void count(ImportReport& report, const domain::PersonFile& file);

}  // namespace kartei::app
