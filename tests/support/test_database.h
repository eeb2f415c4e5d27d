// A database for one test, on either engine, gone when the test ends. The server for PostgreSQL is started by
// ctest (tests/postgres), or by the test program itself when it is run by hand.
#pragma once

#include "store/connection.h"
#include "store/schema.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

namespace kartei::store {

/// The company that rows of tests belong to where any will do.
inline constexpr TenantId test_tenant{7};

/// A directory of its own that is removed with all it holds.
class TestDirectory {
public:
    TestDirectory();
    TestDirectory(const TestDirectory&) = delete;
    TestDirectory& operator=(const TestDirectory&) = delete;
    ~TestDirectory();

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class TestDatabase {
public:
    enum class Content { empty, migrated };  ///< `migrated`: all steps of kartei_steps()

    TestDatabase(Engine engine, Content content);
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    ~TestDatabase();

    const DatabaseUrl& url() const { return url_; }

    /// Another connection to the same database.
    std::unique_ptr<Connection> connect(const ConnectionOptions& options = {}) const;

private:
    TestDirectory directory_;
    DatabaseUrl url_;
    std::string name_;
};

/// `TEST_P(Fixture, name)` runs once per engine on an empty database.
class StoreTest : public testing::TestWithParam<Engine> {
protected:
    Connection& db() { return *connection_; }
    std::unique_ptr<Connection> connect(const ConnectionOptions& options = {}) const {
        return database_.connect(options);
    }
    const DatabaseUrl& url() const { return database_.url(); }

private:
    TestDatabase database_{GetParam(), TestDatabase::Content::empty};
    std::unique_ptr<Connection> connection_ = database_.connect();
};

/// The same on a database with kartei's schema.
class MigratedStoreTest : public testing::TestWithParam<Engine> {
protected:
    Connection& db() { return *connection_; }
    std::unique_ptr<Connection> connect(const ConnectionOptions& options = {}) const {
        return database_.connect(options);
    }

private:
    TestDatabase database_{GetParam(), TestDatabase::Content::migrated};
    std::unique_ptr<Connection> connection_ = database_.connect({.writes_alone = true});
};

inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
    return info.param == Engine::sqlite ? "sqlite" : "postgresql";
}

}  // namespace kartei::store

#define ON_BOTH_ENGINES(fixture)                                                                          \
    INSTANTIATE_TEST_SUITE_P(                                                                             \
        , fixture, testing::Values(::kartei::store::Engine::sqlite, ::kartei::store::Engine::postgresql), \
        ::kartei::store::engine_name)
