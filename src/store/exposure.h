// Whether what lies in a data directory is the installation's own: what each thing is, whom it belongs to and
// whom it is open to. Contents are not looked at.
#pragma once

#include "base/result.h"

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace kartei::store {

/// One thing in a data directory that others could have put there, read or changed.
struct Exposure {
    enum class Kind : std::uint8_t {
        link,       ///< leads elsewhere: a symbolic link, or a file that has a second name
        of_others,  ///< belongs to another user than the directory
        open,       ///< may be read or written by others
    };

    std::filesystem::path place;
    Kind kind = Kind::open;

    /// What it is and the way out. `forbidden`.
    Error error() const;
};

/// How a thing that belongs to `owner` is exposed; nothing where it is not, or where there is none.
std::optional<Exposure> exposure_of(const std::filesystem::path& place, ::uid_t owner);

/// How what lies in a data directory is exposed, compared with whom the directory itself belongs to. The root
/// key is not among it: `read_root_key` looks at that.
std::vector<Exposure> exposures_in(const std::filesystem::path& directory);

/// Closes what is open to others; `forbidden` where something is not ours or leads elsewhere, which is left
/// alone. The directory itself is closed to others already, so nobody changes it meanwhile.
Result<void> close_to_others(const std::filesystem::path& directory);

}  // namespace kartei::store
