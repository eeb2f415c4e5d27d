// The program from its words to its exit code. Everything it takes from the machine is handed in.
#pragma once

#include "cli/command.h"

#include <cstdio>
#include <span>
#include <string>

namespace kartei::cli {

struct Surroundings {
    std::FILE* out;
    std::FILE* err;
    Environment environment;
    app::Clock clock;
    RandomBytes random;
};

/// `words` without the program's name. Never throws: breakage is caught here, once for the whole door.
Exit run_program(std::span<const std::string> words, const Surroundings& surroundings);

}  // namespace kartei::cli
