// Who does not want to be advertised to. An objection outlives everything: erasure, merge, import, restore;
// as a keyed hash of the contact point on the suppression list even the person himself (GDPR Art. 21(3)).
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

/// Objection of one person, binding for all his contact points.
struct Objection {
    TenantId tenant_id;
    PersonId person_id;
    ObjectionId objection_id;
    AreaScope areas;
    ChannelSet channels;
    Instant objected_at;
    std::string way;  ///< how it reached us: `phone`, `list`, …
    ObjectionState state = ObjectionState::active;
    std::optional<std::string> note;
    SourceId source_id;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Objection, (),
                      (tenant_id, person_id, objection_id, areas, channels, objected_at, way, state, note,
                       source_id, created_at, version))

/// Objection of a company's management: binds all its people in business capacity.
struct CompanyObjection {
    TenantId tenant_id;
    CompanyId company_id;
    ObjectionId objection_id;
    AreaScope areas;
    ChannelSet channels;
    Instant objected_at;
    std::string way;
    ObjectionState state = ObjectionState::active;
    SourceId source_id;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CompanyObjection, (),
                      (tenant_id, company_id, objection_id, areas, channels, objected_at, way, state,
                       source_id, created_at, version))

/// What stays of an erased person: the keyed hash of one contact point, scope and date.
struct SuppressionEntry {
    TenantId tenant_id;
    Id<struct ValueHashTag> value_hash;  ///< keyed hash of the normalised value
    SuppressionId suppression_id;
    AreaScope areas;
    ChannelSet channels;
    Instant suppressed_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(SuppressionEntry, (),
                      (tenant_id, value_hash, suppression_id, areas, channels, suppressed_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Objection> {
    static constexpr RecordKind kind{"objection", 3, KeyClass::proof};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "objection_id"},
        Field{4, "areas", Category::permission, Personal::yes, Protection::plain, domain::max_scope_bytes},
        Field{5, "channels", Category::permission, Personal::yes},
        Field{6, "objected_at", Category::permission, Personal::yes},
        Field{7, "way", Category::permission, Personal::yes, Protection::plain, 60},
        Field{8, "state", Category::permission, Personal::yes},
        Field{9, "note", Category::permission, Personal::yes, Protection::sealed, 4000},
        Field{10, "source_id", Category::origin},
        Field{11, "created_at"},
        Field{12, "version"},
    };
};

template <>
struct Description<domain::CompanyObjection> {
    static constexpr RecordKind kind{"company_objection", 3, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "company_id"},
        Field{3, "objection_id"},
        Field{4, "areas", Category::permission, Personal::no, Protection::plain, domain::max_scope_bytes},
        Field{5, "channels", Category::permission},
        Field{6, "objected_at", Category::permission},
        Field{7, "way", Category::permission},
        Field{8, "state", Category::permission},
        Field{9, "source_id", Category::origin},
        Field{10, "created_at"},
        Field{11, "version"},
    };
};

template <>
struct Description<domain::SuppressionEntry> {
    static constexpr RecordKind kind{"suppression_entry", 3, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "value_hash"},
        Field{3, "suppression_id"},
        Field{4, "areas", Category::permission, Personal::no, Protection::plain, domain::max_scope_bytes},
        Field{5, "channels", Category::permission},
        Field{6, "suppressed_at", Category::permission},
        Field{7, "version"},
    };
};

}  // namespace kartei
