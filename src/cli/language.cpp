#include "cli/language.h"

#include <fmt/format.h>

#include <cstdlib>

namespace kartei::cli {

std::string_view in(const Phrase& phrase, Language language) {
    return language == Language::de ? phrase.de : phrase.en;
}

const std::string& in(const Message& message, Language language) {
    return language == Language::de ? message.de : message.en;
}

Message message_of(const Phrase& phrase) {
    return {std::string(phrase.de), std::string(phrase.en)};
}

std::optional<Language> language_of(std::string_view word) {
    if (word == "de") return Language::de;
    if (word == "en") return Language::en;
    return std::nullopt;
}

Environment system_environment() {
    return [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') return std::nullopt;
        return value;
    };
}

Language language_of(const Environment& environment) {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const auto value = environment(name)) {
            return value->starts_with("de") ? Language::de : Language::en;
        }
    }
    return Language::en;
}

std::string way_out(const Message& next, std::string_view command, Language language) {
    std::string text = in(next, language);
    if (command.empty()) return text;
    if (text.ends_with('.')) text.pop_back();
    return fmt::format("{}: `{}`.", text, command);
}

}  // namespace kartei::cli
