#include "cli/language.h"
#include "cli/screen.h"
#include "cli/words.h"

#include <gtest/gtest.h>

#include <map>

namespace kartei::cli {
namespace {

Environment environment(std::map<std::string, std::string> values) {
    return [values = std::move(values)](const char* name) -> std::optional<std::string> {
        const auto found = values.find(name);
        if (found == values.end()) return std::nullopt;
        return found->second;
    };
}

TEST(Language, follows_the_first_variable_that_is_set) {
    EXPECT_EQ(language_of(environment({{"LANG", "de_DE.UTF-8"}})), Language::de);
    EXPECT_EQ(language_of(environment({{"LANG", "de_DE.UTF-8"}, {"LC_ALL", "C"}})), Language::en);
    EXPECT_EQ(language_of(environment({{"LANG", "C"}, {"LC_MESSAGES", "de_AT"}})), Language::de);
    EXPECT_EQ(language_of(environment({{"LC_MESSAGES", "fr_FR"}, {"LC_ALL", "de"}})), Language::de);
}

TEST(Language, is_english_where_nothing_is_said) {
    EXPECT_EQ(language_of(environment({})), Language::en);
    EXPECT_EQ(language_of("fr"), std::nullopt);
}

TEST(Numbers, are_grouped_as_the_language_does) {
    EXPECT_EQ(grouped(0, Language::de), "0");
    EXPECT_EQ(grouped(999, Language::de), "999");
    EXPECT_EQ(grouped(1'000, Language::de), "1.000");
    EXPECT_EQ(grouped(1'234'567, Language::en), "1,234,567");
    EXPECT_EQ(grouped(-12'345, Language::de), "-12.345");
    EXPECT_EQ(grouped(-999, Language::de), "-999");
}

class OpenFile {
public:
    OpenFile() : file_(std::tmpfile()) {}
    ~OpenFile() { std::fclose(file_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    std::FILE* get() const { return file_; }

private:
    std::FILE* file_;
};

TEST(Screen, has_no_colours_and_no_progress_where_it_is_a_file) {
    const OpenFile file;
    const auto screen = screen_of(file.get(), file.get(), environment({{"TERM", "xterm"}}));
    EXPECT_EQ(screen.colours, Colours::off);
    EXPECT_FALSE(screen.shows_progress);
    EXPECT_EQ(screen.width, 0U);
}

TEST(Screen, takes_its_width_from_the_environment_within_bounds) {
    const OpenFile file;
    const auto width = [&](const char* columns) {
        return screen_of(file.get(), file.get(), environment({{"COLUMNS", columns}})).width;
    };
    EXPECT_EQ(width("72"), 72U);
    EXPECT_EQ(width("1"), 20U);
    EXPECT_EQ(width("999999"), 1000U);
    EXPECT_EQ(width("breit"), 0U);
}

}  // namespace
}  // namespace kartei::cli
