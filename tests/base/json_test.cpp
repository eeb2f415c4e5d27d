#include "base/json.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

namespace kartei {
namespace {

std::string where_of(std::string_view text) {
    const auto parsed = parse_json(text);
    return parsed ? "accepted" : parsed.error().where;
}

TEST(Json, reads_what_the_grammar_allows) {
    const std::string text = R"({"a":[1,-2,18446744073709551615,1.5E0,true,false,null,""],)"
                             R"("b":{"ä\n":"\u00e4\ud83d\ude00"},"":{}})";
    const auto parsed = parse_json(text);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(boost::json::serialize(*parsed),
              R"({"a":[1,-2,18446744073709551615,1.5E0,true,false,null,""],"b":{"ä\n":"ä😀"},"":{}})");
    EXPECT_TRUE(parse_json(" \"x\" \n"));
    EXPECT_TRUE(parse_json("0"));
}

TEST(Json, refuses_everything_else_with_its_place) {
    for (const auto* text : {"",           " ",       "nan",         "NaN",     "Infinity",
                             "-",          "01",      "1.",          "+1",      "[1,]",
                             "{\"a\":1,}", "{a:1}",   "'a'",         "[1] [2]", "// c\n1",
                             "\"\t\"",     "\"\\x\"", "\"\\ud800\"", "1e999",   "\xEF\xBB\xBF{}",
                             "\"\xFF\"",   "{\"a\"}", "tru",         "[1"}) {
        EXPECT_FALSE(parse_json(text)) << text;
    }
    EXPECT_EQ(where_of("{\n  \"ä\": nan\n}"), "2:8");
    EXPECT_EQ(where_of("[1,\n\"\xFF\"]"), "2:2");
    EXPECT_EQ(where_of("{} x"), "1:4");
}

TEST(Json, reads_numbers_to_the_last_bit) {
    EXPECT_EQ(parse_json("9955995555555555565995.9")->as_double(), 9955995555555555565995.9);
    EXPECT_EQ(parse_json("9955995555555555565995")->as_double(), 9955995555555555565995.0);
    EXPECT_EQ(parse_json("[0.1]")->at(0).as_double(), 0.1);
    EXPECT_EQ(parse_json("1e-999")->as_double(), 0.0);
    EXPECT_EQ(parse_json("0." + std::string(500, '0') + "1")->as_double(), 0.0);
    EXPECT_EQ(parse_json("-9223372036854775808")->as_int64(), INT64_MIN);
    EXPECT_FALSE(parse_json("-1e400"));
    EXPECT_FALSE(parse_json("1" + std::string(400, '0')));
}

TEST(Json, refuses_a_name_that_stands_twice) {
    const auto parsed = parse_json("{\"verdict\":1,\n\"x\":{\"verdict\":1},\n\"verd\\u0069ct\":2}");
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().what.en.find("'verdict'"), std::string::npos) << parsed.error().what.en;
    EXPECT_TRUE(parsed.error().where.starts_with("3:")) << parsed.error().where;
    EXPECT_TRUE(parse_json(R"([{"a":1},{"a":1},{"a":{"a":1}}])"));
}

TEST(Json, bounds_nesting_and_size) {
    const std::string deep(100'000, '[');
    const auto parsed = parse_json(deep);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, ErrorCode::limit);
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
    EXPECT_EQ(parse_json(objects, {.max_bytes = 1U << 24U}).error().code, ErrorCode::limit);
    EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']')));
    EXPECT_FALSE(parse_json(std::string(65, '[') + std::string(65, ']')));
    EXPECT_EQ(parse_json(std::string(200, ' '), {.max_bytes = 100}).error().code, ErrorCode::limit);
}

}  // namespace
}  // namespace kartei
