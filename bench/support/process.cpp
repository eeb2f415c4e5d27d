#include "bench/support/process.h"

#include "bench/support/place.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

extern char** environ;

namespace kartei::bench {

namespace {

/// User and system time of one process, in seconds.
double cpu_seconds_of(const std::string& id) {
    std::ifstream file("/proc/" + id + "/stat");
    std::string line;
    std::getline(file, line);
    if (line.empty()) return 0;
    // The name in parentheses may hold blanks; utime and stime are the 12th and 13th field after it.
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string field;
    for (int i = 0; i < 11; ++i) fields >> field;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

Process::Process(std::vector<std::string> words) {
    std::array<int, 2> ends{};
    must(pipe2(ends.data(), O_CLOEXEC) == 0, "no pipe");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    const int failed = posix_spawnp(&id_, arguments.front(), &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    output_ = ends[0];
    must(failed == 0, fmt::format("{} does not start", words.front()));
}

Process::~Process() {
    stop();
    close(output_);
}

std::string Process::output() {
    std::string text;
    std::array<char, 4'096> piece{};
    for (;;) {
        const ssize_t count = read(output_, piece.data(), piece.size());
        if (count <= 0) break;
        text.append(piece.data(), static_cast<std::size_t>(count));
    }
    const int status = wait();
    must(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a program ended badly: " + text);
    return text;
}

void Process::stop() {
    if (id_ == 0) return;
    ::kill(id_, SIGTERM);
    wait();
}

void Process::kill() {
    if (id_ == 0) return;
    ::kill(id_, SIGKILL);
    wait();
}

int Process::wait() {
    int status = 0;
    if (const int id = std::exchange(id_, 0); id != 0) waitpid(id, &status, 0);
    return status;
}

double Process::cpu_seconds() const {
    const std::string id = std::to_string(id_);
    double sum = cpu_seconds_of(id);
    std::ifstream children(fmt::format("/proc/{}/task/{}/children", id, id));
    for (std::string child; children >> child;) sum += cpu_seconds_of(child);
    return sum;
}

double Process::resident_mb() const {
    return status_mb("VmRSS:");
}

double Process::own_mb() const {
    return status_mb("RssAnon:");
}

double Process::peak_mb() const {
    return status_mb("VmHWM:");
}

double Process::status_mb(const std::string& name) const {
    std::ifstream file(fmt::format("/proc/{}/status", id_));
    for (std::string word; file >> word;) {
        double kilobytes = 0;
        if (word == name && file >> kilobytes) return kilobytes * 1'024 / 1e6;
    }
    must(false, "a process that is gone has no memory");
    return 0;
}

std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{
        .sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    must(bind(socket, generic, size) == 0 && getsockname(socket, generic, &size) == 0, "no free port");
    close(socket);
    return ntohs(address.sin_port);
}

std::string built_beside(const std::string& name) {
    return (std::filesystem::canonical("/proc/self/exe").parent_path() / name).string();
}

}  // namespace kartei::bench
