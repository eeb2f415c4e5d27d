// What `kartei doctor` finds.
#include "app/doctor.h"

#include "tests/app/place_test.h"

#include <gmock/gmock.h>

namespace kartei::app {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

namespace files = std::filesystem;

auto is(Health health, const std::string& words) {
    return testing::AllOf(
        testing::Field(&Diagnosis::health, health),
        testing::ResultOf([](const Diagnosis& one) { return one.what.en; }, HasSubstr(words)));
}

class DoctorTest : public PlaceTest {
protected:
    void make() {
        auto house = open(Opening::may_be_made);
        ASSERT_TRUE(house) << house.error().what.en;
        ASSERT_TRUE(house->make_company("Muster GmbH"));
    }
    std::vector<Diagnosis> examined() const { return examine(place(), system_clock()()); }
};
ON_BOTH_ENGINES(DoctorTest);

TEST_P(DoctorTest, finds_a_new_house_in_order) {
    make();
    const auto found = examined();
    EXPECT_THAT(found, Contains(is(Health::well, "Data directory")));
    EXPECT_THAT(found, Contains(is(Health::well, "Key file")));
    EXPECT_THAT(found, Contains(is(Health::well, "the newest")));
    EXPECT_THAT(found, Contains(testing::ResultOf(
                           [](const Diagnosis& one) { return one.what.en; },
                           HasSubstr(GetParam() == store::Engine::sqlite ? "SQLite 3" : "PostgreSQL 1"))));
}

TEST_P(DoctorTest, looks_while_somebody_works_in_it_and_keeps_nobody_out) {
    make();
    const auto house = open(Opening::existing);
    ASSERT_TRUE(house);
    EXPECT_THAT(examined(), Contains(is(Health::well, "process " + std::to_string(::getpid()))));
}

TEST_P(DoctorTest, changes_nothing) {
    EXPECT_THAT(examined(), Contains(is(Health::problem, "no data directory")));
    EXPECT_FALSE(files::exists(place().data));
}

TEST_P(DoctorTest, finds_keys_and_data_that_are_open_to_others_or_gone) {
    make();
    files::permissions(place().data, files::perms::group_read, files::perm_options::add);
    const auto key = place().data / "keys" / "root.key";
    files::permissions(key, files::perms::others_read, files::perm_options::add);
    EXPECT_THAT(examined(), Contains(is(Health::problem, "Data directory is open to other users")));
    EXPECT_THAT(examined(), Contains(is(Health::problem, "Key file is open to other users")));
    files::remove(key);
    EXPECT_THAT(examined(), Contains(is(Health::problem, "Key file is missing")));
}

TEST_P(DoctorTest, finds_what_would_be_closed_or_refused_at_the_start) {
    make();
    files::permissions(place().data / "keys", files::perms::all);
    files::create_symlink(folder(), place().data / "uploads");
    const auto found = examined();
    EXPECT_THAT(found, Contains(is(Health::problem, "open to other users")));
    EXPECT_THAT(found, Contains(is(Health::problem, "A link stands here")));
    const auto key = place().data / "keys" / "root.key";
    files::rename(key, folder() / "key");
    files::create_symlink(folder() / "key", key);
    EXPECT_THAT(examined(), Contains(testing::Field(&Diagnosis::where, key.string())));
    EXPECT_THAT(examined(), Not(Contains(is(Health::well, "Key file"))));
}

TEST_P(DoctorTest, finds_a_database_that_is_not_there) {
    make();
    Place elsewhere = place();
    if (GetParam() == store::Engine::sqlite) files::remove(elsewhere.data / "kartei.db");
    else elsewhere.database = "postgres://nobody@127.0.0.1:1/none";
    const auto found = examine(elsewhere, system_clock()());
    EXPECT_THAT(found, Contains(testing::Field(&Diagnosis::health, Health::problem)));
    EXPECT_FALSE(files::exists(elsewhere.data / "kartei.db"));
}

TEST(JudgePostgresql, knows_settings_that_lose_data) {
    const Instant now{1'764'547'200 * us_per_second};
    std::map<std::string, std::string> settings{
        {"server_version_num", "150018"}, {"fsync", "on"},
        {"full_page_writes", "on"},       {"synchronous_commit", "on"},
        {"data_checksums", "on"},         {"is_superuser", "off"},
        {"is_encrypted", "on"},           {"now_us", std::to_string(now.us)}};
    EXPECT_THAT(judge_postgresql(settings, now), Each(testing::Field(&Diagnosis::health, Health::well)));

    for (const auto* setting : {"fsync", "full_page_writes", "synchronous_commit"}) {
        auto bad = settings;
        bad[setting] = "off";
        EXPECT_THAT(judge_postgresql(bad, now), Contains(is(Health::problem, setting)));
    }
    auto bad = settings;
    bad["server_version_num"] = "140003";
    EXPECT_THAT(judge_postgresql(bad, now), Contains(is(Health::problem, "PostgreSQL 14")));
    bad = settings;
    bad["is_superuser"] = "on";
    bad["is_encrypted"] = "off";
    bad["data_checksums"] = "off";
    bad["now_us"] = std::to_string(now.us - 60 * us_per_second);
    const auto found = judge_postgresql(bad, now);
    EXPECT_THAT(found, Contains(is(Health::warning, "superuser")));
    EXPECT_THAT(found, Contains(is(Health::warning, "not encrypted")));
    EXPECT_THAT(found, Contains(is(Health::warning, "checksums")));
    EXPECT_THAT(found, Contains(is(Health::warning, "60 seconds")));
    EXPECT_THAT(found, SizeIs(5));
}

}  // namespace
}  // namespace kartei::app
