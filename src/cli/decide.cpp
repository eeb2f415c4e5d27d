// `kartei decide`: the rules without any data of ours, a case per line.
#include "domain/decide.h"
#include "cli/command.h"
#include "cli/text_file.h"
#include "cli/visible.h"
#include "formats/contact_case.h"

#include <fmt/format.h>

#include <array>

namespace kartei::cli {

namespace {

Result<std::string> answer(std::string_view line, const domain::Policy& policy) {
    const auto asked = TRY(formats::read_contact_case(line));
    const auto decision = domain::decide(asked.facts, asked.question, policy);
    return formats::write_decision(asked.id, decision, asked.facts, asked.question);
}

/// `cases.jsonl:17 question.channel`
Error placed(Error error, const LineReader& lines) {
    const std::string place = fmt::format("{}:{}", lines.name(), lines.line());
    error.where = error.where.empty() ? place : fmt::format("{} {}", place, error.where);
    return error;
}

Result<Exit> run_decide(const Call& call) {
    const auto policy = TRY(domain::policy_pack(domain::Policy{}.pack));
    auto lines = TRY(LineReader::open(call.arguments.text("FILE")));
    Exit exit = Exit::done;
    while (true) {
        const auto line = lines.next();
        if (!line && line.error().code != ErrorCode::limit) return std::unexpected(line.error());
        if (line && !line->has_value()) return exit;
        if (line && (*line)->find_first_not_of(" \t") == std::string::npos) continue;
        const auto answered =
            line ? answer(**line, policy) : Result<std::string>(std::unexpected(line.error()));
        if (answered) {
            call.output.write(visible_json(*answered) + "\n");
        } else {
            call.output.refuse(line ? placed(answered.error(), lines) : answered.error());
            exit = Exit::invalid;
        }
    }
}

constexpr std::array decide_parameters{
    Parameter{"FILE",
              "",
              {"Datei mit einem Fall je Zeile, `-` für die Standardeingabe",
               "file with a case per line, `-` for standard input"},
              Taking::value,
              Presence::required},
};

constexpr std::array decide_examples{
    Example{"kartei decide faelle.jsonl", {"Fälle aus einer Datei", "cases from a file"}},
    Example{"printf '%s\\n' \"$FALL\" | kartei decide -",
            {"ein Fall aus einem anderen Programm", "a case from another program"}},
};

}  // namespace

const Command decide_command{
    .name = "decide",
    .purpose = {"Fälle nach den Regeln entscheiden, ohne Datenbank",
                "decide cases by the rules, without a database"},
    .page =
        {"Liest je Zeile ein JSON-Objekt mit id, facts und question und schreibt je Fall eine Zeile JSON: "
         "id, verdict, ground, basis, law, duties. Braucht weder Datenverzeichnis noch Datenbank und "
         "speichert nichts.\n"
         "Eine fehlerhafte Zeile wird mit Datei, Zeile und Schlüssel genannt; die anderen werden "
         "beantwortet, der Rückgabewert ist dann 2. Ein Verbot ist hier eine Antwort wie jede andere: der "
         "Rückgabewert 1 kommt nicht vor.",
         "Reads a JSON object with id, facts and question per line and writes a line of JSON per case: "
         "id, verdict, ground, basis, law, duties. Needs neither data directory nor database and stores "
         "nothing.\n"
         "A faulty line is named with file, line and key; the others are answered, and the exit code is "
         "2. A prohibition is an answer like any other here: exit code 1 does not occur."},
    .parameters = decide_parameters,
    .examples = decide_examples,
    .run = run_decide,
};

}  // namespace kartei::cli
