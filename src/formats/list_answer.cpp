#include "formats/list_answer.h"

#include "base/fold.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace kartei::formats {

namespace {

constexpr auto yes = std::to_array<std::string_view>(
    {"ja",        "j",      "x",          "xx",  "true",  "wahr",      "1",         "yes",
     "y",         "on",     "ein",        "ok",  "an",    "erteilt",   "vorhanden", "erlaubt",
     "liegt vor", "opt in", "subscribed", "yep", "aktiv", "zugestimmt"});
constexpr auto no =
    std::to_array<std::string_view>({"nein", "n", "false", "falsch", "0", "no", "off", "aus", "keine", "none",
                                     "nicht erteilt", "kein", "nicht vorhanden", "opt out", "liegt nicht vor",
                                     "nicht erlaubt", "abgelehnt", "unsubscribed", "no consent"});

bool among(std::span<const std::string> words, std::string_view folded) {
    return std::ranges::any_of(words, [&](const std::string& word) { return fold_strict(word) == folded; });
}

}  // namespace

Answer parse_answer(std::string_view text, std::span<const std::string> yes_words,
                    std::span<const std::string> no_words) {
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return Answer::empty;
    if (trimmed == "-" || trimmed == "–" || trimmed == "—") return Answer::no;
    if (trimmed == "✓" || trimmed == "✔" || trimmed == "☑") return Answer::yes;
    const std::string folded = fold_strict(cut(trimmed, 200));
    if (among(yes_words, folded)) return Answer::yes;
    if (among(no_words, folded)) return Answer::no;
    if (std::ranges::find(yes, folded) != yes.end()) return Answer::yes;
    if (std::ranges::find(no, folded) != no.end()) return Answer::no;
    return Answer::unclear;
}

}  // namespace kartei::formats
