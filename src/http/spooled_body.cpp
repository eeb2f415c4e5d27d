#include "http/spooled_body.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace kartei::http {

namespace {

constexpr mode_t owner_only = 0600;

/// Without a name where the file system can; otherwise the name is taken away at once.
int open_nameless(const std::filesystem::path& directory) {
    const int descriptor = ::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, owner_only);
    if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return descriptor;
    std::string name = (directory / "body-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return named;
}

}  // namespace

Result<SpooledBody> SpooledBody::create(const std::filesystem::path& directory, std::uint64_t reserve_bytes) {
    const int descriptor = open_nameless(directory);
    if (descriptor >= 0) return SpooledBody(descriptor, reserve_bytes);
    const int reason = errno;
    return fail(ErrorCode::unavailable,
                {fmt::format("Hier lässt sich keine Datei anlegen: {}.", std::strerror(reason)),
                 fmt::format("No file can be made here: {}.", std::strerror(reason))},
                directory.string(),
                {"Prüfen Sie Rechte und freien Platz.", "Check permissions and free space."});
}

SpooledBody::SpooledBody(SpooledBody&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(std::exchange(other.size_, 0)),
      reserve_bytes_(other.reserve_bytes_) {}

SpooledBody& SpooledBody::operator=(SpooledBody&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(size_, other.size_);
    std::swap(reserve_bytes_, other.reserve_bytes_);
    return *this;
}

SpooledBody::~SpooledBody() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool SpooledBody::has_room(std::uint64_t bytes) const {
    struct statvfs system{};
    if (reserve_bytes_ == 0 || ::fstatvfs(descriptor_, &system) != 0) return true;
    const std::uint64_t free_bytes = std::uint64_t{system.f_bavail} * system.f_frsize;
    return free_bytes >= reserve_bytes_ && free_bytes - reserve_bytes_ >= bytes;
}

bool SpooledBody::append(std::string_view bytes) {
    if (!has_room(bytes.size())) return false;  // asked each time: others write meanwhile
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        size_ += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::filesystem::path SpooledBody::path() const {
    return fmt::format("/proc/self/fd/{}", descriptor_);
}

}  // namespace kartei::http
