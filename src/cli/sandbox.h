// What the running server takes away from itself, so that somebody who gets his own code to run in it finds
// little: no other program can be started, no other process looked into or signalled, nothing mounted or
// loaded, no memory made executable, and no file touched beyond those it needs. Linux alone (Landlock,
// seccomp-bpf).
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kartei::cli {

struct SandboxOptions {
    std::vector<std::filesystem::path> written = {};  ///< files and folders that are read and written
    std::vector<std::filesystem::path> read = {};  ///< that are read besides; what is missing is passed over
    /// Whether the server itself connects to others: to PostgreSQL. libpq then looks for passwords and
    /// certificates wherever the operator, his environment or the address say, so any file may be read.
    bool connects = false;
    std::vector<std::uint16_t> ports = {};  ///< of TCP that it connects to; none where they are not known
};

/// What holds after `enter_sandbox`.
struct Sandbox {
    int landlock = 0;  ///< version of the system's interface; 0: the system has none, files are not confined
    bool seccomp = false;
    bool connects = false;  ///< as the options said

    std::string text() const;  ///< `landlock 4, seccomp`, `none`
};

/// Confines this thread and those it makes from now on (seccomp: all threads of the process), for good. Where
/// the system has no such thing the process goes on without; `unavailable` where it has, and refuses.
Result<Sandbox> enter_sandbox(const SandboxOptions& options);

/// From here on no thread listens at anything more than now, and where nothing is connected to, none makes a
/// socket. The same failures.
Result<void> end_listening(const Sandbox& sandbox);

/// What this system could do, without doing it.
Sandbox sandbox_at_hand();

}  // namespace kartei::cli
