#include "cli/program.h"

#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/visible.h"
#include "store/failure.h"

#include <cstring>

namespace kartei::cli {

namespace {

/// Language and form are needed before anything can be refused in them.
void take_screen_words(Screen& screen, std::span<const std::string> words) {
    for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
        const std::string_view word = words[i];
        if (word == "--json") screen.form = Form::json;
        if (word.starts_with("--lang="))
            screen.language = language_of(word.substr(7)).value_or(screen.language);
        if (word == "--lang" && i + 1 < words.size()) {
            screen.language = language_of(words[i + 1]).value_or(screen.language);
        }
    }
}

Result<void> check_language(const Arguments& arguments) {
    if (!arguments.has("--lang") || language_of(arguments.text("--lang"))) return {};
    return fail(ErrorCode::invalid,
                {"Diese Sprache spricht kartei nicht.", "kartei does not speak this language."}, "--lang",
                {"Wählen Sie de oder en.", "Choose de or en."});
}

Result<Exit> run_words(std::span<const std::string> words, Output& output, const Surroundings& surroundings) {
    const auto line = TRY(parse_command_line(words));
    TRY(check_language(line.arguments));
    if (line.arguments.has("--help")) {
        output.write(line.command == nullptr ? program_page(output.screen())
                                             : command_page(*line.command, output.screen()));
        return Exit::done;
    }
    if (line.command == nullptr) {
        return fail(ErrorCode::invalid, {"Es fehlt der Befehl.", "The command is missing."}, {},
                    {"`kartei --help` zeigt alle Befehle.", "`kartei --help` shows all commands."});
    }
    TRY(check_presence(*line.command, line.arguments));
    auto exit = line.command->run({.arguments = line.arguments,
                                   .output = output,
                                   .environment = surroundings.environment,
                                   .clock = surroundings.clock,
                                   .random = surroundings.random});
    if (!exit) exit.error().where = as_typed(*line.command, exit.error().where);
    return exit;
}

/// What passes by itself or can be put right by whoever runs the machine is a refusal; the rest is breakage.
Exit explain(const store::StoreFailure& failure, Output& output) {
    using Kind = store::FailureKind;
    const Message repeat{"Wiederholen Sie den Befehl: was begonnen war, ist zurückgenommen.",
                         "Repeat the command: what had begun was taken back."};
    const auto refuse = [&](ErrorCode code, Message what, const Message& first) {
        const Message next{first.de + repeat.de, first.en + repeat.en};
        return output.refuse({.code = code, .what = std::move(what), .where = failure.what(), .next = next});
    };
    switch (failure.kind()) {
        case Kind::busy:
        case Kind::serialization:
        case Kind::connection_lost:
            return refuse(
                ErrorCode::unavailable,
                {"Die Datenbank ist gerade nicht zu haben.", "The database is not available just now."}, {});
        case Kind::full:
            return refuse(ErrorCode::unavailable,
                          {"Auf dem Laufwerk der Datenbank ist kein Platz mehr.",
                           "The drive of the database has no space left."},
                          {"Schaffen Sie Platz. ", "Make space. "});
        case Kind::read_only:
            return refuse(ErrorCode::unavailable,
                          {"Die Datenbank lässt sich nur lesen.", "The database is read-only."},
                          {"Machen Sie sie beschreibbar. ", "Make it writable. "});
        case Kind::not_permitted:
            return refuse(ErrorCode::forbidden,
                          {"Die Datenbank verweigert den Zugriff.", "The database denies access."},
                          {"Geben Sie dem Nutzer das Recht. ", "Grant the user the right. "});
        case Kind::corrupt:
            return output.break_down({"Die Datenbank ist beschädigt.", "The database is damaged."},
                                     failure.what());
        case Kind::commit_unknown:
            return output.break_down(
                {"Die Datenbank versagte beim Speichern: ob es gespeichert ist, ist offen.",
                 "The database failed while storing: whether it is stored is open."},
                store::failure_word(failure.kind()),
                {"Sehen Sie mit `kartei find` oder `kartei imports` nach, ehe Sie den "
                 "Befehl wiederholen.",
                 "Look with `kartei find` or `kartei imports` before you repeat the "
                 "command."});
        default: break;
    }
    return output.break_down({"Die Datenbank versagt den Dienst.", "The database fails."}, failure.what());
}

Exit run_guarded(std::span<const std::string> words, Output& output, const Surroundings& surroundings) {
    try {
        const auto exit = run_words(words, output, surroundings);
        output.end_progress();
        const Exit code = exit ? *exit : output.refuse(exit.error());
        output.flush();
        return code;
    } catch (const Interrupted&) {
        output.end_progress();
        output.refuse(
            {.code = ErrorCode::unavailable,
             .what = {"Abgebrochen.", "Broken off."},
             .where = {},
             .next = {"Was bestätigt war, bleibt; der angefangene Teil ist zurückgenommen. Derselbe Befehl "
                      "macht weiter oder beginnt neu.",
                      "What was confirmed stays; the part in work was taken back. The same command goes on "
                      "or begins anew."}});
        return Exit::interrupted;
    } catch (const store::StoreFailure& failure) {
        return explain(failure, output);
    }
}

}  // namespace

Exit run_program(std::span<const std::string> words, const Surroundings& surroundings) {
    Output output(screen_of(surroundings.out, surroundings.err, surroundings.environment), surroundings.out,
                  surroundings.err);
    take_screen_words(output.screen(), words);
    try {
        try {
            return run_guarded(words, output, surroundings);
        } catch (const ClosedPipe&) {
            return Exit::closed_pipe;
        } catch (const OutputFailure& failure) {
            output.screen().form = Form::human;  // standard output is what failed
            return output.break_down(
                {"Die Ausgabe lässt sich nicht schreiben.", "The output cannot be written."},
                std::strerror(failure.code()));
        } catch (const std::bad_alloc&) {
            return output.break_down({"Der Speicher reicht nicht.", "Memory has run out."}, {});
        } catch (const std::exception& error) {
            return output.break_down({"In kartei ist etwas zerbrochen.", "Something broke inside kartei."},
                                     shortened(visible(error.what()), 300));
        }
    } catch (...) {
        return Exit::breakage;  // not even the report could be written
    }
}

}  // namespace kartei::cli
