#include "cli/sandbox.h"

#include "base/descriptor.h"

#include <fmt/format.h>
#include <linux/landlock.h>
#include <seccomp.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>

namespace kartei::cli {

namespace {

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t of_files =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t of_folders = LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr int version_with_moving = 2;
constexpr int version_with_truncating = 3;
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
constexpr std::uint64_t truncating = 1U << 14U;  // younger than Debian 12's headers
#else
constexpr std::uint64_t truncating = LANDLOCK_ACCESS_FS_TRUNCATE;
#endif

/// What a server reads of the system: libraries and their data, names of users and machines, zones, itself.
constexpr std::array system_folders{"/usr", "/lib", "/lib64", "/etc", "/proc", "/sys/devices/system/cpu"};
constexpr std::array devices{"/dev/null", "/dev/urandom", "/dev/random"};

/// System calls that a server of ours never makes. Memory that is both written and run stands below.
constexpr std::array denied{
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
#ifndef __SANITIZE_ADDRESS__
    SCMP_SYS(ptrace),  // by which LeakSanitizer looks at the threads of its own process in the end
#endif
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kcmp),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(move_mount),
    SCMP_SYS(open_tree),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsmount),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(bpf),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(keyctl),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(adjtimex),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(setreuid),
    SCMP_SYS(setregid),
    SCMP_SYS(setresuid),
    SCMP_SYS(setresgid),
    SCMP_SYS(setgroups),
    SCMP_SYS(capset),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(personality),
    SCMP_SYS(memfd_create),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
};

std::unexpected<Error> refused(std::string_view what, int error) {
    return fail(ErrorCode::unavailable,
                {fmt::format("Das System lässt kartei sich nicht einschränken: {}.", std::strerror(error)),
                 fmt::format("The system does not let kartei confine itself: {}.", std::strerror(error))},
                std::string(what),
                {"Starten Sie es mit --no-sandbox, wenn etwas anderes es einschränkt (Container, systemd).",
                 "Start it with --no-sandbox where something else confines it (a container, systemd)."});
}

/// Version of the interface, 0 where there is none.
int landlock_version() {
    const long version =
        ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? static_cast<int>(version) : 0;
}

std::uint64_t all_rights(int version) {
    std::uint64_t rights = of_files | of_folders;
    if (version >= version_with_moving) rights |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= version_with_truncating) rights |= truncating;
    return rights;
}

/// Allows `rights` at a place and below it. What is missing is passed over.
Result<void> allow(const Descriptor& ruleset, const std::filesystem::path& place, std::uint64_t rights) {
    const Descriptor at(::open(place.c_str(), O_PATH | O_CLOEXEC));
    if (at.number() < 0) return {};
    struct stat status{};
    if (::fstat(at.number(), &status) != 0) return refused(place.string(), errno);
    if (!S_ISDIR(status.st_mode)) rights &= of_files | truncating;
    const landlock_path_beneath_attr below{.allowed_access = rights, .parent_fd = at.number()};
    if (::syscall(SYS_landlock_add_rule, ruleset.number(), LANDLOCK_RULE_PATH_BENEATH, &below, 0U) != 0)
        return refused(place.string(), errno);
    return {};
}

Result<void> confine_files(const SandboxOptions& options, int version) {
    const std::uint64_t all = all_rights(version);
    const landlock_ruleset_attr handled{.handled_access_fs = all};
    const Descriptor ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0U)));
    if (ruleset.number() < 0) return refused("landlock", errno);
    for (const auto& place : options.written) TRY(allow(ruleset, place, all & ~LANDLOCK_ACCESS_FS_EXECUTE));
    for (const auto& place : options.read) TRY(allow(ruleset, place, reading));
    for (const auto* place : system_folders) TRY(allow(ruleset, place, reading));
    for (const auto* place : devices) TRY(allow(ruleset, place, reading | LANDLOCK_ACCESS_FS_WRITE_FILE));
    if (options.reads_everywhere) TRY(allow(ruleset, "/", reading));
    if (::syscall(SYS_landlock_restrict_self, ruleset.number(), 0U) != 0) return refused("landlock", errno);
    return {};
}

/// Memory never is both: `mmap` of what is written and run, `mprotect` of what shall be run.
int deny_executable_memory(scmp_filter_ctx filter) {
    constexpr std::uint64_t both = PROT_WRITE | PROT_EXEC;
    const int by_mapping = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mmap), 1,
                                            SCMP_A2(SCMP_CMP_MASKED_EQ, both, both));
    if (by_mapping != 0) return by_mapping;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
}

Result<void> deny_calls() {
    const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ALLOW),
                                                                  seccomp_release);
    if (!filter) return refused("seccomp", ENOMEM);
    int failed = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
    // The numbers of another architecture would pass by the names above.
    if (failed == 0) failed = seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    for (const int call : denied) {
        if (failed == 0) failed = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
    }
    if (failed == 0) failed = deny_executable_memory(filter.get());
    if (failed == 0) failed = seccomp_load(filter.get());
    if (failed != 0) return refused("seccomp", -failed);
    return {};
}

bool has_seccomp() {
    return ::prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

}  // namespace

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
    const Sandbox sandbox = sandbox_at_hand();
    // Nothing that is started from here on gets more rights than this process; both demand it.
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("no_new_privs", errno);
    if (sandbox.landlock > 0) TRY(confine_files(options, sandbox.landlock));
    if (sandbox.seccomp) TRY(deny_calls());
    return sandbox;
}

}  // namespace kartei::cli
