#include "http/conditional.h"

#include <gtest/gtest.h>

namespace kartei::http {
namespace {

const EntityTag strong{"a"};
const EntityTag weak{"a", Strength::weak};

Head request(Method method, std::vector<Header> headers) {
    Head head;
    head.method = method;
    head.headers = std::move(headers);
    return head;
}

TEST(Conditional, tags_are_written_and_read) {
    EXPECT_EQ(entity_tag_text(strong), "\"a\"");
    EXPECT_EQ(entity_tag_text(weak), "W/\"a\"");
    EXPECT_EQ(parse_entity_tag(" W/\"a\" "), weak);
    EXPECT_EQ(parse_entity_tag("\"\""), EntityTag{""});
    for (const auto* const text :
         {"", "a", "\"a", "a\"", "w/\"a\"", "\"a b\"", "\"a\"b", "\"a\", \"b\"", "W/"}) {
        EXPECT_FALSE(parse_entity_tag(text)) << text;
    }
}

TEST(Conditional, lists_are_tags_or_a_star) {
    EXPECT_EQ(parse_entity_tags("*"), (EntityTags{.any = true}));
    EXPECT_EQ(parse_entity_tags("\"a\" ,, W/\"a\""), (EntityTags{.tags = {strong, weak}}));
    EXPECT_EQ(parse_entity_tags("\"a,b\""), (EntityTags{.tags = {{"a,b"}}}));
    for (const auto* const text : {"", ",", "*, \"a\"", "\"a\" \"b\"", "\"a\", b", "a"}) {
        EXPECT_FALSE(parse_entity_tags(text)) << text;
    }
}

TEST(Conditional, if_match_compares_strongly) {
    const auto judged = [](const char* list, const std::optional<EntityTag>& current) {
        return judge_precondition(request(Method::put, {{"if-match", list}}), current);
    };
    EXPECT_EQ(judged("\"a\"", strong), Precondition::met);
    EXPECT_EQ(judged("\"b\", \"a\"", strong), Precondition::met);
    EXPECT_EQ(judged("*", weak), Precondition::met);
    EXPECT_EQ(judged("\"b\"", strong), Precondition::failed);
    EXPECT_EQ(judged("W/\"a\"", strong), Precondition::failed);
    EXPECT_EQ(judged("\"a\"", weak), Precondition::failed);
    EXPECT_EQ(judged("*", std::nullopt), Precondition::failed);
    EXPECT_EQ(judged("a", strong), Precondition::malformed);
}

TEST(Conditional, if_none_match_compares_weakly) {
    const auto judged = [](Method method, const char* list, const std::optional<EntityTag>& current) {
        return judge_precondition(request(method, {{"if-none-match", list}}), current);
    };
    EXPECT_EQ(judged(Method::get, "W/\"a\"", strong), Precondition::not_modified);
    EXPECT_EQ(judged(Method::head, "\"a\"", weak), Precondition::not_modified);
    EXPECT_EQ(judged(Method::get, "*", strong), Precondition::not_modified);
    EXPECT_EQ(judged(Method::get, "\"b\"", strong), Precondition::met);
    EXPECT_EQ(judged(Method::put, "*", strong), Precondition::failed);
    EXPECT_EQ(judged(Method::put, "*", std::nullopt), Precondition::met);
    EXPECT_EQ(judged(Method::get, "a", strong), Precondition::malformed);
}

TEST(Conditional, if_match_is_judged_first_and_lists_are_joined) {
    const auto both = request(Method::get, {{"if-none-match", "\"a\""}, {"if-match", "\"b\""}});
    EXPECT_EQ(judge_precondition(both, strong), Precondition::failed);
    const auto two = request(Method::put, {{"if-match", "\"b\""}, {"if-match", "\"a\""}});
    EXPECT_EQ(judge_precondition(two, strong), Precondition::met);
    EXPECT_EQ(judge_precondition(request(Method::get, {}), strong), Precondition::met);
}

}  // namespace
}  // namespace kartei::http
