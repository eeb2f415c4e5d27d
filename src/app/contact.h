// May I contact this person about that, through this channel? The one question everything that leaves the
// house asks.
#pragma once

#include "app/house.h"
#include "domain/area_record.h"
#include "domain/cell.h"
#include "domain/explain.h"
#include "domain/person_file.h"

#include <string>
#include <vector>

namespace kartei::app {

/// The verdict for one area and channel, over the usable contact points of that channel.
struct Permission {
    domain::Area area;
    domain::Channel channel = domain::Channel::phone;
    domain::Decision decision;
    std::optional<domain::ContactPoint>
        contact_point;                   ///< the one the verdict is about; none where none is usable
    std::string status;                  ///< allowed | conditional | objected | unknown | denied
    Message sentence;                    ///< the verdict in one sentence
    std::vector<Message> evidence;       ///< what it rests on: consent, objection, source …
    std::vector<Message> other_reasons;  ///< what else would forbid it
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

}  // namespace kartei::app
