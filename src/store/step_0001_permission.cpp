// Schema step 1: what persons allowed, refused and asked for. Frozen: a change is a new step.
#include "store/step_0001.h"

namespace kartei::store::step_0001 {

namespace {

using enum ColumnType;
using enum Null;

Table consent_table() {
    return Table{
        .name = "consent",
        .columns =
            {{"tenant_id", id64},
             {"person_id", uuid},
             {"consent_id", uuid},
             {"controller", text, allowed},
             {"areas", text},
             {"channels", text},
             {"contact_point_id", uuid, allowed},
             {"state", text, refused, {"requested", "given", "confirmed", "withdrawn", "refused"}},
             {"given_at", instant, allowed},
             {"confirmed_at", instant, allowed},
             {"withdrawn_at", instant, allowed},
             {"last_used_at", instant, allowed},
             {"valid_until", instant, allowed},
             {"given_by", text, refused, {"self", "guardian", "other"}},
             {"form", text, refused, {"unstated", "active", "prechecked", "bundled", "silence", "coupled"}},
             {"way", text, refused, {"paper", "web_form", "email", "spoken", "other"}},
             {"evidence", text, refused, {"full", "none", "email_doi_only"}},
             {"evidence_note", bytes, allowed},
             {"wording_no", integer},
             {"hours_from_minute", integer, allowed},
             {"hours_until_minute", integer, allowed},
             {"despite_restriction", boolean},
             {"taken_by", uuid},
             {"source_id", uuid},
             {"created_at", instant},
             {"version", integer}},
        .primary_key = {"tenant_id", "person_id", "consent_id"},
        .foreign_keys = {{{"tenant_id", "person_id"}, "person"},
                         {{"tenant_id", "person_id", "contact_point_id"}, "contact_point"}},
        .storage = Storage::clustered,
        .rows = 1'000'000};
}

Table claim_table() {
    return Table{.name = "claim",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"claim_id", uuid},
                             {"areas", text},
                             {"channels", text},
                             {"said", bytes},
                             {"claimed_on", date, allowed},
                             {"way", text, allowed},
                             {"state", text, refused, {"open", "proven", "dropped"}},
                             {"source_id", uuid},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "claim_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 1'000'000};
}

Table objection_table() {
    return Table{.name = "objection",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"objection_id", uuid},
                             {"areas", text},
                             {"channels", text},
                             {"objected_at", instant},
                             {"way", text},
                             {"state", text, refused, {"active", "revoked"}},
                             {"note", bytes, allowed},
                             {"source_id", uuid},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "objection_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 100'000};
}

Table restriction_table() {
    return Table{.name = "restriction",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"restriction_id", uuid},
                             {"since_at", instant},
                             {"until_at", instant, allowed},
                             {"reason", bytes, allowed},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "restriction_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 1'000};
}

Table erasure_table() {
    return Table{.name = "erasure",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"state",
                              text,
                              refused,
                              {"requested", "in_progress", "blocked_by_retention", "erased", "rejected"}},
                             {"requested_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 1'000};
}

Table robinson_mark_table() {
    return Table{.name = "robinson_mark",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"list", text},
                             {"listed_on", date},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "list"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 10'000};
}

Table information_notice_table() {
    return Table{.name = "information_notice",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"notice_id", uuid},
                             {"article", integer},
                             {"given_at", instant},
                             {"way", text},
                             {"text_version", text},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "notice_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 1'000'000};
}

Table sale_table() {
    return Table{.name = "sale",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"sale_id", uuid},
                             {"area_no", integer},
                             {"concluded", boolean},
                             {"concluded_on", date, allowed},
                             {"seller", text, allowed},
                             {"email_from_sale", boolean},
                             {"notice_at_collection", boolean},
                             {"similar_areas", text},
                             {"source_id", uuid},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "sale_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 1'000'000};
}

Table presumed_interest_table() {
    return Table{.name = "presumed_interest",
                 .columns = {{"tenant_id", id64},
                             {"person_id", uuid},
                             {"interest_id", uuid},
                             {"area_no", integer},
                             {"basis",
                              text,
                              refused,
                              {"existing_business_relation", "inquiry", "core_business_need",
                               "prior_cooperation", "directory_listing", "generic_interest", "other"}},
                             {"why_content", bytes},
                             {"why_phone", bytes},
                             {"phone_expected", text, refused, {"not_said", "yes", "no"}},
                             {"review_on", date, allowed},
                             {"recorded_by", uuid},
                             {"created_at", instant},
                             {"version", integer}},
                 .primary_key = {"tenant_id", "person_id", "interest_id"},
                 .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
                 .storage = Storage::clustered,
                 .rows = 100'000};
}

Table person_request_table() {
    return Table{
        .name = "person_request",
        .columns = {{"tenant_id", id64},
                    {"person_id", uuid},
                    {"request_id", uuid},
                    {"kind", text, refused, {"callback", "offer", "documents", "other"}},
                    {"area_no", integer},
                    {"channel",
                     text,
                     refused,
                     {"phone", "robocall", "email", "sms", "messenger", "social_dm", "push", "fax", "post"}},
                    {"asked_at", instant},
                    {"done_at", instant, allowed},
                    {"version", integer}},
        .primary_key = {"tenant_id", "person_id", "request_id"},
        .foreign_keys = {{{"tenant_id", "person_id"}, "person"}},
        .storage = Storage::clustered,
        .rows = 100'000};
}

}  // namespace

std::vector<Table> permission_tables() {
    return {consent_table(), claim_table(), objection_table()};
}

std::vector<Table> circumstance_tables() {
    return {restriction_table(), erasure_table(),           robinson_mark_table(), information_notice_table(),
            sale_table(),        presumed_interest_table(), person_request_table()};
}

}  // namespace kartei::store::step_0001
