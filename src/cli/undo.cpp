// `kartei undo`.
#include "app/undo.h"

#include "cli/desk.h"
#include "cli/interrupt.h"
#include "cli/words.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <array>

namespace kartei::cli {

namespace {

constexpr std::size_t most_named = 20;

Result<domain::ImportId> import_of(const Arguments& arguments) {
    if (const auto id = domain::ImportId::parse(arguments.text("IMPORT"))) return *id;
    return fail(ErrorCode::invalid, {"Das ist keine Kennung eines Imports.", "This is no id of an import."},
                "IMPORT", {"`kartei imports` zeigt die Kennungen.", "`kartei imports` shows the ids."});
}

boost::json::object json_of(const app::UndoReport& report) {
    boost::json::array kept;
    for (const auto& person : report.persons_kept) kept.emplace_back(person.text());
    return {{"persons_removed", report.persons_removed},
            {"persons_restored", report.persons_restored},
            {"persons_kept", std::move(kept)},
            {"lists_removed", report.lists_removed}};
}

void print(Output& output, const app::UndoReport& report) {
    const auto language = output.language();
    const auto count = [&](std::int64_t number, const Counted& words) {
        output.paragraph(
            fmt::format("{:>9}  {}", grouped(number, language), words_for(number, words, language)));
    };
    output.paragraph(in(Phrase{"Der Import ist zurückgenommen. Das Protokoll behält ihn und die Rücknahme.",
                               "The import was undone. The log keeps both the import and its undoing."},
                        language));
    count(report.persons_removed,
          {{"Person entfernt", "person removed"}, {"Personen entfernt", "persons removed"}});
    count(report.persons_restored,
          {{"Person wie vorher", "person as before"}, {"Personen wie vorher", "persons as they were"}});
    count(report.lists_removed,
          {{"Bereich, Quelle oder Firma entfernt", "area, source or company removed"},
           {"Bereiche, Quellen und Firmen entfernt", "areas, sources and companies removed"}});
    count(std::ssize(report.persons_kept), {{"Person bleibt: jemand hat seither an ihr gearbeitet",
                                             "person stays: somebody has worked on him since"},
                                            {"Personen bleiben: jemand hat seither an ihnen gearbeitet",
                                             "persons stay: somebody has worked on them since"}});
    for (std::size_t i = 0; i < std::min(report.persons_kept.size(), most_named); ++i) {
        output.paragraph(report.persons_kept[i].text(), 11);
    }
    if (report.persons_kept.size() > most_named) {
        output.paragraph(in(Phrase{"… alle mit --json", "… all with --json"}, language), 11);
    }
}

Result<Exit> run_undo(const Call& call) {
    const auto import = TRY(import_of(call.arguments));
    auto desk = TRY(open_desk(call));
    LongWork work(call.output, call.clock, {"Personen", "persons"});
    const auto report = TRY(app::undo_import(desk.house, desk.session, import, work.progress()));
    call.output.end_progress();
    if (call.output.is_json()) {
        call.output.json(json_of(report));
    } else {
        print(call.output, report);
    }
    return Exit::done;
}

constexpr std::array undo_parameters{
    Parameter{"IMPORT",
              "",
              {"Kennung des Imports, siehe `kartei imports`", "id of the import, see `kartei imports`"},
              Taking::value,
              Presence::required},
};

constexpr std::array undo_examples{
    Example{"kartei undo 019ab1c2-7f00-7000-8000-0123456789ab",
            {"einen ganzen Import zurücknehmen", "take back a whole import"}},
};

}  // namespace

const Command undo_command{
    .name = "undo",
    .purpose = {"einen ganzen Import zurücknehmen", "take back a whole import"},
    .page = {"Was seither niemand berührt hat, verschwindet; woran jemand gearbeitet hat, bleibt und wird "
             "genannt. Das Protokoll behält Import und Rücknahme; die Schlüssel der Personen, die weg sind, "
             "werden vernichtet. Unterbrochen, macht derselbe Befehl weiter.",
             "What nobody has touched since disappears; what somebody has worked on stays and is named. The "
             "log keeps the import and its undoing; the keys of persons who are gone are destroyed. Broken "
             "off, the same command goes on."},
    .parameters = undo_parameters,
    .examples = undo_examples,
    .run = run_undo,
};

}  // namespace kartei::cli
