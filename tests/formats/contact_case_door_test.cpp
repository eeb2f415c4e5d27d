// The door for cases: whatever is wrong is named with its key and never answered with a yes.
#include "formats/contact_case.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace kartei::formats {
namespace {

/// A case that is allowed: whatever a fault adds or takes away must not be overlooked.
struct Parts {
    std::string id = R"("id": "a")";
    std::string consent = R"("controller": "own", "areas": ["heating"], "channels": ["phone"],
        "state": "given", "given_at": "2026-03-01T09:00:00", "evidence": "full", "text_status": "valid")";
    std::string facts = R"("recipient": {"kind": "consumer"})";
    std::string question = R"("now": "2026-11-23T10:00:00", "area": "heating", "channel": "phone",
        "caller_id": "shown", "sender_disclosed": true)";
    std::string more = "";
};

std::string line_of(const Parts& parts) {
    return fmt::format(R"({{{}, "facts": {{{}, "consents": [{{{}}}]}}, "question": {{{}}}{}}})", parts.id,
                       parts.facts, parts.consent, parts.question, parts.more);
}

Error error_of(const std::string& line) {
    const auto read = read_contact_case(line);
    if (read) {
        ADD_FAILURE() << "was read: " << line.substr(0, 300);
        return {};
    }
    return read.error();
}

/// The fault is refused as `invalid` at this key.
void expect_refused(const Parts& parts, std::string_view key) {
    const Error error = error_of(line_of(parts));
    EXPECT_EQ(error.code, ErrorCode::invalid) << key;
    EXPECT_EQ(error.where, key) << error.what.en;
    EXPECT_FALSE(error.what.de.empty());
}

TEST(ContactCaseDoor, answers_the_case_the_faults_are_made_of) {
    const auto read = read_contact_case(line_of({}));
    ASSERT_TRUE(read) << read.error().what.en;
    EXPECT_TRUE(is_allowed(domain::decide(read->facts, read->question, domain::Policy{})));
    EXPECT_FALSE(read->expected);
}

TEST(ContactCaseDoor, demands_an_id_facts_and_a_question) {
    expect_refused({.id = R"("certainty": "policy")"}, "id");
    expect_refused({.id = R"("id": null)"}, "id");
    expect_refused({.id = R"("id": "")"}, "id");
    expect_refused({.id = R"("id": 7)"}, "id");
    EXPECT_EQ(error_of(R"({"id": "a"})").where, "facts");
    EXPECT_EQ(error_of(R"({"id": "a", "facts": {}})").where, "question");
    EXPECT_EQ(error_of(R"({"id": "a", "facts": {}, "question": {}})").where, "question.now");
    EXPECT_EQ(error_of(R"({"id": "a", "facts": {}, "question": {"now": "2026-11-23T10:00:00"}})").where,
              "question.channel");
}

TEST(ContactCaseDoor, names_unknown_keys_at_every_level) {
    expect_refused({.more = R"(, "verdit": "allowed")"}, "verdit");
    expect_refused({.facts = R"("objection": [])"}, "facts.objection");
    expect_refused({.facts = R"("recipient": {"kind": "consumer", "age": 15})"}, "facts.recipient.age");
    expect_refused({.consent = R"("state": "given", "withdrawn": "2026-06-01")"},
                   "facts.consents[0].withdrawn");
    expect_refused({.facts = R"("objections": [{}, {"area": "heating"}])"}, "facts.objections[1].area");
    expect_refused({.question = R"("now": "2026-11-23T10:00:00", "chanel": "phone")"}, "question.chanel");
}

TEST(ContactCaseDoor, names_keys_that_stand_twice_with_their_place) {
    for (const Parts& parts : {Parts{.id = R"("id": "a", "id": "b")"},
                               Parts{.facts = R"("recipient": {"kind": "company", "kind": "consumer"})"},
                               Parts{.facts = R"("objections": [{}], "objections": [])"}}) {
        const Error error = error_of(line_of(parts));
        EXPECT_EQ(error.code, ErrorCode::invalid);
        EXPECT_NE(error.what.en.find("twice"), std::string::npos) << error.what.en;
        EXPECT_TRUE(error.where.starts_with("1:")) << error.where;
    }
}

TEST(ContactCaseDoor, names_values_of_a_wrong_type) {
    expect_refused({.facts = R"("recipient": [])"}, "facts.recipient");
    expect_refused({.facts = R"("recipient": {"deceased": "no"})"}, "facts.recipient.deceased");
    expect_refused({.facts = R"("recipient": {"kind": 1})"}, "facts.recipient.kind");
    expect_refused({.facts = R"("objections": "*")"}, "facts.objections");
    expect_refused({.facts = R"("objections": [null])"}, "facts.objections[0]");
    expect_refused({.facts = R"("objections": [{"channels": "phone"}])"}, "facts.objections[0].channels");
    expect_refused({.facts = R"("objections": [{"areas": [1]}])"}, "facts.objections[0].areas");
    expect_refused({.consent = R"("state": "given", "channels": "*")"}, "facts.consents[0].channels");
    expect_refused({.facts = R"("area_parent": {"heating": 1})"}, "facts.area_parent.heating");
    expect_refused({.facts = R"("restriction": true)"}, "facts.restriction");
    expect_refused({.more = R"(, "why": 1)"}, "why");
    expect_refused(
        {
            .more = R"(, "law": "UWG")",
        },
        "verdict");
}

TEST(ContactCaseDoor, names_words_it_does_not_know) {
    expect_refused({.facts = R"("recipient": {"kind": "alien"})"}, "facts.recipient.kind");
    expect_refused({.facts = R"("recipient": {"country": "Germany"})"}, "facts.recipient.country");
    expect_refused({.facts = R"("erasure": {"state": "maybe"})"}, "facts.erasure.state");
    expect_refused({.facts = R"("objections": [{"level": "club"}])"}, "facts.objections[0].level");
    expect_refused({.facts = R"("objections": [{"state": "old"}])"}, "facts.objections[0].state");
    expect_refused({.consent = R"("state": "perhaps")"}, "facts.consents[0].state");
    expect_refused({.consent = R"("controller": "own")"}, "facts.consents[0].state");
    expect_refused({.consent = R"("state": "given", "form": "telepathy")"}, "facts.consents[0].form");
    const std::string now = R"("now": "2026-11-23T10:00:00", "channel": )";
    expect_refused({.question = now + R"("pigeon")"}, "question.channel");
    expect_refused({.question = now + R"("*")"}, "question.channel");
    expect_refused({.question = now + R"("phone", "message": "joke")"}, "question.message");
    expect_refused({.question = now + R"("phone", "actor": "god")"}, "question.actor");
    expect_refused({.question = now + R"("phone", "offer_for": "all")"}, "question.offer_for");
    expect_refused({.question = now + R"("phone", "caller_id": "yes")"}, "question.caller_id");
    expect_refused({.more = R"(, "verdict": "maybe", "ground": "CONTRACT")"}, "verdict");
    expect_refused({.more = R"(, "verdict": "allowed", "ground": "LUCK")"}, "ground");
    expect_refused({.more = R"(, "verdict": "allowed", "ground": "CONTRACT", "basis": "gut")"}, "basis");
    expect_refused({.more = R"(, "verdict": "allowed", "ground": "CONTRACT", "duties": ["smile"])"},
                   "duties");
}

TEST(ContactCaseDoor, names_days_and_times_that_do_not_exist) {
    expect_refused({.facts = R"("recipient": {"birth_date": "2026-02-30"})"}, "facts.recipient.birth_date");
    expect_refused({.facts = R"("recipient": {"birth_date": "0000-00-00"})"}, "facts.recipient.birth_date");
    expect_refused({.facts = R"("objections": [{"at": "yesterday"}])"}, "facts.objections[0].at");
    expect_refused({.question = R"("now": "2026-11-23T25:00:00", "channel": "phone")"}, "question.now");
    expect_refused({.question = R"("now": "99999-11-23T10:00:00", "channel": "phone")"}, "question.now");
    expect_refused({.question = R"("now": 1795424400, "channel": "phone")"}, "question.now");
}

TEST(ContactCaseDoor, refuses_numbers_that_are_no_count) {
    for (const std::string_view number : {"-1", "1.0", "0.5", "4294967296", "99999999999999999999", "1e3"}) {
        expect_refused({.question = fmt::format(R"("now": "2026-11-23T10:00:00", "channel": "email",
                                                   "doi_mails_sent": {})",
                                                number)},
                       "question.doi_mails_sent");
    }
    const Error huge = error_of(line_of({.more = R"(, "why": 1e999)"}));
    EXPECT_NE(huge.what.en.find("too large"), std::string::npos) << huge.what.en;
}

TEST(ContactCaseDoor, refuses_area_trees_that_go_in_circles) {
    expect_refused({.facts = R"("area_parent": {"a": "a"})"}, "facts.area_parent.a");
    expect_refused({.facts = R"("area_parent": {"a": "b", "b": "c", "c": "a"})"}, "facts.area_parent.c");
}

TEST(ContactCaseDoor, refuses_nesting_beyond_its_bound_in_little_time) {
    const auto nested = [](std::size_t levels) {
        return std::string(levels, '[') + std::string(levels, ']');
    };
    EXPECT_EQ(error_of(nested(30'000)).code, ErrorCode::limit);
    EXPECT_EQ(error_of(nested(100'000)).code, ErrorCode::limit);
    EXPECT_EQ(error_of(line_of({.more = ", \"why\": " + nested(max_case_depth)})).code, ErrorCode::limit);
}

TEST(ContactCaseDoor, refuses_lines_beyond_its_bound) {
    const std::string text = std::string(max_case_bytes, 'x');
    const Error error = error_of(line_of({.more = ", \"why\": \"" + text + "\""}));
    EXPECT_EQ(error.code, ErrorCode::limit);
}

TEST(ContactCaseDoor, refuses_what_is_no_json_object_of_utf8) {
    for (const std::string_view text :
         {"", " ", "null", "[]", "\"a\"", "1", "{", "{}}", "{} {}", "{'id': 1}", "{\"id\": \"a\xFF\"}",
          "{\"id\": \"\xC0\x80\"}", "{\"id\": \"\xED\xA0\x80\"}", "{\"id\": \"a\tb\"}", "\xEF\xBB\xBF{}",
          "{\"id\": NaN}"}) {
        const Error error = error_of(std::string(text));
        EXPECT_EQ(error.code, ErrorCode::invalid) << text;
        EXPECT_FALSE(error.what.en.empty() || error.what.en.starts_with(':')) << error.what.en;
    }
}

TEST(ContactCaseDoor, takes_null_for_absent) {
    const auto read = read_contact_case(line_of({.facts = R"("recipient": {"kind": null, "deceased": null},
        "objections": null, "sale": null, "restriction": null, "area_parent": null)"}));
    ASSERT_TRUE(read) << read.error().what.en;
    EXPECT_TRUE(read->facts.objections.empty());
    EXPECT_EQ(read->facts.recipient, domain::RecipientKind::consumer);
}

}  // namespace
}  // namespace kartei::formats
