// What a person is found by, and what a typed query looks for. Terms are folded (base/fold.h), so that
// Özdemir, Oezdemir and Ozdemir are one; the first letter of a term is its kind.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::domain {

/// Kinds of terms. In which order they are tried is up to read_query.
enum class TermKind : char {
    name = 'n',       ///< name, each word once in front: "meyer anna", "anna meyer"
    company = 'c',    ///< company, likewise
    customer = 'k',   ///< customer number, likewise, and without gaps
    email = 'm',      ///< whole address
    phone = 'p',      ///< E.164 digits without plus
    phone_end = 'q',  ///< the same, reversed: found by its last digits
    place = 'z',      ///< postal code; city, each word once in front
};

/// What the terms are made from. Views into the caller's data.
struct SearchableParts {
    std::string_view first_name;
    std::string_view last_name;
    std::string_view customer_number;
    std::vector<std::string_view> companies;
    std::vector<std::string_view> emails;
    std::vector<std::string_view> phones;  ///< E.164
    std::vector<std::string_view> postal_codes;
    std::vector<std::string_view> cities;
};

/// Sorted, each once, at most 64, each at most 120 bytes.
std::vector<std::string> search_terms(const SearchableParts& parts);

/// The term everybody of this name has; empty where there is no name.
std::string name_term(std::string_view first_name, std::string_view last_name);

/// The term of a customer number as somebody types it; empty where nothing searchable was typed.
std::string customer_term(std::string_view number);

/// How many words of a query count.
inline constexpr std::size_t max_query_words = 8;

/// One word of a query with the beginnings of terms it may match.
struct QueryWord {
    std::vector<std::string> prefixes;
};

/// All words must match; `whole` are beginnings that match the query as a whole and are tried first.
struct SearchQuery {
    std::vector<std::string> whole;
    std::vector<QueryWord> words;  ///< more than one only
};

/// Reads what somebody typed; at most max_query_words words of 100 bytes count. Empty where nothing
/// searchable was typed.
SearchQuery read_query(std::string_view text);

}  // namespace kartei::domain
