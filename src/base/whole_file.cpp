#include "base/whole_file.h"

#include "base/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <iterator>
#include <string>

namespace kartei {

namespace {

bool write_new(const std::filesystem::path& file, std::string_view text) {
    const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    return out.number() >= 0 && ::write(out.number(), text.data(), text.size()) == std::ssize(text) &&
           ::fsync(out.number()) == 0;
}

}  // namespace

bool write_whole_file(const std::filesystem::path& file, std::string_view text) {
    const std::filesystem::path unfinished = file.string() + ".new";
    // What an earlier attempt, or somebody else, has left there is never written into.
    if (::unlink(unfinished.c_str()) != 0 && errno != ENOENT) return false;
    if (!write_new(unfinished, text) || ::rename(unfinished.c_str(), file.c_str()) != 0) {
        const int reason = errno;
        ::unlink(unfinished.c_str());
        errno = reason;
        return false;
    }
    const auto parent = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.number() >= 0 && ::fsync(folder.number()) == 0;
}

}  // namespace kartei
