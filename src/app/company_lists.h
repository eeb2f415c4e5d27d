// The lists of a company that people see and fill: areas, purposes, wordings. What imports do to them is in
// app/lists.h.
#pragma once

#include "app/house.h"
#include "domain/area_record.h"
#include "domain/purpose.h"
#include "domain/wording.h"

#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

/// What everybody who works for a company may see of it; no right is needed.
Result<std::vector<domain::Area>> areas(House& house, const Session& session);
Result<std::vector<domain::TenantPurpose>> purposes(House& house, const Session& session);
Result<std::vector<domain::Wording>> wordings(House& house, const Session& session);

/// Needs the right manage_lists. `conflict` where there is one of that name, `invalid` for no name, `limit`
/// beyond domain::max_areas, `not_found` for an unknown parent.
Result<domain::Area> create_area(House& house, const Session& session, const std::string& name,
                                 std::optional<domain::AreaNo> parent);

struct NewWording {
    std::string label;
    std::string language;  ///< BCP 47
    std::string text;
};

/// Needs the right record_consent: whoever takes a consent writes down what the person saw. `conflict` where
/// the label is taken; a used text never changes.
Result<domain::Wording> create_wording(House& house, const Session& session, const NewWording& wording);

}  // namespace kartei::app
