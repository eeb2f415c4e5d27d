// A number or address somebody can be reached at. It carries the purposes it was collected for; nobody uses
// it for others.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct ContactPoint {
    TenantId tenant_id;
    PersonId person_id;
    ContactPointId contact_point_id;
    PointKind kind = PointKind::unstated;
    std::string value;                  ///< as it was given
    std::string normal;                 ///< E.164, address in lower case, folded postal address
    std::optional<std::string> street;  ///< post only
    std::optional<std::string> postal_code;
    std::optional<std::string> city;
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2
    PointStatus status = PointStatus::valid;
    PointOwner owner = PointOwner::self;
    Capacity capacity = Capacity::unstated;
    PurposeKeys purposes;  ///< collected for
    SourceId source_id;
    std::optional<Date> collected_on;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ContactPoint, (),
                      (tenant_id, person_id, contact_point_id, kind, value, normal, street, postal_code, city,
                       country, status, owner, capacity, purposes, source_id, collected_on, created_at,
                       version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::ContactPoint> {
    static constexpr RecordKind kind{"contact_point", 3, KeyClass::operation};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "contact_point_id"},
        Field{4, "kind", Category::contact, Personal::yes},
        Field{5, "value", Category::contact, Personal::yes, Protection::plain, 500},
        Field{6, "normal", Category::contact, Personal::yes, Protection::plain, 500},
        Field{7, "street", Category::contact, Personal::yes},
        Field{8, "postal_code", Category::contact, Personal::yes, Protection::plain, 20},
        Field{9, "city", Category::contact, Personal::yes},
        Field{10, "country", Category::contact, Personal::yes, Protection::plain, 2},
        Field{11, "status", Category::contact, Personal::yes},
        Field{12, "owner", Category::contact, Personal::yes},
        Field{13, "capacity", Category::contact, Personal::yes},
        Field{14, "purposes", Category::contact, Personal::yes, Protection::plain, 500},
        Field{15, "source_id", Category::origin},
        Field{16, "collected_on", Category::origin},
        Field{17, "created_at"},
        Field{18, "version"},
    };
};

}  // namespace kartei
