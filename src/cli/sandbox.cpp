#include "cli/sandbox.h"

#include "cli/sandbox_steps.h"

#include <fmt/format.h>

#include <sys/prctl.h>

#include <cerrno>
#include <cstring>

namespace kartei::cli {

namespace {

bool has_seccomp() {
    return ::prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

}  // namespace

std::unexpected<Error> sandbox_refused(std::string_view what, int error) {
    return fail(ErrorCode::unavailable,
                {fmt::format("Das System lässt kartei sich nicht einschränken: {}.", std::strerror(error)),
                 fmt::format("The system does not let kartei confine itself: {}.", std::strerror(error))},
                std::string(what),
                {"Starten Sie es mit --no-sandbox, wenn etwas anderes es einschränkt (Container, systemd).",
                 "Start it with --no-sandbox where something else confines it (a container, systemd)."});
}

std::string Sandbox::text() const {
    if (landlock == 0 && !seccomp) return "none";
    std::string text = landlock > 0 ? fmt::format("landlock {}", landlock) : "";
    if (seccomp) text += text.empty() ? "seccomp" : ", seccomp";
    return text;
}

Sandbox sandbox_at_hand() {
    return {.landlock = landlock_version(), .seccomp = has_seccomp()};
}

Result<Sandbox> enter_sandbox(const SandboxOptions& options) {
    Sandbox sandbox = sandbox_at_hand();
    sandbox.connects = options.connects;
    // Nothing that is started from here on gets more rights than this process; both demand it.
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return sandbox_refused("no_new_privs", errno);
    if (sandbox.landlock > 0) TRY(confine_files_and_ports(options, sandbox.landlock));
    if (sandbox.seccomp) TRY(deny_calls(options));
    return sandbox;
}

Result<void> end_listening(const Sandbox& sandbox) {
    if (!sandbox.seccomp) return {};
    return deny_calls_of_start(sandbox.connects);
}

}  // namespace kartei::cli
