// The opened installation a command works at, found by options and environment.
#pragma once

#include "app/house.h"
#include "cli/command.h"

#include <filesystem>
#include <optional>

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

/// A directory for trying things in, gone with everything in it when this ends.
class ScratchDirectory {
public:
    static Result<ScratchDirectory> make();
    ScratchDirectory(ScratchDirectory&& other) noexcept;
    ScratchDirectory& operator=(ScratchDirectory&& other) noexcept;
    ~ScratchDirectory();

    const std::filesystem::path& path() const { return path_; }

private:
    explicit ScratchDirectory(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;  ///< empty where moved from
};

/// The installation that is there, for trying things in; where there is none, an empty company in the scratch
/// directory that is then made.
Result<Desk> desk_for_trying(const Call& call, std::optional<ScratchDirectory>& scratch);

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
