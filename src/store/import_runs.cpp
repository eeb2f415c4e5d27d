#include "store/import_runs.h"

#include "domain/scope.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::store {

namespace {

const Sql select_by_file{fmt::format(
    "SELECT {} FROM import_run WHERE tenant_id = :tenant_id AND file_hash = :file_hash ORDER BY import_id",
    column_list<domain::ImportRun>())};
const Sql select_newest{
    fmt::format("SELECT {} FROM import_run WHERE tenant_id = :tenant_id ORDER BY import_id DESC LIMIT :most",
                column_list<domain::ImportRun>()),
    Plan::walks_table, "newest first by key, bounded by its limit"};
const Sql employment_of_company{
    "SELECT 1 FROM employment WHERE tenant_id = :tenant_id AND company_id = :company_id LIMIT 1"};
const Sql objection_of_company{
    "SELECT 1 FROM company_objection WHERE tenant_id = :tenant_id AND company_id = :company_id LIMIT 1"};
constexpr std::string_view undoing = "undoing is rare and asks once per list item";
const Sql source_in_use{
    "SELECT 1 FROM person WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM contact_point WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM note WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM employment WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM consent WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM claim WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM objection WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM company WHERE tenant_id = :tenant_id AND source_id = :source_id"
    " UNION ALL SELECT 1 FROM import_run WHERE tenant_id = :tenant_id AND source_id = :source_id LIMIT 1",
    Plan::walks_table, undoing};
const Sql scopes_in_use{
    "SELECT areas FROM consent WHERE tenant_id = :tenant_id"
    " UNION SELECT areas FROM claim WHERE tenant_id = :tenant_id"
    " UNION SELECT areas FROM objection WHERE tenant_id = :tenant_id"
    " UNION SELECT areas FROM company_objection WHERE tenant_id = :tenant_id"
    " UNION SELECT areas FROM suppression_entry WHERE tenant_id = :tenant_id"
    " UNION SELECT similar_areas FROM sale WHERE tenant_id = :tenant_id",
    Plan::walks_table, undoing};
const Sql area_in_use{
    "SELECT 1 FROM sale WHERE tenant_id = :tenant_id AND area_no = :area_no"
    " UNION ALL SELECT 1 FROM presumed_interest WHERE tenant_id = :tenant_id AND area_no = :area_no"
    " UNION ALL SELECT 1 FROM person_request WHERE tenant_id = :tenant_id AND area_no = :area_no"
    " UNION ALL SELECT 1 FROM area WHERE tenant_id = :tenant_id AND parent_no = :area_no LIMIT 1",
    Plan::walks_table, undoing};

}  // namespace

std::optional<domain::ImportRun> read_import_run(Connection& connection, Keyring& keyring, TenantId tenant,
                                                 domain::ImportId import) {
    domain::ImportRun wanted;
    wanted.tenant_id = tenant;
    wanted.import_id = import;
    return read_by_key(connection, keyring, wanted);
}

std::vector<domain::ImportRun> import_runs_of_file(Connection& connection, Keyring& keyring, TenantId tenant,
                                                   ByteView file_hash) {
    auto& statement = connection.prepare(select_by_file);
    statement.bind("tenant_id", tenant).bind("file_hash", file_hash);
    return read_all<domain::ImportRun>(connection, keyring, statement);
}

std::vector<domain::ImportRun> newest_import_runs(Connection& connection, Keyring& keyring, TenantId tenant,
                                                  std::int64_t most) {
    auto& statement = connection.prepare(select_newest);
    statement.bind("tenant_id", tenant).bind("most", most);
    return read_all<domain::ImportRun>(connection, keyring, statement);
}

bool is_used(Connection& connection, const domain::Company& company) {
    for (const Sql* sql : {&employment_of_company, &objection_of_company}) {
        auto& statement = connection.prepare(*sql);
        statement.bind("tenant_id", company.tenant_id).bind("company_id", company.company_id);
        if (statement.any()) return true;
    }
    return false;
}

bool is_used(Connection& connection, const domain::Area& area) {
    auto& scopes = connection.prepare(scopes_in_use);
    scopes.bind("tenant_id", area.tenant_id);
    bool used = false;
    while (scopes.next()) {
        const auto scope = Codec<domain::AreaScope>::decode(scopes.text(0));
        used = used || (scope && scope->names(area.area_no));
    }
    auto& others = connection.prepare(area_in_use);
    others.bind("tenant_id", area.tenant_id).bind("area_no", area.area_no);
    return used || others.any();
}

bool is_used(Connection& connection, const domain::Source& source) {
    auto& statement = connection.prepare(source_in_use);
    statement.bind("tenant_id", source.tenant_id).bind("source_id", source.source_id);
    return statement.any();
}

}  // namespace kartei::store
