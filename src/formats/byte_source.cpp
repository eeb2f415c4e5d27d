#include "formats/byte_source.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace kartei::formats {

namespace {

std::unexpected<Error> cannot_open(const std::string& name, int reason) {
    if (reason == ENOENT || reason == ENOTDIR) {
        return fail(ErrorCode::not_found, {"Diese Datei gibt es nicht.", "There is no such file."}, name,
                    {"Prüfen Sie den Pfad und die Schreibweise.", "Check the path and its spelling."});
    }
    return fail(
        ErrorCode::forbidden,
        {fmt::format("Die Datei lässt sich nicht öffnen: {}.", std::strerror(reason)),
         fmt::format("The file cannot be opened: {}.", std::strerror(reason))},
        name, {"Geben Sie diesem Benutzer das Recht, sie zu lesen.", "Give this user the right to read it."});
}

std::unexpected<Error> not_a_file(const std::string& name, mode_t mode) {
    const Message next{"Nennen Sie eine Datei: CSV, Text mit Tabulatoren oder XLSX.",
                       "Name a file: CSV, text with tabs or XLSX."};
    if (S_ISDIR(mode)) {
        return fail(ErrorCode::invalid, {"Das ist ein Ordner, keine Liste.", "This is a folder, not a list."},
                    name, next);
    }
    return fail(ErrorCode::invalid, {"Das ist keine gewöhnliche Datei.", "This is not an ordinary file."},
                name, next);
}

Result<void> check_size(std::uint64_t size, const std::string& name) {
    if (size == 0) {
        return fail(ErrorCode::invalid, {"Die Datei ist leer.", "The file is empty."}, name,
                    {"Speichern Sie die Liste noch einmal aus dem Programm, aus dem sie kommt.",
                     "Save the list again from the program it comes from."});
    }
    if (size > max_list_bytes) {
        return fail(ErrorCode::limit,
                    {fmt::format("Die Datei hat {} MiB, gelesen werden höchstens 512 MiB.", size >> 20U),
                     fmt::format("The file has {} MiB, at most 512 MiB are read.", size >> 20U)},
                    name, {"Teilen Sie die Liste in mehrere Dateien.", "Split the list into several files."});
    }
    return {};
}

}  // namespace

Result<ByteSource> ByteSource::open(const std::filesystem::path& path) {
    ByteSource source;
    source.name_ = path.filename().string();
    // O_NONBLOCK: opening a named pipe must not wait for its other end.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return cannot_open(path.string(), errno);
    source.file_ = std::shared_ptr<const int>(new int(descriptor), [](const int* file) {
        ::close(*file);
        delete file;
    });
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return cannot_open(path.string(), errno);
    if (!S_ISREG(status.st_mode)) return not_a_file(path.string(), status.st_mode);
    source.size_ = static_cast<std::uint64_t>(status.st_size);
    TRY(check_size(source.size_, path.string()));
    return source;
}

Result<ByteSource> ByteSource::of(std::string bytes) {
    TRY(check_size(bytes.size(), {}));
    ByteSource source;
    source.size_ = bytes.size();
    source.memory_ = std::make_shared<const std::string>(std::move(bytes));
    return source;
}

Result<std::size_t> ByteSource::read(std::span<char> into) {
    // What grows behind the size seen at the start is not read: the bound holds for files still being
    // written, too.
    const std::size_t wanted = std::min<std::uint64_t>(into.size(), size_ - offset_);
    if (wanted == 0) return std::size_t{0};
    if (memory_) {
        std::memcpy(into.data(), memory_->data() + offset_, wanted);
        offset_ += wanted;
        return wanted;
    }
    const ssize_t got = ::pread(*file_, into.data(), wanted, static_cast<off_t>(offset_));
    if (got < 0) {
        return fail(ErrorCode::unavailable,
                    {fmt::format("Die Datei lässt sich nicht weiterlesen: {}.", std::strerror(errno)),
                     fmt::format("The file cannot be read any further: {}.", std::strerror(errno))},
                    name_, {"Versuchen Sie es noch einmal.", "Try again."});
    }
    offset_ += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
}

}  // namespace kartei::formats
