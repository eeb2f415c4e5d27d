// Texts people consented to. A used version never changes; one found invalid fails every consent that rests
// on it.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct Wording {
    TenantId tenant_id;
    WordingNo wording_no;         ///< number within the tenant, from 1
    std::string label;            ///< "v3"
    std::string language = "de";  ///< BCP 47
    std::string text;
    TextStatus status = TextStatus::valid;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Wording, (),
                      (tenant_id, wording_no, label, language, text, status, created_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Wording> {
    static constexpr RecordKind kind{"wording", 2, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "wording_no"},
        Field{3, "label", Category::technical, Personal::no, Protection::plain, 100},
        Field{4, "language"},
        Field{5, "text", Category::permission, Personal::no, Protection::plain, 20000},
        Field{6, "status"},
        Field{7, "created_at"},
        Field{8, "version"},
    };
};

}  // namespace kartei
