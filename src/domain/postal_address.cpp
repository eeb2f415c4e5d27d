#include "domain/postal_address.h"

#include "base/fold.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::domain {

namespace {

constexpr Country austria{{'A', 'T'}};
constexpr Country switzerland{{'C', 'H'}};

std::unexpected<Error> refuse_postal_code(std::string_view text, const Message& reason) {
    const std::string quoted = quotable(text, 30);
    return fail(ErrorCode::invalid, {fmt::format("„{}“ ist keine Postleitzahl. {}", quoted, reason.de),
                                     fmt::format("'{}' is no postal code. {}", quoted, reason.en)});
}

bool is_letter_ascii(char c) {
    const char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'z';
}

/// "S-958 22" -> "958 22": up to three letters and a hyphen in front of a digit.
std::string_view without_country_sign(std::string_view text) {
    std::size_t letters = 0;
    while (letters < text.size() && letters < 4 && is_letter_ascii(text[letters])) ++letters;
    if (letters == 0 || letters > 3 || letters + 1 >= text.size() || text[letters] != '-') return text;
    return is_digit(text[letters + 1]) ? text.substr(letters + 1) : text;
}

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

Result<PostalCode> german_code(std::string_view text) {
    const std::string_view digits = trim(without_country_sign(text));
    if (!all_digits(digits) || digits.size() < 4 || digits.size() > 5 || digits.starts_with("00")) {
        return refuse_postal_code(text,
                                  {"In Deutschland hat sie fünf Ziffern.", "In Germany it has five digits."});
    }
    if (digits.size() == 5) return PostalCode{std::string(digits), {}};
    if (digits.front() == '0') {
        return refuse_postal_code(text,
                                  {"In Deutschland hat sie fünf Ziffern.", "In Germany it has five digits."});
    }
    std::string mended = fmt::format("0{}", digits);
    Message hint{
        fmt::format("Die Postleitzahl {} hat die führende Null verloren; daraus wurde {}.", digits, mended),
        fmt::format("The postal code {} had lost its leading zero; it became {}.", digits, mended)};
    return PostalCode{std::move(mended), std::move(hint)};
}

Result<PostalCode> four_digits(std::string_view text) {
    const std::string_view digits = trim(without_country_sign(text));
    if (digits.size() == 4 && all_digits(digits) && digits.front() != '0')
        return PostalCode{std::string(digits), {}};
    return refuse_postal_code(text, {"In Österreich und in der Schweiz hat sie vier Ziffern.",
                                     "In Austria and Switzerland it has four digits."});
}

bool is_code_sign(char c) {
    return is_digit(c) || is_letter_ascii(c) || c == ' ' || c == '-';
}

}  // namespace

Result<PostalCode> read_postal_code(std::string_view text, Country country) {
    // Bounded first: blanks inside are made single, at most three bytes each.
    if (text.size() > 8 * max_postal_code_bytes)
        return refuse_postal_code(text, {"Sie ist zu lang.", "It is too long."});
    const std::string code = collapse_blanks(text);
    if (code.empty()) return PostalCode{};
    if (code.size() > max_postal_code_bytes)
        return refuse_postal_code(code, {"Sie ist zu lang.", "It is too long."});
    if (country == germany) return german_code(code);
    if (country == austria || country == switzerland) return four_digits(code);
    if (std::ranges::all_of(code, is_code_sign)) return PostalCode{code, {}};
    return refuse_postal_code(code, {"Sie besteht aus Buchstaben, Ziffern, Leerzeichen und Bindestrichen.",
                                     "It consists of letters, digits, blanks and hyphens."});
}

std::string address_key(const PostalAddress& address) {
    const std::string street = fold_street(address.street);
    std::string code = fold_strict(without_country_sign(trim(address.postal_code)));
    std::erase(code, ' ');
    const std::string city = fold_city(address.city);
    if (street.empty() || (code.empty() && city.empty())) return {};
    std::string key;
    key.reserve(street.size() + code.size() + city.size() + 5);
    key.append(street).append("|").append(code).append("|").append(city).append("|").append(
        address.country.text());
    return key;
}

}  // namespace kartei::domain
