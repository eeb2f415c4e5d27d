#include "store/data_directory.h"

#include "base/descriptor.h"
#include "base/whole_file.h"
#include "store/drive.h"
#include "store/exposure.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace kartei::store {

namespace {

namespace files = std::filesystem;

constexpr std::int64_t format_version = 1;
constexpr std::size_t max_marker_bytes = 4096;
constexpr std::size_t max_worker_bytes = 31;
constexpr std::string_view marker_name = "kartei.json";
constexpr std::string_view lock_name = "kartei.lock";

std::unexpected<Error> no_data_directory(const files::path& path) {
    return fail(ErrorCode::not_found,
                {"Hier ist kein Datenverzeichnis von kartei.", "There is no data directory of kartei here."},
                path.string(),
                {"Prüfen Sie --data oder KARTEI_DATA, oder legen Sie mit `kartei import` eines an.",
                 "Check --data or KARTEI_DATA, or make one with `kartei import`."});
}

std::unexpected<Error> not_accessible(const files::path& path, int error) {
    return fail(ErrorCode::forbidden,
                {fmt::format("Das Datenverzeichnis lässt sich nicht beschreiben: {}.", std::strerror(error)),
                 fmt::format("The data directory cannot be written: {}.", std::strerror(error))},
                path.string(),
                {"Geben Sie dem Nutzer, unter dem kartei läuft, das Verzeichnis zu eigen.",
                 "Make the user that runs kartei the owner of the directory."});
}

/// Not another program's directory: kartei's own without the file that marks it.
std::unexpected<Error> without_marker(const files::path& marker) {
    return fail(ErrorCode::conflict,
                {"Hier liegen Schlüssel von kartei, aber diese Datei fehlt oder ist beschädigt; nichts wurde "
                 "verändert.",
                 "Keys of kartei lie here, but this file is missing or damaged; nothing has been changed."},
                marker.string(), {"Legen Sie die Datei zurück.", "Put the file back."});
}

std::unexpected<Error> foreign(const files::path& path) {
    std::error_code ignored;
    if (files::exists(path / "keys" / "root.key", ignored)) return without_marker(path / marker_name);
    return fail(
        ErrorCode::conflict,
        {"Das Verzeichnis ist nicht leer und kein Datenverzeichnis von kartei; nichts wurde verändert.",
         "The directory is not empty and no data directory of kartei; nothing has been changed."},
        path.string(), {"Geben Sie ein leeres Verzeichnis an.", "Give an empty directory."});
}

std::unexpected<Error> newer(const files::path& path, std::int64_t version) {
    return fail(
        ErrorCode::conflict,
        {fmt::format("Das Datenverzeichnis hat Format {} und gehört zu einer neueren Version von kartei.",
                     version),
         fmt::format("The data directory has format {} and belongs to a newer version of kartei.", version)},
        path.string(), {"Nehmen Sie die neuere Version.", "Use the newer version."});
}

std::unexpected<Error> locked(const files::path& path, const std::string& process) {
    return fail(
        ErrorCode::conflict,
        {fmt::format("Ein anderer kartei-Prozess ({}) arbeitet in diesem Datenverzeichnis.", process),
         fmt::format("Another kartei process ({}) works in this data directory.", process)},
        path.string(),
        {"Warten Sie, bis er fertig ist, oder beenden Sie ihn.", "Wait until it is done, or end it."});
}

std::unexpected<Error> writable_by_others(const files::path& path) {
    const std::string close = fmt::format("chmod go-w {}", path.string());
    return fail(ErrorCode::forbidden,
                {"In dieses Verzeichnis können andere Nutzer schreiben; nichts wurde verändert.",
                 "Other users may write to this directory; nothing has been changed."},
                path.string(), {close, close});
}

/// At most `max_marker_bytes` of a file; nothing where it cannot be read.
std::optional<std::string> read_small(const files::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) return std::nullopt;
    std::string text(max_marker_bytes, '\0');
    const ssize_t size = ::read(file.number(), text.data(), text.size());
    if (size < 0) return std::nullopt;
    text.resize(static_cast<std::size_t>(size));
    return text;
}

bool write_marker(const files::path& directory) {
    return write_whole_file(directory / marker_name,
                            fmt::format("{{\"program\":\"kartei\",\"format\":{}}}\n", format_version));
}

Result<std::int64_t> marked_format(const files::path& directory) {
    const auto text = read_small(directory / marker_name);
    if (!text) return not_accessible(directory / marker_name, errno);
    boost::system::error_code error;
    const boost::json::value marker = boost::json::parse(*text, error);
    const auto* object = error ? nullptr : marker.if_object();
    const auto* program = object == nullptr ? nullptr : object->if_contains("program");
    const auto* format = object == nullptr ? nullptr : object->if_contains("format");
    if (program == nullptr || *program != "kartei" || format == nullptr || !format->is_int64() ||
        format->get_int64() < 1) {
        return foreign(directory);
    }
    return format->get_int64();
}

/// Nothing but the leftovers of a first start that was interrupted.
bool is_unused(const files::path& directory) {
    std::error_code error;
    for (const auto& entry : files::directory_iterator(directory, error)) {
        const std::string name = entry.path().filename().string();
        if (name != lock_name && name != "kartei.json.new" && name != "lost+found") return false;
    }
    return !error;
}

/// Who works here, by the words of his lock file.
std::string worker_by_name(const files::path& directory) {
    const auto text = read_small(directory / lock_name);
    return text && !text->empty() && text->size() <= max_worker_bytes ? *text : "?";
}

/// Locked is the directory itself: a lock of the file in it would go where somebody moves the file. The lock
/// belongs to the open descriptor: the system lets it go when the process ends, however it ends.
Result<void> lock(const files::path& path, const Descriptor& directory) {
    if (::flock(directory.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return not_accessible(path, errno);
        return locked(path, worker_by_name(path));
    }
    // The sign by which `worker` sees the lock without taking one.
    struct flock sign{};
    sign.l_type = F_RDLCK;
    sign.l_whence = SEEK_SET;
    ::fcntl(directory.number(), F_OFD_SETLK, &sign);
    return {};
}

/// Names this process in the lock file. The file's own lock is the one that is kept on a drive of the
/// network, whose machines know nothing of each other's locks of directories.
Result<Descriptor> lock_file(const files::path& directory) {
    const files::path path = directory / lock_name;
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (file.number() < 0) return not_accessible(directory, errno);
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) return locked(directory, worker_by_name(directory));
    const std::string process = fmt::format("{}", ::getpid());
    if (::ftruncate(file.number(), 0) != 0 ||
        ::pwrite(file.number(), process.data(), process.size(), 0) < 0) {
        return not_accessible(directory, errno);
    }
    return file;
}

/// Makes the directory and those above it; only the last one is kartei's and closed to others.
Result<void> make(const files::path& path) {
    std::error_code error;
    if (path.has_parent_path()) files::create_directories(path.parent_path(), error);
    if (!error && ::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        error = {errno, std::generic_category()};
    if (error) return not_accessible(path, error.value());
    return {};
}

/// A directory that somebody else owns, or may still write to, is his: whatever is made in it he could
/// exchange, and what lies in it already he may have laid there.
Result<void> check_owner(const files::path& path, const Descriptor& directory, bool is_marked) {
    struct stat status{};
    if (::fstat(directory.number(), &status) != 0) return not_accessible(path, errno);
    if (status.st_uid != ::geteuid())
        return std::unexpected(Exposure{path, Exposure::Kind::of_others}.error());
    if (!is_marked && (status.st_mode & (S_IWGRP | S_IWOTH)) != 0) return writable_by_others(path);
    return {};
}

/// The marker, or a new one in an empty directory. The lock is held.
Result<void> mark(const files::path& path, DataDirectory::Mode mode) {
    if (!files::exists(path / marker_name)) {
        if (!is_unused(path)) return foreign(path);
        if (mode == DataDirectory::Mode::existing) return no_data_directory(path);
        if (!write_marker(path)) return not_accessible(path, errno);
    }
    const std::int64_t format = TRY(marked_format(path));
    if (format > format_version) return newer(path, format);
    if (::mkdir((path / "keys").c_str(), 0700) != 0 && errno != EEXIST)
        return not_accessible(path / "keys", errno);
    return {};
}

}  // namespace

std::optional<std::string> DataDirectory::worker(const files::path& path) {
    const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct flock question{};
    question.l_type = F_WRLCK;
    question.l_whence = SEEK_SET;
    const bool is_held =
        ::fcntl(directory.number(), F_OFD_GETLK, &question) == 0 && question.l_type != F_UNLCK;
    if (!is_held) return std::nullopt;
    return worker_by_name(path);
}

Result<DataDirectory> DataDirectory::open(const files::path& path, Mode mode) {
    std::error_code error;
    files::path place = path.lexically_normal();
    if (!place.has_filename()) place = place.parent_path();  // a slash at the end
    const bool there = files::is_directory(place, error);
    if (!there && files::exists(files::symlink_status(place, error))) return foreign(place);
    if (!there && mode == Mode::existing) return no_data_directory(place);
    if (!there) TRY(make(place));
    // Looked at before the lock file is made: a directory that is not kartei's stays as it is.
    const bool is_marked = files::exists(place / marker_name, error);
    if (!is_marked) {
        if (::access(place.c_str(), R_OK | W_OK | X_OK) != 0) return not_accessible(place, errno);
        if (!is_unused(place)) return foreign(place);
        if (mode == Mode::existing) return no_data_directory(place);
    }
    Descriptor directory(::open(place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.number() < 0) return not_accessible(place, errno);
    TRY(check_owner(place, directory, is_marked));
    TRY(lock(place, directory));
    // Also where somebody has opened it to others since.
    if (::fchmod(directory.number(), 0700) != 0) return not_accessible(place, errno);
    TRY(close_to_others(place));
    auto file = TRY(lock_file(place));
    DataDirectory opened(place, is_of_the_network(place) ? file.release() : directory.release());
    TRY(mark(place, mode));
    return opened;
}

bool DataDirectory::is_there(const files::path& path) {
    std::error_code error;
    return files::exists(path / marker_name, error);
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataDirectory& DataDirectory::operator=(DataDirectory&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(lock_, other.lock_);
    return *this;
}

DataDirectory::~DataDirectory() {
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace kartei::store
