// Why a business may be presumed to want our call (UWG section 7(2) no. 1): two free texts, never a tick box.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct PresumedInterest {
    TenantId tenant_id;
    PersonId person_id;
    InterestId interest_id;
    AreaNo area_no;
    PresumedBasis basis = PresumedBasis::other;
    std::string why_content;                   ///< why the content interests this company now
    std::string why_phone;                     ///< why by telephone
    Answer phone_expected = Answer::not_said;  ///< nothing means nobody has said
    std::optional<Date> review_on;
    AccountId recorded_by;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PresumedInterest, (),
                      (tenant_id, person_id, interest_id, area_no, basis, why_content, why_phone,
                       phone_expected, review_on, recorded_by, created_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::PresumedInterest> {
    static constexpr RecordKind kind{"presumed_interest", 3, KeyClass::proof};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "interest_id"},
        Field{4, "area_no", Category::permission, Personal::yes},
        Field{5, "basis", Category::permission, Personal::yes},
        Field{6, "why_content", Category::permission, Personal::yes, Protection::sealed, 4000},
        Field{7, "why_phone", Category::permission, Personal::yes, Protection::sealed, 4000},
        Field{8, "phone_expected", Category::permission, Personal::yes},
        Field{9, "review_on", Category::permission, Personal::yes},
        Field{10, "recorded_by", Category::permission, Personal::yes},
        Field{11, "created_at"},
        Field{12, "version"},
    };
};

}  // namespace kartei
