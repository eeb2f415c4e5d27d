// `kill -9` in the middle of an import: nothing half done, verification passes, the same command goes on.
#include "tests/cli/kartei_process.h"
#include "tests/support/test_database.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace kartei::cli {
namespace {

constexpr int rounds = 3;
/// Each round ends behind another transaction, and one is left for the end.
constexpr std::int64_t rows_per_transaction = 2'500;
constexpr std::int64_t list_rows = (rounds + 1) * rows_per_transaction + 1'000;

/// Rows that are one new person with one number each, so that rows, persons and numbers count alike; every
/// thousandth is bad.
std::string long_list() {
    std::string text = "Vorname;Nachname;Telefon;Bemerkung\n";
    for (std::int64_t i = 1; i <= list_rows; ++i) {
        if (i % 1'000 == 0) text += fmt::format(";;;niemand {}\n", i);
        else text += fmt::format("Anna{0};Groß{0};0541 2{0:05};\n", i);
    }
    return text;
}

/// What a reader from outside sees, in one snapshot.
struct Seen {
    std::int64_t rows_done = 0;
    std::int64_t rows_bad = 0;
    std::int64_t persons = 0;
    std::int64_t numbers = 0;
    std::int64_t facts = 0;
    std::int64_t runs = 0;
};

class KilledImport : public testing::TestWithParam<store::Engine> {
protected:
    KilledImport() {
        if (GetParam() == store::Engine::postgresql)
            environment_["KARTEI_DATABASE"] = database_.url().location;
        environment_["KARTEI_DATA"] = (directory_ / "data").string();
        environment_["LANG"] = "en_GB.UTF-8";
    }

    /// `kartei import` of a file; the company is there after the first one.
    std::vector<std::string> import_of(const std::string& name) const {
        return {"import",
                (directory_ / name).string(),
                "--source",
                "Kundenliste 2026",
                "--purpose",
                "advertising",
                "--transaction-rows",
                std::to_string(rows_per_transaction),
                "--json"};
    }

    Ran run(const std::vector<std::string>& words) { return run_kartei(directory_, words, environment_); }

    Seen look() {
        const auto url = GetParam() == store::Engine::postgresql
                             ? database_.url()
                             : store::sqlite_file((directory_ / "data" / "kartei.db").string());
        if (!connection_) {
            auto connected = store::connect(url, {.access = store::Access::read});
            if (!connected) throw std::runtime_error(connected.error().what.en);
            connection_ = std::move(*connected);
            static const store::Sql tenants("SELECT tenant_id FROM tenant");
            connection_->begin_installation(store::Access::read);
            auto& list = connection_->prepare(tenants);
            while (list.next()) tenant_ = TenantId{list.integer(0)};
            connection_->rollback();
        }
        static const store::Sql question(
            "SELECT (SELECT CAST(sum(rows_done) AS bigint) FROM import_run),"
            " (SELECT CAST(sum(rows_bad) AS bigint) FROM import_run),"
            " (SELECT count(*) FROM person), (SELECT count(*) FROM contact_point),"
            " (SELECT count(*) FROM contact_facts), (SELECT count(*) FROM import_run)");
        connection_->begin_read(tenant_);
        Seen seen;
        auto& row = connection_->prepare(question);
        while (row.next()) {
            seen = {.rows_done = row.integer(0),
                    .rows_bad = row.integer(1),
                    .persons = row.integer(2),
                    .numbers = row.integer(3),
                    .facts = row.integer(4),
                    .runs = row.integer(5)};
        }
        connection_->rollback();
        return seen;
    }

    /// Kills the import as soon as it has stored more than before; false where it ended before that.
    bool kill_after_more_than(std::int64_t rows) {
        RunningKartei import(directory_, import_of("lang.csv"), environment_);
        while (look().rows_done <= rows) {
            if (import.ended()) return false;
            std::this_thread::yield();
        }
        import.kill();
        return import.wait().exit == 128 + SIGKILL;
    }

    void expect_nothing_half_done() {
        const Seen seen = look();
        EXPECT_EQ(seen.persons, seen.rows_done - seen.rows_bad);
        EXPECT_EQ(seen.numbers, seen.persons);
        EXPECT_EQ(seen.facts, seen.persons);
        const auto verified = run({"verify"});
        EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
    }

    void write(const std::string& name, const std::string& content) const { directory_.write(name, content); }

private:
    TestDirectory directory_;
    std::map<std::string, std::string> environment_;
    store::TestDatabase database_{GetParam(), store::TestDatabase::Content::empty};
    std::unique_ptr<store::Connection> connection_;
    TenantId tenant_;
};
ON_BOTH_ENGINES(KilledImport);

TEST_P(KilledImport, leaves_nothing_half_done_and_goes_on) {
    write("kurz.csv", "Vorname;Nachname;Telefon\nEva;Weiß;0351 5868\n");
    write("lang.csv", long_list());
    ASSERT_EQ(run(import_of("kurz.csv")).exit, 0);
    for (int round = 0; round < rounds; ++round) {
        const Seen before = look();
        ASSERT_TRUE(kill_after_more_than(before.rows_done)) << "round " << round;
        expect_nothing_half_done();
        const Seen after = look();
        EXPECT_GT(after.rows_done, before.rows_done);  // went on where it had stopped
        EXPECT_EQ(after.runs, 2);
    }
    ASSERT_LT(look().rows_done, list_rows);
    const auto last = run(import_of("lang.csv"));
    EXPECT_EQ(last.exit, 1) << last.err;  // bad rows are left
    const auto report = boost::json::parse(last.out);
    EXPECT_EQ(report.at("rows"), list_rows);
    EXPECT_EQ(report.at("persons_created"), list_rows - list_rows / 1'000);
    EXPECT_EQ(report.at("rows_bad"), list_rows / 1'000);
    EXPECT_EQ(report.at("rows_unchanged"), 0);
    expect_nothing_half_done();
    EXPECT_EQ(look().persons, list_rows - list_rows / 1'000 + 1);
    const auto again = boost::json::parse(run(import_of("lang.csv")).out);
    EXPECT_EQ(again.at("persons_created"), 0);
    EXPECT_EQ(again.at("persons_merged"), 0);
    EXPECT_EQ(again.at("rows_unchanged"), list_rows - list_rows / 1'000);
}

TEST(KilledCheck, leaves_no_trace) {
    const TestDirectory directory;
    const auto list = directory.write("lang.csv", long_list());
    const auto scratch = directory / "tmp";
    std::filesystem::create_directory(scratch);
    const std::map<std::string, std::string> environment{{"KARTEI_DATA", (directory / "data").string()},
                                                         {"TMPDIR", scratch.string()},
                                                         {"SQLITE_TMPDIR", scratch.string()}};
    RunningKartei check(directory,
                        {"import", list.string(), "--source", "Messe", "--purpose", "advertising", "--check",
                         "--error-file", "/dev/null"},
                        environment);
    // SQLite makes its file and takes the name away at once; a kill between the two leaves an empty file.
    while (!check.holds_nameless_file_of(scratch)) {
        ASSERT_FALSE(check.ended());
        std::this_thread::yield();
    }
    check.kill();
    EXPECT_EQ(check.wait().exit, 128 + SIGKILL);
    EXPECT_TRUE(std::filesystem::is_empty(scratch));
    EXPECT_FALSE(std::filesystem::exists(directory / "data"));
}

}  // namespace
}  // namespace kartei::cli
