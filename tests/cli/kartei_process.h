// Running the built program as people do: words, environment, standard input; exit code and both outputs come
// back.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kartei::cli {

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

/// Runs build/kartei with these words and nothing but this environment.
Ran run_kartei(const TestDirectory& directory, const std::vector<std::string>& words,
               const std::map<std::string, std::string>& environment, const std::string& input = {});

}  // namespace kartei::cli
