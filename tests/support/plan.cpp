#include "tests/support/plan.h"

#include "store/schema.h"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <regex>
#include <set>

namespace kartei::store {

namespace {

constexpr TenantId any_tenant{1};

/// Tables whose primary key is tenant_id alone: a search by it finds one row there.
std::set<std::string> tables_of_tenants(Connection& db) {
    const Sql question(
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.pk > 0"
        " GROUP BY m.name HAVING count(*) = 1 AND max(c.name) = 'tenant_id'");
    std::set<std::string> names;
    Statement& rows = db.prepare(question);
    while (rows.next()) names.emplace(rows.text(0));
    return names;
}

std::vector<std::string> sqlite_faults(Connection& db, const Sql& sql) {
    const auto one_row = tables_of_tenants(db);
    static const std::regex made_here("(?:MATERIALIZE|CO-ROUTINE) (\\S+).*");
    static const std::regex walk("SCAN (\\S+).*");
    static const std::regex tenant_alone("SEARCH (\\S+) .*\\(tenant_id=\\?\\).*");
    std::set<std::string> intermediate;
    std::vector<std::string> faults;
    for (const std::string& detail : plan_steps(db, sql)) {
        std::smatch match;
        if (std::regex_match(detail, match, made_here)) intermediate.insert(match[1]);
        const bool walks = std::regex_match(detail, match, walk) && !intermediate.contains(match[1]) &&
                           detail.find("CONSTANT ROW") == std::string::npos && !detail.starts_with("SCAN (");
        const bool automatic = detail.find("AUTOMATIC") != std::string::npos;
        const bool by_tenant = std::regex_match(detail, match, tenant_alone) && !one_row.contains(match[1]);
        if (walks || automatic || by_tenant) faults.push_back(detail);
    }
    return faults;
}

/// Whether an index condition names a column other than tenant_id.
bool selects(const std::string& condition) {
    static const std::regex compared("([a-z_][a-z0-9_]*)\\)?(?: COLLATE \"C\")? (?:=|<|>|<=|>=|IS) ");
    if (condition.find("ROW(") != std::string::npos) return true;
    for (std::sregex_iterator at(condition.begin(), condition.end(), compared), end; at != end; ++at) {
        if ((*at)[1] != "tenant_id") return true;
    }
    return false;
}

std::string text_of(const boost::json::object& node, std::string_view key) {
    const auto* value = node.if_contains(key);
    return value == nullptr ? std::string{} : std::string(value->as_string());
}

/// Indexes over one unique column: a search by tenant_id alone finds one row there.
std::set<std::string> single_keys(Connection& db) {
    const Sql question(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE i.indisunique AND i.indnkeyatts = 1");
    std::set<std::string> names;
    Statement& rows = db.prepare(question);
    while (rows.next()) names.emplace(rows.text(0));
    return names;
}

void collect(const boost::json::object& node, const std::set<std::string>& single,
             std::vector<std::string>& faults) {
    const std::string type = text_of(node, "Node Type");
    const std::string table = text_of(node, "Relation Name");
    const std::string condition = text_of(node, "Index Cond");
    const std::string index = text_of(node, "Index Name");
    if (type == "Seq Scan") faults.push_back(fmt::format("Seq Scan on {}", table));
    const bool by_index = type == "Index Scan" || type == "Index Only Scan" || type == "Bitmap Index Scan";
    if (by_index && !selects(condition) && (condition.empty() || !single.contains(index))) {
        faults.push_back(fmt::format("{} {} on {} by {}", type, index, table, condition));
    }
    if (const auto* children = node.if_contains("Plans")) {
        for (const auto& child : children->as_array()) collect(child.as_object(), single, faults);
    }
}

std::vector<std::string> postgresql_faults(Connection& db, const Sql& sql, std::string_view role) {
    const auto single = single_keys(db);
    const std::string name = fmt::format("explained_{}_{}", role, sql.number());
    db.run(fmt::format("SET LOCAL ROLE {}", role));
    db.run("SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan");
    db.run(fmt::format("PREPARE {} AS {}", name, sql.text(Engine::postgresql)));
    const std::vector<std::string> nulls(sql.parameters().size(), "NULL");
    const std::string arguments = nulls.empty() ? "" : fmt::format("({})", fmt::join(nulls, ", "));
    const Sql explain(fmt::format("EXPLAIN (FORMAT JSON) EXECUTE {}{}", name, arguments));
    Statement& plan = db.prepare(explain);
    plan.next();
    const auto json = boost::json::parse(std::string(plan.text(0)));
    plan.reset();
    db.run("DEALLOCATE " + name);
    std::vector<std::string> faults;
    collect(json.as_array().at(0).at("Plan").as_object(), single, faults);
    return faults;
}

struct Rollback {
    Connection& db;
    ~Rollback() { db.rollback(); }
};

}  // namespace

std::vector<std::string> plan_steps(Connection& sqlite, const Sql& sql) {
    const Sql explain("EXPLAIN QUERY PLAN " + sql.written());
    Statement& plan = sqlite.prepare(explain);
    for (std::size_t i = 1; i <= sql.parameters().size(); ++i) plan.bind(static_cast<int>(i), nullptr);
    std::vector<std::string> steps;
    while (plan.next()) steps.emplace_back(plan.text(3));
    return steps;
}

std::vector<std::string> plan_faults(Connection& db, const Sql& sql) {
    const Rollback rollback{db};
    db.begin_write(any_tenant);
    if (db.engine() == Engine::sqlite) return sqlite_faults(db, sql);
    try {
        return postgresql_faults(db, sql, application_role);
    } catch (const StoreFailure& failure) {
        if (failure.kind() != FailureKind::not_permitted) throw;
    }
    // Some statements are the owner's alone: those that write down schema steps.
    db.rollback();
    db.begin_write(any_tenant);
    return postgresql_faults(db, sql, "none");
}

}  // namespace kartei::store
