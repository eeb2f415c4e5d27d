// The two halves of the sandbox: files and ports by Landlock, calls of the system by seccomp.
#pragma once

#include "cli/sandbox.h"

#include <expected>
#include <string_view>

namespace kartei::cli {

/// `unavailable`: the system did not let us; `error` as errno says it.
std::unexpected<Error> sandbox_refused(std::string_view what, int error);

/// Version of Landlock's interface, 0 where there is none.
int landlock_version();

/// For this thread and those it makes.
Result<void> confine_files_and_ports(const SandboxOptions& options, int version);

/// Calls that a server of ours never makes; for all threads.
Result<void> deny_calls(const SandboxOptions& options);

/// Calls that it makes no more once it listens; for all threads.
Result<void> deny_calls_of_start(bool connects);

}  // namespace kartei::cli
