// kartei: the program.
#include "cli/program.h"

#include <csignal>

int main(int count, char** words) {
    // A reader that went away is seen by the writing itself, also where a parent has set this otherwise.
    std::signal(SIGPIPE, SIG_IGN);
    const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
    return static_cast<int>(
        kartei::cli::run_program(arguments, {.out = stdout,
                                             .err = stderr,
                                             .environment = kartei::cli::system_environment(),
                                             .clock = kartei::app::system_clock(),
                                             .random = kartei::system_random()}));
}
