#include "tests/cli/kartei_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

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

Ran run_kartei(const TestDirectory& directory, const std::vector<std::string>& words,
               const std::map<std::string, std::string>& environment, const std::string& input) {
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
    pid_t process = 0;
    const int failed = posix_spawn(&process, KARTEI_BINARY, &files, nullptr, pointers(arguments).data(),
                                   pointers(variables).data());
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::system_error(failed, std::generic_category(), KARTEI_BINARY);
    int status = 0;
    waitpid(process, &status, 0);
    const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {.exit = exit, .out = content_of(out), .err = content_of(err)};
}

}  // namespace kartei::cli
