#include "http/accept.h"

#include "http/syntax.h"

#include <optional>

namespace kartei::http {

namespace {

constexpr int full_weight = 1000;

/// Thousandths (RFC 9110 section 12.4.2): `0`, `0.5`, `1.000`, nothing above 1.
std::optional<int> weight(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
    int thousandths = (text[0] - '0') * full_weight;
    if (text.size() == 1) return thousandths;
    if (text[1] != '.') return std::nullopt;
    int place = 100;
    for (const char digit : text.substr(2)) {
        if (!is_digit(digit)) return std::nullopt;
        thousandths += (digit - '0') * place;
        place /= 10;
    }
    if (thousandths > full_weight) return std::nullopt;
    return thousandths;
}

struct Wish {
    std::string_view name;
    int weight = full_weight;
};

/// `gzip` or `gzip;q=0.5`.
std::optional<Wish> parse_wish(std::string_view element) {
    const auto semicolon = element.find(';');
    Wish wish{.name = trim_blanks(element.substr(0, semicolon))};
    if (!is_token(wish.name)) return std::nullopt;
    if (semicolon == std::string_view::npos) return wish;
    const auto parameter = trim_blanks(element.substr(semicolon + 1));
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return std::nullopt;
    const auto parsed = weight(parameter.substr(2));
    if (!parsed) return std::nullopt;
    wish.weight = *parsed;
    return wish;
}

std::optional<std::vector<Wish>> parse_wishes(std::string_view header) {
    std::vector<Wish> wishes;
    for (const auto element : list_elements(header)) {
        const auto wish = parse_wish(element);
        if (!wish) return std::nullopt;
        wishes.push_back(*wish);
    }
    return wishes;
}

bool is_language(std::string_view range, std::string_view language) {
    return equal_ignoring_case(range.substr(0, range.find('-')), language);
}

}  // namespace

Coding preferred_coding(std::string_view accept_encoding) {
    const auto wishes = parse_wishes(accept_encoding);
    if (!wishes) return Coding::identity;
    std::optional<int> gzip;
    std::optional<int> plain;
    std::optional<int> rest;
    for (const auto& wish : *wishes) {
        if (equal_ignoring_case(wish.name, "gzip") || equal_ignoring_case(wish.name, "x-gzip")) {
            gzip = wish.weight;
        } else if (equal_ignoring_case(wish.name, "identity")) {
            plain = wish.weight;
        } else if (wish.name == "*") {
            rest = wish.weight;
        }
    }
    // Plain bytes that nobody weighs are allowed, yet wanted less than anything that was named.
    const int of_gzip = gzip.value_or(rest.value_or(0));
    return of_gzip > 0 && of_gzip >= plain.value_or(0) ? Coding::gzip : Coding::identity;
}

std::string_view preferred_language(std::string_view accept_language, std::string_view otherwise) {
    const auto wishes = parse_wishes(accept_language);
    if (!wishes) return otherwise;
    std::string_view best = otherwise;
    int best_weight = 0;
    for (const auto& wish : *wishes) {
        std::string_view language = wish.name == "*" ? otherwise : std::string_view();
        if (is_language(wish.name, "de")) language = "de";
        if (is_language(wish.name, "en")) language = "en";
        if (language.empty() || wish.weight <= best_weight) continue;
        best = language;
        best_weight = wish.weight;
    }
    return best;
}

}  // namespace kartei::http
