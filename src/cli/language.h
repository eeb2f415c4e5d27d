// The two languages people are spoken to in, and how one is chosen. Knows no texts.
#pragma once

#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kartei::cli {

enum class Language : std::uint8_t { de, en };

/// Words of the program itself: constant, in both languages.
struct Phrase {
    std::string_view de = {};
    std::string_view en = {};
};

std::string_view in(const Phrase& phrase, Language language);
const std::string& in(const Message& message, Language language);

/// What is to be done, and the command that does it where there is one: `Record the consent: `kartei
/// consent`.`
std::string way_out(const Message& next, std::string_view command, Language language);
Message message_of(const Phrase& phrase);

/// `de` or `en`, otherwise nothing.
std::optional<Language> language_of(std::string_view word);

/// The variables of the environment; nothing where one is unset or empty.
using Environment = std::function<std::optional<std::string>(const char* name)>;
Environment system_environment();

/// What the first of LC_ALL, LC_MESSAGES and LANG that is set says (POSIX.1-2017, section 8.2): German for
/// `de…`, else English.
Language language_of(const Environment& environment);

}  // namespace kartei::cli
