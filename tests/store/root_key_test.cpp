#include "store/keyring.h"

#include "tests/support/test_database.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace kartei::store {
namespace {

namespace files = std::filesystem;

class RootKeyTest : public testing::Test {
protected:
    void put(const std::string& text) {
        std::ofstream(file_, std::ios::trunc) << text;
        files::permissions(file_, files::perms::owner_read | files::perms::owner_write);
    }

    ErrorCode refusal(RootKey policy = RootKey::must_exist) {
        const auto key = read_root_key(file_, policy, system_random());
        if (key) return ADD_FAILURE() << "a key was read", ErrorCode::limit;
        EXPECT_EQ(key.error().where, file_.string());
        EXPECT_FALSE(key.error().next.en.empty());
        return key.error().code;
    }

    TestDirectory directory_;
    files::path file_ = directory_.path() / "root.key";
};

TEST_F(RootKeyTest, is_made_once_and_read_again) {
    EXPECT_EQ(refusal(), ErrorCode::not_found);
    const auto made = read_root_key(file_, RootKey::may_be_made, system_random());
    const auto read = read_root_key(file_, RootKey::must_exist, system_random());
    ASSERT_TRUE(made && read);
    EXPECT_TRUE(std::ranges::equal(made->bytes(), read->bytes()));
    EXPECT_EQ(files::status(file_).permissions(), files::perms::owner_read | files::perms::owner_write);
    EXPECT_FALSE(files::exists(directory_.path() / "root.key.new"));
}

TEST_F(RootKeyTest, a_damaged_one_is_refused_and_stays_as_it_is) {
    const std::string digits(64, 'a');
    for (const auto& text : {std::string(), std::string("\n"), digits.substr(2), digits + digits,
                             digits + " b", std::string(64, 'g'), std::string(5'000, 'a')}) {
        put(text);
        EXPECT_EQ(refusal(RootKey::may_be_made), ErrorCode::invalid) << text;
        EXPECT_EQ(files::file_size(file_), text.size());
    }
    put(digits + "\n");
    EXPECT_TRUE(read_root_key(file_, RootKey::must_exist, system_random()));
}

TEST_F(RootKeyTest, one_that_others_may_touch_is_refused) {
    put(std::string(64, 'a'));
    for (const auto right :
         {files::perms::group_read, files::perms::others_read, files::perms::group_write}) {
        files::permissions(file_, files::perms::owner_read | right);
        EXPECT_EQ(refusal(), ErrorCode::invalid);
    }
}

TEST_F(RootKeyTest, what_is_no_fileis_refused_at_once) {
    ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
    EXPECT_EQ(refusal(RootKey::may_be_made), ErrorCode::invalid);
    files::remove(file_);
    files::create_directory(file_);
    EXPECT_EQ(refusal(RootKey::may_be_made), ErrorCode::invalid);
    files::remove(file_);
    files::create_symlink("root.key", file_);
    EXPECT_EQ(refusal(RootKey::may_be_made), ErrorCode::forbidden);
}

TEST_F(RootKeyTest, a_link_to_a_key_and_a_key_of_another_user_are_refused) {
    put(std::string(64, 'a'));
    const auto elsewhere = directory_.path() / "elsewhere";
    files::rename(file_, elsewhere);
    files::create_symlink(elsewhere, file_);
    EXPECT_EQ(refusal(), ErrorCode::forbidden);
    files::remove(file_);
    files::rename(elsewhere, file_);
    ASSERT_TRUE(read_root_key(file_, RootKey::must_exist, system_random()));
    if (::geteuid() != 0) GTEST_SKIP() << "only root gives files away";
    ASSERT_EQ(::chown(file_.c_str(), 65534, 65534), 0);
    EXPECT_EQ(refusal(), ErrorCode::forbidden);
}

TEST_F(RootKeyTest, a_new_one_is_written_through_no_link) {
    const auto target = directory_.path() / "target";
    std::ofstream(target) << "of somebody else";
    files::create_symlink(target, file_.string() + ".new");
    EXPECT_TRUE(read_root_key(file_, RootKey::may_be_made, system_random()));
    EXPECT_EQ(files::file_size(target), 16U);
}

TEST_F(RootKeyTest, where_it_cannot_be_written_nothing_is_left) {
    file_ = directory_.path() / "missing" / "root.key";
    EXPECT_EQ(refusal(RootKey::may_be_made), ErrorCode::unavailable);
}

}  // namespace
}  // namespace kartei::store
