// Cases of the rules as text: one JSON object per line with facts, question and the expected answer (law.md
// section 6), and a decision as such a line. What is not known to the format is refused with the key's path,
// never ignored.
#pragma once

#include "domain/explain.h"
#include "domain/packed_facts.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

struct ExpectedAnswer {
    domain::Verdict verdict = domain::Verdict::forbidden;
    domain::Ground ground = domain::Ground::none;
    std::optional<domain::Basis> basis = {};
    std::vector<std::string> law = {};
    std::optional<domain::DutySet> duties = {};
};

struct ContactCase {
    std::string id;
    std::string text;              ///< prose for people
    domain::TenantContext tenant;  ///< area tree, wordings, and the processor that asks
    domain::Names names;           ///< the words behind the numbers
    domain::Facts facts;
    domain::Question question;
    std::optional<ExpectedAnswer> expected;  ///< absent where the line only asks
};

inline constexpr std::size_t max_case_bytes = 64U * 1024U;
inline constexpr std::size_t max_case_depth = 8;

/// Reads one line. `text`, `why` and `certainty` are for people. Times without zone are Berlin's; a day alone
/// means its beginning where it permits and its end where it forbids or ends something. Errors: `invalid`
/// with the key's path as `where` for unknown keys and words, missing keys and wrong types; those of
/// parse_json.
Result<ContactCase> read_contact_case(std::string_view line);

/// {"id","verdict","ground","basis","law","duties"} without a line break.
std::string write_decision(std::string_view id, const domain::Decision& decision, const domain::Facts& facts,
                           const domain::Question& question);

}  // namespace kartei::formats
