#include "cli/arguments.h"

#include "base/text.h"
#include "cli/command.h"
#include "cli/visible.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace kartei::cli {

namespace {

Message help_hint(std::string_view command) {
    const std::string line = command.empty() ? "kartei --help" : fmt::format("kartei {} --help", command);
    return {fmt::format("`{}` zeigt, was möglich ist.", line),
            fmt::format("`{}` shows what there is.", line)};
}

std::unexpected<Error> misused(Message what, std::string where, std::string_view command) {
    return fail(ErrorCode::invalid, std::move(what), std::move(where), help_hint(command));
}

void declare(CLI::App& parser, const Parameter& parameter) {
    const std::string name(parameter.name == "--help" ? "-h,--help" : parameter.name);
    if (parameter.taking == Taking::flag) {
        parser.add_flag(name)->disable_flag_override();
        return;
    }
    // One value per option; how often it stands there is judged below, in words people understand.
    parser.add_option(name)->expected(1)->allow_extra_args(false)->multi_option_policy(
        CLI::MultiOptionPolicy::TakeAll);
}

void declare_all(CLI::App& parser, std::span<const Parameter> parameters) {
    parser.set_help_flag();
    parser.allow_extras();
    for (const auto& parameter : parameters) declare(parser, parameter);
}

bool is_path(const Parameter& parameter) {
    return parameter.value == "FILE" || parameter.value == "DIR" || parameter.name == "FILE";
}

Result<void> check_word(const std::string& word, const Parameter& parameter, std::string_view command) {
    if (word.size() > max_argument_bytes) {
        return fail(ErrorCode::limit,
                    {fmt::format("Ein Wert darf höchstens {} Bytes lang sein.", max_argument_bytes),
                     fmt::format("A value may be at most {} bytes long.", max_argument_bytes)},
                    std::string(parameter.name), help_hint(command));
    }
    if (!is_path(parameter) && !is_utf8(word)) {
        return misused({"Der Wert ist kein gültiger Text (UTF-8).", "The value is no valid text (UTF-8)."},
                       std::string(parameter.name), command);
    }
    return {};
}

using Words = std::map<std::string, std::vector<std::string>, std::less<>>;

Result<void> collect(Words& words, const CLI::App& parser, std::span<const Parameter> parameters,
                     std::string_view command) {
    for (const auto& parameter : parameters) {
        const CLI::Option* option = parser.get_option(std::string(parameter.name));
        if (option->count() == 0) continue;
        auto& taken = words[std::string(parameter.name)];
        if (parameter.taking == Taking::flag) continue;
        for (const auto& word : option->results()) {
            TRY(check_word(word, parameter, command));
            taken.push_back(word);
        }
        if (parameter.taking == Taking::value && taken.size() > 1) {
            return misused({"Das steht zweimal da.", "This was given twice."}, std::string(parameter.name),
                           command);
        }
    }
    return {};
}

/// A word that was not understood, without what may be its value: an address in the wrong place holds a
/// password.
std::string shown_word(std::string_view word) {
    const std::size_t end = word.find_first_of("=:");
    return shortened(visible(word.substr(0, end)), 60) + (end == std::string_view::npos ? "" : "…");
}

Result<void> refuse_extras(const std::vector<std::string>& extras, std::string_view command) {
    if (extras.empty()) return {};
    const std::string word = shown_word(extras.front());
    if (extras.front().starts_with('-')) {
        return misused(
            {fmt::format("Die Option {} gibt es nicht.", word), fmt::format("There is no option {}.", word)},
            word, command);
    }
    if (command.empty()) {
        return misused({fmt::format("Den Befehl „{}“ gibt es nicht.", word),
                        fmt::format("There is no command '{}'.", word)},
                       word, command);
    }
    return misused(
        {fmt::format("„{}“ ist zu viel. Texte mit Leerzeichen gehören in Anführungszeichen.", word),
         fmt::format("'{}' is one too many. Texts with blanks belong in quotes.", word)},
        word, command);
}

/// What CLI11 refuses, in our words. Its own begin with the option's name and a colon.
std::unexpected<Error> translated(const CLI::ParseError& error, std::string_view command) {
    const std::string text = error.what();
    const std::string name = visible(text.substr(0, text.find_first_of(": =")));
    if (error.get_name() == "ArgumentMismatch") {
        return misused({"Der Option fehlt ihr Wert, oder sie nimmt keinen.",
                        "The option lacks its value, or takes none."},
                       name, command);
    }
    return misused({"Die Befehlszeile ist nicht zu verstehen.", "The command line cannot be understood."},
                   name, command);
}

/// The parameter of that name, be it an option or a place.
std::optional<std::string_view> parameter_of(const Command& command, std::string_view name) {
    std::string option = fmt::format("--{}", name);
    std::ranges::replace(option, '_', '-');
    for (const auto& parameter : command.parameters) {
        const bool is_place = std::ranges::equal(parameter.name, name, {}, ascii_lower);
        if (parameter.name == option || is_place) return parameter.name;
    }
    return std::nullopt;
}

}  // namespace

std::string Arguments::text(std::string_view name) const {
    const auto& words = texts(name);
    return words.empty() ? std::string() : words.front();
}

const std::vector<std::string>& Arguments::texts(std::string_view name) const {
    static const std::vector<std::string> none;
    const auto found = words_.find(name);
    return found == words_.end() ? none : found->second;
}

Result<CommandLine> parse_command_line(std::span<const std::string> words) {
    CLI::App root;
    declare_all(root, global_parameters());
    root.require_subcommand(0, 1);
    for (const Command* command : commands()) {
        auto* parser = root.add_subcommand(std::string(command->name));
        declare_all(*parser, command->parameters);
        for (const auto& parameter : global_parameters()) declare(*parser, parameter);
    }
    std::string_view name;
    try {
        root.parse(std::vector<std::string>(words.rbegin(), words.rend()));
        CommandLine line;
        Words taken;
        TRY(collect(taken, root, global_parameters(), name));
        TRY(refuse_extras(root.remaining(), name));
        const auto chosen = root.get_subcommands();
        if (!chosen.empty()) {
            line.command = find_command(chosen.front()->get_name());
            name = line.command->name;
            TRY(refuse_extras(chosen.front()->remaining(), name));
            TRY(collect(taken, *chosen.front(), line.command->parameters, name));
            TRY(collect(taken, *chosen.front(), global_parameters(), name));
        }
        line.arguments = Arguments(std::move(taken));
        return line;
    } catch (const CLI::ParseError& error) {
        const auto chosen = root.get_subcommands();
        return translated(error, chosen.empty() ? "" : find_command(chosen.front()->get_name())->name);
    }
}

Result<void> check_presence(const Command& command, const Arguments& arguments) {
    for (const auto& parameter : command.parameters) {
        if (parameter.presence == Presence::optional) continue;
        // An empty word is as good as none: a script whose variable is unset gives it.
        const auto& words = arguments.texts(parameter.name);
        const auto is_empty = [&](const std::string& word) {
            return word.empty() || (!is_path(parameter) && trim(word).empty());
        };
        if (arguments.has(parameter.name) && std::ranges::none_of(words, is_empty)) continue;
        return misused({fmt::format("{} fehlt: {}.", parameter.name, parameter.meaning.de),
                        fmt::format("{} is missing: {}.", parameter.name, parameter.meaning.en)},
                       std::string(parameter.name), command.name);
    }
    return {};
}

std::string as_typed(const Command& command, std::string_view field) {
    // What is looked for stands in the first place, be it TEXT or PERSON.
    if (field == "query") {
        const auto place = std::ranges::find_if_not(command.parameters, &Parameter::is_option);
        if (place != command.parameters.end()) return std::string(place->name);
    }
    // Acts name members of a request: `person_id` is typed as PERSON, `areas` as one --area after the other.
    for (const std::string_view ending : {"", "_id", "_no", "s"}) {
        if (!field.ends_with(ending)) continue;
        if (const auto typed = parameter_of(command, field.substr(0, field.size() - ending.size())))
            return std::string(*typed);
    }
    return std::string(field);
}

}  // namespace kartei::cli
