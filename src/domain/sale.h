// What was sold to whom: two of the four conditions of UWG section 7(3) rest on it.
#pragma once

#include "base/codec.h"
#include "domain/ids.h"
#include "domain/scope.h"

#include <optional>
#include <string>

namespace kartei::domain {

struct Sale {
    TenantId tenant_id;
    PersonId person_id;
    SaleId sale_id;
    AreaNo area_no;
    bool concluded = false;
    std::optional<Date> concluded_on;
    std::optional<std::string> seller;  ///< another company that sold; nothing means we did
    bool email_from_sale = false;       ///< the address was given with this sale
    bool notice_at_collection = false;  ///< the right to object was named then
    AreaScope similar_areas;            ///< similar goods, decided by people
    SourceId source_id;
    Instant created_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Sale, (),
                      (tenant_id, person_id, sale_id, area_no, concluded, concluded_on, seller,
                       email_from_sale, notice_at_collection, similar_areas, source_id, created_at, version))

}  // namespace kartei::domain

namespace kartei {

template <>
struct Description<domain::Sale> {
    static constexpr RecordKind kind{"sale", 3, KeyClass::contract};
    static constexpr std::array fields{
        Field{1, "tenant_id"},
        Field{2, "person_id"},
        Field{3, "sale_id"},
        Field{4, "area_no", Category::contract, Personal::yes},
        Field{5, "concluded", Category::contract, Personal::yes},
        Field{6, "concluded_on", Category::contract, Personal::yes},
        Field{7, "seller", Category::contract, Personal::yes},
        Field{8, "email_from_sale", Category::contract, Personal::yes},
        Field{9, "notice_at_collection", Category::contract, Personal::yes},
        Field{10, "similar_areas", Category::contract, Personal::yes, Protection::plain,
              domain::max_scope_bytes},
        Field{11, "source_id", Category::origin},
        Field{12, "created_at"},
        Field{13, "version"},
    };
};

}  // namespace kartei
