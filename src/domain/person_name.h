// Names of people: the parts a list gives, the whole as shown, and the form in which duplicates are looked
// for.
#pragma once

#include <string>
#include <string_view>

namespace kartei::domain {

struct PersonName {
    std::string salutation;  ///< "Herr", "Frau" …, as written
    std::string title;       ///< "Prof. Dr."
    std::string given;
    std::string family;  ///< with particles: "zu Falkenrode"

    bool operator==(const PersonName&) const = default;
};

/// Parts of a name written as a whole: "Hoffmann, Søren", "Frau Prof. Dr. med. Anna von der Heide", "Madonna"
/// (family). What stands before the particles or the last word is given names. Blanks are made single.
PersonName split_name(std::string_view text);

/// "Prof. Dr. Uwe Meier": title, given and family name, parted by single blanks.
std::string display_name(const PersonName& name);

/// "Meier, Uwe": for lists ordered by family name; sort_key is made of this.
std::string list_name(const PersonName& name);

/// Equal for names that are one: fold_strict of family and given name, parted by "|". Salutation and title do
/// not count, also where they stand in the field of the given or family name; particles do; apostrophes fall
/// away ("O'Connor" = "OConnor"). Müller = Mueller, but not Muller. Empty where both are missing. Depends on
/// fold_version.
std::string name_key(const PersonName& name);

}  // namespace kartei::domain
