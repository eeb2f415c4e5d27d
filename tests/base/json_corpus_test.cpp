// Every case of the corpus against the reader: read or refused as its verdict says, and what was read is the
// same when it was written and read again.
#include "tests/support/json_corpus.h"
#include "base/json.h"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <set>

namespace kartei {
namespace {

TEST(JsonCorpus, is_read_or_refused_case_by_case) {
    const auto cases = json_corpus();
    ASSERT_GE(cases.size(), 450U);
    std::set<std::string> names;
    for (const auto& one : cases) {
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
        const auto parsed = parse_json(one.text);
        ASSERT_EQ(parsed.has_value(), one.is_json) << one.name << ": " << one.text;
        if (parsed) {
            const auto again = parse_json(boost::json::serialize(*parsed));
            ASSERT_TRUE(again) << one.name;
            EXPECT_EQ(*again, *parsed) << one.name;
        } else {
            const auto& error = parsed.error();
            EXPECT_NE(error.where.find(':'), std::string::npos) << one.name;
            EXPECT_FALSE(error.what.de.empty() || error.what.en.empty()) << one.name;
            EXPECT_FALSE(error.next.de.empty() || error.next.en.empty()) << one.name;
        }
    }
}

/// However a text ends too early, it is refused: no beginning of a document is one.
TEST(JsonCorpus, no_beginning_of_an_object_array_or_text_is_read) {
    int refused = 0;
    for (const auto& one : json_corpus()) {
        if (!one.is_json || one.text.find_first_of("{[\"") != 0) continue;
        const auto last = one.text.find_last_of("}]\"");
        for (std::size_t end = 0; end <= last; ++end) {
            EXPECT_FALSE(parse_json(std::string_view(one.text).substr(0, end))) << one.name << " " << end;
            ++refused;
        }
    }
    EXPECT_GT(refused, 1'000);
}

}  // namespace
}  // namespace kartei
