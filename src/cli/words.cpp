#include "cli/words.h"

#include "base/fold.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/visible.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::cli {

namespace {

struct SignRow {
    domain::Status status;
    std::string_view sign;
    Ink ink;
};
constexpr std::array signs{
    SignRow{domain::Status::allowed, "✓", Ink::green}, SignRow{domain::Status::conditional, "!", Ink::yellow},
    SignRow{domain::Status::objected, "⊘", Ink::red},  SignRow{domain::Status::unknown, "?", Ink::yellow},
    SignRow{domain::Status::denied, "✗", Ink::red},
};

/// Everyday words beside keys and headings, folded.
template <class E>
struct Synonym {
    std::string_view folded;
    E value;
};

template <class E, std::size_t N>
std::optional<E> synonym_of(const std::array<Synonym<E>, N>& synonyms, std::string_view folded) {
    const auto found = std::ranges::find(synonyms, folded, &Synonym<E>::folded);
    return found == synonyms.end() ? std::nullopt : std::optional(found->value);
}

using domain::Channel;
constexpr auto channel_synonyms = std::to_array<Synonym<Channel>>({
    {"telephone", Channel::phone},
    {"anruf", Channel::phone},
    {"call", Channel::phone},
    {"automatic call", Channel::robocall},
    {"mail", Channel::email},
    {"text", Channel::sms},
    {"whatsapp", Channel::messenger},
    {"social media", Channel::social_dm},
    {"soziales netzwerk", Channel::social_dm},
    {"telefax", Channel::fax},
    {"brief", Channel::post},
    {"letter", Channel::post},
});

using domain::ConsentWay;
constexpr auto form_synonyms = std::to_array<Synonym<ConsentWay>>({
    {"papier", ConsentWay::paper},         {"auf papier", ConsentWay::paper},
    {"schriftlich", ConsentWay::paper},    {"brief", ConsentWay::paper},
    {"per brief", ConsentWay::paper},      {"post", ConsentWay::paper},
    {"letter", ConsentWay::paper},         {"by letter", ConsentWay::paper},
    {"in writing", ConsentWay::paper},     {"written", ConsentWay::paper},
    {"webformular", ConsentWay::web_form}, {"web formular", ConsentWay::web_form},
    {"web form", ConsentWay::web_form},    {"web", ConsentWay::web_form},
    {"online", ConsentWay::web_form},      {"internet", ConsentWay::web_form},
    {"im netz", ConsentWay::web_form},     {"website", ConsentWay::web_form},
    {"e mail", ConsentWay::email},         {"per e mail", ConsentWay::email},
    {"by e mail", ConsentWay::email},      {"mail", ConsentWay::email},
    {"muendlich", ConsentWay::spoken},     {"telefon", ConsentWay::spoken},
    {"telefonisch", ConsentWay::spoken},   {"anruf", ConsentWay::spoken},
    {"phone", ConsentWay::spoken},         {"by phone", ConsentWay::spoken},
    {"call", ConsentWay::spoken},          {"persoenlich", ConsentWay::spoken},
    {"in person", ConsentWay::spoken},     {"auf anderem weg", ConsentWay::other},
    {"anders", ConsentWay::other},         {"sonstiges", ConsentWay::other},
    {"another way", ConsentWay::other},
});

std::optional<Channel> channel_of(std::string_view word) {
    if (const auto channel = enum_of<Channel>(word)) return channel;
    const std::string folded = fold_strict(word);
    for (const auto channel : domain::all_channels) {
        const Message words = domain::channel_words(channel);
        for (const std::string_view name :
             {std::string_view(words.de), std::string_view(words.en), enum_word(channel),
              heading_of(channel, Language::de), heading_of(channel, Language::en)}) {
            if (folded == fold_strict(name)) return channel;
        }
    }
    return synonym_of(channel_synonyms, folded);
}

std::string all_channel_keys() {
    std::string keys;
    for (const auto channel : domain::all_channels) {
        if (!keys.empty()) keys += ", ";
        keys += enum_word(channel);
    }
    return keys;
}

}  // namespace

std::string grouped(std::int64_t number, Language language) {
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    const char separator = language == Language::de ? '.' : ',';
    for (std::size_t i = digits.size(); i > first + 3;) {
        i -= 3;
        digits.insert(i, 1, separator);
    }
    return digits;
}

std::string_view words_for(std::int64_t number, const Counted& words, Language language) {
    return in(number == 1 ? words.one : words.many, language);
}

StatusLook look_of(std::string_view status, Language language) {
    for (const auto& row : signs) {
        if (domain::word_of(row.status) != status) continue;
        return {.sign = row.sign, .ink = row.ink, .words = in(domain::words_of(row.status), language)};
    }
    return {.sign = "?", .ink = Ink::red, .words = std::string(status)};
}

std::string_view heading_of(domain::Channel channel, Language language) {
    using domain::Channel;
    const auto phrase = [&]() -> Phrase {
        switch (channel) {
            case Channel::phone: return {"Telefon", "Phone"};
            case Channel::robocall: return {"Anrufautomat", "Robocall"};
            case Channel::email: return {"E-Mail", "E-mail"};
            case Channel::sms: return {"SMS", "SMS"};
            case Channel::messenger: return {"Messenger", "Messenger"};
            case Channel::social_dm: return {"Soziales Netz", "Social network"};
            case Channel::push: return {"Push", "Push"};
            case Channel::fax: return {"Fax", "Fax"};
            case Channel::post: return {"Post", "Post"};
        }
        return {};
    };
    return in(phrase(), language);
}

std::string when(const std::optional<Instant>& at, Language language) {
    return at ? in(instant_words(*at), language) : std::string();
}

void report_recorded(Output& output, Phrase what, const RecordedLine& line) {
    const auto language = output.language();
    if (output.is_json()) {
        const boost::json::array areas(line.areas_made.begin(), line.areas_made.end());
        boost::json::object object{{line.key, line.id},
                                   {"person", line.person.text()},
                                   {"name", line.name},
                                   {"customer_number", line.customer_number},
                                   {"areas_made", areas}};
        if (line.permits_nothing) {
            object["permits"] = false;
            object["reason"] = in(*line.permits_nothing, language);
        }
        output.json(object);
        return;
    }
    const std::string number = line.customer_number.empty() ? "" : ", " + line.customer_number;
    output.paragraph(fmt::format("{}: {}{} ({}).", in(what, language), line.name, number, line.id));
    if (line.permits_nothing) output.paragraph(in(*line.permits_nothing, language));
    const auto made = in(Phrase{"Neuer Bereich angelegt", "New area made"}, language);
    const auto check =
        in(Phrase{"So hieß noch keiner; stimmt die Schreibweise?", "None had this name; is it spelt right?"},
           language);
    for (const auto& area : line.areas_made) output.paragraph(fmt::format("{}: {}. {}", made, area, check));
}

Result<domain::ConsentWay> form_of(const Arguments& arguments, std::string_view name) {
    if (const auto form = synonym_of(form_synonyms, fold_strict(arguments.text(name)))) return *form;
    return choice<ConsentWay>(arguments, name);
}

std::unexpected<Error> unknown_word(std::string_view name, std::string_view word, std::string_view words) {
    const std::string shown = shortened(visible(word), 60);
    return fail(ErrorCode::invalid,
                {fmt::format("„{}“ ist hier nichts Bekanntes.", shown),
                 fmt::format("'{}' is not known here.", shown)},
                std::string(name),
                {fmt::format("Möglich sind: {}.", words), fmt::format("There are: {}.", words)});
}

Result<std::vector<domain::Channel>> channels_of(const Arguments& arguments) {
    std::vector<domain::Channel> channels;
    for (const auto& word : arguments.texts("--channel")) {
        for (const auto part : split(word, ',')) {
            const auto channel = channel_of(trim(part));
            if (!channel) return unknown_word("--channel", part, all_channel_keys());
            channels.push_back(*channel);
        }
    }
    return channels;
}

Result<std::int64_t> number_of(const Arguments& arguments, std::string_view name, std::int64_t least,
                               std::int64_t most, std::int64_t otherwise) {
    if (!arguments.has(name)) return otherwise;
    const auto number = whole_number<std::int64_t>(arguments.text(name));
    if (number && *number >= least && *number <= most) return *number;
    return fail(ErrorCode::invalid, {"Das ist hier keine brauchbare Zahl.", "This is no usable number here."},
                std::string(name),
                {fmt::format("Geben Sie eine Zahl von {} bis {} an.", least, most),
                 fmt::format("Give a number from {} to {}.", least, most)});
}

}  // namespace kartei::cli
