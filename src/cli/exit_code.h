// What the program says to the shell that called it. The numbers are promised: scripts rest on them.
#pragma once

#include "cli/language.h"

#include <span>

namespace kartei::cli {

enum class Exit : int {
    done = 0,
    no = 1,
    invalid = 2,
    forbidden = 3,
    not_found = 4,
    conflict = 5,
    limit = 6,
    unavailable = 7,
    breakage = 70,      ///< EX_SOFTWARE of sysexits.h
    interrupted = 130,  ///< 128 + SIGINT, as shells say it
    closed_pipe = 141,  ///< 128 + SIGPIPE
};

/// The exit code of a refusal.
Exit exit_of(ErrorCode code);

/// The word of a refusal in machine output.
std::string_view word_of(ErrorCode code);

/// All of them with their meaning, for help.
struct ExitRow {
    Exit exit;
    Phrase meaning;
};
std::span<const ExitRow> exit_rows();

}  // namespace kartei::cli
