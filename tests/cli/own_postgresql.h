// A PostgreSQL server of a test's own, which syncs as one that people rely on does and may go down.
#pragma once

#include "tests/cli/kartei_process.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

namespace kartei::cli {

/// By the shell; its exit status.
inline int status_of(const std::string& command) {
    return std::system(command.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe): a command of ours
}

inline void run_program(const std::string& command) {
    ASSERT_EQ(status_of(command), 0) << command;
}

class OwnPostgresql {
public:
    /// `environment`: more variables of the server and its processes.
    explicit OwnPostgresql(std::map<std::string, std::string> environment)
        : environment_(std::move(environment)) {
        run("start");
    }
    ~OwnPostgresql() { run("stop"); }
    OwnPostgresql(const OwnPostgresql&) = delete;
    OwnPostgresql& operator=(const OwnPostgresql&) = delete;

    /// A new database in it.
    std::string make_database() {
        const std::string name = fmt::format("house_{}", ++databases_);
        run_program(fmt::format("psql '{}' -q -c 'CREATE DATABASE {}'", url(), name));
        std::string own = url();
        own.replace(own.find("/postgres?"), std::string_view("/postgres?").size(), "/" + name + "?");
        return own;
    }
    /// All of its processes, at once.
    void kill() const { run("kill"); }
    /// The same where any is left, and then they are started again on what is there.
    void crash() const { run("crash"); }
    /// One that serves a connection. The server then ends all connections and recovers by itself; returns
    /// when it has, however much it has to sync for that.
    void kill_a_backend() const {
        run_program(
            fmt::format("psql '{}' -q -A -t -c \"SELECT pid FROM pg_stat_activity WHERE datname LIKE "
                        "'house%' ORDER BY random() LIMIT 1\" | xargs -r kill -9",
                        url()));
        const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        while (!serves()) ASSERT_LT(std::chrono::steady_clock::now(), until) << "it does not come back";
    }
    /// As whoever watches over it would: where recovery itself met a failing disk it has given up.
    void start_where_it_gave_up() const {
        if (!serves()) run("crash");
    }

private:
    bool serves() const {
        return status_of(fmt::format("psql '{}' -q -c 'SELECT 1' >/dev/null 2>&1", url())) == 0;
    }
    std::string url() const {
        std::ifstream file(directory_ / "postgres.url");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void run(const std::string& act) const {
        std::string environment = "KARTEI_POSTGRES=durable";
        for (const auto& [name, value] : environment_) environment += fmt::format(" {}='{}'", name, value);
        run_program(fmt::format("env {} '{}/tests/postgres' {} '{}'", environment, KARTEI_SOURCE_DIR, act,
                                directory_.write("server", "").parent_path().string()));
    }

    TestDirectory directory_;
    std::map<std::string, std::string> environment_;
    int databases_ = 0;
};

}  // namespace kartei::cli
