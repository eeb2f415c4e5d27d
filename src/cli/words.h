// Small words the commands share: numbers as people write them, signs of verdicts, values read from
// arguments.
#pragma once

#include "app/record_will.h"
#include "cli/command.h"
#include "domain/channel.h"
#include "domain/ground.h"
#include "domain/ids.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::cli {

/// 1234567 as `1.234.567` or `1,234,567`.
std::string grouped(std::int64_t number, Language language);

/// What is counted: the words for one and for any other number.
struct Counted {
    Phrase one;
    Phrase many;
};
/// The words for that number, without it.
std::string_view words_for(std::int64_t number, const Counted& words, Language language);

/// How a verdict looks: never by colour alone.
struct StatusLook {
    std::string_view sign;
    Ink ink;
    std::string words;
};
StatusLook look_of(std::string_view status, Language language);

/// The channel as the heading of a column: short.
std::string_view heading_of(domain::Channel channel, Language language);

/// `12.11.2026, 10:00 Uhr`, empty for nothing.
std::string when(const std::optional<Instant>& at, Language language);

/// How a consent was given: the key or a word for it in either language; `invalid` lists the keys.
Result<domain::ConsentWay> form_of(const Arguments& arguments, std::string_view name);

/// The word of an enumeration given as an option; `invalid` lists the words there are.
template <class E>
Result<E> choice(const Arguments& arguments, std::string_view name);

/// What `--channel` takes, where it must be given.
inline constexpr Phrase channel_meaning{
    "Weg: phone, robocall, email, sms, messenger, social_dm, push, fax, post",
    "channel: phone, robocall, email, sms, messenger, social_dm, push, fax, post"};

/// The channels named by all `--channel`, several divided by commas: each a key, a name or heading in either
/// language, or an everyday word (Brief, WhatsApp).
Result<std::vector<domain::Channel>> channels_of(const Arguments& arguments);

/// A number from `least` to `most`, or `otherwise` where the option is missing.
Result<std::int64_t> number_of(const Arguments& arguments, std::string_view name, std::int64_t least,
                               std::int64_t most, std::int64_t otherwise);

/// Something recorded: its id under `key`, whose it is, the areas that were made for it, and why it permits
/// nothing.
struct RecordedLine {
    std::string_view key;
    std::string id;
    domain::PersonId person;
    std::string name;
    std::string customer_number;
    std::vector<std::string> areas_made;
    std::optional<Message> permits_nothing;
};
template <class Id>
RecordedLine recorded_line(std::string_view key, domain::PersonId person, app::Recorded<Id> recorded) {
    return {.key = key,
            .id = recorded.id.text(),
            .person = person,
            .name = std::move(recorded.name),
            .customer_number = std::move(recorded.customer_number),
            .areas_made = std::move(recorded.areas_made),
            .permits_nothing = std::move(recorded.permits_nothing)};
}
void report_recorded(Output& output, Phrase what, const RecordedLine& line);

/// `invalid`: not one of these words.
std::unexpected<Error> unknown_word(std::string_view name, std::string_view word, std::string_view words);

template <class E>
Result<E> choice(const Arguments& arguments, std::string_view name) {
    const std::string word = arguments.text(name);
    if (const auto value = enum_of<E>(word)) return *value;
    std::string words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (!words.empty()) words += ", ";
        words += enumerator.name;
    });
    return unknown_word(name, word, words);
}

}  // namespace kartei::cli
