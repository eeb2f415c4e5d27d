#include "app/replay.h"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace kartei::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* area_made =
    R"([{"record":"area","old":null,"new":{"area_no":7,"name":"Dach","version":1}}])";
constexpr const char* renamed = R"([{"record":"area","old":{"area_no":7,"name":"Dach","version":1},)"
                                R"("new":{"area_no":7,"name":"Wand","version":2}}])";
constexpr const char* renamed_again = R"([{"record":"area","old":{"area_no":7,"name":"Wand","version":2},)"
                                      R"("new":{"area_no":7,"name":"Tür","version":3}}])";
constexpr const char* removed =
    R"([{"record":"area","old":{"area_no":7,"name":"Tür","version":3},"new":null}])";

Result<Rows> replayed(const std::vector<const char*>& values) {
    std::vector<LoggedChange> changes;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto read = read_changes(values[i], "entry " + std::to_string(i));
        EXPECT_TRUE(read) << values[i];
        if (read) std::ranges::move(*read, std::back_inserter(changes));
    }
    return replay(std::move(changes));
}

TEST(Replay, leads_to_the_rows_as_they_must_be) {
    const auto rows = replayed({area_made, renamed, renamed_again});
    ASSERT_TRUE(rows);
    ASSERT_THAT(*rows, SizeIs(1));
    EXPECT_EQ(rows->begin()->first, (std::pair<std::string, std::string>{"area", "7"}));
    EXPECT_EQ(rows->begin()->second.at("name").as_string(), "Tür");
    EXPECT_THAT(*replayed({area_made, renamed, renamed_again, removed}), IsEmpty());
    EXPECT_THAT(*replayed({}), IsEmpty());
}

TEST(Replay, takes_an_absent_field_and_null_as_one) {
    const auto* named = R"([{"record":"area","old":{"area_no":7,"parent_no":null,"version":1},)"
                        R"("new":{"area_no":7,"parent_no":3,"version":2}}])";
    const auto* unnamed = R"([{"record":"area","old":{"area_no":7,"parent_no":3,"version":2},)"
                          R"("new":{"area_no":7,"parent_no":null,"version":3}}])";
    const auto rows = replayed({area_made, named, unnamed});
    ASSERT_TRUE(rows);
    const auto again = replayed({R"([{"record":"area","old":null,)"
                                 R"("new":{"area_no":7,"name":"Dach","version":3}}])"});
    ASSERT_TRUE(again);
    EXPECT_THAT(differences(*rows, *again, 10), IsEmpty());
    EXPECT_THAT(differences(*again, *rows, 10), IsEmpty());
}

TEST(Replay, finds_a_field_that_only_one_side_has) {
    const auto with = replayed({R"([{"record":"area","old":null,)"
                                R"("new":{"area_no":7,"name":"Dach","parent_no":3,"version":1}}])"});
    const auto without = replayed({area_made});
    ASSERT_TRUE(with && without);
    const auto parent = testing::Field(&RowDifference::field, "parent_no");
    EXPECT_THAT(differences(*with, *without, 10), ElementsAre(parent));
    EXPECT_THAT(differences(*without, *with, 10), ElementsAre(parent));
}

TEST(Replay, goes_by_the_versions_and_not_by_the_order_of_entries) {
    EXPECT_THAT(*replayed({removed, renamed_again, area_made, renamed}), IsEmpty());
}

TEST(Replay, refuses_a_history_with_an_entry_missing_doubled_or_altered) {
    for (const auto& history : std::vector<std::vector<const char*>>{
             {renamed, renamed_again},
             {area_made, renamed_again},
             {area_made, area_made},
             {area_made, renamed, renamed},
             {area_made, renamed, removed},
             {removed},
             {area_made, R"([{"record":"area","old":{"area_no":7,"version":1},"new":null}])"},
             {area_made, R"([{"record":"area","old":{"area_no":7,"name":"Haus","version":1},"new":null}])"},
         }) {
        const auto rows = replayed(history);
        ASSERT_FALSE(rows) << history.front();
        EXPECT_EQ(rows.error().code, ErrorCode::conflict);
        EXPECT_TRUE(rows.error().where.starts_with("entry "));
    }
}

TEST(ReadChanges, leaves_out_what_is_no_change_of_a_row) {
    const auto changes =
        read_changes(R"([{"disclosed":["x"]},{"record":"area","old":null,"new":{"area_no":1}}])", "e");
    ASSERT_TRUE(changes);
    ASSERT_THAT(*changes, SizeIs(1));
    EXPECT_EQ(changes->front().key, "1");
}

TEST(ReadChanges, refuses_what_kartei_never_writes) {
    for (const char* text : {"", "{}", "[1]", R"([{"record":5,"old":null,"new":{}}])",
                             R"([{"record":"area","old":null,"new":null}])", "[{\"record\":\"area\""}) {
        EXPECT_FALSE(read_changes(text, "e")) << text;
    }
}

TEST(Differences, name_the_row_and_the_field) {
    const auto row = [](const char* text) { return boost::json::parse(text).as_object(); };
    const Rows expected{{{"note", "a"}, row(R"({"text":"x","version":1})")},
                        {{"note", "b"}, row(R"({"text":"y","version":1})")}};
    const Rows found{{{"note", "a"}, row(R"({"text":"z","version":1})")},
                     {{"note", "c"}, row(R"({"text":"y","version":1})")}};
    std::vector<std::string> places;
    for (const auto& difference : differences(expected, found, 10))
        places.push_back(difference.record + " " + difference.key + " " + difference.field);
    EXPECT_THAT(places, ElementsAre("note a text", "note b ", "note c "));
    EXPECT_THAT(differences(expected, found, 1), SizeIs(1));
    EXPECT_THAT(differences(expected, expected, 10), IsEmpty());
}

}  // namespace
}  // namespace kartei::app
