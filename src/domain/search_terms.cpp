#include "domain/search_terms.h"

#include "base/fold.h"
#include "base/text.h"

#include <algorithm>

namespace kartei::domain {

namespace {

constexpr std::size_t max_terms = 64;
constexpr std::size_t max_term_bytes = 120;
constexpr std::size_t max_rotations = 8;
constexpr std::size_t min_phone_digits = 3;

std::string term(TermKind kind, std::string_view text) {
    std::string out(1, static_cast<char>(kind));
    out += cut(text, max_term_bytes - 1);
    return out;
}

std::string join(const std::vector<std::string>& words, std::size_t first) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += ' ';
        out += words[(first + i) % words.size()];
    }
    return out;
}

/// Every word once in front, the others behind it in their order.
void add_rotations(std::vector<std::string>& terms, TermKind kind, std::string_view text) {
    const auto words = fold_words(text);
    for (std::size_t i = 0; i < std::min(words.size(), max_rotations); ++i)
        terms.push_back(term(kind, join(words, i)));
}

/// `K-1001` is asked for as k-1001, as k1001, and as 1001.
void add_customer_terms(std::vector<std::string>& terms, std::string_view number) {
    add_rotations(terms, TermKind::customer, number);
    std::string close = fold(number);
    std::erase(close, ' ');
    if (!close.empty()) terms.push_back(term(TermKind::customer, close));
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), ascii_lower);
    return out;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c)) digits += c;
    }
    return digits;
}

/// True where the text can only be a piece of a telephone number: digits and the signs people put between
/// them.
bool looks_like_number(std::string_view text) {
    return text.find_first_not_of("0123456789+-/() .") == std::string_view::npos &&
           digits_of(text).size() >= min_phone_digits;
}

/// `0541 57` and `+49 541 57` and `0049541…` begin the same number; a piece without zero may also be its end.
void add_number_prefixes(std::vector<std::string>& prefixes, std::string_view text) {
    const std::string digits = digits_of(text);
    if (digits.starts_with("00")) {
        prefixes.push_back(term(TermKind::phone, digits.substr(2)));
    } else if (digits.starts_with("0")) {
        prefixes.push_back(term(TermKind::phone, "49" + digits.substr(1)));
    } else {
        prefixes.push_back(term(TermKind::phone, digits));
    }
    prefixes.push_back(term(TermKind::phone_end, std::string(digits.rbegin(), digits.rend())));
    prefixes.push_back(term(TermKind::place, digits));
    prefixes.push_back(term(TermKind::customer, fold(text)));
}

void add_text_prefixes(std::vector<std::string>& prefixes, std::string_view text) {
    const std::string folded = fold(text);
    if (folded.empty()) return;
    for (const auto kind : {TermKind::name, TermKind::company, TermKind::customer, TermKind::place}) {
        prefixes.push_back(term(kind, folded));
    }
}

std::vector<std::string> prefixes_of(std::string_view text) {
    std::vector<std::string> prefixes;
    if (looks_like_number(text)) {
        add_number_prefixes(prefixes, text);
        return prefixes;
    }
    add_text_prefixes(prefixes, text);
    if (text.find(' ') == std::string_view::npos)
        prefixes.push_back(term(TermKind::email, lower_ascii(text)));
    return prefixes;
}

}  // namespace

std::vector<std::string> search_terms(const SearchableParts& parts) {
    std::vector<std::string> terms;
    std::string name(parts.first_name);
    name += ' ';
    name += parts.last_name;
    add_rotations(terms, TermKind::name, name);
    for (const auto company : parts.companies) add_rotations(terms, TermKind::company, company);
    add_customer_terms(terms, parts.customer_number);
    for (const auto email : parts.emails) terms.push_back(term(TermKind::email, lower_ascii(email)));
    for (const auto phone : parts.phones) {
        const std::string digits = digits_of(phone);
        terms.push_back(term(TermKind::phone, digits));
        terms.push_back(term(TermKind::phone_end, std::string(digits.rbegin(), digits.rend())));
    }
    for (const auto code : parts.postal_codes) terms.push_back(term(TermKind::place, fold(code)));
    for (const auto city : parts.cities) add_rotations(terms, TermKind::place, city);
    std::ranges::sort(terms);
    terms.erase(std::ranges::unique(terms).begin(), terms.end());
    if (terms.size() > max_terms) terms.resize(max_terms);
    return terms;
}

std::string name_term(std::string_view first_name, std::string_view last_name) {
    std::string name(first_name);
    name += ' ';
    name += last_name;
    const std::string folded = fold(name);
    return folded.empty() ? std::string{} : term(TermKind::name, folded);
}

std::string customer_term(std::string_view number) {
    const std::string folded = fold(number);
    return folded.empty() ? std::string{} : term(TermKind::customer, folded);
}

SearchQuery read_query(std::string_view text) {
    SearchQuery query;
    text = trim(text);
    if (text.empty()) return query;
    query.whole = prefixes_of(text);
    if (looks_like_number(text)) return query;
    const auto words = fold_words(text);
    if (words.size() < 2) return query;
    for (std::size_t i = 0; i < std::min(words.size(), max_query_words); ++i) {
        query.words.push_back({prefixes_of(words[i])});
    }
    return query;
}

}  // namespace kartei::domain
