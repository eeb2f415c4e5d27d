// Schema steps for tests of the store itself: a small shop with tenants.
#pragma once

#include "store/schema.h"

namespace kartei::store {

/// When tests apply the steps.
inline constexpr Instant migrated_at{1'764'000'000'000'000};

inline Step sample_step() {
    return {1,
            "shop",
            {
                Table{.name = "country",
                      .columns = {{"code", ColumnType::text}, {"name", ColumnType::text}},
                      .primary_key = {"code"},
                      .distribution = Distribution::reference,
                      .rows = 200,
                      .rights = Rights::read},
                Table{.name = "customer",
                      .columns = {{"tenant_id", ColumnType::id64},
                                  {"customer_id", ColumnType::uuid},
                                  {"kind", ColumnType::text, Null::refused, {"private", "business"}},
                                  {"name", ColumnType::text, Null::allowed},
                                  {"member", ColumnType::boolean},
                                  {"born_on", ColumnType::date, Null::allowed},
                                  {"created_at", ColumnType::instant}},
                      .primary_key = {"tenant_id", "customer_id"},
                      .indexes = {{.name = "customer_by_name",
                                   .columns = {"tenant_id", "name"},
                                   .include = {"kind"}}}},
                Table{.name = "purchase",
                      .columns = {{"tenant_id", ColumnType::id64},
                                  {"customer_id", ColumnType::uuid},
                                  {"number", ColumnType::integer},
                                  {"receipt", ColumnType::bytes, Null::allowed}},
                      .primary_key = {"tenant_id", "customer_id", "number"},
                      .indexes = {{.name = "purchase_number",
                                   .columns = {"tenant_id", "number"},
                                   .unique = Unique::yes}},
                      .foreign_keys = {{{"tenant_id", "customer_id"}, "customer"}},
                      .storage = Storage::clustered},
                Table{.name = "journal",
                      .columns = {{"tenant_id", ColumnType::id64}, {"number", ColumnType::integer}},
                      .primary_key = {"tenant_id", "number"},
                      .rights = Rights::append},
            }};
}

inline Step second_sample_step() {
    return {.number = 2,
            .name = "shop grows",
            .added_columns = {{"customer", {"city", ColumnType::text, Null::refused, {}, "''"}}},
            .added_indexes = {{"customer", {.name = "customer_by_city", .columns = {"tenant_id", "city"}}}}};
}

}  // namespace kartei::store
