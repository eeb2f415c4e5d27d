// What a command is: its name, what it takes, how it reads in the handbook and what it does. Parsing and help
// are made from this description; commands themselves never see an argument vector.
#pragma once

#include "app/house.h"
#include "cli/arguments.h"
#include "cli/output.h"

#include <span>
#include <string_view>

namespace kartei::cli {

/// Everything a command works with.
struct Call {
    const Arguments& arguments;
    Output& output;
    const Environment& environment;
    app::Clock clock;
    RandomBytes random;

    Language language() const { return output.language(); }
};

enum class Taking : std::uint8_t { flag, value, values };
enum class Presence : std::uint8_t { optional, required };

/// An option (`--source`) or, without dashes, a thing named by its place (`FILE`).
struct Parameter {
    std::string_view name;
    std::string_view
        value;  ///< word for the value in help; empty for flags and for things named by their place
    Phrase meaning;
    Taking taking = Taking::value;
    Presence presence = Presence::optional;

    bool is_option() const { return name.starts_with('-'); }
};

struct Example {
    std::string_view line;
    Phrase meaning;
};

struct Command {
    std::string_view name;
    Phrase purpose;  ///< one line
    Phrase page;     ///< what else there is to know; paragraphs are divided by line breaks
    std::span<const Parameter> parameters;
    std::span<const Example> examples;
    Result<Exit> (*run)(const Call& call);
};

/// Options every command knows.
std::span<const Parameter> global_parameters();

/// All commands in the order of the handbook; each has a file of its own.
std::span<const Command* const> commands();
const Command* find_command(std::string_view name);

extern const Command serve_command;
extern const Command import_command;
extern const Command imports_command;
extern const Command find_persons_command;
extern const Command may_command;
extern const Command consent_command;
extern const Command object_command;
extern const Command interest_command;
extern const Command decide_command;
extern const Command undo_command;
extern const Command demo_command;
extern const Command verify_command;
extern const Command doctor_command;
extern const Command version_command;
extern const Command help_command;

}  // namespace kartei::cli
