// Running the built program as people do: words, environment, standard input; exit code and both outputs come
// back.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace kartei::cli {

/// The program under test.
std::string kartei_binary();

struct Ran {
    int exit = 0;  ///< 128 + signal where one ended it
    std::string out;
    std::string err;
};

/// A directory of its own, gone with its end.
class TestDirectory {
public:
    TestDirectory();
    ~TestDirectory();
    TestDirectory(const TestDirectory&) = delete;
    TestDirectory& operator=(const TestDirectory&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    std::filesystem::path write(const std::string& name, const std::string& content) const;

private:
    std::filesystem::path path_;
};

/// build/kartei while it runs, with these words and nothing but this environment. Ends with its owner.
class RunningKartei {
public:
    RunningKartei(const TestDirectory& directory, const std::vector<std::string>& words,
                  const std::map<std::string, std::string>& environment, const std::string& input = {});
    ~RunningKartei();
    RunningKartei(const RunningKartei&) = delete;
    RunningKartei& operator=(const RunningKartei&) = delete;

    bool ended();
    /// Whether it holds a file open that lay in this directory until its name was taken: nobody else finds
    /// it, and it is gone with the process.
    bool holds_nameless_file_of(const std::filesystem::path& directory) const;
    /// What it has printed as soon as it matches; throws where it ends or half a minute passes before.
    std::string said(const std::regex& wanted);
    void end() const;      ///< SIGTERM: it may tidy up
    void hang_up() const;  ///< SIGHUP: it reads its certificate anew
    void kill() const;     ///< SIGKILL: nothing is tidied up
    Ran wait();

private:
    const TestDirectory& directory_;
    int process_ = 0;
    std::optional<int> status_;
};

/// Runs it to its end.
Ran run_kartei(const TestDirectory& directory, const std::vector<std::string>& words,
               const std::map<std::string, std::string>& environment, const std::string& input = {});

}  // namespace kartei::cli
