// Invented persons as a German customer list: names, towns and companies about as often as in life, so that
// an index has its common and its rare words. The same number is the same person in every run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>

namespace kartei::bench {

struct ListPerson {
    std::string first_name;
    std::string last_name;
    std::string company;  ///< one in five has one
    std::string street;
    std::string postal_code;
    std::string town;
    std::string phone;
    std::string mobile;
    std::string email;
    std::string customer_number;
};

/// Everything but the number is chance with a fixed seed.
ListPerson list_person(std::int64_t number);

/// Writes the list as a German Excel saves it: semicolons, Windows-1252, CRLF. One row in fifty repeats an
/// earlier person with his number written otherwise.
void write_list(const std::filesystem::path& file, std::int64_t persons);

}  // namespace kartei::bench
