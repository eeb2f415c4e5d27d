// The verdict: may we contact this person about this area through this channel now, and why. Pure and without
// allocation; reasons, trace and sentences are computed only when asked for (domain/explain.h).
#pragma once

#include "domain/duty.h"
#include "domain/policy.h"

namespace kartei::domain {

/// Which kind of record carries the ground.
enum class RecordKind : std::uint8_t {
    none,
    contact_point,
    consent,
    objection,
    sale,
    presumed,
    request,
    restriction,
    erasure,
    suppression,
    info
};

/// Position of a record in its list of Facts.
struct RecordRef {
    RecordKind kind = RecordKind::none;
    std::uint16_t index = 0;

    bool operator==(const RecordRef&) const = default;
};

struct Decision {
    Verdict verdict = Verdict::forbidden;
    Ground ground = Ground::consent_missing;
    Basis basis = Basis::law;
    DutySet duties = {};
    std::uint8_t rule = 0;  ///< row of rules() that hit
    RecordRef record = {};  ///< carries the ground; of equal records the newest

    bool operator==(const Decision&) const = default;
};

/// The first rule that hits decides (law.md section 2). Never fails: what is unknown is a no.
Decision decide(const Facts& facts, const Question& question, const Policy& policy);

/// Whether something may go out.
constexpr bool is_allowed(const Decision& decision) {
    return decision.verdict != Verdict::forbidden;
}

enum class Opening : std::uint8_t { open, outside_hours };

/// The word on screen. Outside the hours a permission is conditional (domain/contact_hours.h).
Status status_of(const Decision& decision, Opening opening = Opening::open);

}  // namespace kartei::domain
