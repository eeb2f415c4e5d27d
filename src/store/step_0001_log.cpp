// Schema step 1: the log. Frozen: a change is a new step.
#include "store/step_0001.h"

namespace kartei::store::step_0001 {

namespace {

using enum ColumnType;
using enum Null;

Table log_entry_table() {
    return Table{.name = "log_entry",
                 .columns = {{"tenant_id", id64},
                             {"log_id", id64},
                             {"entry_id", uuid},
                             {"format", integer},
                             {"at", instant},
                             {"actor_id", uuid},
                             {"processor_id", uuid},
                             {"instruction_id", uuid},
                             {"action", text},
                             {"record_kind", text},
                             {"record_id", uuid},
                             {"purpose", text},
                             {"cause_id", uuid},
                             {"value_digests", bytes},
                             {"leaf_hash", bytes},
                             {"leaf_mac", bytes}},
                 .primary_key = {"tenant_id", "log_id", "entry_id"},
                 .indexes = {{.name = "log_entry_by_record",
                              .columns = {"tenant_id", "record_id", "entry_id"},
                              .rows_per_key = 1},
                             {.name = "log_entry_by_cause",
                              .columns = {"tenant_id", "cause_id", "entry_id"},
                              .rows_per_key = 1}},
                 .storage = Storage::clustered,
                 .rows = 5'000'000,
                 .rights = Rights::append};
}

Table log_value_table() {
    return Table{
        .name = "log_value",
        .columns = {{"tenant_id", id64},
                    {"person_id", uuid},
                    {"entry_id", uuid},
                    {"number", integer},
                    {"key_class", text, refused, {"tenant", "operation", "proof", "contract", "hold"}},
                    {"sealed_value", bytes}},
        .primary_key = {"tenant_id", "person_id", "entry_id", "number"},
        .storage = Storage::rowid,
        .rows = 6'000'000,
        .rights = Rights::append};
}

Table log_pending_table() {
    return Table{.name = "log_pending",
                 .columns = {{"tenant_id", id64}, {"log_id", id64}, {"entry_id", uuid}},
                 .primary_key = {"tenant_id", "log_id", "entry_id"},
                 .storage = Storage::clustered,
                 .rows = 1'000};
}

}  // namespace

std::vector<Table> log_tables() {
    return {log_entry_table(), log_value_table(), log_pending_table()};
}

}  // namespace kartei::store::step_0001
