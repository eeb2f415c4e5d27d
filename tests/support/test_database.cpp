#include "tests/support/test_database.h"

#include "base/crypto.h"
#include "store/steps.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kartei::store {

namespace {

const std::string build_directory = KARTEI_BINARY_DIR;
const std::string server_script = KARTEI_SOURCE_DIR "/tests/postgres";

std::string read_file(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

void run_server_script(const std::string& mode) {
    const std::string command = fmt::format("'{}' {} '{}'", server_script, mode, build_directory);
    if (std::system(command.c_str()) != 0) throw std::runtime_error("tests/postgres " + mode + " failed");
}

/// Run by hand, the program starts the server at its first need and stops it at its end.
class Server : public testing::Environment {
public:
    std::string url() {
        std::string known = read_file(build_directory + "/postgres.url");
        if (!known.empty()) return known;
        run_server_script("start");
        started_ = true;
        return read_file(build_directory + "/postgres.url");
    }

    void TearDown() override {
        if (started_) run_server_script("stop");
    }

private:
    bool started_ = false;
};

Server* const server = [] {
    auto* made = new Server;
    testing::AddGlobalTestEnvironment(made);  // takes it over
    return made;
}();

DatabaseUrl server_database(const std::string& name) {
    std::string url = server->url();
    const std::string_view maintenance = "/postgres?";
    url.replace(url.find(maintenance), maintenance.size(), "/" + name + "?");
    return {Engine::postgresql, url};
}

std::unique_ptr<Connection> open(const DatabaseUrl& url, const ConnectionOptions& options = {}) {
    auto connection = store::connect(url, options);
    if (!connection) throw std::runtime_error(connection.error().what.en + " " + connection.error().where);
    return std::move(*connection);
}

/// As superuser, outside of every test's database.
void administer(const std::string& statement) {
    const auto connection = open(server_database("postgres"));
    connection->run("RESET ROLE");
    connection->run(statement);
}

std::string unused_name() {
    static int count = 0;
    return fmt::format("test_{}_{}", ::getpid(), ++count);
}

void migrate_or_throw(Connection& connection) {
    if (const auto migrated = migrate(connection, Instant{}); !migrated) {
        throw std::runtime_error(migrated.error().what.en);
    }
}

/// A database with kartei's schema, made once per server and schema and copied for each test. It is made
/// under another name and renamed, for several programs may make it at once.
std::string migrated_template() {
    static std::string name;
    if (!name.empty()) return name;
    std::string sums;
    for (const Step& step : kartei_steps()) sums += hex(checksum(step, Engine::postgresql));
    const std::string wanted = "template_" + hex(sha256(bytes_of(sums))).substr(0, 16);
    const std::string making = unused_name();
    administer("CREATE DATABASE " + making);
    migrate_or_throw(*open(server_database(making)));
    try {
        administer(fmt::format("ALTER DATABASE {} RENAME TO {}", making, wanted));
    } catch (const StoreFailure&) {  // another program was faster
        administer(fmt::format("DROP DATABASE {} WITH (FORCE)", making));
    }
    name = wanted;
    return name;
}

}  // namespace

TestDirectory::TestDirectory() {
    const std::filesystem::path memory = "/dev/shm";
    const bool in_memory = ::access(memory.c_str(), W_OK | X_OK) == 0;
    std::string pattern =
        (in_memory ? memory : std::filesystem::temp_directory_path()) / "kartei-test-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = pattern;
}

TestDirectory::~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

TestDatabase::TestDatabase(Engine engine, Content content) {
    if (engine == Engine::sqlite) {
        url_ = sqlite_file(directory_.path() / "kartei.db");
        if (content == Content::migrated) migrate_or_throw(*open(url_));
        return;
    }
    const std::string original = content == Content::migrated ? migrated_template() : "template0";
    name_ = unused_name();
    administer(fmt::format("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log", name_, original));
    url_ = server_database(name_);
}

TestDatabase::~TestDatabase() {
    if (name_.empty()) return;
    try {
        administer(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
    } catch (const std::exception& failure) {
        ADD_FAILURE() << failure.what();
    }
}

std::unique_ptr<Connection> TestDatabase::connect(const ConnectionOptions& options) const {
    return open(url_, options);
}

}  // namespace kartei::store
