#include "base/fold.h"

#include "base/one_of.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <span>

namespace kartei {

namespace {

using Words = std::vector<std::string>;

Words strict_words(std::string_view utf8) {
    Words words;
    const std::string folded = fold_strict(utf8);
    if (folded.empty()) return words;
    for (const std::string_view word : split(folded, ' ')) words.emplace_back(word);
    return words;
}

template <class Range>
std::string joined(const Range& words) {
    std::string out;
    for (const auto& word : words) {
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

bool all_digits(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, is_digit);
}

bool is_one_letter(std::string_view word) {
    return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
}

/// Kinds of street by their long and short ending.
struct Ending {
    std::string_view long_form;
    std::string_view short_form;
};
constexpr std::array<Ending, 2> endings{{{"strasse", "str"}, {"platz", "pl"}}};

/// Shortens the ending; says whether the word is nothing but the ending.
bool shorten_ending(std::string& word) {
    for (const auto& [long_form, short_form] : endings) {
        if (word == short_form) return true;
        if (!word.ends_with(long_form)) continue;
        word.resize(word.size() - long_form.size());
        const bool alone = word.empty();
        word += short_form;
        return alone;
    }
    return false;
}

bool belongs_to_house_number(const Words& before, std::string_view word) {
    return is_one_letter(word) && before.size() > 1 && all_digits(before.back());
}

constexpr std::array<std::string_view, 9> between_town_and_river{"am", "an", "a", "der", "d",
                                                                 "im", "in", "i", "ob"};

/// "Frankfurt a. M." and "Ludwigshafen a. Rh."; other rivers are written out.
std::string_view river(std::string_view before, std::string_view word) {
    if (before == "a" || before == "am") {
        if (word == "m") return "main";
        if (word == "rh") return "rhein";
    }
    return word;
}

/// Words that alone say a legal form, and how it is written in the key.
struct LegalForm {
    std::string_view word;
    std::string_view key;
};
constexpr std::array<LegalForm, 55> legal_forms{{
    {"gmbh", "gmbh"},
    {"gesmbh", "gmbh"},
    {"mbh", "gmbh"},
    {"ggmbh", "ggmbh"},
    {"ag", "ag"},
    {"gag", "gag"},
    {"kg", "kg"},
    {"kgaa", "kgaa"},
    {"ohg", "ohg"},
    {"og", "og"},
    {"ug", "ug"},
    {"gbr", "gbr"},
    {"ek", "ek"},
    {"ekfm", "ek"},
    {"ekfr", "ek"},
    {"eu", "eu"},
    {"eg", "eg"},
    {"ev", "ev"},
    {"se", "se"},
    {"partg", "partg"},
    {"partgmbb", "partg mbb"},
    {"ltd", "ltd"},
    {"limited", "ltd"},
    {"plc", "plc"},
    {"llc", "llc"},
    {"llp", "llp"},
    {"lp", "lp"},
    {"inc", "inc"},
    {"incorporated", "inc"},
    {"corp", "corp"},
    {"corporation", "corp"},
    {"co", "co"},
    {"cie", "co"},
    {"sa", "sa"},
    {"sarl", "sarl"},
    {"sas", "sas"},
    {"sasu", "sasu"},
    {"snc", "snc"},
    {"spa", "spa"},
    {"srl", "srl"},
    {"sagl", "sagl"},
    {"bv", "bv"},
    {"nv", "nv"},
    {"vof", "vof"},
    {"bvba", "bvba"},
    {"ab", "ab"},
    {"as", "as"},
    {"aps", "aps"},
    {"oy", "oy"},
    {"oyj", "oyj"},
    {"sro", "sro"},
    {"kft", "kft"},
    {"doo", "doo"},
    {"lda", "lda"},
    {"sl", "sl"},
}};

/// Words that belong to a legal form only beside another: "GmbH & Co. KG", "UG (haftungsbeschränkt)", "PartG
/// mbB".
constexpr std::array<std::string_view, 3> legal_form_parts{"und", "haftungsbeschraenkt", "mbb"};

std::string_view legal_form_key(std::string_view word) {
    const auto found = std::ranges::find(legal_forms, word, &LegalForm::word);
    return found == legal_forms.end() ? std::string_view() : found->key;
}

/// "&" and "+" as the word "und", before folding makes blanks of them.
std::string with_und(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&' || c == '+') {
            out += " und ";
        } else {
            out += c;
        }
    }
    return out;
}

/// "and", and "u" between words that are no initials.
bool means_und(const Words& words, std::size_t at) {
    if (words[at] == "and") return true;
    return words[at] == "u" && at > 0 && at + 1 < words.size() && !is_one_letter(words[at - 1]) &&
           !is_one_letter(words[at + 1]);
}

/// "G. m. b. H." and "A B C" become one word each.
Words with_initials_joined(const Words& words) {
    Words out;
    bool open = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool initial = is_one_letter(words[i]);
        if (initial && open) {
            out.back() += words[i];
        } else {
            out.push_back(means_und(words, i) ? "und" : words[i]);
        }
        open = initial;
    }
    return out;
}

/// Where the legal form begins: the longest end made of its words, at least one of them a form, and not the
/// whole.
std::size_t legal_form_start(const Words& words) {
    std::size_t start = words.size();
    bool form = false;
    while (start > 0) {
        const bool is_form = !legal_form_key(words[start - 1]).empty();
        if (!is_form && !is_one_of(words[start - 1], legal_form_parts)) break;
        form = form || is_form;
        --start;
    }
    return form && start > 0 ? start : words.size();
}

}  // namespace

std::string fold_street(std::string_view utf8) {
    Words out;
    for (auto& word : strict_words(utf8)) {
        const bool only_ending = shorten_ending(word);
        const bool attach = only_ending && !out.empty() && !all_digits(out.back());
        if (attach || belongs_to_house_number(out, word)) {
            out.back() += word;
        } else {
            out.push_back(std::move(word));
        }
    }
    return joined(out);
}

std::string fold_city(std::string_view utf8) {
    std::vector<std::string_view> out;
    const Words words = strict_words(utf8);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "sankt") {
            out.emplace_back("st");
        } else if (i == 0) {
            out.push_back(word);
        } else if (!all_digits(word) && !is_one_of(word, between_town_and_river)) {
            out.push_back(river(words[i - 1], word));
        }
    }
    return joined(out);
}

CompanyKey fold_company(std::string_view utf8) {
    const Words words = with_initials_joined(strict_words(with_und(utf8)));
    const std::size_t start = legal_form_start(words);
    CompanyKey key;
    key.name = joined(std::span(words).first(start));
    std::vector<std::string_view> form;
    for (std::size_t i = start; i < words.size(); ++i) {
        const std::string_view known = legal_form_key(words[i]);
        if (form.empty() && known.empty()) continue;  // the "und" that binds it to the name
        form.push_back(known.empty() ? std::string_view(words[i]) : known);
    }
    key.legal_form = joined(form);
    return key;
}

}  // namespace kartei
