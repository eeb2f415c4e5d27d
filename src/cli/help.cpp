#include "cli/help.h"

#include "cli/visible.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::cli {

namespace {

constexpr std::size_t first_column = 28;

void heading(std::string& out, const Phrase& phrase, const Screen& screen) {
    out += "\n" + inked(in(phrase, screen.language), Ink::bold, screen.colours) + "\n";
}

void entry(std::string& out, const std::string& name, std::string_view text, const Screen& screen) {
    const std::size_t width =
        std::max<std::size_t>(screen.text_width(), first_column + 22) - first_column - 2;
    std::string left = "  " + padded(name, first_column);
    if (display_width(name) >= first_column) {
        out += "  " + name + "\n";
        left.assign(first_column + 2, ' ');
    }
    for (const auto& line : wrapped(text, width)) {
        out += left + line + "\n";
        left.assign(first_column + 2, ' ');
    }
}

void paragraphs(std::string& out, std::string_view text, const Screen& screen) {
    for (const auto& line : wrapped(text, screen.text_width())) out += line + "\n";
}

std::string name_in_list(const Parameter& parameter) {
    std::string name(parameter.name == "--help" ? "-h, --help" : parameter.name);
    if (!parameter.value.empty()) name += fmt::format(" {}", parameter.value);
    return name;
}

std::string usage(const Command& command) {
    std::string out = fmt::format("  kartei {}", command.name);
    bool options = false;
    for (const auto& parameter : command.parameters) {
        const bool needed = parameter.presence == Presence::required;
        if (!parameter.is_option()) {
            out += needed ? fmt::format(" {}", parameter.name) : fmt::format(" [{}]", parameter.name);
        } else if (needed) {
            out += fmt::format(" {} {}", parameter.name, parameter.value);
        } else {
            options = true;
        }
    }
    return out + (options ? " [--…]\n" : "\n");
}

void parameter_list(std::string& out, std::span<const Parameter> parameters, const Screen& screen) {
    for (const auto& parameter : parameters) {
        std::string text(in(parameter.meaning, screen.language));
        if (parameter.taking == Taking::values) {
            text += in(Phrase{"; mehrfach möglich", "; may be repeated"}, screen.language);
        }
        if (parameter.presence == Presence::required)
            text += in(Phrase{" (nötig)", " (needed)"}, screen.language);
        entry(out, name_in_list(parameter), text, screen);
    }
}

void exit_codes(std::string& out, const Screen& screen) {
    heading(out, {"Rückgabewerte", "Exit codes"}, screen);
    for (const auto& row : exit_rows()) {
        const std::string number = fmt::format("  {:>3}  ", static_cast<int>(row.exit));
        out += number + std::string(in(row.meaning, screen.language)) + "\n";
    }
}

Result<Exit> run_help(const Call& call) {
    const auto& screen = call.output.screen();
    if (!call.arguments.has("COMMAND")) {
        call.output.write(program_page(screen));
        return Exit::done;
    }
    const std::string name = call.arguments.text("COMMAND");
    const Command* command = find_command(name);
    if (command == nullptr) {
        const std::string shown = shortened(visible(name), 60);
        return fail(ErrorCode::invalid,
                    {fmt::format("Den Befehl „{}“ gibt es nicht.", shown),
                     fmt::format("There is no command '{}'.", shown)},
                    "COMMAND", {"`kartei help` zeigt alle Befehle.", "`kartei help` shows all commands."});
    }
    call.output.write(command_page(*command, screen));
    return Exit::done;
}

constexpr std::array help_parameters{
    Parameter{"COMMAND", "", {"der Befehl; ohne ihn die Übersicht", "the command; without it the overview"}},
};

}  // namespace

const Command help_command{
    .name = "help",
    .purpose = {"diese Übersicht oder die Seite eines Befehls", "this overview or the page of a command"},
    .page = {"Dasselbe wie `kartei --help` und `kartei BEFEHL --help`.",
             "The same as `kartei --help` and `kartei COMMAND --help`."},
    .parameters = help_parameters,
    .examples = {},
    .run = run_help,
};

std::string program_page(const Screen& screen) {
    std::string out;
    paragraphs(
        out,
        in(Phrase{"kartei sagt zu jedem Menschen in Ihren Listen, ob Sie ihn zu einem Thema auf einem Weg "
                  "ansprechen dürfen: mit Urteil, Grund, Gesetz, Pflichten und Belegen.",
                  "kartei tells for every person in your lists whether you may contact him about an area "
                  "through a channel: with verdict, ground, law, duties and evidence."},
           screen.language),
        screen);
    heading(out, {"Aufruf", "Usage"}, screen);
    out += in(Phrase{"  kartei BEFEHL … [--…]\n  kartei BEFEHL --help\n",
                     "  kartei COMMAND … [--…]\n  kartei COMMAND --help\n"},
              screen.language);
    heading(out, {"Befehle", "Commands"}, screen);
    for (const Command* command : commands()) {
        entry(out, std::string(command->name), in(command->purpose, screen.language), screen);
    }
    heading(out, {"Überall", "Everywhere"}, screen);
    parameter_list(out, global_parameters(), screen);
    heading(out, {"Der erste Weg", "The first steps"}, screen);
    out +=
        "  export KARTEI_DATA=./daten\n"
        "  kartei import kunden.csv --source \"Bestand 2026\" --purpose advertising --company \"Muster "
        "GmbH\"\n"
        "  kartei find meier\n"
        "  kartei may meier --matrix\n";
    exit_codes(out, screen);
    return out;
}

std::string command_page(const Command& command, const Screen& screen) {
    std::string out = inked(fmt::format("kartei {}", command.name), Ink::bold, screen.colours) + " – ";
    out += in(command.purpose, screen.language);
    out += "\n";
    if (!in(command.page, screen.language).empty()) {
        out += "\n";
        paragraphs(out, in(command.page, screen.language), screen);
    }
    heading(out, {"Aufruf", "Usage"}, screen);
    out += usage(command);
    if (!command.parameters.empty()) {
        heading(out, {"Angaben", "Options"}, screen);
        parameter_list(out, command.parameters, screen);
    }
    heading(out, {"Überall", "Everywhere"}, screen);
    parameter_list(out, global_parameters(), screen);
    if (!command.examples.empty()) heading(out, {"Beispiele", "Examples"}, screen);
    for (const auto& example : command.examples) {
        out += fmt::format("  # {}\n  {}\n", in(example.meaning, screen.language), example.line);
    }
    exit_codes(out, screen);
    return out;
}

}  // namespace kartei::cli
