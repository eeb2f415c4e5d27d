#include "store/postgresql_catalogue.h"

#include "store/schema.h"

#include <fmt/format.h>

#include <string_view>

namespace kartei::store {

namespace {

constexpr std::string_view sources =
    "WITH place AS (SELECT to_regnamespace(quote_ident(current_schema())) AS oid),"
    " relation AS (SELECT c.* FROM pg_class c JOIN place ON c.relnamespace = place.oid"
    " WHERE c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_depend e"
    " WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e'))";

/// Views, functions, types, operators and whatever else can lie in a schema.
constexpr std::string_view all_but_tables =
    " SELECT '', pg_describe_object(d.classid, d.objid, 0), '' FROM pg_depend d JOIN place"
    " ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = place.oid"
    " WHERE d.classid NOT IN ('pg_default_acl'::regclass, 'pg_extension'::regclass)"
    " AND NOT EXISTS (SELECT FROM relation WHERE d.classid = 'pg_class'::regclass AND relation.oid = d.objid)"
    " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid"
    " AND e.deptype = 'e')";

/// Kind, kept through a crash or not, row level security, and whether rows of other tables count as its own.
constexpr std::string_view select_tables =
    " SELECT relname, '', concat_ws(' ', relkind, relpersistence = 'u', relrowsecurity,"
    " relforcerowsecurity, EXISTS (SELECT FROM pg_inherits"
    " WHERE inhparent = relation.oid OR inhrelid = relation.oid)) FROM relation";

constexpr std::string_view select_columns =
    " SELECT relname, 'column ' || attname, concat_ws(' ', format_type(atttypid, atttypmod), attnotnull,"
    " nullif(attcollation, 0)::regcollation, attgenerated, attidentity, pg_get_expr(adbin, adrelid))"
    " FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped"
    " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum";

constexpr std::string_view select_constraints =
    " SELECT relname, 'constraint ' || conname, pg_get_constraintdef(n.oid)"
    " FROM relation JOIN pg_constraint n ON conrelid = relation.oid";

/// The definition names the schema, which is another one for what was made aside.
constexpr std::string_view select_indexes =
    " SELECT relation.relname, 'index ' || i.relname, replace(replace(pg_get_indexdef(i.oid),"
    " quote_ident(current_schema()) || '.', ''), 'pg_temp.', '')"
    " FROM relation JOIN pg_index ON indrelid = relation.oid JOIN pg_class i ON i.oid = indexrelid";

/// Those that keep foreign keys are internal: their constraint stands for them.
constexpr std::string_view select_triggers =
    " SELECT relname, 'trigger ' || tgname, pg_get_triggerdef(t.oid)"
    " FROM relation JOIN pg_trigger t ON tgrelid = relation.oid WHERE NOT tgisinternal";

constexpr std::string_view select_rules =
    " SELECT relname, 'rule ' || rulename, pg_get_ruledef(r.oid)"
    " FROM relation JOIN pg_rewrite r ON ev_class = relation.oid";

constexpr std::string_view select_policies =
    " SELECT relname, 'policy ' || polname, concat_ws(' ', polcmd, polpermissive, polroles::regrole[],"
    " pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))"
    " FROM relation JOIN pg_policy ON polrelid = relation.oid";

/// What the application's role may do, and what everybody may. Whom else an administrator lets in, to make
/// backups for example, is his to decide.
constexpr std::string_view select_rights =
    " SELECT relname, 'rights of ' || coalesce(pg_get_userbyid(nullif(grantee, 0)), 'everybody'),"
    " string_agg(privilege_type || CASE WHEN is_grantable THEN ' to pass on' ELSE '' END, ', '"
    " ORDER BY privilege_type)"
    " FROM relation, aclexplode(relacl) WHERE grantee IN (0, to_regrole('{0}')) GROUP BY relname, grantee"
    " UNION ALL SELECT relname, 'rights of ' || coalesce(pg_get_userbyid(nullif(grantee, 0)), 'everybody')"
    " || ' on column ' || attname, string_agg(privilege_type, ', ' ORDER BY privilege_type)"
    " FROM relation JOIN pg_attribute ON attrelid = relation.oid, aclexplode(attacl)"
    " WHERE grantee IN (0, to_regrole('{0}')) GROUP BY relname, attname, grantee";

std::string question() {
    std::string text = fmt::format("{}{}", sources, all_but_tables);
    for (const auto part : {select_tables, select_columns, select_constraints, select_indexes,
                            select_triggers, select_rules, select_policies})
        text += fmt::format(" UNION ALL{}", part);
    return text + " UNION ALL" + fmt::format(fmt::runtime(select_rights), application_role);
}

}  // namespace

const std::string catalogue_question = question();

}  // namespace kartei::store
