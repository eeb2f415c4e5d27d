#include "formats/objection_hint.h"

#include "base/fold.h"
#include "base/text.h"
#include "formats/utf8.h"
#include "formats/words.h"

#include <algorithm>
#include <array>
#include <set>

namespace kartei::formats {

namespace {

constexpr std::size_t looked_at_bytes = 4096;
constexpr std::size_t max_words_between = 3;

/// What asks for peace, for erasure (GDPR Art. 17), or tells of a death: whom a list describes so is not
/// advertised to. Folded words in their order; a word with * stands for all that begin so. All channels: "a";
/// else one letter each: p(hone) e(mail) s(ms) b(rief) m(essenger) f(ax).
struct Phrase {
    std::string_view words;
    std::string_view channels;
};

constexpr auto phrases = std::to_array<Phrase>({
    {"kein* anruf*", "p"},
    {"nicht anruf*", "p"},
    {"nicht mehr anruf*", "p"},
    {"kein* telefon*", "p"},
    {"nicht telefon*", "p"},
    {"kein* werbeanruf*", "p"},
    {"nicht angerufen", "p"},
    {"anrufe unerwuenscht", "p"},
    {"anruf* nicht", "p"},
    {"no call*", "p"},
    {"not call*", "p"},
    {"dont call*", "p"},
    {"stop calling", "p"},
    {"no phone*", "p"},
    {"not phone", "p"},
    {"never call*", "p"},
    {"not be called", "p"},
    {"telefonverbot", "p"},
    {"anrufverbot", "p"},
    {"anrufsperre", "p"},
    {"telefonsperre", "p"},
    {"kein* newsletter*", "e"},
    {"newsletter* abbestellt", "e"},
    {"newsletter* abgemeldet", "e"},
    {"newsletter* nicht", "e"},
    {"kein* mail*", "e"},
    {"kein* email*", "e"},
    {"nicht mail*", "e"},
    {"nicht email*", "e"},
    {"nicht anmailen", "e"},
    {"no mail*", "e"},
    {"no email*", "e"},
    {"not email*", "e"},
    {"no newsletter*", "e"},
    {"dont email*", "e"},
    {"unsubscribe*", "e"},
    {"kein* sms", "s"},
    {"nicht sms", "s"},
    {"no sms", "s"},
    {"no text*", "s"},
    {"kein* whatsapp", "m"},
    {"no whatsapp", "m"},
    {"kein* messenger", "m"},
    {"kein* fax*", "f"},
    {"no fax*", "f"},
    {"nicht fax*", "f"},
    {"kein* brief*", "b"},
    {"kein* post", "b"},
    {"kein* katalog*", "b"},
    {"no letter*", "b"},
    {"no post", "b"},
    {"kein* postwerbung", "b"},
    {"kein* prospekt*", "b"},
    {"nur brief*", "pesmf"},
    {"nur post*", "pesmf"},
    {"nur per post", "pesmf"},
    {"nur schriftlich*", "psm"},
    {"ausschliesslich post*", "pesmf"},
    {"ausschliesslich schriftlich*", "psm"},
    {"only letter*", "pesmf"},
    {"only post*", "pesmf"},
    {"letter* only", "pesmf"},
    {"post only", "pesmf"},
    {"only by post", "pesmf"},
    {"nur mail", "psbmf"},
    {"nur email", "psbmf"},
    {"nur per email", "psbmf"},
    {"nur per mail", "psbmf"},
    {"only email", "psbmf"},
    {"email only", "psbmf"},
    {"only by email", "psbmf"},
    {"nur telefon*", "esbmf"},
    {"nur anruf*", "esbmf"},
    {"phone only", "esbmf"},
    {"only phone", "esbmf"},
    {"kein* werb*", "a"},
    {"werbesperre", "a"},
    {"werbung unerwuenscht", "a"},
    {"nicht werb*", "a"},
    {"werbewiderspruch", "a"},
    {"widerspruch*", "a"},
    {"widersprochen", "a"},
    {"widerspricht", "a"},
    {"widerrufen", "a"},
    {"kontaktsperre", "a"},
    {"kontaktverbot", "a"},
    {"werbeverbot", "a"},
    {"nicht kontaktier*", "a"},
    {"nicht mehr kontaktier*", "a"},
    {"kein* kontakt*", "a"},
    {"nicht mehr melden", "a"},
    {"nicht ansprechen", "a"},
    {"nichts mehr hoeren", "a"},
    {"nicht anschreiben", "a"},
    {"in ruhe lassen", "a"},
    {"kein* interesse", "a"},
    {"nicht interessiert", "a"},
    {"no interest", "a"},
    {"not interested", "a"},
    {"loeschung*", "a"},
    {"loeschen", "a"},
    {"geloescht", "a"},
    {"erasure*", "a"},
    {"delete*", "a"},
    {"deletion", "a"},
    {"verstorben*", "a"},
    {"gestorben", "a"},
    {"deceased", "a"},
    {"not contact*", "a"},
    {"donotcontact", "a"},
    {"no contact", "a"},
    {"dont contact*", "a"},
    {"no marketing", "a"},
    {"no advertis*", "a"},
    {"not advertis*", "a"},
    {"optout", "a"},
    {"opt out", "a"},
    {"opted out", "a"},
    {"gesperrt", "a"},
    {"sperrvermerk", "a"},
    {"robinsonliste", "a"},
    {"blacklist*", "a"},
    {"objected", "a"},
    {"objection", "a"},
    {"abgemeldet", "a"},
    {"unterlassung*", "a"},
    {"abmahnung*", "a"},
});

/// Between the words these turn a prohibition into an hour ("nicht vor 17 Uhr anrufen") or begin another
/// thought.
constexpr auto breaks = std::to_array<std::string_view>(
    {"vor", "nach", "zwischen", "waehrend", "before", "after", "between", "uhr", "bis", "ab", "kein", "keine",
     "keinen", "nicht", "no", "aber", "sondern", "but"});

bool fits(std::string_view pattern, std::string_view word) {
    if (!pattern.ends_with('*')) return pattern == word;
    pattern.remove_suffix(1);
    return word.starts_with(pattern);
}

bool breaks_off(std::string_view word) {
    return is_digit(word.front()) || std::ranges::find(breaks, word) != breaks.end();
}

/// Beginnings of words of which every phrase has one, as they stand in text before folding.
constexpr auto fragments = std::to_array<std::string_view>(
    {"kein",  "nicht",  "no",         "never",      "nur",     "dont",    "don",      "stop",
     "unerw", "unsub",  "unterl",     "verbot",     "sperr",   "abbest",  "abgem",    "abmahn",
     "wider", "ruhe",   "only",       "object",     "opt",     "ausschl", "robinson", "black",
     "donot", "loesch", "l\u00F6sch", "l\u00D6sch", "erasure", "delet",   "storben",  "deceas"});

/// Spares most cells the folding.
bool may_object(std::string_view text) {
    const auto begins_here = [&](std::size_t at) {
        const auto same = [](char left, char right) { return ascii_lower(left) == right; };
        return std::ranges::any_of(fragments, [&](std::string_view fragment) {
            return ascii_lower(text[at]) == fragment[0] && text.size() - at >= fragment.size() &&
                   std::ranges::equal(text.substr(at, fragment.size()), fragment, same);
        });
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (begins_here(at)) return true;
    }
    return false;
}

/// Whether the rest of a phrase follows at `at`, with few words between.
bool goes_on(const Words& words, std::size_t at, std::string_view pattern) {
    if (pattern.empty()) return true;
    const std::size_t end = std::min(pattern.find(' '), pattern.size());
    const auto first = pattern.substr(0, end);
    const auto rest = pattern.substr(std::min(end + 1, pattern.size()));
    for (std::size_t i = at; i < words.size() && i <= at + max_words_between; ++i) {
        if (fits(first, words[i])) return goes_on(words, i + 1, rest);
        if (breaks_off(words[i])) return false;
    }
    return false;
}

bool contains(const Words& words, std::string_view phrase) {
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    const auto first = phrase.substr(0, end);
    const auto rest = phrase.substr(std::min(end + 1, phrase.size()));
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (fits(first, words[i]) && goes_on(words, i + 1, rest)) return true;
    }
    return false;
}

ListChannel channel_of(char letter) {
    switch (letter) {
        case 'p': return ListChannel::phone;
        case 'e': return ListChannel::email;
        case 's': return ListChannel::sms;
        case 'b': return ListChannel::post;
        case 'm': return ListChannel::messenger;
        case 'f': return ListChannel::fax;
        default: return ListChannel::any;
    }
}

/// Folding divides "e-mail" and "don't"; phrases are written with the whole words.
std::string whole_words(std::string folded) {
    for (const auto& [from, to] : {std::pair{"e mail", "email"}, std::pair{"don t", "dont"}}) {
        const std::string_view search = from;
        for (auto at = folded.find(search); at != std::string::npos; at = folded.find(search, at + 1)) {
            if (at == 0 || folded[at - 1] == ' ') folded.replace(at, search.size(), to);
        }
    }
    return folded;
}

}  // namespace

std::optional<ObjectionHint> find_objection(std::string_view text) {
    if (!may_object(cut(text, looked_at_bytes))) return std::nullopt;
    const std::string folded = whole_words(fold_strict(cut(text, looked_at_bytes)));
    if (folded.empty()) return std::nullopt;
    const Words words = split(folded, ' ');
    std::set<ListChannel> channels;
    for (const auto& phrase : phrases) {
        if (!contains(words, phrase.words)) continue;
        for (const char letter : phrase.channels) channels.insert(channel_of(letter));
    }
    if (channels.empty()) return std::nullopt;
    if (channels.contains(ListChannel::any)) channels = {ListChannel::any};
    return ObjectionHint{{}, shown_text(text, 120), {channels.begin(), channels.end()}};
}

}  // namespace kartei::formats
