// Divides a name in one cell into salutation, titles, first and last name; with care: what may be divided in
// two ways stays whole as the last name. Knows no genders and no first names.
#pragma once

#include <string>
#include <string_view>

namespace kartei::formats {

struct NameParts {
    std::string salutation;  ///< "Herr", "Frau", "Mr." as written
    std::string titles;      ///< "Prof. Dr." as written
    std::string first_name;
    std::string last_name;  ///< with particles: "von der Heide"
    std::string suffix;     ///< "jun.", "MBA"
    std::string company;    ///< the whole cell, where it ends in a legal form ("Voß GmbH")

    bool operator==(const NameParts&) const = default;
};

/// "Dr. Anna von der Heide", "Müller, Hans", "Herr Prof. Dr. Özdemir", "Hans Müller". Three plain words stay
/// whole.
NameParts split_full_name(std::string_view text);

/// Whether every word of the text is a salutation ("Herr", "Frau", "Mr.") or, with titles, "Herr Dr.".
bool is_salutation(std::string_view text);

/// Whether every word of the text is an academic title or a title of nobility used as one.
bool is_title(std::string_view text);

/// Whether the text ends in a legal form of companies: GmbH, AG, e.K., Ltd …
bool is_company_name(std::string_view text);

}  // namespace kartei::formats
