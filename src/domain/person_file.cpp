#include "domain/person_file.h"

#include "base/fold.h"
#include "domain/search_terms.h"

#include <algorithm>

namespace kartei::domain {

namespace {

void append_word(std::string& out, const std::optional<std::string>& word) {
    if (!word || word->empty()) return;
    if (!out.empty()) out += ' ';
    out += *word;
}

bool is_telephone(PointKind kind) {
    return kind == PointKind::phone || kind == PointKind::mobile || kind == PointKind::fax;
}

/// Name without title and salutation; empty where only a company is known.
std::string plain_name(const Person& person) {
    std::string name;
    append_word(name, person.first_name);
    append_word(name, person.last_name);
    return name;
}

SearchableParts parts_of(const PersonFile& file) {
    SearchableParts parts;
    const Person& person = file.person;
    if (person.first_name) parts.first_name = *person.first_name;
    if (person.last_name) parts.last_name = *person.last_name;
    if (person.customer_number) parts.customer_number = *person.customer_number;
    for (const auto& job : file.jobs) parts.companies.push_back(job.company.name);
    for (const auto& point : file.contact_points) {
        if (is_telephone(point.kind) && !point.normal.empty()) parts.phones.push_back(point.normal);
        if (point.kind == PointKind::email && !point.normal.empty()) parts.emails.push_back(point.normal);
        if (point.postal_code) parts.postal_codes.push_back(*point.postal_code);
        if (point.city) parts.cities.push_back(*point.city);
    }
    return parts;
}

}  // namespace

std::string display_name(const PersonFile& file) {
    std::string name;
    append_word(name, file.person.title);
    append_word(name, file.person.first_name);
    append_word(name, file.person.last_name);
    if (name.empty() && !file.jobs.empty()) name = file.jobs.front().company.name;
    if (name.empty() && !file.contact_points.empty()) name = file.contact_points.front().value;
    return name;
}

std::vector<std::string> search_terms_of(const PersonFile& file) {
    return search_terms(parts_of(file));
}

std::string match_value(PointKind kind, std::string_view normal) {
    // A fax and a mobile are telephone numbers too: the same digits reach the same line.
    const char letter = is_telephone(kind)         ? 'p'
                        : kind == PointKind::email ? 'm'
                        : kind == PointKind::post  ? 'a'
                                                   : 'x';
    std::string value(1, letter);
    value += normal;
    return value;
}

bool is_bare_address(std::string_view match_value) {
    return match_value.starts_with('a');
}

std::vector<std::string> match_values_of(const PersonFile& file) {
    std::vector<std::string> values;
    const std::string name = fold_strict(plain_name(file.person));
    for (const auto& point : file.contact_points) {
        if (point.normal.empty()) continue;  // as written only: no form to compare
        values.push_back(match_value(point.kind, point.normal));
        if (point.kind == PointKind::post && !name.empty()) values.push_back("n" + name + "|" + point.normal);
    }
    for (const auto& job : file.jobs) {
        if (!name.empty()) values.push_back("c" + name + "|" + job.company.name_key);
        if (name.empty()) values.push_back("c|" + job.company.name_key);
    }
    // Somebody known by nothing but his name: the name alone must do, or the same list would bring him again.
    if (file.contact_points.empty() && file.jobs.empty() && !name.empty()) values.push_back("o" + name);
    if (file.person.customer_number) values.push_back("k" + fold_strict(*file.person.customer_number));
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
    return values;
}

}  // namespace kartei::domain
