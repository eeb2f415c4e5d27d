// One line of a list of persons, and the badges it may carry: what may be said through the usual channels
// about one area.
#pragma once

#include "app/house.h"
#include "app/tenant_lists.h"
#include "domain/ground.h"
#include "domain/person_file.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

/// Channels a list shows: those every company uses.
inline constexpr std::array badge_channels{domain::Channel::phone, domain::Channel::email,
                                           domain::Channel::sms, domain::Channel::post};

struct Badge {
    domain::Channel channel = domain::Channel::phone;
    domain::Status status = domain::Status::denied;
};

struct PersonRow {
    domain::PersonId id;
    std::string name;
    domain::RecipientKind kind = domain::RecipientKind::consumer;
    std::string company;
    std::string city;
    std::vector<std::string> contact_points;  ///< as they were given
    std::string customer_number;
    std::vector<Badge> badges = {};  ///< where an area was asked for
};

/// The line of a file that was loaded as one (store::load_person_line).
PersonRow row_of(domain::PersonId person, const domain::PersonFile& file);

/// What badges for that area rest on; nothing where none is asked about. Inside a snapshot. `not_found` for
/// an unknown area.
Result<std::shared_ptr<const TenantLists>> lists_for(House& house, store::Keyring& keyring, TenantId tenant,
                                                     std::optional<domain::AreaNo> area);

/// The verdict for one area through the badge channels, from the packed facts as a batch reads them. Inside
/// the transaction that read the row. Fails for a row of facts that cannot be read.
Result<std::vector<Badge>> badges_of(store::Connection& connection, TenantId tenant, const TenantLists& lists,
                                     domain::AreaNo area, domain::PersonId person, Instant now);

}  // namespace kartei::app
