// `kartei imports`.
#include "app/imports.h"

#include "cli/desk.h"
#include "cli/table.h"
#include "cli/words.h"

#include <boost/json/array.hpp>

#include <array>

namespace kartei::cli {

namespace {

Phrase state_words(domain::ImportState state) {
    switch (state) {
        case domain::ImportState::running: return {"unterbrochen", "broken off"};
        case domain::ImportState::done: return {"fertig", "done"};
        case domain::ImportState::undoing: return {"Rücknahme unterbrochen", "undoing broken off"};
        case domain::ImportState::undone: return {"zurückgenommen", "undone"};
    }
    return {};
}

boost::json::object json_of(const std::vector<domain::ImportRun>& runs) {
    boost::json::array list;
    for (const auto& run : runs) {
        boost::json::object item{
            {"id", run.import_id.text()},
            {"file", run.file_name},
            {"purpose", run.purpose},
            {"state", enum_word(run.state)},
            {"rows_done", run.rows_done},
            {"persons_created", run.persons_created},
            {"persons_merged", run.persons_merged},
            {"rows_unchanged", run.rows_unchanged},
            {"rows_bad", run.rows_bad},
            {"contact_points", run.contact_points},
            {"consents", run.consents},
            {"claims", run.claims},
            {"refusals", run.refusals},
            {"objections", run.objections},
            {"started_at", instant_text(run.started_at)},
        };
        if (run.finished_at) item["finished_at"] = instant_text(*run.finished_at);
        list.push_back(std::move(item));
    }
    return {{"imports", std::move(list)}};
}

void print(Output& output, const std::vector<domain::ImportRun>& runs) {
    const auto language = output.language();
    const auto say = [&](Phrase phrase) { return std::string(in(phrase, language)); };
    if (runs.empty()) return output.paragraph(say({"Noch keine Importe.", "No imports yet."}));
    Table table({{.heading = say({"Begonnen", "Begun"})},
                 {.heading = say({"Datei", "File"}), .least = 12},
                 {.heading = say({"Stand", "State"})},
                 {.heading = say({"Zeilen", "Rows"}), .align = Align::right},
                 {.heading = say({"neu", "new"}), .align = Align::right},
                 {.heading = say({"ergänzt", "merged"}), .align = Align::right},
                 {.heading = say({"gleich", "same"}), .align = Align::right},
                 {.heading = say({"liegen", "left"}), .align = Align::right},
                 {.heading = say({"Kennung", "Id"})}});
    for (const auto& run : runs) {
        table.add({when(run.started_at, language),
                   run.file_name,
                   say(state_words(run.state)),
                   grouped(run.rows_done, language),
                   grouped(run.persons_created, language),
                   grouped(run.persons_merged, language),
                   grouped(run.rows_unchanged, language),
                   grouped(run.rows_bad, language),
                   {run.import_id.text(), Ink::dim}});
    }
    output.write(table.text(output.screen()));
}

Result<Exit> run_imports(const Call& call) {
    const auto limit = TRY(number_of(call.arguments, "--limit", 1, 1000, 50));
    auto desk = TRY(open_desk(call));
    const auto runs = TRY(app::newest_imports(desk.house, desk.session, limit));
    if (call.output.is_json()) {
        call.output.json(json_of(runs));
    } else {
        print(call.output, runs);
    }
    return Exit::done;
}

constexpr std::array imports_parameters{
    Parameter{"--limit",
              "N",
              {"höchstens so viele, die neuesten zuerst (sonst 50)",
               "at most so many, newest first (otherwise 50)"}},
};

}  // namespace

const Command imports_command{
    .name = "imports",
    .purpose = {"Importe mit Kennung, Stand und Zahlen zeigen", "show imports with id, state and counts"},
    .page = {"Die Kennung braucht `kartei undo`.", "The id is what `kartei undo` needs."},
    .parameters = imports_parameters,
    .examples = {},
    .run = run_imports,
};

}  // namespace kartei::cli
