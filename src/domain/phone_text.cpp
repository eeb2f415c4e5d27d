#include "domain/phone_text.h"

#include "base/fold.h"
#include "base/one_of.h"
#include "base/text.h"
#include "domain/phone_number.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace kartei::domain {

namespace {

/// Words around a number that say nothing about its digits, folded.
constexpr std::array<std::string_view, 44> labels{
    "tel",        "telefon", "telefonnummer", "telnr",   "nr",       "nummer",   "rufnummer", "ruf",
    "fon",        "phone",   "telephone",     "mobil",   "mobile",   "mob",      "handy",     "cell",
    "fax",        "telefax", "privat",        "private", "priv",     "p",        "buero",     "dienst",
    "dienstlich", "dienstl", "geschaeftlich", "gesch",   "g",        "d",        "t",         "m",
    "f",          "home",    "work",          "office",  "zentrale", "festnetz", "zuhause",   "arbeit",
    "whatsapp",   "sms",     "direkt",        "main"};

constexpr std::array<std::string_view, 16> extension_words{
    "ext",       "extn", "extension", "xt",    "x",           "app", "apparat", "dw",
    "durchwahl", "nst",  "int",       "poste", "nebenstelle", "kl",  "klappe",  "anexo"};

constexpr std::array<std::string_view, 6> joining_words{"oder", "or", "und", "and", "bzw", "u"};

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return u_isalpha(static_cast<UChar32>(c)) != 0 && c != 0x30FC;
}

bool is_decoration(char32_t c) {
    static constexpr std::u32string_view signs = U"-./()[]~'_\\’·•:−ー．／（）［］～∼⁓：\u00AD";
    if (signs.find(c) != std::u32string_view::npos || is_blank(c)) return true;
    return c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_DASH_PUNCTUATION;
}

int digit_of(char32_t c) {
    if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
    return u_charDigitValue(static_cast<UChar32>(c));
}

const Message several{"Das sind mehrere Nummern in einem Feld. Schreiben Sie jede in ein eigenes.",
                      "These are several numbers in one field. Write each in its own."};

std::unexpected<Error> refuse_letters(std::string_view text) {
    return refuse_phone(text, {"Darin stehen Buchstaben.", "It holds letters."});
}

/// Walks the text sign by sign; every step says whether it goes on.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text), rest_(text) {}

    Result<PhoneText> read() {
        while (!rest_.empty()) TRY(step());
        if (out_.digits.empty())
            return refuse_phone(text_, {"Darin stehen keine Ziffern.", "It holds no digits."});
        return std::move(out_);
    }

private:
    enum class Place { before, number, extension, after };

    Result<void> step() {
        const std::string_view here = rest_;
        const char32_t sign = next_code_point(rest_);
        if (const int digit = digit_of(sign); digit >= 0) return take_digit(static_cast<char>('0' + digit));
        if (is_letter(sign)) {
            rest_ = here;
            return take_word();
        }
        if (sign == U'+' || sign == U'＋') return take_plus();
        if (sign == U'#' || sign == U'＃') return take_number_sign();
        if (sign == U',' || sign == U';' || sign == U'|' || sign == U'&') {
            divided_ = place_ == Place::number || place_ == Place::extension;
            return {};
        }
        if (sign == U'=' && place_ == Place::extension) return {};
        if (sign == U'\n' || sign == U'\r') divided_ = place_ == Place::number;
        if (is_decoration(sign)) return {};
        return refuse_phone(text_, {"Darin steht ein Zeichen, das in keiner Nummer steht.",
                                    "It holds a sign that stands in no number."});
    }

    Result<void> take_digit(char digit) {
        if (divided_ || place_ == Place::after) return refuse_phone(text_, several);
        const bool in_extension = place_ == Place::extension;
        std::string& digits = in_extension ? out_.extension : out_.digits;
        const std::size_t most = in_extension ? max_extension_digits : max_phone_digits;
        if (digits.size() == most) {
            return refuse_phone(text_, {"Sie hat zu viele Ziffern. Sind es zwei Nummern?",
                                        "It has too many digits. Are these two numbers?"});
        }
        digits += digit;
        if (place_ == Place::before) place_ = Place::number;
        return {};
    }

    Result<void> take_plus() {
        if (out_.start == PhoneStart::plus && out_.digits.empty()) {
            return refuse_phone(text_, {"Sie beginnt mit zwei Pluszeichen. Schreiben Sie eines.",
                                        "It begins with two plus signs. Write one."});
        }
        if (place_ != Place::before) {
            return refuse_phone(text_, {"Ein Pluszeichen steht mitten in der Nummer.",
                                        "A plus sign stands within the number."});
        }
        out_.start = PhoneStart::plus;
        return {};
    }

    /// "#" before an extension, or closing one.
    Result<void> take_number_sign() {
        if (place_ == Place::number) place_ = Place::extension;
        return {};
    }

    Result<void> take_word() {
        const std::string_view from = rest_;
        std::string_view before = rest_;
        while (!rest_.empty()) {
            before = rest_;
            if (!is_letter(next_code_point(rest_))) {
                rest_ = before;
                break;
            }
        }
        const std::string word = fold_strict(from.substr(0, from.size() - rest_.size()));
        if (place_ == Place::number && is_one_of(word, extension_words)) {
            place_ = Place::extension;
            divided_ = false;
            return {};
        }
        if (place_ != Place::before && is_one_of(word, joining_words)) return refuse_phone(text_, several);
        if (!is_one_of(word, labels)) return refuse_letters(text_);
        if (place_ != Place::before) place_ = Place::after;
        return {};
    }

    std::string_view text_;
    std::string_view rest_;
    PhoneText out_{};
    Place place_ = Place::before;
    bool divided_ = false;  ///< a comma or line break came behind digits
};

}  // namespace

std::unexpected<Error> refuse_phone(std::string_view text, const Message& reason, ErrorCode code) {
    return fail(code,
                {"Das ist keine Telefonnummer. " + reason.de, "This is no telephone number. " + reason.en},
                quotable(text, 40));
}

Result<PhoneText> read_phone_text(std::string_view text) {
    text = trim(text);
    if (text.size() > max_phone_text_bytes) {
        return refuse_phone(text, {"Der Text ist zu lang.", "The text is too long."}, ErrorCode::limit);
    }
    return Reader(text).read();
}

}  // namespace kartei::domain
