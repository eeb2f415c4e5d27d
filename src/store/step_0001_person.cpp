// Schema step 1: persons and how to reach them. Frozen: a change is a new step.
#include "store/step_0001.h"

namespace kartei::store::step_0001 {

namespace {

using enum ColumnType;
using enum Null;

Table person_table() {
    return Table{
        .name = "person",
        .columns = {{"tenant_id", id64},
                    {"person_id", uuid},
                    {"kind", text, refused, {"consumer", "company", "company_contact", "sole_trader"}},
                    {"salutation", text, allowed},
                    {"title", text, allowed},
                    {"first_name", text, allowed},
                    {"last_name", text, allowed},
                    {"customer_number", text, allowed},
                    {"birth_date", bytes, allowed},
                    {"country", text},
                    {"deceased", boolean},
                    {"purpose", text},
                    {"source_id", uuid},
                    {"collected_on", date, allowed},
                    {"sort_key", bytes},
                    {"created_at", instant},
                    {"version", integer}},
        .primary_key = {"tenant_id", "person_id"},
        .indexes = {{"person_by_name", {"tenant_id", "sort_key", "person_id"}, {}, Unique::yes}},
        .storage = Storage::clustered,
        .rows = 1'000'000};
}

Table note_table() {
    return Table{.name = "note",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"note_id", uuid},
                             {"text", bytes},
                             {"source_id", uuid},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "note_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::rowid,
                 .rows = 300'000};
}

Table employment_table() {
    return Table{
        .name = "employment",
        .columns = {{"tenant_id", id64},
                    {"person_id", uuid},
                    {"company_id", uuid},
                    {"position", text, allowed},
                    {"department", text, allowed},
                    {"source_id", uuid},
                    {"since_on", date, allowed},
                    {"until_on", date, allowed},
                    {"version", integer}},
        .primary_key = {"tenant_id", "person_id", "company_id"},
        .indexes = {{.name = "employment_by_company",
                     .columns = {"tenant_id", "company_id"},
                     .rows_per_key = 5}},
        .foreign_keys = {{{"tenant_id", "person_id"}, "person"}, {{"tenant_id", "company_id"}, "company"}},
        .storage = Storage::clustered,
        .rows = 300'000};
}

Table contact_point_table() {
    return Table{
        .name = "contact_point",
        .columns = {{"tenant_id", id64},
                    {"person_id", uuid},
                    {"contact_point_id", uuid},
                    {"kind", text, refused, {"phone", "mobile", "email", "post", "fax", "messenger"}},
                    {"value", text},
                    {"normal", text},
                    {"street", text, allowed},
                    {"postal_code", text, allowed},
                    {"city", text, allowed},
                    {"country", text, allowed},
                    {"status", text, refused, {"valid", "invalid"}},
                    {"owner", text, refused, {"self", "other"}},
                    {"capacity", text, refused, {"unstated", "business", "personal"}},
                    {"purposes", text},
                    {"source_id", uuid},
                    {"collected_on", date, allowed},
                    {"created_at", instant},
                    {"version", integer}},
        .primary_key = {"tenant_id", "person_id", "contact_point_id"},
        .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
        .storage = Storage::clustered,
        .rows = 4'000'000};
}

Table person_key_table() {
    return Table{
        .name = "person_key",
        .columns = {{"tenant_id", id64},
                    {"person_id", uuid},
                    {"key_class", text, refused, {"tenant", "operation", "proof", "contract", "hold"}},
                    {"sealed_key", bytes},
                    {"created_at", instant}},
        .primary_key = {"tenant_id", "person_id", "key_class"},
        .storage = Storage::clustered,
        .rows = 1'500'000};
}

Table value_directory_table() {
    return Table{.name = "value_directory",
                 .columns = {{"tenant_id", id64}, {"value_hash", uuid}, {"person_id", uuid}},
                 .primary_key = {"tenant_id", "value_hash", "person_id"},
                 .storage = Storage::clustered,
                 .rows = 6'000'000};
}

Table search_term_table() {
    return Table{.name = "search_term",
                 .columns = {{"tenant_id", id64}, {"term", text}, {"person_id", uuid}},
                 .primary_key = {"tenant_id", "term", "person_id"},
                 .storage = Storage::clustered,
                 .rows = 10'000'000};
}

Table person_index_table() {
    return Table{
        .name = "person_index",
        .columns = {{"tenant_id", id64}, {"person_id", uuid}, {"terms", text}, {"value_hashes", bytes}},
        .primary_key = {"tenant_id", "person_id"},
        .storage = Storage::clustered,
        .rows = 1'000'000};
}

Table contact_facts_table() {
    return Table{
        .name = "contact_facts",
        .columns = {{"tenant_id", id64}, {"person_id", uuid}, {"facts", bytes}, {"built_at", instant}},
        .primary_key = {"tenant_id", "person_id"},
        .storage = Storage::clustered,
        .rows = 1'000'000};
}

}  // namespace

std::vector<Table> person_tables() {
    return {person_table(), note_table(), employment_table(), contact_point_table(), person_key_table()};
}

std::vector<Table> derived_tables() {
    return {value_directory_table(), search_term_table(), person_index_table(), contact_facts_table()};
}

}  // namespace kartei::store::step_0001
