// `kartei verify`.
#include "app/verify.h"

#include "cli/desk.h"
#include "cli/interrupt.h"
#include "cli/words.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace kartei::cli {

namespace {

boost::json::object json_of(const app::VerifyReport& report, Language language) {
    boost::json::array findings;
    for (const auto& finding : report.findings) {
        findings.push_back(
            boost::json::object{{"where", finding.where}, {"what", in(finding.what, language)}});
    }
    return {{"passed", report.passed()},
            {"entries", report.entries},
            {"values", report.values},
            {"persons", report.persons},
            {"findings", std::move(findings)}};
}

void print(Output& output, const app::VerifyReport& report) {
    const auto language = output.language();
    const auto colours = output.screen().colours;
    const auto result =
        report.passed()
            ? inked(in(Phrase{"✓ Alles stimmt.", "✓ All is well."}, language), Ink::green, colours)
            : inked(in(Phrase{"✗ Etwas stimmt nicht.", "✗ Something is wrong."}, language), Ink::red,
                    colours);
    output.write(result + "\n");
    const auto count = [&](std::int64_t number, const Counted& words) {
        output.paragraph(
            fmt::format("{:>11}  {}", grouped(number, language), words_for(number, words, language)));
    };
    count(report.entries, {{"Eintrag im Protokoll geprüft", "log entry checked"},
                           {"Einträge im Protokoll geprüft", "log entries checked"}});
    count(report.values,
          {{"Wert nachgespielt", "value replayed"}, {"Werte nachgespielt", "values replayed"}});
    count(report.persons,
          {{"Person verglichen", "person compared"}, {"Personen verglichen", "persons compared"}});
    for (const auto& finding : report.findings) {
        output.write("\n");
        output.paragraph(finding.where);
        output.paragraph(in(finding.what, language), 2);
    }
    if (report.findings.size() >= app::max_findings) {
        output.paragraph(in(Phrase{"… und womöglich mehr.", "… and perhaps more."}, language));
    }
    if (!report.passed()) {
        output.write("\n");
        output.paragraph(
            in(Phrase{"Ändern Sie nichts mehr, sichern Sie das Datenverzeichnis wie es ist und spielen Sie "
                      "eine Sicherung von vorher zurück.",
                      "Change nothing more, keep a copy of the data directory as it is, and restore a "
                      "backup from before."},
               language));
    }
}

Result<Exit> run_verify(const Call& call) {
    const auto place = TRY(place_of(call));
    auto house = TRY(app::House::open(place, app::Opening::to_verify, call.clock, call.random));
    LongWork work(call.output, call.clock, {"Personen", "persons"});
    const auto report = TRY(app::verify(house, work.progress()));
    call.output.end_progress();
    if (call.output.is_json()) {
        call.output.json(json_of(report, call.language()));
    } else {
        print(call.output, report);
    }
    return report.passed() ? Exit::done : Exit::no;
}

}  // namespace

const Command verify_command{
    .name = "verify",
    .purpose = {"prüfen, ob etwas an kartei vorbei geändert wurde",
                "check whether anything was changed behind kartei's back"},
    .page =
        {"Prüft, ob das Schema das ist, das kartei anlegt, die Datenbank und ihre Verweise, jeden Eintrag "
         "und jeden Wert des Protokolls, spielt das Protokoll nach und vergleicht es mit dem, was "
         "gespeichert ist. Ändert nichts und läuft auch, wenn dem Konto der Konsole die Rechte genommen "
         "wurden. Das Erste, was nicht stimmt, steht oben; der Rückgabewert ist dann 1. Eine Schlüsseldatei, "
         "die nicht zum Bestand gehört, ist ein Fehler für sich: Legen Sie die richtige zurück.",
         "Checks whether the schema is the one kartei makes, the database and its references, every entry "
         "and value of the log, replays the log and compares it with what is stored. Changes nothing, and "
         "runs also where the console's account was stripped of its rights. The first thing wrong stands "
         "on top; the exit code is then 1. A key file that does not belong to the data is an error of its "
         "own: put back the right one."},
    .parameters = {},
    .examples = {},
    .run = run_verify,
};

}  // namespace kartei::cli
