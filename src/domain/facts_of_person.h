// From the records of a person to the facts a decision rests on, and to their packed row.
#pragma once

#include "domain/contact_facts.h"
#include "domain/person_file.h"

namespace kartei::domain {

/// The facts as the records tell them.
Facts facts_of(const PersonFile& file);

/// The packed row of contact_facts, built at that instant: somebody who was of age by then is packed without
/// his birth date. `limit` where somebody has more records than a row may hold.
Result<Bytes> packed_facts_of(const PersonFile& file, Instant built_at);

}  // namespace kartei::domain
