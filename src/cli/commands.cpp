#include "cli/command.h"

#include <array>

namespace kartei::cli {

namespace {

constexpr std::array all_commands{
    &serve_command,   &import_command, &imports_command,  &find_persons_command, &may_command,
    &consent_command, &object_command, &interest_command, &decide_command,       &undo_command,
    &demo_command,    &verify_command, &doctor_command,   &version_command,      &help_command,
};

constexpr std::array globals{
    Parameter{"--data",
              "DIR",
              {"Datenverzeichnis mit Schlüsseln und Datenbank; sonst KARTEI_DATA",
               "data directory with keys and database; otherwise KARTEI_DATA"}},
    Parameter{
        "--database",
        "URL",
        {"PostgreSQL statt der Datei im Datenverzeichnis: postgres://…; sonst KARTEI_DATABASE",
         "PostgreSQL instead of the file in the data directory: postgres://…; otherwise KARTEI_DATABASE"}},
    Parameter{"--lang",
              "de|en",
              {"Sprache; sonst nach LC_ALL, LC_MESSAGES, LANG",
               "language; otherwise by LC_ALL, LC_MESSAGES, LANG"}},
    Parameter{"--json",
              "",
              {"Ausgabe für Programme: JSON, auch bei Fehlern", "output for programs: JSON, errors too"},
              Taking::flag},
    Parameter{"--help", "", {"diese Seite", "this page"}, Taking::flag},
};

}  // namespace

std::span<const Parameter> global_parameters() {
    return globals;
}

std::span<const Command* const> commands() {
    return all_commands;
}

const Command* find_command(std::string_view name) {
    for (const Command* command : all_commands) {
        if (command->name == name) return command;
    }
    return nullptr;
}

}  // namespace kartei::cli
