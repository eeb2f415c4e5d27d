#include "cli/exit_code.h"

#include <array>

namespace kartei::cli {

namespace {

constexpr std::array exit_code_rows{
    ExitRow{Exit::done, {"erledigt; bei `may`: erlaubt", "done; for `may`: allowed"}},
    ExitRow{Exit::no,
            {"die Antwort ist Nein; `import`: Zeilen blieben liegen; `verify`: etwas gefunden",
             "the answer is no; `import`: rows were left out; `verify`: something was found"}},
    ExitRow{Exit::invalid, {"falsche Eingabe oder falscher Aufruf", "wrong input or wrong usage"}},
    ExitRow{Exit::forbidden,
            {"das Recht fehlt oder eine Regel verbietet es", "a right is missing or a rule forbids it"}},
    ExitRow{Exit::not_found, {"nicht gefunden", "not found"}},
    ExitRow{Exit::conflict, {"der Zustand lässt es nicht zu", "the state does not allow it"}},
    ExitRow{Exit::limit, {"eine Grenze ist überschritten", "a bound was passed"}},
    ExitRow{Exit::unavailable,
            {"jetzt nicht möglich, später vielleicht", "not available now, perhaps later"}},
    ExitRow{Exit::breakage,
            {"kartei oder seine Umgebung ist gestört", "kartei or what it stands on is broken"}},
    ExitRow{Exit::interrupted, {"mit Strg+C abgebrochen", "broken off with Ctrl-C"}},
    ExitRow{Exit::closed_pipe, {"der Leser der Ausgabe ist gegangen", "the reader of the output went away"}},
};

}  // namespace

Exit exit_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return Exit::invalid;
        case ErrorCode::forbidden: return Exit::forbidden;
        case ErrorCode::not_found: return Exit::not_found;
        case ErrorCode::conflict:
        case ErrorCode::outdated: return Exit::conflict;
        case ErrorCode::limit: return Exit::limit;
        case ErrorCode::unavailable: return Exit::unavailable;
    }
    return Exit::breakage;
}

std::string_view word_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return "invalid";
        case ErrorCode::forbidden: return "forbidden";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::conflict: return "conflict";
        case ErrorCode::outdated: return "outdated";
        case ErrorCode::limit: return "limit";
        case ErrorCode::unavailable: return "unavailable";
    }
    return "breakage";
}

std::span<const ExitRow> exit_rows() {
    return exit_code_rows;
}

}  // namespace kartei::cli
