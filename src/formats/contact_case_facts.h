// The facts of a case: JSON of law.md section 6 into domain::Facts, with words made into numbers. Internal to
// formats/contact_case.
#pragma once

#include "formats/contact_case.h"
#include "formats/object_reader.h"

#include <map>

namespace kartei::formats {

/// Numbers for the words of one case.
class Vocabulary {
public:
    explicit Vocabulary(domain::Names& names);

    domain::AreaNo area(std::string_view word);
    domain::WordingNo wording(std::string_view word);
    domain::ControllerNo controller(std::string_view word);
    domain::ContactPointId contact_point(std::string_view word);

private:
    domain::Names& names_;
    std::map<std::string, std::uint32_t, std::less<>> areas_, wordings_, controllers_, points_;
};

Result<domain::Channel> channel_word(const ObjectReader& reader, std::string_view name,
                                     std::string_view word);

/// "business" | "private".
Result<domain::Capacity> capacity_word(const ObjectReader& reader, std::string_view name);

Result<void> read_facts(const ObjectReader& reader, Vocabulary& vocabulary, ContactCase& out);

}  // namespace kartei::formats
