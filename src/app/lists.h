// Names to records of the tenant's lists while writing: found, or made in the running transaction.
#pragma once

#include "domain/area.h"
#include "store/lists.h"
#include "store/write.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kartei::app {

// Keys are folded, which may make a text longer; they are cut to what their fields hold.

/// The key of an area made from its name: "Strom & Gas" -> `strom_gas`.
std::string area_key(std::string_view name);

/// The key a company is matched by: name and legal form, folded.
std::string company_key(std::string_view name);

/// The key a source is found by.
std::string source_key(std::string_view name);

/// `not_found`: no area has this name; the way out names those there are.
std::unexpected<Error> no_such_area(std::string_view name, std::vector<std::string> keys);

class Lists {
public:
    /// The area of that key or name; `not_found` where there is none.
    Result<domain::AreaNo> known_area(store::Write& write, const std::string& name);

    /// The same, made where there is none: `invalid` for what cannot be a name, `limit` where no more may be
    /// made (domain::max_areas).
    Result<domain::AreaNo> area(store::Write& write, const std::string& name);

    /// Names of the areas that were made, in their order.
    const std::vector<std::string>& areas_made() const { return areas_made_; }

    /// Each finds the record or makes it. A name without a letter or digit gives no company.
    domain::Source source(store::Write& write, const std::string& name);
    std::optional<domain::Company> company(store::Write& write, const std::string& name,
                                           domain::SourceId source);

    /// Asks for the companies of many keys at once, so that `company` asks for none of them.
    void look_up_companies(store::Write& write, std::vector<std::string> keys);

private:
    void load_areas(store::Write& write);

    bool areas_loaded_ = false;
    std::uint32_t last_area_ = 0;
    std::unordered_map<std::string, domain::AreaNo> areas_;
    std::vector<std::string> areas_made_;
    std::unordered_map<std::string, domain::Source> sources_;
    std::unordered_map<std::string, std::optional<domain::Company>> companies_;  ///< nothing: none is there
};

}  // namespace kartei::app
