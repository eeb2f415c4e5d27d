// That somebody asked before he called or wrote, and what he was answered: the proof for every contact (UWG
// section 7a, GDPR Art. 5(2)).
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

/// `answer` is JSON: sentence, laws, duties and evidence in both languages, and the packed facts in
/// hexadecimal. With the policy pack and the hash of the rules the same verdict can be given again.
struct ContactCheck {
    TenantId tenant_id;
    PersonId person_id;
    CheckId check_id;
    AreaNo area_no;
    Channel channel = Channel::phone;
    std::optional<ContactPointId> contact_point_id;
    std::string status;  ///< word of domain::Status
    std::string ground;  ///< code of domain::Ground
    std::string policy_pack;
    Bytes rule_hash;  ///< domain::rule_hash
    std::string answer;
    AccountId checked_by;
    Instant checked_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ContactCheck, (),
                      (tenant_id, person_id, check_id, area_no, channel, contact_point_id, status, ground,
                       policy_pack, rule_hash, answer, checked_by, checked_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::ContactCheck> {
    static constexpr RecordKind kind{"contact_check", 3, KeyClass::proof};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "check_id"},
        Field{4, "area_no", Category::permission, Personal::yes},
        Field{5, "channel", Category::permission, Personal::yes},
        Field{6, "contact_point_id", Category::permission, Personal::yes},
        Field{7, "status", Category::permission, Personal::yes, Protection::plain, 20},
        Field{8, "ground", Category::permission, Personal::yes, Protection::plain, 60},
        Field{9, "policy_pack", Category::permission, Personal::no, Protection::plain, 40},
        Field{10, "rule_hash", Category::permission, Personal::no, Protection::plain, 32},
        Field{11, "answer", Category::permission, Personal::yes, Protection::sealed, 60000},
        Field{12, "checked_by", Category::permission, Personal::yes},
        Field{13, "checked_at", Category::permission, Personal::yes},
        Field{14, "version"},
    };
};

}  // namespace kartei
