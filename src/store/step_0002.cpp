// Schema step 2: signing in, repeated requests, and the checks before a contact. Frozen: a change is a new
// step.
#include "store/step_0002.h"

namespace kartei::store::step_0002 {

namespace {

using enum ColumnType;
using enum Null;

Table credential_table() {
    return Table{.name = "credential",
                 .columns = {{"account_id", uuid},
                             {"password_hash", text},
                             {"changed_at", instant},
                             {"version", integer}},
                 .primary_key = {"account_id"},
                 .foreign_keys = {{{"account_id"}, "account"}},
                 .storage = Storage::clustered,
                 .distribution = Distribution::installation,
                 .rows = 1'000};
}

Table login_session_table() {
    return Table{
        .name = "login_session",
        .columns = {{"session_id", uuid},
                    {"account_id", uuid},
                    {"tenant_id", id64},
                    {"created_at", instant},
                    {"ends_at", instant},
                    {"version", integer}},
        .primary_key = {"session_id"},
        .indexes = {{.name = "login_session_by_account", .columns = {"account_id"}, .rows_per_key = 3},
                    {.name = "login_session_by_end", .columns = {"ends_at"}, .rows_per_key = 1}},
        .foreign_keys = {{{"account_id"}, "account"}, {{"tenant_id"}, "tenant"}},
        .storage = Storage::clustered,
        .distribution = Distribution::installation,
        .rows = 2'000};
}

Table idempotency_key_table() {
    return Table{.name = "idempotency_key",
                 .columns = {{"tenant_id", id64},
                             {"account_id", uuid},
                             {"idempotency_key", uuid},
                             {"request_hash", bytes},
                             {"status", integer},
                             {"sealed_answer", bytes},
                             {"created_at", instant}},
                 .primary_key = {"tenant_id", "account_id", "idempotency_key"},
                 .indexes = {{.name = "idempotency_key_by_age",
                              .columns = {"tenant_id", "created_at"},
                              .rows_per_key = 1}},
                 .storage = Storage::clustered,
                 .rows = 10'000};
}

Table contact_check_table() {
    return Table{
        .name = "contact_check",
        .columns = {{"tenant_id", id64},
                    {"person_id", uuid},
                    {"check_id", uuid},
                    {"area_no", integer},
                    {"channel",
                     text,
                     refused,
                     {"phone", "robocall", "email", "sms", "messenger", "social_dm", "push", "fax", "post"}},
                    {"contact_point_id", uuid, allowed},
                    {"status", text, refused, {"allowed", "conditional", "objected", "unknown", "denied"}},
                    {"ground", text},
                    {"policy_pack", text},
                    {"rule_hash", bytes},
                    {"answer", bytes},
                    {"checked_by", uuid},
                    {"checked_at", instant},
                    {"version", integer}},
        .primary_key = {"tenant_id", "person_id", "check_id"},
        .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
        .storage = Storage::rowid,
        .rows = 500'000};
}

}  // namespace

std::vector<Table> sign_in_tables() {
    return {credential_table(), login_session_table()};
}

std::vector<Table> server_tables() {
    return {idempotency_key_table(), contact_check_table()};
}

}  // namespace kartei::store::step_0002
