#include "store/exposure.h"

#include <fmt/format.h>

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace kartei::store {

namespace {

namespace files = std::filesystem;

constexpr ::mode_t open_to_others = 0077;
constexpr ::mode_t owner_alone = 0700;

/// Folders first: what lies in one that others may write to is theirs to exchange.
constexpr std::array own_names{"keys",      "uploads",       "kartei.json",  "kartei.lock",
                               "kartei.db", "kartei.db-wal", "kartei.db-shm"};

}  // namespace

Error Exposure::error() const {
    switch (kind) {
        case Kind::link:
            return {.code = ErrorCode::forbidden,
                    .what = {"Hier steht ein Verweis, wo kartei die Sache selbst erwartet.",
                             "A link stands here where kartei expects the thing itself."},
                    .where = place.string(),
                    .next = {"Legen Sie die Datei oder den Ordner selbst an diesen Platz.",
                             "Put the file or the folder itself in this place."}};
        case Kind::of_others:
            return {
                .code = ErrorCode::forbidden,
                .what = {"Das gehört nicht dem Nutzer, unter dem kartei läuft.",
                         "This does not belong to the user that runs kartei."},
                .where = place.string(),
                .next = {"Lassen Sie kartei unter dem Nutzer laufen, dem alles hier gehört; was ein anderer "
                         "hingelegt hat, entfernen Sie.",
                         "Run kartei as the user who owns all that is here; remove what somebody else has "
                         "put here."}};
        case Kind::open: break;
    }
    return {
        .code = ErrorCode::forbidden,
        .what = {"Das ist für andere Nutzer offen.", "This is open to other users."},
        .where = place.string(),
        .next = {fmt::format("chmod go= {}", place.string()), fmt::format("chmod go= {}", place.string())}};
}

std::optional<Exposure> exposure_of(const files::path& place, ::uid_t owner) {
    using enum Exposure::Kind;
    struct stat status{};
    if (::lstat(place.c_str(), &status) != 0) return std::nullopt;
    // What is written to one name of a file stands under the other one, too.
    const bool has_second_name = S_ISREG(status.st_mode) && status.st_nlink > 1;
    if (S_ISLNK(status.st_mode) || has_second_name) return Exposure{place, link};
    if (status.st_uid != owner) return Exposure{place, of_others};
    if ((status.st_mode & open_to_others) != 0) return Exposure{place, open};
    return std::nullopt;
}

std::vector<Exposure> exposures_in(const files::path& directory) {
    struct stat status{};
    if (::stat(directory.c_str(), &status) != 0) return {};
    std::vector<Exposure> found;
    for (const auto* name : own_names) {
        if (auto one = exposure_of(directory / name, status.st_uid)) found.push_back(std::move(*one));
    }
    return found;
}

Result<void> close_to_others(const files::path& directory) {
    const auto found = exposures_in(directory);
    for (const auto& one : found) {
        if (one.kind != Exposure::Kind::open) return std::unexpected(one.error());
    }
    for (const auto& one : found) {
        struct stat status{};
        const bool is_closed = ::lstat(one.place.c_str(), &status) == 0 &&
                               ::chmod(one.place.c_str(), status.st_mode & owner_alone) == 0;
        if (!is_closed) return std::unexpected(one.error());
    }
    return {};
}

}  // namespace kartei::store
