// Schema step 1: the company, its people, keys and lists. Frozen: a change is a new step.
#include "store/step_0001.h"

namespace kartei::store::step_0001 {

namespace {

using enum ColumnType;
using enum Null;

Table tenant_table() {
    return Table{.name = "tenant",
                 .columns = {{"tenant_id", id64},
                             {"name", text},
                             {"country", text},
                             {"policy_pack", text},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id"},
                 .storage = Storage::clustered,
                 .distribution = Distribution::installation,
                 .rows = 100};
}

Table account_table() {
    return Table{.name = "account",
                 .columns = {{"account_id", uuid},
                             {"login", text},
                             {"display_name", text},
                             {"state", text, refused, {"active", "closed"}},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"account_id"},
                 .indexes = {{"account_by_login", {"login"}, {}, Unique::yes}},
                 .storage = Storage::clustered,
                 .distribution = Distribution::installation,
                 .rows = 1'000};
}

Table membership_table() {
    return Table{.name = "membership",
                 .columns = {{"account_id", uuid},
                             {"tenant_id", id64},
                             {"role",
                              text,
                              refused,
                              {"agent", "sales", "marketing", "service", "manager", "dpo", "auditor",
                               "processor_agent", "processor_lead", "administrator"}},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"account_id", "tenant_id", "role"},
                 .indexes = {{.name = "membership_by_tenant", .columns = {"tenant_id"}, .rows_per_key = 50}},
                 .foreign_keys = {{{"account_id"}, "account"}, {{"tenant_id"}, "tenant"}},
                 .storage = Storage::clustered,
                 .distribution = Distribution::installation,
                 .rows = 2'000};
}

Table tenant_key_table() {
    return Table{.name = "tenant_key",
                 .columns = {{"tenant_id", id64},
                             {"use", text, refused, {"wrap", "records", "match", "log"}},
                             {"key_version", integer},
                             {"sealed_key", bytes},
                             {"created_at", instant}},
                 .primary_key = {"tenant_id", "use", "key_version"},
                 .storage = Storage::clustered,
                 .rows = 5,
                 .rights = Rights::append};
}

Table area_table() {
    return Table{.name = "area",
                 .columns = {{"tenant_id", id64},
                             {"area_no", integer},
                             {"area_key", text},
                             {"name", text},
                             {"parent_no", integer, allowed},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "area_no"},
                 .indexes = {{"area_by_key", {"tenant_id", "area_key"}, {}, Unique::yes}},
                 .storage = Storage::clustered,
                 .rows = 200};
}

Table purpose_table() {
    return Table{.name = "purpose",
                 .columns = {{"tenant_id", id64},
                             {"purpose", text},
                             {"name_de", text},
                             {"name_en", text},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "purpose"},
                 .storage = Storage::clustered,
                 .rows = 20};
}

Table wording_table() {
    return Table{.name = "wording",
                 .columns = {{"tenant_id", id64},
                             {"wording_no", integer},
                             {"label", text},
                             {"language", text},
                             {"text", text},
                             {"status", text, refused, {"valid", "invalidated"}},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "wording_no"},
                 .storage = Storage::rowid,
                 .rows = 100};
}

Table source_table() {
    return Table{
        .name = "source",
        .columns = {{"tenant_id", id64},
                    {"source_id", uuid},
                    {"kind",
                     text,
                     refused,
                     {"person", "customer_list", "referral", "purchased_list", "public_directory",
                      "unknown"}},
                    {"name", text},
                    {"name_key", text},
                    {"created_at", instant},
                    {"version", integer}},
        .primary_key = {"tenant_id", "source_id"},
        .indexes = {{.name = "source_by_name", .columns = {"tenant_id", "name_key"}, .rows_per_key = 1}},
        .storage = Storage::clustered,
        .rows = 500};
}

Table import_run_table() {
    return Table{.name = "import_run",
                 .columns = {{"tenant_id", id64},
                             {"import_id", uuid},
                             {"file_name", text},
                             {"file_hash", bytes},
                             {"source_id", uuid},
                             {"purpose", text},
                             {"state", text, refused, {"running", "done", "undoing", "undone"}},
                             {"rows_done", integer},
                             {"persons_created", integer},
                             {"persons_merged", integer},
                             {"rows_unchanged", integer},
                             {"rows_bad", integer},
                             {"contact_points", integer},
                             {"consents", integer},
                             {"claims", integer},
                             {"refusals", integer},
                             {"objections", integer},
                             {"started_at", instant},
                             {"finished_at", instant, allowed},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "import_id"},
                 .indexes = {{.name = "import_by_file",
                              .columns = {"tenant_id", "file_hash", "import_id"},
                              .rows_per_key = 1}},
                 .storage = Storage::clustered,
                 .rows = 1'000};
}

Table company_table() {
    return Table{
        .name = "company",
        .columns = {{"tenant_id", id64},
                    {"company_id", uuid},
                    {"name", text},
                    {"name_key", text},
                    {"country", text},
                    {"source_id", uuid},
                    {"created_at", instant},
                    {"version", integer}},
        .primary_key = {"tenant_id", "company_id"},
        .indexes = {{.name = "company_by_name", .columns = {"tenant_id", "name_key"}, .rows_per_key = 1}},
        .storage = Storage::clustered,
        .rows = 200'000};
}

Table company_objection_table() {
    return Table{.name = "company_objection",
                 .columns = {{"tenant_id", id64},
                             {"company_id", uuid},
                             {"objection_id", uuid},
                             {"areas", text},
                             {"channels", text},
                             {"objected_at", instant},
                             {"way", text},
                             {"state", text, refused, {"active", "revoked"}},
                             {"source_id", uuid},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "company_id", "objection_id"},
                 .foreign_keys = {{{"tenant_id", "company_id"}, "company"}},
                 .storage = Storage::clustered,
                 .rows = 1'000};
}

Table suppression_entry_table() {
    return Table{.name = "suppression_entry",
                 .columns = {{"tenant_id", id64},
                             {"value_hash", uuid},
                             {"suppression_id", uuid},
                             {"areas", text},
                             {"channels", text},
                             {"suppressed_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "value_hash", "suppression_id"},
                 .storage = Storage::clustered,
                 .rows = 100'000};
}

}  // namespace

std::vector<Table> installation_tables() {
    return {tenant_table(), account_table(), membership_table()};
}

std::vector<Table> company_tables() {
    return {tenant_key_table(),       area_table(),       purpose_table(), wording_table(),
            source_table(),           import_run_table(), company_table(), company_objection_table(),
            suppression_entry_table()};
}

}  // namespace kartei::store::step_0001
