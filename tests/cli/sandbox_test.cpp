// What the process cannot do any more once it is in its sandbox. Each test enters it in a child, for there is
// no way out.
#include "cli/sandbox.h"

#include "tests/cli/kartei_process.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <functional>
#include <thread>

namespace kartei::cli {
namespace {

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
    EXPECT_INSIDE(options, can_open("/etc/passwd", O_RDONLY));
    EXPECT_INSIDE(options, can_open("/dev/null", O_RDWR));
    EXPECT_INSIDE(options, !can_open(other_ / "file", O_RDONLY) && errno == EACCES);
    EXPECT_INSIDE(options, !can_open(other_ / "new", O_RDWR | O_CREAT));
    EXPECT_INSIDE(options, !can_open("/etc/passwd", O_RDWR));
    EXPECT_INSIDE(options, ::truncate((other_ / "file").c_str(), 0) != 0);
    EXPECT_INSIDE(options, ::rename((data_ / "file").c_str(), (other_ / "file").c_str()) != 0);
    EXPECT_INSIDE(options, ::unlink((other_ / "file").c_str()) != 0);

    const SandboxOptions reading{.written = {data_}, .read = {other_}};
    EXPECT_INSIDE(reading, can_open(other_ / "file", O_RDONLY));
    EXPECT_INSIDE(reading, !can_open(other_ / "file", O_RDWR));
    const SandboxOptions everywhere{.written = {data_}, .reads_everywhere = true};
    EXPECT_INSIDE(everywhere, can_open(other_ / "file", O_RDONLY));
    EXPECT_INSIDE(everywhere, !can_open(other_ / "file", O_RDWR));
}

TEST_F(SandboxTest, no_program_is_started_and_no_process_made) {
    EXPECT_INSIDE({}, ::execl("/bin/true", "true", nullptr) != 0 && errno == EPERM);
    EXPECT_INSIDE({.reads_everywhere = true}, ::execl("/bin/true", "true", nullptr) != 0 && errno == EPERM);
}

TEST_F(SandboxTest, nothing_of_the_system_is_changed_or_looked_into) {
#ifndef __SANITIZE_ADDRESS__
    EXPECT_INSIDE({}, ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0 && errno == EPERM);
#endif
    EXPECT_INSIDE({}, ::mount("none", "/mnt", "tmpfs", 0, nullptr) != 0 && errno == EPERM);
    EXPECT_INSIDE({}, ::chroot("/") != 0 && errno == EPERM);
    EXPECT_INSIDE({}, ::setuid(0) != 0 && errno == EPERM);
}

TEST_F(SandboxTest, memory_is_written_or_run_and_never_both) {
    constexpr std::size_t page = 4096;
    const auto map = [](int how) { return ::mmap(nullptr, page, how, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); };
    EXPECT_INSIDE({}, map(PROT_READ | PROT_WRITE) != MAP_FAILED);
    EXPECT_INSIDE({}, map(PROT_WRITE | PROT_EXEC) == MAP_FAILED && errno == EPERM);
    EXPECT_INSIDE({}, ::mprotect(map(PROT_READ | PROT_WRITE), page, PROT_READ | PROT_EXEC) != 0);
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
    EXPECT_INSIDE((SandboxOptions{.read = {directory_ / "nowhere"}}), can_open("/etc/passwd", O_RDONLY));
}

}  // namespace
}  // namespace kartei::cli
