// Processing restricted (GDPR Art. 18), erasure under way (Art. 17), a preference list (Robinson) that names
// him, and what he was told (Art. 13, 14).
#pragma once

#include "base/codec.h"
#include "domain/contact_facts.h"
#include "domain/ids.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct Restriction {
    TenantId tenant_id;
    PersonId person_id;
    RestrictionId restriction_id;
    Instant since_at;
    std::optional<Instant> until_at;
    std::optional<std::string> reason;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Restriction, (),
                      (tenant_id, person_id, restriction_id, since_at, until_at, reason, created_at, version))

struct Erasure {
    TenantId tenant_id;
    PersonId person_id;
    ErasureState state = ErasureState::requested;
    Instant requested_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Erasure, (), (tenant_id, person_id, state, requested_at, version))

struct RobinsonMark {
    TenantId tenant_id;
    PersonId person_id;
    std::string list;  ///< name of the list
    Date listed_on;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(RobinsonMark, (), (tenant_id, person_id, list, listed_on, version))

struct InformationNotice {
    TenantId tenant_id;
    PersonId person_id;
    NoticeId notice_id;
    std::int32_t article = 13;  ///< 13 or 14
    Instant given_at;
    std::string way;
    std::string text_version;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(InformationNotice, (),
                      (tenant_id, person_id, notice_id, article, given_at, way, text_version, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Restriction> {
    static constexpr RecordKind kind{"restriction", 3, KeyClass::proof};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "restriction_id"},
        Field{4, "since_at", Category::permission, Personal::yes},
        Field{5, "until_at", Category::permission, Personal::yes},
        Field{6, "reason", Category::permission, Personal::yes, Protection::sealed, 4000},
        Field{7, "created_at"},
        Field{8, "version"},
    };
};

template <>
struct Description<domain::Erasure> {
    static constexpr RecordKind kind{"erasure", 2, KeyClass::proof};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "state", Category::permission, Personal::yes},
        Field{4, "requested_at", Category::permission, Personal::yes},
        Field{5, "version"},
    };
};

template <>
struct Description<domain::RobinsonMark> {
    static constexpr RecordKind kind{"robinson_mark", 3, KeyClass::operation};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "list", Category::permission, Personal::yes, Protection::plain, 60},
        Field{4, "listed_on", Category::permission, Personal::yes},
        Field{5, "version"},
    };
};

template <>
struct Description<domain::InformationNotice> {
    static constexpr RecordKind kind{"information_notice", 3, KeyClass::proof};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "notice_id"},
        Field{4, "article", Category::permission, Personal::yes},
        Field{5, "given_at", Category::permission, Personal::yes},
        Field{6, "way", Category::permission, Personal::yes, Protection::plain, 60},
        Field{7, "text_version", Category::permission, Personal::yes, Protection::plain, 60},
        Field{8, "version"},
    };
};

}  // namespace kartei
