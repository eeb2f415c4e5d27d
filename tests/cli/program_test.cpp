#include "cli/program.h"

#include "cli/help.h"
#include "cli/visible.h"
#include "cli/words.h"
#include "tests/cli/kartei_process.h"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace kartei::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A stream into memory.
class Stream {
public:
    Stream() : file_(open_memstream(&text_, &size_)) {}
    ~Stream() {
        std::fclose(file_);
        // open_memstream leaves the buffer to its caller (POSIX).
        std::free(text_);  // NOLINT(cppcoreguidelines-no-malloc)
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    std::FILE* file() { return file_; }
    std::string text() {
        std::fflush(file_);
        return {text_, size_};
    }

private:
    char* text_ = nullptr;
    std::size_t size_ = 0;
    std::FILE* file_;
};

Ran run(const std::vector<std::string>& words, const char* lang = "de_DE.UTF-8") {
    Stream out;
    Stream err;
    const auto environment = [&](const char* name) -> std::optional<std::string> {
        if (std::string_view(name) == "LANG") return lang;
        return std::nullopt;
    };
    const Exit exit = run_program(words, {.out = out.file(),
                                          .err = err.file(),
                                          .environment = environment,
                                          .clock = [] { return Instant{}; },
                                          .random = system_random()});
    return {.exit = static_cast<int>(exit), .out = out.text(), .err = err.text()};
}

TEST(Program, shows_its_page_in_both_languages) {
    EXPECT_THAT(run({"--help"}).out, HasSubstr("Befehle\n"));
    EXPECT_THAT(run({"--help", "--lang", "en"}).out, HasSubstr("Commands\n"));
    EXPECT_THAT(run({"-h"}, "C").out, HasSubstr("Commands\n"));
    EXPECT_EQ(run({"--help"}).exit, 0);
}

TEST(Program, tells_that_the_command_is_missing) {
    const auto ran = run({});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, StartsWith("kartei: Es fehlt der Befehl."));
}

TEST(Program, names_unknown_commands_and_options) {
    const auto command = run({"improt", "liste.csv"});
    EXPECT_EQ(command.exit, 2);
    EXPECT_THAT(command.err, HasSubstr("improt"));
    EXPECT_THAT(command.err, HasSubstr("kartei --help"));
    const auto option = run({"find", "meier", "--limt", "3"});
    EXPECT_EQ(option.exit, 2);
    EXPECT_THAT(option.err, HasSubstr("--limt"));
    EXPECT_THAT(option.err, HasSubstr("kartei find --help"));
}

TEST(Program, refuses_in_json_where_json_is_asked_for) {
    const auto ran = run({"find", "--json", "--lang=en"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.err, "");
    const auto error = boost::json::parse(ran.out).at("error");
    EXPECT_EQ(error.at("code"), "invalid");
    EXPECT_EQ(error.at("where"), "TEXT");
    EXPECT_THAT(std::string(error.at("message").as_string()), HasSubstr("missing"));
    EXPECT_THAT(std::string(error.at("next").as_string()), HasSubstr("kartei find --help"));
}

TEST(Program, asks_for_the_data_directory_where_none_is_named) {
    const auto ran = run({"find", "meier"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("kein Datenverzeichnis"));
    EXPECT_THAT(ran.err, HasSubstr("KARTEI_DATA"));
}

TEST(Program, refuses_wrong_usage_before_it_touches_anything) {
    EXPECT_EQ(run({"find", "a", "b"}).exit, 2);
    EXPECT_EQ(run({"find", "a", "--limit", "0"}).exit, 2);
    EXPECT_EQ(run({"find", "a", "--limit", "viele"}).exit, 2);
    EXPECT_EQ(run({"find", "a", "--limit", "1", "--limit", "2"}).exit, 2);
    EXPECT_EQ(run({"find", "a", "--limit"}).exit, 2);
    EXPECT_EQ(run({"find", "M\xFCller"}).exit, 2);
    EXPECT_EQ(run({"find", std::string(9'000, 'a')}).exit, 6);
    EXPECT_EQ(run({"may", "x"}).exit, 2);
    EXPECT_EQ(run({"may", "x", "--area", "a", "--channel", "fone"}).exit, 2);
    EXPECT_EQ(run({"may", "x", "--matrix", "--area", "a"}).exit, 2);
    EXPECT_EQ(run({"undo", "nicht-eine-kennung"}).exit, 2);
    EXPECT_EQ(run({"import", "x.csv", "--purpose", "advertising"}).exit, 2);
    EXPECT_EQ(run({"import", "x.csv", "--source", "s", "--purpose", "p", "--duplicates", "x"}).exit, 2);
    EXPECT_EQ(run({"version", "--lang", "fr"}).exit, 2);
}

TEST(Program, lists_the_words_there_are) {
    const auto ran = run({"may", "x", "--area", "a", "--channel", "fone"});
    EXPECT_THAT(ran.err, HasSubstr("fone"));
    EXPECT_THAT(ran.err, HasSubstr("phone, robocall, email"));
}

TEST(Program, sends_no_escapes_in_errors) {
    const auto ran = run({"\x1b[2J"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.err.find('\x1b'), std::string::npos);
}

TEST(Program, takes_a_word_that_is_a_command_as_an_argument) {
    const auto ran = run({"find", "import"});
    EXPECT_THAT(ran.err, HasSubstr("Datenverzeichnis"));
}

TEST(Program, tells_the_version_of_the_build) {
    std::ifstream build(KARTEI_SOURCE_DIR "/CMakeLists.txt");
    const std::string text{std::istreambuf_iterator<char>(build), {}};
    const auto told = boost::json::parse(run({"version", "--json"}).out);
    EXPECT_EQ(told.at("name"), "kartei");
    const std::string version(told.at("version").as_string());
    EXPECT_THAT(text, HasSubstr("project(kartei VERSION " + version + " "));
    EXPECT_EQ(run({"version"}).out, "kartei " + version + "\n");
}

TEST(Program, reports_a_full_disk_as_breakage) {
    std::FILE* full = std::fopen("/dev/full", "w");
    ASSERT_NE(full, nullptr);
    Stream err;
    const std::vector<std::string> words{"version"};
    const Exit exit = run_program(words, {.out = full,
                                          .err = err.file(),
                                          .environment = [](const char*) { return std::nullopt; },
                                          .clock = [] { return Instant{}; },
                                          .random = system_random()});
    std::fclose(full);
    EXPECT_EQ(exit, Exit::breakage);
    EXPECT_THAT(err.text(), HasSubstr("cannot be written"));
}

TEST(Program, a_question_about_several_channels_is_told_to_be_several_questions) {
    const auto ran = run({"may", "x", "--area", "a", "--channel", "phone,email"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("--matrix"));
    EXPECT_THAT(ran.err, HasSubstr("um einen Weg"));
}

TEST(Program, an_empty_value_is_a_missing_one) {
    const auto ran = run({"object", "x", "--way", " "});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("--way fehlt"));
    EXPECT_THAT(run({"find", ""}).err, HasSubstr("TEXT fehlt"));
}

/// A command line with nothing but this option.
Arguments given(const std::string& name, const std::vector<std::string>& words) {
    return Arguments(std::map<std::string, std::vector<std::string>, std::less<>>{{name, words}});
}

TEST(Words, every_channel_is_known_by_its_key_its_names_and_its_headings) {
    for (const auto channel : domain::all_channels) {
        const Message words = domain::channel_words(channel);
        for (const std::string& word : {std::string(enum_word(channel)), words.de, words.en,
                                        std::string(heading_of(channel, Language::de)),
                                        std::string(heading_of(channel, Language::en))}) {
            const auto read = channels_of(given("--channel", {word}));
            ASSERT_TRUE(read) << word;
            EXPECT_EQ(*read, std::vector{channel}) << word;
        }
    }
    using domain::Channel;
    EXPECT_EQ(*channels_of(given("--channel", {"Brief, WhatsApp", "Mail", "Anruf"})),
              (std::vector{Channel::post, Channel::messenger, Channel::email, Channel::phone}));
}

TEST(Words, the_form_of_a_consent_is_known_by_its_words) {
    using domain::ConsentWay;
    const std::vector<std::pair<std::string, ConsentWay>> forms{
        {"web_form", ConsentWay::web_form}, {"Webformular", ConsentWay::web_form},
        {"Brief", ConsentWay::paper},       {"letter", ConsentWay::paper},
        {"E-Mail", ConsentWay::email},      {"Telefon", ConsentWay::spoken},
    };
    for (const auto& [word, form] : forms) EXPECT_EQ(*form_of(given("--form", {word}), "--form"), form);
    EXPECT_FALSE(form_of(given("--form", {"Rauchzeichen"}), "--form"));
}

TEST(Help, is_a_command_as_well_as_an_option) {
    EXPECT_EQ(run({"help"}).out, run({"--help"}).out);
    for (const Command* command : commands()) {
        const std::string name(command->name);
        EXPECT_EQ(run({"help", name}).out, run({name, "--help"}).out);
    }
    EXPECT_EQ(run({"help", "improt"}).exit, 2);
    EXPECT_THAT(run({"help", "improt"}).err, HasSubstr("kartei help"));
}

TEST(Help, has_a_page_for_every_command_in_both_languages) {
    for (const Command* command : commands()) {
        for (const auto language : {Language::de, Language::en}) {
            const std::string page = command_page(*command, {.language = language, .width = 80});
            EXPECT_THAT(page, StartsWith("kartei " + std::string(command->name)));
            EXPECT_THAT(page, HasSubstr(language == Language::de ? "Rückgabewerte" : "Exit codes"));
            for (const auto& parameter : command->parameters)
                EXPECT_THAT(page, HasSubstr(std::string(parameter.name)));
        }
    }
}

TEST(Help, differs_between_the_languages_wherever_there_are_sentences) {
    for (const Command* command : commands()) {
        EXPECT_NE(command->purpose.de, command->purpose.en) << command->name;
        EXPECT_EQ(command->page.de.empty(), command->page.en.empty()) << command->name;
        for (const auto& parameter : command->parameters) {
            EXPECT_FALSE(parameter.meaning.de.empty()) << command->name << ' ' << parameter.name;
            EXPECT_FALSE(parameter.meaning.en.empty()) << command->name << ' ' << parameter.name;
        }
    }
}

TEST(Program, a_word_that_was_not_understood_is_shown_without_its_value) {
    const std::string address = "postgres://anna:secret@db/kartei";
    for (const std::vector<std::string>& words : {std::vector<std::string>{address},
                                                  {"find", "x", address},
                                                  {"find", "x", "--databse=" + address},
                                                  {"find", "x", "--json=" + address},
                                                  {"find", "x", "--database" + address},
                                                  {"find", "x", "--database", "a", "--database", address},
                                                  {"find", "x", "anna:secret@db"}}) {
        const auto ran = run(words);
        EXPECT_EQ(ran.exit, 2) << ran.err;
        EXPECT_EQ((ran.out + ran.err).find("secret"), std::string::npos) << ran.err;
    }
}

}  // namespace
}  // namespace kartei::cli
