#include "cli/verdict.h"

#include "cli/visible.h"
#include "cli/words.h"
#include "domain/duty.h"
#include "domain/explain.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace kartei::cli {

namespace {

/// One label for a list: beside its first line only.
void print_list(Output& output, std::string_view label, const std::vector<std::string>& items) {
    for (const auto& item : items) {
        output.labelled(label, "· " + item);
        label = "";
    }
}

std::vector<std::string> in_language(const std::vector<Message>& messages, Language language) {
    std::vector<std::string> out;
    for (const auto& message : messages) out.push_back(in(message, language));
    return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const auto& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

boost::json::array json_list(const std::vector<std::string>& items) {
    boost::json::array array;
    for (const auto& item : items) array.emplace_back(item);
    return array;
}

}  // namespace

std::string duty_words(const std::string& key, Language language) {
    const auto duty = enum_of<domain::Duty>(key);
    if (!duty) return key;
    for (const auto& row : domain::duty_rows()) {
        if (row.duty == *duty) return std::string(language == Language::de ? row.de : row.en);
    }
    return key;
}

void print_verdict(Output& output, const app::PermissionAnswer& answer) {
    const auto& permission = answer.permissions.front();
    const auto language = output.language();
    const auto& screen = output.screen();
    const auto say = [&](Phrase phrase) { return in(phrase, language); };
    const auto look = look_of(permission.status, language);
    output.write(inked(fmt::format("{} {}", look.sign, look.words), look.ink, screen.colours));
    output.write(fmt::format("  {} · {} · {}\n\n", visible(answer.name), visible(permission.area.name),
                             in(domain::channel_words(permission.channel), language)));
    output.paragraph(in(permission.sentence, language), 2);
    output.write("\n");
    output.labelled(say({"Recht", "Law"}), joined(permission.law, "; "));
    output.labelled(say({"Art", "Kind"}), in(domain::words_of(permission.decision.basis), language));
    print_list(output, say({"Belege", "Evidence"}), in_language(permission.evidence, language));
    std::vector<std::string> duties;
    for (const auto& duty : permission.duties) duties.push_back(duty_words(duty, language));
    print_list(output, say({"Pflichten", "Duties"}), duties);
    print_list(output, say({"Außerdem", "Besides"}), in_language(permission.other_reasons, language));
    output.labelled(say({"Stattdessen", "Instead"}), in(domain::instead(permission.decision), language));
    output.labelled(say({"Erreichbar", "Reached at"}),
                    permission.contact_point ? permission.contact_point->value : std::string());
}

boost::json::object json_of(const app::Permission& permission, Language language) {
    const auto& decision = permission.decision;
    boost::json::object object{
        {"area", permission.area.area_key},
        {"channel", enum_word(permission.channel)},
        {"status", permission.status},
        {"verdict", domain::word_of(decision.verdict)},
        {"ground", domain::code_of(decision.ground)},
        {"basis", domain::word_of(decision.basis)},
        {"sentence", in(permission.sentence, language)},
        {"law", json_list(permission.law)},
        {"duties", json_list(permission.duties)},
        {"evidence", json_list(in_language(permission.evidence, language))},
        {"other_reasons", json_list(in_language(permission.other_reasons, language))},
        {"instead", in(domain::instead(decision), language)},
    };
    if (permission.contact_point) {
        object["contact_point"] =
            boost::json::object{{"id", permission.contact_point->contact_point_id.text()},
                                {"kind", enum_word(permission.contact_point->kind)},
                                {"value", permission.contact_point->value}};
    }
    return object;
}

}  // namespace kartei::cli
