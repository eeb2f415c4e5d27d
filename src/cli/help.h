// The pages of --help: they are the handbook of the command line. Made from the descriptions of the commands.
#pragma once

#include "cli/command.h"

#include <string>

namespace kartei::cli {

/// The page of the whole program.
std::string program_page(const Screen& screen);

/// The page of one command: purpose, usage, parameters, examples, exit codes.
std::string command_page(const Command& command, const Screen& screen);

}  // namespace kartei::cli
