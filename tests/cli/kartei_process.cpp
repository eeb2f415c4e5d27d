#include "tests/cli/kartei_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#ifndef KARTEI_BINARY
#define KARTEI_BINARY KARTEI_BINARY_DIR "/kartei"
#endif

namespace kartei::cli {

namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (auto& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

}  // namespace

std::string kartei_binary() {
    return KARTEI_BINARY;
}

TestDirectory::TestDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "kartei-cli-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
    path_ = name;
}

TestDirectory::~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TestDirectory::write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
}

RunningKartei::RunningKartei(const TestDirectory& directory, const std::vector<std::string>& words,
                             const std::map<std::string, std::string>& environment, const std::string& input)
    : directory_(directory) {
    const auto in = directory.write(".in", input);
    const auto out = directory / ".out";
    const auto err = directory / ".err";
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    std::vector<std::string> arguments{KARTEI_BINARY};
    arguments.insert(arguments.end(), words.begin(), words.end());
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
    const int failed = posix_spawn(&process_, KARTEI_BINARY, &files, nullptr, pointers(arguments).data(),
                                   pointers(variables).data());
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::system_error(failed, std::generic_category(), KARTEI_BINARY);
}

RunningKartei::~RunningKartei() {
    if (status_) return;
    kill();
    wait();
}

bool RunningKartei::ended() {
    int status = 0;
    if (!status_ && waitpid(process_, &status, WNOHANG) == process_) status_ = status;
    return status_.has_value();
}

bool RunningKartei::holds_nameless_file_of(const std::filesystem::path& directory) const {
    std::error_code error;  // it may end, and close files, while we look
    const auto files = std::filesystem::path("/proc") / std::to_string(process_) / "fd";
    for (std::filesystem::directory_iterator file(files, error), end; !error && file != end;
         file.increment(error)) {
        std::error_code closed;
        const std::string target = std::filesystem::read_symlink(file->path(), closed).string();
        if (!closed && target.starts_with(directory.string() + "/") && target.ends_with(" (deleted)"))
            return true;
    }
    return false;
}

std::string RunningKartei::said(const std::regex& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < deadline) {
        std::string text = content_of(directory_ / ".out");
        if (std::regex_search(text, wanted)) return text;
        if (ended()) throw std::runtime_error("it ended: " + text + content_of(directory_ / ".err"));
        std::this_thread::yield();
    }
    throw std::runtime_error("it did not say it in half a minute");
}

void RunningKartei::end() const {
    ::kill(process_, SIGTERM);
}

void RunningKartei::hang_up() const {
    ::kill(process_, SIGHUP);
}

void RunningKartei::kill() const {
    if (!status_) ::kill(process_, SIGKILL);
}

Ran RunningKartei::wait() {
    int status = 0;
    if (!status_ && waitpid(process_, &status, 0) == process_) status_ = status;
    const int ending = status_.value_or(0);
    const int exit = WIFEXITED(ending) ? WEXITSTATUS(ending) : 128 + WTERMSIG(ending);
    return {.exit = exit, .out = content_of(directory_ / ".out"), .err = content_of(directory_ / ".err")};
}

Ran run_kartei(const TestDirectory& directory, const std::vector<std::string>& words,
               const std::map<std::string, std::string>& environment, const std::string& input) {
    return RunningKartei(directory, words, environment, input).wait();
}

}  // namespace kartei::cli
