#include "formats/list_name.h"

#include "base/fold.h"
#include "base/text.h"
#include "formats/words.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace kartei::formats {

namespace {

constexpr auto salutations = std::to_array<std::string_view>(
    {"herr",   "herrn",    "hr",     "hrn",     "frau", "fr",        "fraeulein", "mr",        "mrs",
     "ms",     "miss",     "mister", "familie", "fam",  "firma",     "divers",    "herr frau", "eheleute",
     "madame", "monsieur", "m",      "w",       "d",    "maennlich", "weiblich",  "male",      "female"});

/// Words of salutation that stand before a name; single letters do not, they are initials there.
constexpr auto before_names =
    std::to_array<std::string_view>({"herr", "herrn", "hr", "frau", "fr", "fraeulein", "mr", "mrs", "ms",
                                     "miss", "familie", "fam", "eheleute"});

constexpr auto titles = std::to_array<std::string_view>({"dr",
                                                         "prof",
                                                         "professor",
                                                         "doktor",
                                                         "dipl",
                                                         "ing",
                                                         "dipl ing",
                                                         "dipl kfm",
                                                         "dipl kffr",
                                                         "dipl inform",
                                                         "dipl phys",
                                                         "dipl oec",
                                                         "dipl paed",
                                                         "dipl psych",
                                                         "dipl chem",
                                                         "dipl math",
                                                         "dipl biol",
                                                         "dipl wirt",
                                                         "dipl wirt ing",
                                                         "dipl betriebsw",
                                                         "dipl jur",
                                                         "mag",
                                                         "magister",
                                                         "med",
                                                         "dent",
                                                         "vet",
                                                         "jur",
                                                         "phil",
                                                         "rer",
                                                         "nat",
                                                         "pol",
                                                         "oec",
                                                         "h",
                                                         "c",
                                                         "habil",
                                                         "univ",
                                                         "fh",
                                                         "rer nat",
                                                         "h c",
                                                         "dr ing",
                                                         "dr med",
                                                         "dr h c",
                                                         "pd",
                                                         "privatdozent",
                                                         "dres",
                                                         "dr phil",
                                                         "dr jur",
                                                         "dr rer nat",
                                                         "msc",
                                                         "bsc",
                                                         "m sc",
                                                         "b sc",
                                                         "mba",
                                                         "ma",
                                                         "ba",
                                                         "m a",
                                                         "b a",
                                                         "b eng",
                                                         "m eng",
                                                         "ra",
                                                         "rain",
                                                         "stb",
                                                         "wp",
                                                         "theol",
                                                         "agr",
                                                         "pharm",
                                                         "sc",
                                                         "mult",
                                                         "e h",
                                                         "dkfm",
                                                         "ddr",
                                                         "di",
                                                         "dipl kaufmann",
                                                         "graf",
                                                         "freiherr",
                                                         "freifrau",
                                                         "graefin",
                                                         "baron",
                                                         "baronin"});

constexpr auto particles = std::to_array<std::string_view>(
    {"von", "vom", "van", "zu",  "zum", "zur", "de", "del", "della", "di", "da", "dos",
     "do",  "der", "den", "ter", "ten", "el",  "al", "bin", "ibn",   "le", "la", "du",
     "des", "und", "y",   "auf", "am",  "im",  "mc", "st",  "af",    "av", "v"});

constexpr auto suffixes = std::to_array<std::string_view>(
    {"jun", "jr",   "junior", "sen",  "sr",  "senior", "ii", "iii", "iv", "mba", "llm", "ll m",
     "phd", "ph d", "msc",    "m sc", "bsc", "b sc",   "ma", "m a", "ba", "b a", "esq"});

bool is_in(std::span<const std::string_view> list, std::string_view folded) {
    return std::ranges::find(list, folded) != list.end();
}

Words words_of(std::string_view text) {
    Words words;
    for (const auto word : split(text, ' ')) {
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const auto word : words) {
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

/// "Dipl.-Ing.", "Dr.med." fold into several words; each of them counts.
bool is_title_word(std::string_view word) {
    const std::string folded = fold_strict(word);
    if (folded.empty()) return false;
    if (is_in(titles, folded)) return folded.size() > 1;
    return std::ranges::all_of(split(folded, ' '), [](std::string_view part) { return is_in(titles, part); });
}

std::string take_front(Words& words, bool (*fits)(std::string_view)) {
    std::size_t count = 0;
    while (count < words.size() && fits(words[count])) ++count;
    const std::string taken = joined(std::span(words).first(count));
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
    return taken;
}

std::string take_suffix(Words& words) {
    std::size_t from = words.size();
    while (from > 1 && is_in(suffixes, fold_strict(words[from - 1]))) --from;
    if (from == 0 || from == words.size()) return {};
    std::string taken = joined(std::span(words).subspan(from));
    words.resize(from);
    return taken;
}

bool is_initial(std::string_view word) {
    return (word.size() == 2 && word[1] == '.') || (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z');
}

/// Where the last name begins; 0 where it cannot be told.
std::size_t last_name_at(const Words& words) {
    if (words.size() < 2) return 0;
    if (is_in(particles, fold_strict(words[0]))) return 0;  // "von der Heide": no first name at all
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (is_in(particles, fold_strict(words[i]))) return i;
    }
    if (words.size() == 2) return 1;
    const auto inner = std::span(words).subspan(1, words.size() - 2);
    return std::ranges::all_of(inner, is_initial) ? words.size() - 1 : 0;
}

/// Last name before the comma; titles may stand on either side.
NameParts from_comma(std::string_view before, std::string_view behind, NameParts parts) {
    Words last = words_of(before);
    Words first = words_of(behind);
    const std::string more = take_front(first, is_title_word);
    if (!more.empty()) parts.titles += (parts.titles.empty() ? "" : " ") + more;
    parts.last_name = joined(last);
    parts.first_name = joined(first);
    return parts;
}

}  // namespace

bool is_salutation(std::string_view text) {
    const std::string folded = fold_strict(text);
    if (is_in(salutations, folded)) return true;
    const Words words = words_of(text);
    return words.size() > 1 && is_in(before_names, fold_strict(words[0])) &&
           is_title(joined(std::span(words).subspan(1)));
}

bool is_title(std::string_view text) {
    const Words words = words_of(text);
    return !words.empty() && std::ranges::all_of(words, is_title_word);
}

bool is_company_name(std::string_view text) {
    return !fold_company(text).legal_form.empty();
}

NameParts split_full_name(std::string_view text) {
    NameParts parts;
    const std::string name = collapse_blanks(cut(text, 400));
    if (is_company_name(name)) {
        parts.company = name;
        return parts;
    }
    Words words = words_of(name);
    parts.salutation =
        take_front(words, [](std::string_view word) { return is_in(before_names, fold_strict(word)); });
    parts.titles = take_front(words, is_title_word);
    const std::string rest = joined(words);
    const std::size_t comma = rest.find(',');
    if (comma != std::string::npos && rest.find(',', comma + 1) == std::string::npos) {
        const auto behind = trim(std::string_view(rest).substr(comma + 1));
        if (!is_in(suffixes, fold_strict(behind)))
            return from_comma(std::string_view(rest).substr(0, comma), behind, std::move(parts));
        parts.suffix = behind;
        words = words_of(std::string_view(rest).substr(0, comma));
    }
    if (parts.suffix.empty()) parts.suffix = take_suffix(words);
    const std::size_t at = last_name_at(words);
    parts.first_name = joined(std::span(words).first(at));
    parts.last_name = joined(std::span(words).subspan(at));
    return parts;
}

}  // namespace kartei::formats
