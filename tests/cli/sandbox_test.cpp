// What the process cannot do any more once it is in its sandbox. Each test enters it in a child, for there is
// no way out.
#include "cli/sandbox.h"

#include "base/descriptor.h"
#include "tests/cli/kartei_process.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <functional>
#include <latch>
#include <stdexcept>
#include <thread>

namespace kartei::cli {
namespace {

bool denied(long result) {
    return result == -1 && errno == EPERM;
}

/// A socket that listens on this machine.
class Listening {
public:
    Listening() {
        sockaddr_in name{
            .sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
        socklen_t size = sizeof name;
        auto* any = reinterpret_cast<sockaddr*>(&name);
        if (::bind(number(), any, size) != 0 || ::listen(number(), 8) != 0 ||
            ::getsockname(number(), any, &size) != 0) {
            throw std::runtime_error("no socket to listen on");
        }
        name_ = name;
    }

    int number() const { return socket_.number(); }
    std::uint16_t port() const { return ntohs(name_.sin_port); }
    /// What connecting to it gives.
    int connected() const {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        return ::connect(socket, reinterpret_cast<const sockaddr*>(&name_), sizeof name_);
    }

private:
    Descriptor socket_{::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    sockaddr_in name_{};
};

class SandboxTest : public testing::Test {
protected:
    void SetUp() override {
        const auto at_hand = sandbox_at_hand();
        if (at_hand.landlock == 0 || !at_hand.seccomp) GTEST_SKIP() << "this system has " << at_hand.text();
        // With threads of its own the test program is started anew for each child.
        GTEST_FLAG_SET(death_test_style, "threadsafe");
    }

    /// Ends a child with 0 where `holds` is true within the sandbox.
    static void end_inside(const SandboxOptions& options, const std::function<bool()>& holds) {
        const auto entered = enter_sandbox(options);
        ::_exit(entered && holds() ? 0 : 1);
    }

    static bool can_open(const std::filesystem::path& path, int how) {
        const int file = ::open(path.c_str(), how | O_CLOEXEC, 0600);
        if (file >= 0) ::close(file);
        return file >= 0;
    }

    TestDirectory directory_;
    std::filesystem::path data_ = directory_ / "data";
    std::filesystem::path other_ = directory_ / "other";
};

#define EXPECT_INSIDE(options, holds) \
    EXPECT_EXIT(end_inside(options, [&] { return holds; }), testing::ExitedWithCode(0), "")

TEST_F(SandboxTest, files_are_touched_where_they_were_named_alone) {
    for (const auto& place : {data_, other_}) {
        std::filesystem::create_directories(place);
        std::ofstream(place / "file") << "text";
    }
    const SandboxOptions options{.written = {data_}};
    EXPECT_INSIDE(options, can_open(data_ / "file", O_RDWR));
    EXPECT_INSIDE(options, can_open(data_ / "new", O_RDWR | O_CREAT));
    EXPECT_INSIDE(options, can_open("/proc/self/status", O_RDONLY));
    EXPECT_INSIDE(options, can_open("/dev/null", O_RDWR));
    EXPECT_INSIDE(options, !can_open("/etc/passwd", O_RDONLY) && errno == EACCES);
    EXPECT_INSIDE(options, !can_open(other_ / "file", O_RDONLY) && errno == EACCES);
    EXPECT_INSIDE(options, !can_open(other_ / "new", O_RDWR | O_CREAT));
    EXPECT_INSIDE(options, !can_open("/etc/passwd", O_RDWR));
    EXPECT_INSIDE(options, ::truncate((other_ / "file").c_str(), 0) != 0);
    EXPECT_INSIDE(options, ::rename((data_ / "file").c_str(), (other_ / "file").c_str()) != 0);
    EXPECT_INSIDE(options, ::unlink((other_ / "file").c_str()) != 0);

    const SandboxOptions reading{.written = {data_}, .read = {other_}};
    EXPECT_INSIDE(reading, can_open(other_ / "file", O_RDONLY));
    EXPECT_INSIDE(reading, !can_open(other_ / "file", O_RDWR));
    const SandboxOptions everywhere{.written = {data_}, .connects = true};
    EXPECT_INSIDE(everywhere, can_open(other_ / "file", O_RDONLY));
    EXPECT_INSIDE(everywhere, !can_open(other_ / "file", O_RDWR));
}

TEST_F(SandboxTest, no_program_is_started_and_no_process_made) {
    EXPECT_INSIDE({}, ::execl("/bin/true", "true", nullptr) != 0 && errno == EPERM);
    EXPECT_INSIDE({.connects = true}, ::execl("/bin/true", "true", nullptr) != 0 && errno == EPERM);
    const auto cloned = [](unsigned long how) { return ::syscall(SYS_clone, how, 0, 0, 0, 0); };
#ifndef __SANITIZE_ADDRESS__
    EXPECT_INSIDE({}, cloned(SIGCHLD) == -1 && errno == EPERM);
    EXPECT_INSIDE({}, ::fork() == -1 && errno == EPERM);
#endif
    for (const auto space : {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWNET}) {
        const auto how = static_cast<unsigned long>(space) | SIGCHLD;
        EXPECT_INSIDE({}, cloned(how) == -1 && errno == EPERM);
    }
    EXPECT_INSIDE({}, ::syscall(SYS_clone3, nullptr, 0) == -1 && errno == ENOSYS);
}

TEST_F(SandboxTest, no_other_process_is_reached) {
    EXPECT_INSIDE({}, denied(::kill(::getppid(), 0)));
    EXPECT_INSIDE({}, denied(::kill(0, 0)));
    EXPECT_INSIDE({}, denied(::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0)));
    EXPECT_INSIDE({}, denied(::syscall(SYS_tkill, ::getppid(), 0)));
    EXPECT_INSIDE({}, denied(::syscall(SYS_rt_sigqueueinfo, ::getppid(), 0, nullptr)));
    EXPECT_INSIDE({}, denied(::syscall(SYS_pidfd_open, ::getppid(), 0)));
    EXPECT_INSIDE({}, denied(::setpriority(PRIO_PROCESS, static_cast<id_t>(::getppid()), 10)));
    EXPECT_INSIDE({}, denied(::prlimit(::getppid(), RLIMIT_NOFILE, nullptr, nullptr)));
    // Itself it may end, and its threads step back.
    EXPECT_INSIDE({}, ::kill(::getpid(), 0) == 0 && ::raise(0) == 0 && ::nice(1) != -1);
}

TEST_F(SandboxTest, what_files_are_beside_their_content_stays) {
    std::filesystem::create_directories(other_);
    const auto file = other_ / "file";
    std::ofstream(file) << "text";
    const SandboxOptions options{.read = {other_}};
    const auto opened = [&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC); };
    EXPECT_INSIDE(options, denied(::chmod(file.c_str(), 0777)));
    EXPECT_INSIDE(options, denied(::fchmod(opened(), 0777)));
    EXPECT_INSIDE(options, denied(::fchmodat(AT_FDCWD, file.c_str(), 0777, 0)));
    EXPECT_INSIDE(options, denied(::syscall(452, AT_FDCWD, file.c_str(), 0777, 0)));
    EXPECT_INSIDE(options, denied(::chown(file.c_str(), ::getuid(), ::getgid())));
    EXPECT_INSIDE(options, denied(::fchown(opened(), ::getuid(), ::getgid())));
    EXPECT_INSIDE(options, denied(::setxattr(file.c_str(), "user.mark", "1", 1, 0)));
    EXPECT_INSIDE(options, denied(::fsetxattr(opened(), "user.mark", "1", 1, 0)));
    EXPECT_INSIDE(options, denied(::removexattr(file.c_str(), "user.mark")));
    EXPECT_INSIDE(options, denied(::utimensat(AT_FDCWD, file.c_str(), nullptr, 0)));
    EXPECT_INSIDE(options, denied(::futimens(opened(), nullptr)));
    int flags = 0;
    EXPECT_INSIDE(options, denied(::ioctl(opened(), FS_IOC_SETFLAGS, &flags)));
}

TEST_F(SandboxTest, nothing_of_the_system_is_changed_or_looked_into) {
#ifndef __SANITIZE_ADDRESS__
    EXPECT_INSIDE({}, ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0 && errno == EPERM);
#endif
    EXPECT_INSIDE({}, ::mount("none", "/mnt", "tmpfs", 0, nullptr) != 0 && errno == EPERM);
    EXPECT_INSIDE({}, ::chroot("/") != 0 && errno == EPERM);
    EXPECT_INSIDE({}, ::setuid(0) != 0 && errno == EPERM);
    EXPECT_INSIDE({}, denied(::syscall(SYS_setfsuid, ::getuid())));
    EXPECT_INSIDE({}, denied(::syscall(SYS_syslog, 10, nullptr, 0)));
    EXPECT_INSIDE({}, denied(::syscall(SYS_fanotify_init, 0, 0)));
    char letter = 'x';
    EXPECT_INSIDE({}, denied(::ioctl(::open("/dev/null", O_RDWR), TIOCSTI, &letter)));
}

TEST_F(SandboxTest, memory_is_written_or_run_and_never_both) {
    constexpr std::size_t page = 4096;
    const auto map = [](int how) { return ::mmap(nullptr, page, how, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); };
    EXPECT_INSIDE({}, map(PROT_READ | PROT_WRITE) != MAP_FAILED);
    EXPECT_INSIDE({}, map(PROT_WRITE | PROT_EXEC) == MAP_FAILED && errno == EPERM);
    EXPECT_INSIDE({}, ::mprotect(map(PROT_READ | PROT_WRITE), page, PROT_READ | PROT_EXEC) != 0);
    EXPECT_INSIDE({}, denied(::syscall(SYS_pkey_mprotect, map(PROT_READ), page, PROT_READ | PROT_EXEC, -1)));
    EXPECT_INSIDE({}, denied(::shmget(IPC_PRIVATE, page, 0600)));
    EXPECT_INSIDE({}, denied(::syscall(SYS_shmat, 0, nullptr, SHM_EXEC)));
    // Code that was written to a file and is mapped from there.
    std::filesystem::create_directories(data_);
    std::ofstream(data_ / "code") << std::string(page, '\x90');
    const auto mapped = [&] {
        const int file = ::open((data_ / "code").c_str(), O_RDONLY | O_CLOEXEC);
        return ::mmap(nullptr, page, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0);
    };
    EXPECT_INSIDE((SandboxOptions{.written = {data_}}), mapped() == MAP_FAILED && errno == EPERM);
}

TEST_F(SandboxTest, sockets_are_of_this_machine_and_the_internet) {
    for (const auto family : {AF_UNIX, AF_INET, AF_INET6})
        EXPECT_INSIDE({}, ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0);
    for (const auto family : {AF_NETLINK, AF_PACKET, AF_KEY, AF_ALG, AF_VSOCK})
        EXPECT_INSIDE({}, denied(::socket(family, SOCK_RAW, 0)));
    EXPECT_INSIDE({}, denied(::socket(AF_INET, SOCK_RAW, IPPROTO_UDP)));
    EXPECT_INSIDE({}, denied(::socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP)));
    // Both would pass by what Landlock says of TCP.
    EXPECT_INSIDE({}, denied(::socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP)));
    EXPECT_INSIDE({}, denied(::sendto(::socket(AF_INET, SOCK_STREAM, 0), "x", 1, MSG_FASTOPEN, nullptr, 0)));
}

TEST_F(SandboxTest, it_connects_to_its_database_or_to_nobody) {
    if (sandbox_at_hand().landlock < 4) GTEST_SKIP() << "this system confines no ports";
    const Listening database;
    const Listening other;
    const SandboxOptions options{.connects = true, .ports = {database.port()}};
    EXPECT_INSIDE(options, database.connected() == 0);
    EXPECT_INSIDE(options, other.connected() == -1 && errno == EACCES);
    EXPECT_INSIDE({}, denied(database.connected()));
    // Where only libpq knows the port, as behind a service, it is none of the sandbox's.
    EXPECT_INSIDE(SandboxOptions{.connects = true}, database.connected() == 0);
    // Names are looked up without asking the system for its addresses (AF_NETLINK).
    const auto looked_up = [] {
        addrinfo wanted{};
        wanted.ai_flags = AI_ADDRCONFIG;
        wanted.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        return ::getaddrinfo("localhost", "5432", &wanted, &found) == 0 && found != nullptr;
    };
    EXPECT_INSIDE(options, looked_up());
}

TEST_F(SandboxTest, once_it_listens_no_thread_listens_anew) {
    const Listening door;
    const auto in_earlier_thread = [&](bool connects, const std::function<bool()>& holds) {
        bool held = false;
        std::latch ended{1};
        std::thread earlier([&] {
            ended.wait();
            held = holds();
        });
        const bool has_ended = end_listening({.seccomp = true, .connects = connects}).has_value();
        ended.count_down();
        earlier.join();
        return has_ended && held;
    };
    const auto bound = [] {
        const sockaddr_in any{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}, .sin_zero = {}};
        return ::bind(::socket(AF_INET, SOCK_STREAM, 0), reinterpret_cast<const sockaddr*>(&any), sizeof any);
    };
    const auto listened = [] { return ::listen(::socket(AF_INET, SOCK_STREAM, 0), 1); };
    const auto made = [] { return ::socket(AF_INET, SOCK_STREAM, 0); };
    EXPECT_INSIDE({}, in_earlier_thread(false, [&] { return denied(made()); }));
    EXPECT_INSIDE({.connects = true}, in_earlier_thread(true, [&] { return made() >= 0; }));
    EXPECT_INSIDE({.connects = true}, in_earlier_thread(true, [&] { return denied(bound()); }));
    EXPECT_INSIDE({.connects = true}, in_earlier_thread(true, [&] { return denied(listened()); }));
    EXPECT_INSIDE({}, in_earlier_thread(false, [&] {
                      return ::accept(door.number(), nullptr, nullptr) == -1 && errno == EAGAIN;
                  }));
}

TEST_F(SandboxTest, threads_made_in_it_are_in_it_and_sockets_go_on) {
    const auto in_thread = [](const std::function<bool()>& holds) {
        bool held = false;
        std::thread([&] { held = holds(); }).join();
        return held;
    };
    EXPECT_INSIDE({}, in_thread([] { return !can_open("/etc/passwd", O_RDWR); }));
    EXPECT_INSIDE({}, in_thread([] { return ::execl("/bin/true", "true", nullptr) != 0; }));
    EXPECT_INSIDE({}, in_thread([] {
                      const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
                      const sockaddr_in any{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}};
                      return ::bind(socket, reinterpret_cast<const sockaddr*>(&any), sizeof(any)) == 0 &&
                             ::listen(socket, 1) == 0;
                  }));
}

TEST_F(SandboxTest, what_is_missing_is_passed_over) {
    EXPECT_INSIDE((SandboxOptions{.read = {directory_ / "nowhere"}}),
                  can_open("/proc/self/status", O_RDONLY));
}

}  // namespace
}  // namespace kartei::cli
