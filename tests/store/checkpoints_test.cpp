// The write-ahead log is folded in beside those who write, and begins anew.
#include "store/sqlite_checkpoints.h"

#include "store/steps.h"
#include "tests/support/sample_steps.h"
#include "tests/support/test_database.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

namespace kartei::store {
namespace {

constexpr int pages_of_the_test = 64;
constexpr auto patience = std::chrono::seconds(20);

class CheckpointsTest : public testing::Test {
protected:
    const Sql insert_{"INSERT INTO journal (tenant_id, number) VALUES (:tenant_id, :number)"};
    const Sql count_{"SELECT count(*) FROM journal WHERE tenant_id = :tenant_id", Plan::walks_table,
                     "counts"};

    CheckpointsTest() {
        const std::vector<Step> steps{sample_step()};
        EXPECT_TRUE(migrate(*database_.connect(), steps, Instant{}));
        auto started = Checkpoints::start(database_.url(), turn_, pages_of_the_test);
        EXPECT_TRUE(started);
        writer_ = database_.connect({.turn = turn_, .checkpoints = std::move(*started)});
    }

    void write() {
        writer_->begin_write(test_tenant);
        writer_->prepare(insert_).bind("tenant_id", test_tenant).bind("number", ++written_).execute();
        writer_->commit();
    }

    std::int64_t seen(Connection& reader) const {
        Statement& row = reader.prepare(count_).bind("tenant_id", test_tenant);
        row.next();
        const std::int64_t count = row.integer(0);
        row.reset();
        return count;
    }

    std::uintmax_t log_bytes() const { return std::filesystem::file_size(database_.url().location + "-wal"); }

    /// Writes on until the log is shorter than what was written after those; every commit appends at least
    /// one page of 8 KiB. False where that does not happen within patience.
    bool log_begins_anew(std::int64_t so_far) {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (log_bytes() >= static_cast<std::uintmax_t>(written_ - so_far) * 8'192) {
            if (std::chrono::steady_clock::now() > until) return false;
            write();
        }
        return true;
    }

    TestDatabase database_{Engine::sqlite, TestDatabase::Content::empty};
    std::shared_ptr<Turn> turn_ = std::make_shared<Turn>();
    std::unique_ptr<Connection> writer_;
    std::int64_t written_ = 0;
};

TEST_F(CheckpointsTest, the_log_begins_anew_while_somebody_writes_on) {
    for (int i = 0; i < 20 * pages_of_the_test; ++i) write();
    EXPECT_TRUE(log_begins_anew(0));
    const auto reader = database_.connect({.access = Access::read});
    reader->begin_read(test_tenant);
    EXPECT_EQ(seen(*reader), written_);
    reader->rollback();
}

TEST_F(CheckpointsTest, whoever_reads_for_long_keeps_his_snapshot_and_nobody_waits_for_him) {
    for (int i = 0; i < 10; ++i) write();
    const auto reader = database_.connect({.access = Access::read});
    reader->begin_read(test_tenant);
    EXPECT_EQ(seen(*reader), 10);
    for (int i = 0; i < 4 * pages_of_the_test; ++i) write();
    EXPECT_EQ(seen(*reader), 10);
    reader->rollback();
    const auto so_far = written_;
    for (int i = 0; i < 20 * pages_of_the_test; ++i) write();
    EXPECT_TRUE(log_begins_anew(so_far));
}

TEST_F(CheckpointsTest, ends_with_whoever_writes_and_leaves_everything_there) {
    for (int i = 0; i < 3 * pages_of_the_test; ++i) write();
    writer_.reset();
    const auto again = database_.connect();
    again->begin_read(test_tenant);
    EXPECT_EQ(seen(*again), written_);
    again->rollback();
}

TEST(Checkpoints, a_file_that_is_not_there_is_told) {
    const TestDirectory directory;
    const auto started =
        Checkpoints::start(sqlite_file((directory.path() / "nothing.db").string()), std::make_shared<Turn>());
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace kartei::store
