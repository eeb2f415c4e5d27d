// What a company advertises about: its areas, as stored. Their tree and scopes are in domain/area.h.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct Area {
    TenantId tenant_id;
    AreaNo area_no;
    std::string area_key;  ///< folded name with underscores: `strom_und_gas`
    std::string name;
    std::optional<AreaNo> parent_no;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Area, (), (tenant_id, area_no, area_key, name, parent_no, created_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Area> {
    static constexpr RecordKind kind{"area", 2, KeyClass::tenant};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "area_no"},
        Field{3, "area_key", Category::permission},
        Field{4, "name", Category::permission, Personal::no, Protection::plain, 100},
        Field{5, "parent_no", Category::permission},
        Field{6, "created_at"},
        Field{7, "version"},
    };
};

}  // namespace kartei
