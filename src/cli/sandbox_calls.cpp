#include "cli/sandbox_steps.h"

#include <linux/fs.h>
#include <seccomp.h>

#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <vector>

namespace kartei::cli {

namespace {

// Younger than Debian 12's headers; since 2019 all architectures give a call the same number.
constexpr int fchmodat2_call = 452;
constexpr int setxattrat_call = 463;
constexpr int removexattrat_call = 466;
constexpr int open_tree_attr_call = 467;
constexpr int file_setattr_call = 469;

/// System calls that a server of ours never makes, whatever they are given.
constexpr std::array denied{
    // Other programs and processes.
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
#ifndef __SANITIZE_ADDRESS__
    SCMP_SYS(ptrace),  // by which LeakSanitizer looks at the threads of its own process in the end
#endif
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise),
    SCMP_SYS(process_mrelease),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(tkill),
    SCMP_SYS(kcmp),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(sched_setaffinity),
    SCMP_SYS(sched_setattr),
    SCMP_SYS(sched_setparam),
    SCMP_SYS(sched_setscheduler),
    SCMP_SYS(ioprio_set),
    SCMP_SYS(migrate_pages),
    SCMP_SYS(move_pages),
    // Memory that comes from elsewhere, and what outlives the process.
    SCMP_SYS(shmget),
    SCMP_SYS(shmat),
    SCMP_SYS(msgget),
    SCMP_SYS(semget),
    SCMP_SYS(mq_open),
    SCMP_SYS(mq_unlink),
    SCMP_SYS(memfd_create),
    SCMP_SYS(memfd_secret),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(personality),
    // What a file is beside its content: Landlock leaves that open to whoever may read it.
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    fchmodat2_call,
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(fsetxattr),
    setxattrat_call,
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    SCMP_SYS(fremovexattr),
    removexattrat_call,
    file_setattr_call,
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(futimesat),
    SCMP_SYS(utimensat),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(fanotify_init),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    // The system as a whole.
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(move_mount),
    SCMP_SYS(mount_setattr),
    SCMP_SYS(open_tree),
    open_tree_attr_call,
    SCMP_SYS(fsopen),
    SCMP_SYS(fsmount),
    SCMP_SYS(fspick),
    SCMP_SYS(fsconfig),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(bpf),
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
    SCMP_SYS(syslog),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(quotactl_fd),
    SCMP_SYS(iopl),
    SCMP_SYS(ioperm),
    // Becoming somebody else.
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(setreuid),
    SCMP_SYS(setregid),
    SCMP_SYS(setresuid),
    SCMP_SYS(setresgid),
    SCMP_SYS(setfsuid),
    SCMP_SYS(setfsgid),
    SCMP_SYS(setgroups),
    SCMP_SYS(capset),
};

/// A call that is denied where one of its arguments is such.
struct Rule {
    int call;
    scmp_arg_cmp when;
};

/// Argument `number` has one of these bits.
Rule with_bit(int call, unsigned number, std::uint64_t bit) {
    return {call, {.arg = number, .op = SCMP_CMP_MASKED_EQ, .datum_a = bit, .datum_b = bit}};
}
Rule other_than(int call, unsigned number, std::uint64_t value) {
    return {call, {.arg = number, .op = SCMP_CMP_NE, .datum_a = value, .datum_b = 0}};
}
Rule above(int call, unsigned number, std::uint64_t value) {
    return {call, {.arg = number, .op = SCMP_CMP_GT, .datum_a = value, .datum_b = 0}};
}
/// The bits of `mask` are `value`. The system does not look at the upper half of what is an int to it.
Rule masked(int call, unsigned number, std::uint64_t mask, std::uint64_t value) {
    return {call, {.arg = number, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask, .datum_b = value}};
}

/// Memory that is run is what was loaded before: also that of a file, for it could be one of the data
/// directory. Whatever brings code with it (names of hosts, providers of TLS) has been loaded until now, or
/// is done without.
void deny_executable_memory(std::vector<Rule>& rules) {
    rules.push_back(with_bit(SCMP_SYS(mmap), 2, PROT_EXEC));
    rules.push_back(with_bit(SCMP_SYS(mprotect), 2, PROT_EXEC));
    rules.push_back(with_bit(SCMP_SYS(pkey_mprotect), 2, PROT_EXEC));
}

/// Threads are made and nothing else: no process, and no space of names in which it would be somebody.
void deny_processes(std::vector<Rule>& rules) {
#ifndef __SANITIZE_ADDRESS__
    // LeakSanitizer looks at the threads from a process of its own.
    rules.push_back(masked(SCMP_SYS(clone), 0, CLONE_THREAD, 0));
#endif
    for (const auto space : {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWNET, CLONE_NEWPID, CLONE_NEWIPC,
                             CLONE_NEWUTS, CLONE_NEWCGROUP}) {
        rules.push_back(with_bit(SCMP_SYS(clone), 0, static_cast<unsigned>(space)));
    }
    const auto self = static_cast<std::uint64_t>(::getpid());
    for (const int call :
         {SCMP_SYS(kill), SCMP_SYS(tgkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo)}) {
        rules.push_back(other_than(call, 0, self));
    }
    rules.push_back(other_than(SCMP_SYS(prlimit64), 0, 0));
    rules.push_back(other_than(SCMP_SYS(setpriority), 0, PRIO_PROCESS));
    rules.push_back(other_than(SCMP_SYS(setpriority), 1, 0));
}

/// Sockets of this machine and of the Internet, by TCP and UDP: what Landlock says of ports holds for no
/// other protocol that could stand in for TCP.
void deny_strange_sockets(std::vector<Rule>& rules) {
    constexpr std::uint64_t kind = 0xF;
    const int call = SCMP_SYS(socket);
    rules.push_back(above(call, 0, AF_INET6));
    for (std::uint64_t family = AF_INET + 1; family < AF_INET6; ++family)
        rules.push_back(masked(call, 0, UINT64_MAX, family));
    for (const auto type : {SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET, SOCK_DCCP, SOCK_PACKET})
        rules.push_back(masked(call, 1, kind, static_cast<std::uint64_t>(type)));
    rules.push_back(above(call, 2, IPPROTO_UDP));
    rules.push_back(masked(call, 2, UINT64_MAX, IPPROTO_ICMP));
    // Connects without asking Landlock.
    rules.push_back(with_bit(SCMP_SYS(sendto), 3, MSG_FASTOPEN));
    rules.push_back(with_bit(SCMP_SYS(sendmsg), 2, MSG_FASTOPEN));
    rules.push_back(with_bit(SCMP_SYS(sendmmsg), 3, MSG_FASTOPEN));
}

/// What changes a file that may be read, and what types into the terminal of whoever has started the server.
void deny_controls(std::vector<Rule>& rules) {
    constexpr std::uint64_t as_int = UINT32_MAX;
    for (const std::uint64_t control : {std::uint64_t{FS_IOC_SETFLAGS}, std::uint64_t{FS_IOC_FSSETXATTR},
                                        std::uint64_t{TIOCSTI}, std::uint64_t{TIOCLINUX}}) {
        rules.push_back(masked(SCMP_SYS(ioctl), 1, as_int, control));
    }
}

/// A filter over all threads of the process.
class Filter {
public:
    Filter() : filter_(seccomp_init(SCMP_ACT_ALLOW), seccomp_release) {
        if (!filter_) failed_ = -ENOMEM;
        if (failed_ == 0) failed_ = seccomp_attr_set(filter_.get(), SCMP_FLTATR_CTL_TSYNC, 1);
        // The numbers of another architecture would pass by the names above.
        if (failed_ == 0)
            failed_ = seccomp_attr_set(filter_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
        // Every answer passes by here (sendmsg), so it is looked up in a tree and not in a row.
        constexpr std::uint32_t as_tree = 2;
        if (failed_ == 0) failed_ = seccomp_attr_set(filter_.get(), SCMP_FLTATR_CTL_OPTIMIZE, as_tree);
    }

    void deny(int call, int error = EPERM) {
        if (failed_ == 0) failed_ = seccomp_rule_add(filter_.get(), act(error), call, 0);
    }
    void deny(const Rule& rule) {
        if (failed_ == 0)
            failed_ = seccomp_rule_add_array(filter_.get(), act(EPERM), rule.call, 1, &rule.when);
    }

    Result<void> load() {
        if (failed_ == 0) failed_ = seccomp_load(filter_.get());
        if (failed_ != 0) return sandbox_refused("seccomp", -failed_);
        return {};
    }

private:
    static std::uint32_t act(int error) { return SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)); }

    std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter_;
    int failed_ = 0;
};

}  // namespace

Result<void> deny_calls(const SandboxOptions& options) {
    std::vector<Rule> rules;
    deny_executable_memory(rules);
    deny_processes(rules);
    deny_strange_sockets(rules);
    deny_controls(rules);
    Filter filter;
    for (const int call : denied) filter.deny(call);
    for (const auto& rule : rules) filter.deny(rule);
    // What it is told lies in memory, where a filter cannot look; the C library then takes clone.
    filter.deny(SCMP_SYS(clone3), ENOSYS);
    if (!options.connects) filter.deny(SCMP_SYS(connect));
    return filter.load();
}

Result<void> deny_calls_of_start(bool connects) {
    Filter filter;
    filter.deny(SCMP_SYS(bind));
    filter.deny(SCMP_SYS(listen));
    if (!connects) {
        filter.deny(SCMP_SYS(socket));
        filter.deny(SCMP_SYS(socketpair));
    }
    return filter.load();
}

}  // namespace kartei::cli
