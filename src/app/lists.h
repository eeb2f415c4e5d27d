// Names to records of the tenant's lists while writing: found, or made in the running transaction.
#pragma once

#include "domain/area.h"
#include "store/lists.h"
#include "store/write.h"

#include <string>
#include <unordered_map>

namespace kartei::app {

/// Keys are folded, which may make a text longer; they are cut to what their fields hold.
/// The key of an area made from its name: "Strom & Gas" -> `strom_gas`.
std::string area_key(std::string_view name);

/// The key a company is matched by: name and legal form, folded.
std::string company_key(std::string_view name);

/// The key a source is found by.
std::string source_key(std::string_view name);

class Lists {
public:
    /// The area of that key or name; nothing where there is none.
    std::optional<domain::AreaNo> known_area(store::Write& write, const std::string& name);

    /// Each finds the record or makes it. A name without a letter or digit gives nothing.
    std::optional<domain::AreaNo> area(store::Write& write, const std::string& name);
    domain::Source source(store::Write& write, const std::string& name);
    std::optional<domain::Company> company(store::Write& write, const std::string& name,
                                           domain::SourceId source);

    /// After a rollback: what was made in it does not exist.
    void forget();

private:
    void load_areas(store::Write& write);

    bool areas_loaded_ = false;
    std::uint32_t last_area_ = 0;
    std::unordered_map<std::string, domain::AreaNo> areas_;
    std::unordered_map<std::string, domain::Source> sources_;
    std::unordered_map<std::string, domain::Company> companies_;
};

}  // namespace kartei::app
