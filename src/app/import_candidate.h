// One row of a list as the records it may become: values normalised, permissions judged, nothing looked up
// and nothing stored. Pure, so that it can run ahead of the database.
#pragma once

#include "app/import.h"
#include "domain/country.h"
#include "domain/person_file.h"
#include "formats/contact_list.h"

#include <string>
#include <vector>

namespace kartei::app {

/// What a consent column amounts to.
enum class WillKind : std::uint8_t {
    claim,    ///< yes without date and way: kept, permits nothing
    consent,  ///< yes with date and way; what it proves is for the rules to say
    refusal,  ///< an express no
};

struct Will {
    WillKind kind = WillKind::claim;
    domain::ChannelSet channels;
    std::string said;  ///< columns and values as they stood in the list
    std::optional<Instant> on;
    std::string way;
    std::string columns;  ///< headings
    std::string word;     ///< the first cell
};

struct Prohibition {
    domain::ChannelSet channels;
    std::string said;
    std::optional<Instant> on;
};

/// Ids, tenant and references are still empty; names stand for companies, areas and sources.
struct Candidate {
    std::int64_t line = 0;
    domain::Person person;
    std::string company;
    std::string position;
    std::string department;
    std::string source;  ///< empty: the one of the import
    std::vector<domain::ContactPoint> contact_points;
    std::vector<std::string> areas;
    std::vector<Will> wills;
    std::vector<Prohibition> prohibitions;
    std::vector<std::string> notes;
    std::vector<RowRemark> remarks;
};

/// What all rows of an import share.
struct CandidateRules {
    std::string purpose;
};

/// Whether there is anything he could be known or reached by: a name, a company, a usable contact point.
bool is_somebody(const Candidate& candidate);

Candidate make_candidate(const formats::ListRow& row, const CandidateRules& rules);

}  // namespace kartei::app
