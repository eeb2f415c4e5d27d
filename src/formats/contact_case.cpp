#include "formats/contact_case.h"

#include "base/json.h"
#include "base/record_json.h"
#include "formats/contact_case_facts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kartei::formats {

using namespace domain;

namespace {

Result<void> read_message_form(const ObjectReader& reader, Question& question) {
    question.contains_advertising = TRY(reader.flag("contains_advertising"));
    question.offer_for = TRY(capacity_word(reader, "offer_for"));
    question.caller_id = TRY(reader.word<CallerId>("caller_id", CallerId::unstated));
    question.sender_disclosed = TRY(reader.flag("sender_disclosed"));
    question.stop_address = TRY(reader.flag("stop_address"));
    question.objection_notice = TRY(reader.flag("objection_notice"));
    question.includes_info_notice = TRY(reader.flag("includes_info_notice"));
    question.doi_mails_sent = TRY(reader.count("doi_mails_sent"));
    return {};
}

Result<void> read_question(const ObjectReader& reader, Vocabulary& vocabulary, ContactCase& out) {
    TRY(reader.expect_only({"now", "advertiser", "actor", "area", "channel", "contact_point", "message",
                            "contains_advertising", "offer_for", "caller_id", "sender_disclosed",
                            "stop_address", "objection_notice", "includes_info_notice", "doi_mails_sent"}));
    Question& question = out.question;
    const auto now = TRY(reader.instant("now"));
    if (!now) return reader.wrong("now", {"Dieser Schlüssel fehlt.", "This key is missing."});
    question.now = *now;
    const auto channel = TRY(reader.required_text("channel"));
    question.channel = TRY(channel_word(reader, "channel", channel));
    const auto advertiser = TRY(reader.text("advertiser"));
    if (advertiser) question.advertiser = vocabulary.controller(*advertiser);
    question.actor = TRY(reader.word<Actor>("actor", Actor::own));
    const auto area = TRY(reader.text("area"));
    if (area) question.area = out.tenant.areas.path(vocabulary.area(*area));
    const auto point = TRY(reader.text("contact_point"));
    if (point) question.contact_point = vocabulary.contact_point(*point);
    question.message = TRY(reader.word<MessageKind>("message", MessageKind::advertising));
    return read_message_form(reader, question);
}

Result<DutySet> read_duties(const ObjectReader& reader, const std::vector<std::string_view>& words) {
    DutySet duties;
    for (const std::string_view word : words) {
        const auto duty = enum_of<Duty>(word);
        if (!duty) return reader.unknown_word("duties", word, "law.md, 3");
        duties.insert(*duty);
    }
    return duties;
}

Result<Verdict> read_verdict(const ObjectReader& reader) {
    const auto word = TRY(reader.required_text("verdict"));
    for (const Verdict verdict : {Verdict::forbidden, Verdict::allowed_with_duty, Verdict::allowed}) {
        if (word == word_of(verdict)) return verdict;
    }
    return reader.unknown_word("verdict", word, "forbidden, allowed_with_duty, allowed");
}

Result<std::optional<Basis>> read_basis(const ObjectReader& reader) {
    const auto word = TRY(reader.text("basis"));
    if (!word) return std::optional<Basis>{};
    for (const Basis basis : {Basis::law, Basis::proof, Basis::house_rule}) {
        if (*word == word_of(basis)) return std::optional<Basis>(basis);
    }
    return reader.unknown_word("basis", *word, "law, proof, house_rule");
}

Result<ExpectedAnswer> read_expected(const ObjectReader& reader) {
    ExpectedAnswer expected;
    expected.verdict = TRY(read_verdict(reader));
    const auto code = TRY(reader.required_text("ground"));
    const auto ground = ground_of(code);
    if (!ground) return reader.unknown_word("ground", code, "docs/rules.md");
    expected.ground = *ground;
    expected.basis = TRY(read_basis(reader));
    const auto law = TRY(reader.texts("law"));
    if (law) expected.law.assign(law->begin(), law->end());
    const auto duties = TRY(reader.texts("duties"));
    if (duties) expected.duties = TRY(read_duties(reader, *duties));
    return expected;
}

bool expects_answer(const ObjectReader& reader) {
    constexpr std::array<std::string_view, 5> parts = {"verdict", "ground", "basis", "law", "duties"};
    return std::ranges::any_of(parts, [&](std::string_view part) { return reader.has(part); });
}

Result<ObjectReader> required_object(const ObjectReader& reader, std::string_view name) {
    const auto object = TRY(reader.object(name));
    if (!object) return reader.wrong(name, {"Dieser Schlüssel fehlt.", "This key is missing."});
    return *object;
}

template <class Names>
void append_list(std::string& out, std::string_view name, const Names& names) {
    out += ",\"";
    out += name;
    out += "\":[";
    bool first = true;
    for (const std::string_view word : names) {
        if (!std::exchange(first, false)) out += ',';
        append_json_string(out, word);
    }
    out += ']';
}

void append_word(std::string& out, std::string_view name, std::string_view word) {
    if (out.size() > 1) out += ',';
    append_json_string(out, name);
    out += ':';
    append_json_string(out, word);
}

}  // namespace

Result<ContactCase> read_contact_case(std::string_view line) {
    const auto json = TRY(parse_json(line, {max_case_bytes, max_case_depth}));
    const auto reader = TRY(ObjectReader::of(json, ""));
    TRY(reader.expect_only(
        {"id", "facts", "question", "verdict", "ground", "basis", "law", "certainty", "duties", "why"}));
    ContactCase out;
    // Without its id nobody could tell which case an answer belongs to.
    const auto id = TRY(reader.required_text("id"));
    if (id.empty()) return reader.wrong("id", {"Hier fehlt ein Name.", "A name is missing here."});
    out.id = std::string(id);
    Vocabulary vocabulary(out.names);
    const auto facts = TRY(required_object(reader, "facts"));
    TRY(read_facts(facts, vocabulary, out));
    const auto question = TRY(required_object(reader, "question"));
    TRY(read_question(question, vocabulary, out));
    TRY(reader.text("certainty"));
    TRY(reader.text("why"));
    if (expects_answer(reader)) out.expected = TRY(read_expected(reader));
    out.tenant.wordings.resize(out.names.wordings.size());
    for (const ConsentFact& consent : out.facts.consents) {
        out.tenant.wordings[consent.wording.value] = consent.text_status;
    }
    out.tenant.processor = out.facts.processor;
    return out;
}

std::string write_decision(std::string_view id, const Decision& decision, const Facts& facts,
                           const Question& question) {
    std::string out = "{";
    append_word(out, "id", id);
    append_word(out, "verdict", word_of(decision.verdict));
    append_word(out, "ground", code_of(decision.ground));
    append_word(out, "basis", word_of(decision.basis));
    append_list(out, "law", laws(decision, facts, question));
    std::vector<std::string_view> duties;
    for (const DutyRow& row : duty_rows()) {
        if (decision.duties.contains(row.duty)) duties.push_back(enum_word(row.duty));
    }
    append_list(out, "duties", duties);
    return out + "}";
}

}  // namespace kartei::formats
