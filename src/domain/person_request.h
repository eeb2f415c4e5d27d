// What the person asked for himself: a call back, an offer, documents (GDPR Art. 6(1)(b)).
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct PersonRequest {
    TenantId tenant_id;
    PersonId person_id;
    RequestId request_id;
    RequestKind kind = RequestKind::other;
    AreaNo area_no;
    Channel channel = Channel::phone;
    Instant asked_at;
    std::optional<Instant> done_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PersonRequest, (),
                      (tenant_id, person_id, request_id, kind, area_no, channel, asked_at, done_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::PersonRequest> {
    static constexpr RecordKind kind{"person_request", 3, KeyClass::operation};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "request_id"},
        Field{4, "kind", Category::permission, Personal::yes},
        Field{5, "area_no", Category::permission, Personal::yes},
        Field{6, "channel", Category::permission, Personal::yes},
        Field{7, "asked_at", Category::permission, Personal::yes},
        Field{8, "done_at", Category::permission, Personal::yes},
        Field{9, "version"},
    };
};

}  // namespace kartei
