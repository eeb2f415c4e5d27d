// What a person agreed to, with everything a court asks for: who, what, when, how, wording (UWG section 7a,
// GDPR Art. 7(1)); and what a list merely claims he agreed to.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

/// How the declaration was made.
enum class ConsentWay : std::uint8_t { paper, web_form, email, spoken, other };
BOOST_DESCRIBE_ENUM(ConsentWay, paper, web_form, email, spoken, other)

struct Consent {
    TenantId tenant_id;
    PersonId person_id;
    ConsentId consent_id;
    std::optional<std::string> controller;  ///< another company it was given to; nothing means us
    AreaScope areas;
    ChannelSet channels;
    std::optional<ContactPointId> contact_point_id;  ///< only this number or address
    ConsentState state = ConsentState::requested;
    std::optional<Instant> given_at;
    std::optional<Instant> confirmed_at;
    std::optional<Instant> withdrawn_at;
    std::optional<Instant> last_used_at;
    std::optional<Instant> valid_until;
    GivenBy given_by = GivenBy::self;
    ConsentForm form = ConsentForm::unstated;
    ConsentWay way = ConsentWay::other;
    Evidence evidence = Evidence::none;
    std::optional<std::string> evidence_note;       ///< where the proof lies
    WordingNo wording_no;                           ///< text he saw; 0 where unknown
    std::optional<std::int32_t> hours_from_minute;  ///< reachable from, minute of the day in Berlin
    std::optional<std::int32_t> hours_until_minute;
    bool despite_restriction = false;  ///< given expressly for a time of restriction (Art. 18(2))
    AccountId taken_by;
    SourceId source_id;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Consent, (),
                      (tenant_id, person_id, consent_id, controller, areas, channels, contact_point_id, state,
                       given_at, confirmed_at, withdrawn_at, last_used_at, valid_until, given_by, form, way,
                       evidence, evidence_note, wording_no, hours_from_minute, hours_until_minute,
                       despite_restriction, taken_by, source_id, created_at, version))

enum class ClaimState : std::uint8_t { open, proven, dropped };
BOOST_DESCRIBE_ENUM(ClaimState, open, proven, dropped)

/// What a list says without proof: kept and shown, permits nothing.
struct Claim {
    TenantId tenant_id;
    PersonId person_id;
    ClaimId claim_id;
    AreaScope areas;
    ChannelSet channels;
    std::string said;  ///< column and value as they stood in the list
    std::optional<Date> claimed_on;
    std::optional<std::string> way;
    ClaimState state = ClaimState::open;
    SourceId source_id;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Claim, (),
                      (tenant_id, person_id, claim_id, areas, channels, said, claimed_on, way, state,
                       source_id, created_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Consent> {
    static constexpr RecordKind kind{"consent", 3, KeyClass::proof};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "consent_id"},
        Field{4, "controller", Category::permission, Personal::yes, Protection::plain, 200},
        Field{5, "areas", Category::permission, Personal::yes, Protection::plain, domain::max_scope_bytes},
        Field{6, "channels", Category::permission, Personal::yes},
        Field{7, "contact_point_id", Category::permission, Personal::yes},
        Field{8, "state", Category::permission, Personal::yes},
        Field{9, "given_at", Category::permission, Personal::yes},
        Field{10, "confirmed_at", Category::permission, Personal::yes},
        Field{11, "withdrawn_at", Category::permission, Personal::yes},
        Field{12, "last_used_at", Category::permission, Personal::yes},
        Field{13, "valid_until", Category::permission, Personal::yes},
        Field{14, "given_by", Category::permission, Personal::yes},
        Field{15, "form", Category::permission, Personal::yes},
        Field{16, "way", Category::permission, Personal::yes},
        Field{17, "evidence", Category::permission, Personal::yes},
        Field{18, "evidence_note", Category::permission, Personal::yes, Protection::sealed, 4000},
        Field{19, "wording_no", Category::permission, Personal::yes},
        Field{20, "hours_from_minute", Category::permission, Personal::yes},
        Field{21, "hours_until_minute", Category::permission, Personal::yes},
        Field{22, "despite_restriction", Category::permission, Personal::yes},
        Field{23, "taken_by", Category::permission, Personal::yes},
        Field{24, "source_id", Category::origin},
        Field{25, "created_at"},
        Field{26, "version"},
    };
};

template <>
struct Description<domain::Claim> {
    static constexpr RecordKind kind{"claim", 3, KeyClass::operation};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "claim_id"},
        Field{4, "areas", Category::permission, Personal::yes, Protection::plain, domain::max_scope_bytes},
        Field{5, "channels", Category::permission, Personal::yes},
        Field{6, "said", Category::permission, Personal::yes, Protection::sealed, 300},
        Field{7, "claimed_on", Category::permission, Personal::yes},
        Field{8, "way", Category::permission, Personal::yes, Protection::plain, 100},
        Field{9, "state", Category::permission, Personal::yes},
        Field{10, "source_id", Category::origin},
        Field{11, "created_at"},
        Field{12, "version"},
    };
};

}  // namespace kartei
