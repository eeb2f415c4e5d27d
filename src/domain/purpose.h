// What data may be used for. A purpose is a wall: a contact point collected for one is not used for another
// (GDPR Art. 5(1)(b)).
#pragma once

#include "base/codec.h"
#include "domain/ids.h"

#include <optional>
#include <string>

namespace kartei::domain {

/// One purpose of a tenant.
struct TenantPurpose {
    TenantId tenant_id;
    std::string purpose;  ///< key, such as `send_documents`
    std::string name_de;
    std::string name_en;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TenantPurpose, (), (tenant_id, purpose, name_de, name_en, created_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::TenantPurpose> {
    static constexpr RecordKind kind{"purpose", 2, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"}, Field{2, "purpose"},    Field{3, "name_de"},
        Field{4, "name_en"},   Field{5, "created_at"}, Field{6, "version"},
    };
};

}  // namespace kartei
