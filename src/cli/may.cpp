// `kartei may`.
#include "app/contact.h"
#include "cli/desk.h"
#include "cli/verdict.h"
#include "cli/words.h"

#include <boost/json/array.hpp>

#include <array>

namespace kartei::cli {

namespace {

Result<app::PermissionQuestion> question_of(const Arguments& arguments) {
    app::PermissionQuestion question;
    if (arguments.has("--matrix")) {
        if (!arguments.has("--area") && !arguments.has("--channel")) return question;
        return fail(ErrorCode::invalid,
                    {"Die Matrix zeigt alle Bereiche und Wege.", "The matrix shows all areas and channels."},
                    "--matrix",
                    {"Lassen Sie --area und --channel weg, oder --matrix.",
                     "Leave out --area and --channel, or --matrix."});
    }
    const auto channels = TRY(channels_of(arguments));
    if (channels.size() > 1) {
        return fail(ErrorCode::invalid,
                    {"Eine Frage geht um einen Weg, nicht um mehrere.",
                     "A question is about one channel, not about several."},
                    "--channel",
                    {"Fragen Sie für jeden Weg einmal, oder mit --matrix nach allen.",
                     "Ask once for each channel, or with --matrix for all of them."});
    }
    if (channels.empty() || arguments.text("--area").empty()) {
        return fail(ErrorCode::invalid, {"Es fehlt die Frage.", "The question is missing."},
                    "--area, --channel",
                    {"Nennen Sie einen Bereich und einen Weg, oder --matrix für alle.",
                     "Name one area and one channel, or --matrix for all."});
    }
    question.area = arguments.text("--area");
    question.channel = channels.front();
    return question;
}

void print_json(Output& output, const app::PermissionAnswer& answer) {
    boost::json::array permissions;
    for (const auto& permission : answer.permissions)
        permissions.push_back(json_of(permission, output.language()));
    output.json(
        {{"person", answer.person.text()}, {"name", answer.name}, {"permissions", std::move(permissions)}});
}

Result<Exit> run_may(const Call& call) {
    auto question = TRY(question_of(call.arguments));
    auto desk = TRY(open_desk(call));
    question.person = TRY(person_of(desk, call.arguments));
    const auto answer = TRY(app::may_contact(desk.house, desk.session, question));
    if (call.output.is_json()) {
        print_json(call.output, answer);
    } else if (!question.channel) {
        print_matrix(call.output, answer);
    } else {
        print_verdict(call.output, answer);
    }
    if (!question.channel) return Exit::done;
    return domain::is_allowed(answer.permissions.front().decision) ? Exit::done : Exit::no;
}

constexpr std::array may_parameters{
    person_parameter,
    Parameter{"--area",
              "AREA",
              {"worüber: Name oder Schlüssel des Bereichs", "about what: name or key of the area"}},
    Parameter{"--channel", "CHANNEL", channel_meaning},
    Parameter{"--matrix",
              "",
              {"alle Bereiche und alle neun Wege", "all areas and all nine channels"},
              Taking::flag},
};

constexpr std::array may_examples{
    Example{"kartei may D-1000 --area Photovoltaik --channel phone",
            {"eine Frage, ein Urteil", "a question, a verdict"}},
    Example{"kartei may D-1000 --matrix", {"alles auf einen Blick", "all at a glance"}},
};

}  // namespace

const Command may_command{
    .name = "may",
    .purpose = {"darf ich diese Person dazu auf diesem Weg ansprechen?",
                "may I contact this person about that this way?"},
    .page = {"Die Antwort nennt Urteil, Gesetz, Belege, Pflichten und jeden weiteren Grund, der dagegen "
             "spräche. Was nicht bekannt ist, ist ein Nein. Erlaubt (✓) oder mit einer Pflicht erlaubt (!) "
             "gibt 0 zurück, jedes Nein (⊘ ? ✗) gibt 1. Die Matrix gibt 0 zurück. Jede Frage steht im "
             "Protokoll.",
             "The answer names verdict, law, evidence, duties and every further reason against it. What is "
             "not known is a no. Allowed (✓) or allowed with a duty (!) gives 0, every no (⊘ ? ✗) gives 1. "
             "The matrix gives 0. Every question is logged."},
    .parameters = may_parameters,
    .examples = may_examples,
    .run = run_may,
};

}  // namespace kartei::cli
