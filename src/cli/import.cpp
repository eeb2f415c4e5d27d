// `kartei import`.
#include "app/import.h"

#include "app/mapping_template.h"
#include "app/open_list.h"
#include "cli/desk.h"
#include "cli/import_report.h"
#include "cli/interrupt.h"
#include "cli/words.h"

#include <array>

namespace kartei::cli {

namespace {

Result<app::Duplicates> duplicates_of(const Arguments& arguments) {
    const std::string word = arguments.text("--duplicates");
    if (word.empty() || word == "merge") return app::Duplicates::merge;
    if (word == "skip") return app::Duplicates::skip;
    return unknown_word("--duplicates", word, "merge, skip");
}

std::optional<std::filesystem::path> path_of(const Arguments& arguments, std::string_view name) {
    if (!arguments.has(name)) return std::nullopt;
    return arguments.text(name);
}

std::unexpected<Error> missing(std::string_view option, Phrase why) {
    return fail(ErrorCode::invalid, message_of(why), std::string(option),
                {"`kartei import --help` zeigt ein Beispiel.", "`kartei import --help` shows an example."});
}

using Request = app::ImportRequest;

Result<Request> request_of(const Arguments& arguments, Language language) {
    if (arguments.text("--source").empty()) {
        return missing("--source",
                       {"Es fehlt, woher die Liste stammt: ohne Herkunft darf niemand beworben werden.",
                        "Where the list comes from is missing: without an origin nobody may be advertised "
                        "to."});
    }
    if (arguments.text("--purpose").empty()) {
        return missing("--purpose", {"Es fehlt der Zweck, für den die Daten gespeichert werden.",
                                     "The purpose the data is stored for is missing."});
    }
    const auto duplicates = TRY(duplicates_of(arguments));
    const auto rows = TRY(number_of(arguments, "--transaction-rows", Request::least_rows_per_transaction,
                                    Request::most_rows_per_transaction, Request{}.rows_per_transaction));
    return Request{
        .file = arguments.text("FILE"),
        .source = arguments.text("--source"),
        .purpose = arguments.text("--purpose"),
        .mapping = path_of(arguments, "--mapping"),
        .error_file = path_of(arguments, "--error-file"),
        .language = language == Language::de ? formats::Language::german : formats::Language::english,
        .duplicates = duplicates,
        .mode = arguments.has("--check") ? app::ImportMode::check_only : app::ImportMode::store,
        .rows_per_transaction = rows,
    };
}

Result<Exit> run_import(const Call& call) {
    if (call.arguments.has("--mapping-template")) {
        const auto text = TRY(app::mapping_template(call.arguments.text("FILE")));
        call.output.write(text);
        return Exit::done;
    }
    const auto request = TRY(request_of(call.arguments, call.language()));
    // The list first: what is none, or asks for what cannot be, leaves no installation behind.
    auto list = TRY(app::open_list(request, berlin_date(call.clock())));
    // Checking makes none in any case.
    auto opened = request.mode == app::ImportMode::check_only
                      ? desk_for_trying(call)
                      : open_or_make_desk(call, call.arguments.text("--company"), request.purpose);
    auto desk = TRY(std::move(opened));
    LongWork work(call.output, call.clock, {"Zeilen", "rows"});
    const auto report =
        TRY(app::import_list(desk.house, desk.session, request, std::move(list), work.progress()));
    call.output.end_progress();
    if (call.output.is_json()) {
        print_json(call.output, report, request.mode);
    } else {
        print(call.output, report, request.mode,
              call.arguments.has("--all-remarks") ? RemarkCount::all : RemarkCount::few);
    }
    return report.rows_bad == 0 ? Exit::done : Exit::no;
}

constexpr std::array import_parameters{
    Parameter{"FILE",
              "",
              {"die Liste: CSV, Text aus Excel oder XLSX", "the list: CSV, text from Excel, or XLSX"},
              Taking::value,
              Presence::required},
    Parameter{"--source",
              "TEXT",
              {"woher die Liste stammt, etwa \"Messe Osnabrück 2025\" (nötig)",
               "where the list comes from, for example \"Osnabrück fair 2025\" (needed)"}},
    Parameter{"--purpose",
              "KEY",
              {"Zweck der Speicherung: contract, customer_care, inquiry, send_documents, "
               "advertising, complaint (nötig)",
               "purpose of storing: contract, customer_care, inquiry, send_documents, advertising, "
               "complaint (needed)"}},
    Parameter{"--company",
              "NAME",
              {"Name der Firma; zählt nur beim ersten Import (sonst „Meine Firma“)",
               "name of the company; counts for the first import only (otherwise \"Meine Firma\")"}},
    Parameter{"--mapping",
              "FILE",
              {"Zuordnungsdatei, wo die Überschriften nicht für sich sprechen",
               "mapping file, where headings do not speak for themselves"}},
    Parameter{
        "--mapping-template",
        "",
        {"nur eine Zuordnungsdatei für diese Liste ausgeben", "only print a mapping file for this list"},
        Taking::flag},
    Parameter{
        "--check", "", {"alles prüfen, nichts speichern", "check everything, store nothing"}, Taking::flag},
    Parameter{"--duplicates",
              "merge|skip",
              {"bekannte Personen ergänzen (sonst so) oder lassen, wie sie sind",
               "add to known persons (the default) or leave them as they are"}},
    Parameter{
        "--error-file",
        "FILE",
        {"wohin die liegengebliebenen Zeilen kommen (sonst LISTE.fehler.csv); überschrieben wird nichts",
         "where rows left out go (otherwise LIST.fehler.csv); nothing is written over"}},
    Parameter{
        "--transaction-rows",
        "N",
        {"so viele Zeilen speichert eine Transaktion (sonst 10000): mehr sind schneller, weniger lassen "
         "andere öfter schreiben",
         "rows one transaction stores (10000 by default): more are faster, fewer let others write more "
         "often"}},
    Parameter{"--all-remarks",
              "",
              {"alle Bemerkungen zeigen, nicht nur die ersten 30", "show all remarks, not just the first 30"},
              Taking::flag},
};

constexpr std::array import_examples{
    Example{"kartei import kunden.csv --source \"Messe 2025\" --purpose advertising --check",
            {"erst einmal prüfen", "check first"}},
    Example{
        "kartei import kunden.csv --source \"Messe 2025\" --purpose advertising --company \"Muster GmbH\"",
        {"einlesen; beim ersten Mal entsteht die Firma", "take in; the first time makes the company"}},
    Example{"kartei import liste.xlsx --mapping-template > liste.json",
            {"Zuordnung zum Bearbeiten", "a mapping to edit"}},
};

}  // namespace

const Command import_command{
    .name = "import",
    .purpose = {"eine Liste einlesen", "take in a list"},
    .page =
        {"Kodierung, Trennzeichen und Spalten werden erkannt und gezeigt. Jede Zeile wird eine Person mit "
         "Herkunft und Zweck, aber ohne Erlaubnis: eine Einwilligung entsteht nur, wo die Liste Datum und "
         "Weg nennt, sonst wird daraus eine Behauptung, die nichts erlaubt. Widersprüche zählen immer.\n"
         "Zeilen, die nicht gehen, werden mit Zeile, Spalte, Grund und Ausweg genannt und stehen in einer "
         "Fehlerdatei, die sich bessern und wieder einlesen lässt; der Rückgabewert ist dann 1. Dieselbe "
         "Datei noch einmal ändert nichts. Unterbrochen, macht derselbe Befehl dort weiter, wo er stand.",
         "Encoding, delimiter and columns are found and shown. Every row becomes a person with origin "
         "and purpose, but without permission: a consent comes only where the list tells date and way, "
         "otherwise it is a claim that permits nothing. Objections always count.\n"
         "Rows that do not work are named with line, column, reason and way out, and stand in an error "
         "file that can be mended and imported again; the exit code is then 1. The same file again "
         "changes nothing. Broken off, the same command goes on where it stopped."},
    .parameters = import_parameters,
    .examples = import_examples,
    .run = run_import,
};

}  // namespace kartei::cli
