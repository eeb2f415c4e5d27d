#include "base/fold.h"

#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace kartei {

namespace {

/// First code point that the table below does not hold.
constexpr char32_t table_end = 0x250;

/// First byte of the forms of U+0240 and beyond; texts with such bytes are normalised before they are walked.
constexpr unsigned char first_lead_to_normalise = 0xC9;

/// Latin letters that Unicode does not take apart, or that German writes out otherwise than by leaving the
/// accent.
constexpr std::array<std::pair<char32_t, std::string_view>, 36> written_out{{
    {U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}, {U'ß', "ss"}, {U'æ', "ae"}, {U'œ', "oe"},
    {U'ø', "oe"}, {U'ǿ', "oe"}, {U'ǽ', "ae"}, {U'ð', "d"},  {U'đ', "d"},  {U'þ', "th"},
    {U'ł', "l"},  {U'ħ', "h"},  {U'ı', "i"},  {U'ĸ', "k"},  {U'ŋ', "n"},  {U'ŧ', "t"},
    {U'ƀ', "b"},  {U'ɓ', "b"},  {U'ƈ', "c"},  {U'ɖ', "d"},  {U'ɗ', "d"},  {U'ƌ', "d"},
    {U'ǝ', "e"},  {U'ə', "e"},  {U'ƒ', "f"},  {U'ɠ', "g"},  {U'ǥ', "g"},  {U'ɨ', "i"},
    {U'ƙ', "k"},  {U'ƚ', "l"},  {U'ɲ', "n"},  {U'ɵ', "o"},  {U'ʉ', "u"},  {U'ƶ', "z"},
}};

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*instance)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = instance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
    return *found;
}

const icu::Normalizer2& case_folding() {
    static const icu::Normalizer2& instance = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
    return instance;
}

const icu::Normalizer2& decomposition() {
    static const icu::Normalizer2& instance = normalizer(icu::Normalizer2::getNFDInstance);
    return instance;
}

std::string normalised(std::string_view text) {
    std::string out;
    UErrorCode status = U_ZERO_ERROR;
    icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
    case_folding().normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                                 sink, nullptr, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot normalise a text");
    return out;
}

bool is_mark(char32_t c) {
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_word_part(char32_t c) {
    // The letter apostrophe stands where others type a plain one.
    return c != 0x2BC && (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

/// The letter without its accents, where it is Latin.
char32_t latin_base(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    if (uscript_getScript(static_cast<UChar32>(c), &status) != USCRIPT_LATIN) return c;
    icu::UnicodeString parts;
    if (!decomposition().getDecomposition(static_cast<UChar32>(c), parts)) return c;
    return static_cast<char32_t>(parts.char32At(0));
}

/// Appends what one case-folded code point stands for; a blank for what belongs to no word.
void append_letter(std::string& out, char32_t c) {
    for (const auto& [letter, ascii] : written_out) {
        if (letter == c) {
            out += ascii;
            return;
        }
    }
    const char32_t base = latin_base(c);
    if (base != c) return append_letter(out, base);
    if (is_word_part(c)) return append_utf8(out, c);
    out += ' ';
}

/// What each code point below table_end folds to: at most five bytes, kept in place.
struct Folded {
    std::array<char, 7> bytes{};
    std::uint8_t size = 0;

    std::string_view view() const { return {bytes.data(), size}; }
};

std::array<Folded, table_end> make_table() {
    std::array<Folded, table_end> table;
    for (char32_t c = 0; c < table_end; ++c) {
        std::string one;
        append_utf8(one, c);
        std::string folded;
        const std::string forms = normalised(one);
        for (std::string_view rest = forms; !rest.empty();) {
            const char32_t form = next_code_point(rest);
            if (!is_mark(form)) append_letter(folded, form);
        }
        if (folded.size() > table[c].bytes.size()) throw std::logic_error("a folded letter is too long");
        folded.copy(table[c].bytes.data(), folded.size());
        table[c].size = static_cast<std::uint8_t>(folded.size());
    }
    return table;
}

const std::array<Folded, table_end>& table() {
    static const std::array<Folded, table_end> instance = make_table();
    return instance;
}

/// Whether what follows may carry a mark that is more than an accent: only letters of other scripts.
bool ends_in_other_script(const std::string& out) {
    return !out.empty() && static_cast<unsigned char>(out.back()) >= 0x80;
}

void append_code_point(std::string& out, char32_t c) {
    if (c < table_end) {
        out += table()[c].view();
    } else if (is_mark(c)) {
        if (ends_in_other_script(out)) append_utf8(out, c);
    } else {
        append_letter(out, c);
    }
}

bool needs_normalising(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= first_lead_to_normalise) return true;
    }
    return false;
}

/// Single blanks, none at the ends; only U+0020 is left to care for.
void tidy_blanks(std::string& text) {
    std::size_t kept = 0;
    for (const char c : text) {
        if (c == ' ' && (kept == 0 || text[kept - 1] == ' ')) continue;
        text[kept++] = c;
    }
    if (kept > 0 && text[kept - 1] == ' ') --kept;
    text.resize(kept);
}

void drop_e_behind_vowels(std::string& text) {
    std::size_t kept = 0;
    for (const char c : text) {
        if (c == 'e' && kept > 0) {
            const char before = text[kept - 1];
            if (before == 'a' || before == 'o' || before == 'u') continue;
        }
        text[kept++] = c;
    }
    text.resize(kept);
}

}  // namespace

std::string fold_strict(std::string_view utf8) {
    std::string owned;
    if (needs_normalising(utf8)) {
        owned = is_utf8(utf8) ? normalised(utf8) : normalised(mended_utf8(utf8));
        utf8 = owned;
    }
    std::string out;
    out.reserve(utf8.size() + 4);
    const auto& letters = table();
    for (std::string_view rest = utf8; !rest.empty();) {
        const auto byte = static_cast<unsigned char>(rest.front());
        if (byte < 0x80) {
            out += letters[byte].bytes[0];
            rest.remove_prefix(1);
        } else {
            append_code_point(out, next_code_point(rest));
        }
    }
    tidy_blanks(out);
    return out;
}

std::string fold(std::string_view utf8) {
    std::string out = fold_strict(utf8);
    drop_e_behind_vowels(out);
    return out;
}

std::vector<std::string> fold_words(std::string_view utf8) {
    std::vector<std::string> words;
    const std::string folded = fold(utf8);
    if (folded.empty()) return words;
    for (const std::string_view word : split(folded, ' ')) words.emplace_back(word);
    return words;
}

}  // namespace kartei
