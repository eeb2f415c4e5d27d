// The words of a command line, taken apart by the description of its command. Knows no meaning: commands turn
// words into values and refuse what they cannot use.
#pragma once

#include "base/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::cli {

struct Command;

/// Longest argument in bytes.
inline constexpr std::size_t max_argument_bytes = 8'192;

class Arguments {
public:
    explicit Arguments(std::map<std::string, std::vector<std::string>, std::less<>> words)
        : words_(std::move(words)) {}

    bool has(std::string_view name) const { return words_.contains(name); }
    /// The word given, or an empty text.
    std::string text(std::string_view name) const;
    const std::vector<std::string>& texts(std::string_view name) const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> words_;
};

/// What stands on the command line.
struct CommandLine {
    const Command* command = nullptr;  ///< nothing where none was named
    Arguments arguments{{}};
};

/// Fails with `invalid`: unknown commands and options, values missing or given twice, arguments too many or
/// no UTF-8; `limit` for one beyond max_argument_bytes. Missing arguments are found by `check_presence`.
Result<CommandLine> parse_command_line(std::span<const std::string> words);

/// `invalid` where something is missing or empty that the command cannot do without.
Result<void> check_presence(const Command& command, const Arguments& arguments);

/// The name of a field (`given_at`, `person`) as it is typed (`--given-at`, `PERSON`); any other text as it
/// is.
std::string as_typed(const Command& command, std::string_view field);

}  // namespace kartei::cli
