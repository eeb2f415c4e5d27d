// The opened installation a command works at, found by options and environment.
#pragma once

#include "app/house.h"
#include "cli/command.h"

namespace kartei::cli {

/// Where the installation is: --data or KARTEI_DATA, --database or KARTEI_DATABASE. `invalid` where no
/// directory is named.
Result<app::Place> place_of(const Call& call);

/// House and session of the machine's console.
struct Desk {
    app::House house;
    app::Session session;
};

/// The installation that is there. `not_found` where there is none, or no company in it.
Result<Desk> open_desk(const Call& call);

/// The same, made with its company where there is none yet. A name or a first purpose that would be refused
/// makes nothing.
Result<Desk> open_or_make_desk(const Call& call, const std::string& company,
                               const std::string& first_purpose);

/// The installation that is there, for trying things in; where there is none, an empty company that lies
/// nowhere.
Result<Desk> desk_for_trying(const Call& call);

/// Whom a command is about.
inline constexpr Parameter person_parameter{"PERSON",
                                            "",
                                            {"Kennung, Kundennummer oder Worte, die nur eine Person treffen",
                                             "id, customer number, or words only one person matches"},
                                            Taking::value,
                                            Presence::required};

/// The person that argument names.
Result<domain::PersonId> person_of(Desk& desk, const Arguments& arguments);

}  // namespace kartei::cli
