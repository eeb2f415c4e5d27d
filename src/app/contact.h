// May I contact this person about that, through this channel? The one question everything that leaves the
// house asks.
#pragma once

#include "app/house.h"
#include "domain/area_record.h"
#include "domain/cell.h"
#include "domain/contact_hours.h"
#include "domain/explain.h"
#include "domain/person_file.h"
#include "domain/wording.h"

#include <string>
#include <vector>

namespace kartei::app {

/// The verdict for one area and channel, over the usable contact points of that channel.
struct Permission {
    domain::Area area;
    domain::Channel channel = domain::Channel::phone;
    domain::Decision decision;
    std::optional<domain::ContactPoint>
        contact_point;                    ///< the one the verdict is about; none where none is usable
    std::string status;                   ///< allowed | conditional | objected | unknown | denied
    Message sentence;                     ///< the verdict in one sentence
    std::optional<Message> instead = {};  ///< what one may do, next to a no
    domain::ContactHours hours = {};      ///< beside the verdict: when it may take place
    std::vector<Message> evidence;        ///< what it rests on: consent, objection, source …
    std::vector<Message> other_reasons;   ///< what else would forbid it
    std::vector<std::string> law;
    std::vector<std::string> duties;
};

struct PermissionAnswer {
    domain::PersonId person;
    std::string name;
    std::vector<Permission>
        permissions;  ///< one, or the whole matrix: areas in their order × the nine channels
};

struct PermissionQuestion {
    domain::PersonId person;
    std::string area;                        ///< key or name; empty: all areas
    std::optional<domain::Channel> channel;  ///< nothing: all channels
};

/// Needs the right ask_permission; logged as a look at the person. `not_found` for an unknown person or area
/// (the error names the areas there are).
Result<PermissionAnswer> may_contact(House& house, const Session& session,
                                     const PermissionQuestion& question);

/// All areas there are × the nine channels; empty where there is no area yet. The same right and entry.
Result<PermissionAnswer> permission_matrix(House& house, const Session& session, domain::PersonId person);

/// One cell, as a machine asks before it dials or sends: without what lists only claimed. The same right and
/// entry.
Result<Permission> ask_permission(House& house, const Session& session, domain::PersonId person,
                                  domain::AreaNo area, domain::Channel channel);

/// One cell with every rule that was asked, and the text a deciding consent rests on.
struct ExplainedPermission {
    Permission permission;
    std::vector<domain::TraceLine> trace;
    std::optional<domain::Wording> wording = {};
};

/// The same right and entry.
Result<ExplainedPermission> explain_permission(House& house, const Session& session, domain::PersonId person,
                                               domain::AreaNo area, domain::Channel channel);

struct CheckedContact {
    domain::CheckId id;
    Instant at;
    Permission permission;
};

/// Asks once more, with the person's row locked, and stores the answer as evidence; whoever dials or sends
/// does so because of this answer. Needs the right ask_permission.
Result<CheckedContact> check_contact(House& house, const Session& session, domain::PersonId person,
                                     domain::AreaNo area, domain::Channel channel);

}  // namespace kartei::app
