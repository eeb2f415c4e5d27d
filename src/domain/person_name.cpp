#include "domain/person_name.h"

#include "base/fold.h"
#include "base/one_of.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <vector>

namespace kartei::domain {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 20> salutations{
    "herr", "herrn", "hr", "frau", "fr",  "fraeulein", "frl",      "familie", "fam",     "eheleute",
    "mr",   "mrs",   "ms", "miss", "mme", "madame",    "monsieur", "signor",  "signora", "dame"};

/// Words that open a title, and words that only continue one.
constexpr std::array<std::string_view, 14> title_openings{"dr",  "prof", "professor", "doktor",   "dipl",
                                                          "mag", "ing",  "pd",        "priv doz", "privdoz",
                                                          "msc", "bsc",  "drs",       "mmag"};
constexpr std::array<std::string_view, 26> title_continuations{
    "med",   "phil", "jur",  "rer",  "nat", "h c",  "hc",        "habil",  "dent",
    "vet",   "oec",  "pol",  "ing",  "kfm", "kffr", "kaufm",     "inform", "inf",
    "theol", "agr",  "mult", "univ", "fh",  "e h",  "betriebsw", "troph"};

constexpr std::array<std::string_view, 40> particles{
    "von", "vom", "van", "zu",  "zum", "zur", "der", "den", "dem", "de", "del", "della", "di",  "da",
    "dos", "das", "do",  "du",  "la",  "le",  "las", "los", "el",  "al", "af",  "av",    "ten", "ter",
    "op",  "auf", "und", "ibn", "bin", "ben", "abu", "ap",  "st",  "in", "im",  "v"};

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += ' ';
        out += part;
    }
    return out;
}

std::string joined(Words words) {
    std::string out;
    for (const std::string_view word : words) {
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

/// "Dr.med." and "Dipl.-Ing." are titles as a whole where their first part is one.
bool opens_title(const std::string& folded) {
    const std::string_view first = std::string_view(folded).substr(0, folded.find(' '));
    return is_one_of(folded, title_openings) || is_one_of(first, title_openings);
}

std::size_t salutation_length(Words words) {
    std::size_t length = 0;
    while (length + 1 < words.size() && is_one_of(fold_strict(words[length]), salutations)) ++length;
    return length;
}

/// How many words at the front are titles; one word at least is left.
std::size_t title_length(Words words) {
    std::size_t length = 0;
    while (length + 1 < words.size()) {
        const std::string folded = fold_strict(words[length]);
        const bool goes_on = length > 0 && is_one_of(folded, title_continuations);
        if (!goes_on && !opens_title(folded)) break;
        ++length;
    }
    return length;
}

/// Where the family name begins: at the first particle behind a given name, else the last word.
std::size_t family_start(Words words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        // A capital particle is a given name more often: "Al Pacino", "Ben Affleck", "Van Morrison".
        const bool lower_case = words[i].front() == ascii_lower(words[i].front());
        if (lower_case && is_one_of(fold_strict(words[i]), particles)) return i;
    }
    return words.empty() ? 0 : words.size() - 1;
}

/// Salutation and title move to their places; what is left over is given back.
Words take_front(Words words, PersonName& name) {
    const std::size_t salutation = salutation_length(words);
    name.salutation = joined(words.first(salutation));
    words = words.subspan(salutation);
    const std::size_t title = title_length(words);
    name.title = joined(words.first(title));
    return words.subspan(title);
}

/// Apostrophes of all kinds: they are typed, left out or set as another sign.
std::string without_apostrophes(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const char32_t sign = next_code_point(text);
        if (sign != U'\'' && sign != U'’' && sign != U'‘' && sign != U'ʼ' && sign != U'`' && sign != U'´') {
            append_utf8(out, sign);
        }
    }
    return out;
}

/// One part of the key, without salutation and title.
std::string key_part(std::string_view text) {
    const std::string collapsed = collapse_blanks(text);
    const auto words = words_of(collapsed);
    PersonName ignored;
    const Words rest = take_front(words, ignored);
    return fold_strict(without_apostrophes(joined(rest)));
}

}  // namespace

PersonName split_name(std::string_view text) {
    const std::string collapsed = collapse_blanks(text);
    PersonName name;
    const std::string_view whole = collapsed;
    const std::size_t comma = whole.find(',');
    if (comma == std::string_view::npos) {
        const auto words = words_of(whole);
        const Words rest = take_front(words, name);
        const std::size_t family = family_start(rest);
        name.given = joined(rest.first(family));
        name.family = joined(rest.subspan(family));
        return name;
    }
    // "Hoffmann, Dr. Søren": the front may stand on either side of the comma.
    const auto before = words_of(whole.substr(0, comma));
    const auto behind = words_of(whole.substr(comma + 1));
    PersonName front;
    name.family = joined(take_front(before, front));
    name.given = joined(take_front(behind, name));
    name.salutation = joined({front.salutation, name.salutation});
    name.title = joined({front.title, name.title});
    return name;
}

std::string display_name(const PersonName& name) {
    return joined({trim(name.title), trim(name.given), trim(name.family)});
}

std::string list_name(const PersonName& name) {
    const std::string_view family = trim(name.family);
    const std::string_view given = trim(name.given);
    std::string out(family);
    if (!family.empty() && !given.empty()) out += ", ";
    out += given;
    return out;
}

std::string name_key(const PersonName& name) {
    std::string key = key_part(name.family);
    const std::string given = key_part(name.given);
    if (key.empty() && given.empty()) return {};
    key += '|';
    key += given;
    return key;
}

}  // namespace kartei::domain
