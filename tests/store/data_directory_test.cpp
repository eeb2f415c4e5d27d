#include "store/data_directory.h"

#include "store/exposure.h"
#include "tests/support/test_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace kartei::store {
namespace {

using Mode = DataDirectory::Mode;
namespace files = std::filesystem;

class DataDirectoryTest : public testing::Test {
protected:
    void write(const files::path& path, std::string_view text) { std::ofstream(path) << text; }

    std::string read(const files::path& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::size_t entries(const files::path& path) {
        return static_cast<std::size_t>(std::distance(files::directory_iterator(path), {}));
    }

    ErrorCode refusal(const files::path& path, Mode mode) {
        const auto opened = DataDirectory::open(path, mode);
        if (opened) ADD_FAILURE() << "opened " << path;
        return opened ? ErrorCode::limit : opened.error().code;
    }

    TestDirectory directory_;
    files::path place_ = directory_.path() / "Müller & Söhne" / "Daten 1";
};

TEST_F(DataDirectoryTest, is_made_for_its_owner_alone) {
    const auto made = DataDirectory::open(place_, Mode::create);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->path(), place_);
    EXPECT_EQ(made->database_file(), place_ / "kartei.db");
    for (const files::path& path : {place_, made->keys_folder()}) {
        EXPECT_EQ(files::status(path).permissions(), files::perms::owner_all) << path;
    }
    EXPECT_EQ(read(place_ / "kartei.json"), "{\"program\":\"kartei\",\"format\":1}\n");
}

TEST_F(DataDirectoryTest, keys_without_the_mark_are_karteis_own_and_told_so) {
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    write(place_ / "keys" / "root.key", "key");
    for (const char* marker : {"", "{"}) {
        write(place_ / "kartei.json", marker);
        const auto refused = DataDirectory::open(place_, Mode::existing);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().where, (place_ / "kartei.json").string());
        EXPECT_EQ(refused.error().next.en, "Put the file back.");
    }
    std::filesystem::remove(place_ / "kartei.json");
    const auto refused = DataDirectory::open(place_, Mode::create);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, (place_ / "kartei.json").string());
}

TEST_F(DataDirectoryTest, a_mark_of_another_program_or_of_no_version_is_foreign) {
    files::create_directories(place_);
    for (const auto* mark : {R"({"program":"other","format":1})", R"({"program":"kartei","format":0})",
                             R"({"program":"kartei","format":"1"})", R"({"format":1})", "[[[[", ""}) {
        write(place_ / "kartei.json", mark);
        EXPECT_EQ(refusal(place_, Mode::create), ErrorCode::conflict) << mark;
        EXPECT_EQ(read(place_ / "kartei.json"), mark);
    }
}

TEST_F(DataDirectoryTest, an_empty_directory_becomes_one_and_is_closed_to_others) {
    files::create_directories(place_);
    files::permissions(place_, files::perms(0755));
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    EXPECT_EQ(files::status(place_).permissions(), files::perms::owner_all);
}

TEST_F(DataDirectoryTest, an_empty_directory_that_others_may_write_to_is_left_alone) {
    files::create_directories(place_);
    for (const auto right : {files::perms::group_write, files::perms::others_write}) {
        files::permissions(place_, files::perms::owner_all | right);
        EXPECT_EQ(refusal(place_, Mode::create), ErrorCode::forbidden);
        EXPECT_EQ(entries(place_), 0U);
    }
}

TEST_F(DataDirectoryTest, the_first_start_writes_through_no_link) {
    files::create_directories(place_);
    files::permissions(place_, files::perms::owner_all);
    const auto target = directory_.path() / "target";
    write(target, "of somebody else");
    files::create_symlink(target, place_ / "kartei.json.new");
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    EXPECT_EQ(read(target), "of somebody else");
    EXPECT_FALSE(files::is_symlink(place_ / "kartei.json"));
}

TEST_F(DataDirectoryTest, what_is_open_to_others_is_closed) {
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    files::create_directory(place_ / "uploads");
    for (const char* name : {"kartei.db", "kartei.db-wal"}) write(place_ / name, "");
    const std::vector<std::string> open{"keys", "uploads", "kartei.json", "kartei.db", "kartei.db-wal"};
    for (const auto& name : open) files::permissions(place_ / name, files::perms(0777));
    EXPECT_THAT(exposures_in(place_), testing::SizeIs(open.size()));
    ASSERT_TRUE(DataDirectory::open(place_, Mode::existing));
    for (const auto& name : open)
        EXPECT_EQ(files::status(place_ / name).permissions(), files::perms::owner_all) << name;
    EXPECT_THAT(exposures_in(place_), testing::IsEmpty());
}

TEST_F(DataDirectoryTest, what_leads_elsewhere_is_refused_and_named) {
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    const auto elsewhere = directory_.path() / "elsewhere";
    files::create_directory(elsewhere);
    for (const char* name : {"uploads", "kartei.db", "kartei.db-wal"}) {
        files::create_symlink(elsewhere, place_ / name);
        const auto refused = DataDirectory::open(place_, Mode::existing);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
        EXPECT_EQ(refused.error().where, (place_ / name).string());
        files::remove(place_ / name);
    }
    write(elsewhere / "file", "text");
    const auto readable = files::perms{0644};
    files::permissions(elsewhere / "file", readable);
    files::create_hard_link(elsewhere / "file", place_ / "kartei.db");
    EXPECT_EQ(refusal(place_, Mode::existing), ErrorCode::forbidden);
    EXPECT_EQ(files::status(elsewhere / "file").permissions(), readable);
}

TEST_F(DataDirectoryTest, what_belongs_to_another_user_is_refused_and_named) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root gives files away";
    constexpr ::uid_t nobody = 65534;
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    write(place_ / "kartei.db", "");
    for (const files::path& given : {place_ / "kartei.db", place_ / "keys", place_}) {
        ASSERT_EQ(::chown(given.c_str(), nobody, nobody), 0);
        const auto refused = DataDirectory::open(place_, Mode::existing);
        ASSERT_FALSE(refused) << given;
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
        EXPECT_EQ(refused.error().where, given.string());
        ASSERT_EQ(::chown(given.c_str(), 0, 0), 0);
    }
    EXPECT_TRUE(DataDirectory::open(place_, Mode::existing));
}

TEST_F(DataDirectoryTest, opened_to_others_since_is_closed_again) {
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    files::permissions(place_, files::perms::all);
    ASSERT_TRUE(DataDirectory::open(place_, Mode::existing));
    EXPECT_EQ(files::status(place_).permissions(), files::perms::owner_all);
}

TEST_F(DataDirectoryTest, is_found_again_also_with_a_slash_at_the_end) {
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    ASSERT_TRUE(DataDirectory::open(place_, Mode::existing));
    ASSERT_TRUE(DataDirectory::open(place_ / "", Mode::existing));
}

TEST_F(DataDirectoryTest, a_first_start_that_was_cut_short_is_no_obstacle) {
    files::create_directories(place_);
    write(place_ / "kartei.lock", "1");
    write(place_ / "kartei.json.new", "{");
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
}

TEST_F(DataDirectoryTest, belongs_to_one_process_at_a_time) {
    {
        const auto first = DataDirectory::open(place_, Mode::create);
        ASSERT_TRUE(first);
        const auto second = DataDirectory::open(place_, Mode::create);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, ErrorCode::conflict);
        EXPECT_THAT(second.error().what.de, testing::HasSubstr(fmt::format("({})", ::getpid())));
    }
    EXPECT_TRUE(DataDirectory::open(place_, Mode::existing));
}

TEST_F(DataDirectoryTest, the_lock_stays_where_its_file_is_taken_away) {
    const auto first = DataDirectory::open(place_, Mode::create);
    ASSERT_TRUE(first);
    files::rename(place_ / "kartei.lock", directory_.path() / "elsewhere");
    EXPECT_EQ(refusal(place_, Mode::existing), ErrorCode::conflict);
    EXPECT_EQ(DataDirectory::worker(place_), "?");
}

TEST_F(DataDirectoryTest, whoever_asks_who_works_in_it_keeps_nobody_from_starting) {
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    EXPECT_EQ(DataDirectory::worker(place_), std::nullopt);
    std::atomic<bool> done = false;
    std::thread asking([&] {
        while (!done) (void)DataDirectory::worker(place_);
    });
    for (int round = 0; round < 300; ++round) {
        const auto opened = DataDirectory::open(place_, Mode::existing);
        EXPECT_TRUE(opened) << round;
        EXPECT_EQ(DataDirectory::worker(place_), fmt::format("{}", ::getpid()));
    }
    done = true;
    asking.join();
}

TEST_F(DataDirectoryTest, the_lock_moves_with_the_object) {
    auto first = DataDirectory::open(place_, Mode::create);
    ASSERT_TRUE(first);
    const DataDirectory moved = std::move(*first);
    EXPECT_EQ(refusal(place_, Mode::existing), ErrorCode::conflict);
}

TEST_F(DataDirectoryTest, a_missing_one_is_not_made_unasked) {
    EXPECT_EQ(refusal(place_, Mode::existing), ErrorCode::not_found);
    EXPECT_FALSE(files::exists(place_));
    files::create_directories(place_);
    EXPECT_EQ(refusal(place_, Mode::existing), ErrorCode::not_found);
    EXPECT_EQ(entries(place_), 0U);
}

TEST_F(DataDirectoryTest, leaves_other_peoples_directories_and_files_alone) {
    files::create_directories(place_);
    write(place_ / "letter.txt", "x");
    EXPECT_EQ(refusal(place_, Mode::create), ErrorCode::conflict);
    EXPECT_EQ(entries(place_), 1U);
    EXPECT_EQ(refusal(place_ / "letter.txt", Mode::create), ErrorCode::conflict);
    EXPECT_EQ(read(place_ / "letter.txt"), "x");
}

TEST_F(DataDirectoryTest, refuses_a_newer_format_and_a_marker_that_is_none) {
    ASSERT_TRUE(DataDirectory::open(place_, Mode::create));
    for (const char* marker : {"{\"format\":2}", "{}", "", "[]", "{\"format\":\"1\"}"}) {
        write(place_ / "kartei.json", marker);
        EXPECT_EQ(refusal(place_, Mode::existing), ErrorCode::conflict) << marker;
    }
    write(place_ / "kartei.json", std::string(100'000, '['));
    EXPECT_EQ(refusal(place_, Mode::existing), ErrorCode::conflict);
}

TEST_F(DataDirectoryTest, says_where_it_may_not_write) {
    EXPECT_EQ(refusal("/proc/kartei", Mode::create), ErrorCode::forbidden);
}

}  // namespace
}  // namespace kartei::store
