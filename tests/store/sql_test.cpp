#include "store/sql.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace kartei::store {
namespace {

using testing::ElementsAre;

TEST(Sql, numbers_parameters_by_their_first_appearance) {
    const Sql sql("SELECT :b, :a, :b, :a_1");
    EXPECT_THAT(sql.parameters(), ElementsAre("b", "a", "a_1"));
    EXPECT_EQ(sql.text(Engine::postgresql), "SELECT $1, $2, $1, $3");
    EXPECT_EQ(sql.text(Engine::sqlite), "SELECT :b, :a, :b, :a_1");
}

TEST(Sql, leaves_strings_names_casts_and_comments_alone) {
    const Sql sql("SELECT ':a ''?', \":b\", x::text -- :c ?\n, /* :d $1 */ :e");
    EXPECT_THAT(sql.parameters(), ElementsAre("e"));
    EXPECT_EQ(sql.text(Engine::postgresql), "SELECT ':a ''?', \":b\", x::text -- :c ?\n, /* :d $1 */ $1");
}

TEST(Sql, leaves_row_locks_out_on_sqlite) {
    const Sql sql("SELECT a FROM t WHERE b = :b FOR UPDATE SKIP LOCKED");
    EXPECT_EQ(sql.text(Engine::sqlite), "SELECT a FROM t WHERE b = :b ");
    EXPECT_EQ(sql.text(Engine::postgresql), "SELECT a FROM t WHERE b = $1 FOR UPDATE SKIP LOCKED");
    EXPECT_EQ(Sql("SELECT 'FOR UPDATE'").text(Engine::sqlite), "SELECT 'FOR UPDATE'");
}

TEST(Sql, refuses_what_only_one_engine_reads) {
    for (const char* text :
         {"SELECT ?", "SELECT $1", "SELECT @a", "SELECT :", "SELECT :1", "SELECT 'a", "SELECT /* a"}) {
        EXPECT_THROW(Sql{text}, std::logic_error) << text;
    }
    EXPECT_THROW(Sql("SELECT 1", Plan::walks_table, ""), std::logic_error);
}

TEST(Sql, stands_in_the_list_as_long_as_it_lives) {
    const std::size_t before = Sql::all().size();
    {
        const Sql sql("SELECT 1");
        EXPECT_EQ(std::ranges::count(Sql::all(), &sql), 1);
    }
    EXPECT_EQ(Sql::all().size(), before);
}

}  // namespace
}  // namespace kartei::store
