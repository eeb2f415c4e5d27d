#include "store/postgresql.h"

#include "store/postgresql_catalogue.h"
#include "store/postgresql_statement.h"
#include "store/schema.h"
#include "store/steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string>
#include <vector>

namespace kartei::store {

namespace {

constexpr int oldest_version = 150'000;

// NOTICEs are of no use to anybody, WARNINGs are watched at COMMIT. Plans of short statements are dearer
// compiled than run. A server that lost its client stops working for it. Citus passes SET LOCAL on to its
// workers.
const std::string session_settings =
    "SET client_min_messages = warning;"
    "SET jit = off;"
    "SET client_connection_check_interval = '5s';"
    "SET citus.propagate_set_commands = 'local'";

const std::string assume_role = fmt::format("SET ROLE {}", application_role);
const std::string may_assume_role = fmt::format(
    "SELECT 1 FROM pg_roles WHERE rolname = '{}' AND pg_has_role(oid, 'MEMBER')", application_role);

const std::string role_exists = fmt::format("SELECT 1 FROM pg_roles WHERE rolname = '{}'", application_role);
const std::string schema_without_usage = fmt::format(
    "SELECT quote_ident(current_schema()) WHERE NOT has_schema_privilege('{}', current_schema(), 'USAGE')",
    application_role);

const std::string own_tables =
    "SELECT relname FROM pg_class c WHERE relnamespace = to_regnamespace(quote_ident(current_schema()))"
    " AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS (SELECT 1 FROM pg_depend d"
    " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY relname "
    "COLLATE \"C\"";

/// What bears on whether data is safe; see Connection::engine_settings.
const std::string settings_question =
    "SELECT name, setting FROM pg_settings WHERE name IN ('server_version_num', 'fsync', 'full_page_writes',"
    " 'synchronous_commit', 'data_checksums')"
    " UNION ALL SELECT 'is_superuser', CASE WHEN rolsuper THEN 'on' ELSE 'off' END FROM pg_roles"
    " WHERE rolname = session_user"
    " UNION ALL SELECT 'is_encrypted', CASE WHEN ssl THEN 'on' ELSE 'off' END FROM pg_stat_ssl"
    " WHERE pid = pg_backend_pid() AND inet_client_addr() IS NOT NULL"
    " UNION ALL SELECT 'now_us',"
    " CAST(CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) AS text)";

/// What keeps keys and references whole and has been switched off.
const std::string broken_guards =
    "SELECT 'the index ' || indexrelid::regclass || ' is not valid' FROM pg_index i JOIN pg_class c"
    " ON c.oid = i.indrelid WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND NOT "
    "indisvalid"
    " UNION ALL SELECT 'the constraint ' || conname || ' is not validated' FROM pg_constraint"
    " WHERE connamespace = to_regnamespace(quote_ident(current_schema())) AND NOT convalidated"
    " UNION ALL SELECT 'a trigger of ' || tgrelid::regclass || ' is switched off' FROM pg_trigger t JOIN "
    "pg_class c"
    " ON c.oid = t.tgrelid WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND "
    "tgenabled <> 'O'"
    " LIMIT 100";

/// What binds the application's role and would not any more.
const std::string unbound_role = fmt::format(
    "SELECT 'nothing binds the role ' || rolname FROM pg_roles WHERE rolname = '{0}'"
    " AND (rolsuper OR rolbypassrls)"
    " UNION ALL SELECT 'the role {0} may act as the owner of ' || relname FROM pg_class"
    " WHERE relnamespace = to_regnamespace(quote_ident(current_schema())) AND relkind = 'r'"
    " AND pg_has_role(to_regrole('{0}'), relowner, 'MEMBER')"
    " UNION ALL SELECT 'the role {0} may act as the owner of the schema ' || nspname FROM pg_namespace"
    " WHERE nspname = current_schema() AND pg_has_role(to_regrole('{0}'), nspowner, 'MEMBER')"
    // Whoever owns a table may do with it what he likes: one owner for all.
    " UNION ALL SELECT relname || ' belongs to ' || pg_get_userbyid(relowner) FROM pg_class"
    " WHERE relnamespace = to_regnamespace(quote_ident(current_schema())) AND relkind = 'r'"
    " AND relowner <> (SELECT relowner FROM pg_class WHERE oid = to_regclass('schema_step')) LIMIT 100",
    application_role);

std::unexpected<Error> role_missing() {
    return fail(
        ErrorCode::forbidden,
        {fmt::format("Die Datenbankrolle {} fehlt, oder der Nutzer gehört nicht zu ihr.", application_role),
         fmt::format("The database role {} is missing, or the user is not a member of it.",
                     application_role)},
        std::string(application_role),
        {fmt::format("Ein Verwalter führt einmal aus: CREATE ROLE {0} NOLOGIN; GRANT {0} TO NUTZER;",
                     application_role),
         fmt::format("An administrator runs once: CREATE ROLE {0} NOLOGIN; GRANT {0} TO USER;",
                     application_role)});
}

class PostgresqlConnection final : public Connection {
public:
    PostgresqlConnection(PGconn* connection, const ConnectionOptions& options)
        : link_(connection, options.deadline_ms), access_(options.access) {
        set_deadline(options.deadline_ms);
        link_.run_script(session_settings);
        if (options.access == Access::read) link_.run_script("SET default_transaction_read_only = on");
        // Before the first schema step there is neither the role nor anything to guard.
        if (!rows(may_assume_role).empty()) link_.run_script(assume_role);
    }

    ~PostgresqlConnection() override {
        rollback();
        forget_statements();
    }

    Engine engine() const override { return Engine::postgresql; }
    bool writes_alone() const override { return false; }
    bool broken() const override { return link_.broken(); }
    void run(std::string_view statements) override { link_.run_script(std::string(statements)); }
    std::vector<std::string> tables() override { return rows(own_tables); }

    /// The owner alone may; where the one who logged in is not, or anything else is in the way, autovacuum
    /// does it in its own time.
    void refresh_statistics() override {
        try {
            link_.run_script(fmt::format("SET LOCAL ROLE NONE; ANALYZE (SKIP_LOCKED) {}",
                                         fmt::join(tables_in_storing_order(), ", ")));
        } catch (const StoreFailure&) {
            if (link_.broken()) throw;
        }
    }

    std::vector<std::string> damage() override {
        std::vector<std::string> found = rows(broken_guards);
        const auto unbound = rows(unbound_role);
        found.insert(found.end(), unbound.begin(), unbound.end());
        return found;
    }

    std::map<std::string, std::string> engine_settings() override {
        const ResultHandle result = link_.run_script(settings_question);
        std::map<std::string, std::string> found;
        for (int row = 0; row < PQntuples(result.get()); ++row)
            found.emplace(PQgetvalue(result.get(), row, 0), PQgetvalue(result.get(), row, 1));
        return found;
    }

    Catalogue catalogue() override {
        const ResultHandle result = link_.run_script(catalogue_question);
        Catalogue found;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            const auto text = [&](int column) { return std::string(PQgetvalue(result.get(), row, column)); };
            found.emplace(std::pair{text(0), text(1)}, text(2));
        }
        return found;
    }

    /// The same server names what it made in its own words; which those are changes from version to version.
    Catalogue catalogue_made_by(std::span<const std::string> statements) override {
        link_.run_script("SET LOCAL ROLE NONE; SET LOCAL search_path = pg_temp");
        link_.run_script(fmt::format("{}", fmt::join(statements, ";\n")));
        return catalogue();
    }

    Result<void> begin_schema_work() override {
        link_.run_script("SET LOCAL ROLE NONE");
        try {
            if (rows(role_exists).empty())
                link_.run_script(fmt::format("CREATE ROLE {} NOLOGIN", application_role));
            if (rows(may_assume_role).empty()) {
                link_.run_script(fmt::format("GRANT {} TO CURRENT_USER", application_role));
            }
            for (const std::string& schema : rows(schema_without_usage)) {
                link_.run_script(fmt::format("GRANT USAGE ON SCHEMA {} TO {}", schema, application_role));
            }
        } catch (const StoreFailure& failure) {
            if (failure.kind() != FailureKind::not_permitted) throw;
            return role_missing();
        }
        return {};
    }

    void lock_schema(std::string_view table) override {
        link_.run_script(fmt::format("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", table));
    }

    Result<void> assume_application_role() override {
        if (rows(may_assume_role).empty()) return role_missing();
        link_.run_script(assume_role);
        return {};
    }

protected:
    /// Waiting for a lock ends a little before the deadline: that is `busy` and costs the transaction, not
    /// the line.
    void do_set_deadline(int deadline_ms) override {
        link_.set_deadline(deadline_ms);
        if (link_.broken() || in_transaction()) return;
        try {
            link_.run_script(fmt::format("SET lock_timeout = {}", deadline_ms - deadline_ms / 10));
        } catch (const StoreFailure&) {
            link_.abandon();  // the next statement says so
        }
    }

    std::unique_ptr<Statement> make_statement(const Sql& sql) override {
        return std::make_unique<PostgresqlStatement>(link_, sending_ahead_, sql);
    }

    void do_begin(Access access, TenantId tenant) override {
        if (access == Access::write && access_ == Access::read) {
            throw StoreFailure(FailureKind::read_only, "BEGIN", "the connection only reads");
        }
        link_.send_control(access == Access::write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                                   : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        // A literal: Citus does not pass on set_config().
        if (tenant.value != 0) link_.send_control(fmt::format("SET LOCAL app.tenant = '{}'", tenant.value));
        sending_ahead_ = true;
    }

    void do_commit() override {
        sending_ahead_ = false;
        link_.commit();
    }

    void do_commit_and_go_on() override {}  // it does not write alone

    void do_rollback() noexcept override {
        sending_ahead_ = false;
        if (link_.broken()) return;
        try {
            link_.undo("ROLLBACK");
        } catch (const StoreFailure&) {
            link_.abandon();  // and the transaction with it
        }
    }

    void do_savepoint(const std::string& name) override { link_.send_control("SAVEPOINT " + name); }

    void do_release(const std::string& name) override {
        link_.send_control("RELEASE SAVEPOINT " + name);
        link_.wait();
    }

    void do_rollback_to(const std::string& name) override {
        link_.undo("ROLLBACK TO SAVEPOINT " + name);
        link_.send_control("RELEASE SAVEPOINT " + name);
    }

private:
    /// First column of a question to the catalogue; text.
    std::vector<std::string> rows(const std::string& question) {
        const ResultHandle result = link_.run_script(question);
        std::vector<std::string> found;
        found.reserve(static_cast<std::size_t>(PQntuples(result.get())));
        for (int row = 0; row < PQntuples(result.get()); ++row)
            found.emplace_back(PQgetvalue(result.get(), row, 0));
        return found;
    }

    PostgresqlLink link_;
    Access access_;
    bool sending_ahead_ = false;
};

std::unexpected<Error> cannot_connect(const DatabaseUrl& url) {
    return fail(ErrorCode::unavailable,
                {"Der Datenbankserver ist nicht erreichbar oder nimmt die Anmeldung nicht an.",
                 "The database server cannot be reached or refuses the login."},
                shown(url),
                {"Prüfen Sie Rechner, Datenbank, Nutzer und Kennwort, zum Beispiel mit `psql`.",
                 "Check host, database, user and password, for example with `psql`."});
}

std::unexpected<Error> only_reads(const DatabaseUrl& url) {
    return fail(ErrorCode::unavailable,
                {"Der Datenbankserver lässt nur lesen.", "The database server is read-only."}, shown(url),
                {"Nennen Sie den Server, der schreibt, oder heben Sie den Lesemodus auf.",
                 "Name the server that writes, or end its read-only mode."});
}

std::unexpected<Error> wrong_server(const DatabaseUrl& url) {
    return fail(ErrorCode::invalid,
                {"kartei braucht PostgreSQL 15 oder neuer und eine Datenbank in UTF-8.",
                 "kartei needs PostgreSQL 15 or newer and a database in UTF-8."},
                shown(url),
                {"Legen Sie eine Datenbank mit `createdb --encoding=UTF8 --template=template0 kartei` an.",
                 "Create a database with `createdb --encoding=UTF8 --template=template0 kartei`."});
}

/// What stands before `dbname` can be overridden by the address. Permission is read from the primary alone; a
/// peer that fell silent is noticed by the system after half a minute, by the deadline before.
PGconn* open(const DatabaseUrl& url) {
    const std::array keywords{"connect_timeout",
                              "target_session_attrs",
                              "keepalives_idle",
                              "keepalives_interval",
                              "keepalives_count",
                              "tcp_user_timeout",
                              "dbname",
                              "client_encoding",
                              "fallback_application_name",
                              static_cast<const char*>(nullptr)};
    const std::array values{
        "5",     "read-write",         "10",   "5",      "4",
        "30000", url.location.c_str(), "UTF8", "kartei", static_cast<const char*>(nullptr)};
    return PQconnectdbParams(keywords.data(), values.data(), 1);
}

}  // namespace

Result<std::unique_ptr<Connection>> connect_postgresql(const DatabaseUrl& url,
                                                       const ConnectionOptions& options) {
    PGconn* connection = open(url);
    if (PQstatus(connection) != CONNECTION_OK) {
        // libpq gives no code for it, and nothing here asks it to translate.
        const bool read_only = std::string_view(PQerrorMessage(connection)).find("session is read-only") !=
                               std::string_view::npos;
        PQfinish(connection);
        return read_only ? only_reads(url) : cannot_connect(url);
    }
    const char* encoding = PQparameterStatus(connection, "server_encoding");
    if (PQserverVersion(connection) < oldest_version || encoding == nullptr ||
        std::string_view(encoding) != "UTF8") {
        PQfinish(connection);
        return wrong_server(url);
    }
    try {
        return std::make_unique<PostgresqlConnection>(connection, options);
    } catch (const StoreFailure&) {
        return cannot_connect(url);
    }
}

}  // namespace kartei::store
