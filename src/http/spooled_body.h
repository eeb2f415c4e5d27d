// A body that was written to a file because it may be large. The file has no name from the start: whoever
// holds the object alone can read it, and however the process ends, nothing is left of it.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

namespace kartei::http {

class SpooledBody {
public:
    /// A new, empty one (mode 0600) on the file system of `directory`, which must exist. `unavailable` where
    /// the system does not let us. It leaves `reserve_bytes` of that file system free, for what others store.
    static Result<SpooledBody> create(const std::filesystem::path& directory,
                                      std::uint64_t reserve_bytes = 0);

    SpooledBody(SpooledBody&& other) noexcept;
    SpooledBody& operator=(SpooledBody&& other) noexcept;
    ~SpooledBody();

    /// Whether so many bytes fit now, and the reserve with them. Yes where the system does not tell.
    bool has_room(std::uint64_t bytes) const;
    /// Appends. False where the disk is full but for the reserve, or broken: the body is of no use then.
    bool append(std::string_view bytes);

    std::uint64_t size() const { return size_; }
    /// Opens the file from its start for whoever wants a path, in this process and as long as this object
    /// lives.
    std::filesystem::path path() const;
    /// For pread; the object stays the owner.
    int descriptor() const { return descriptor_; }

private:
    SpooledBody(int descriptor, std::uint64_t reserve_bytes)
        : descriptor_(descriptor), reserve_bytes_(reserve_bytes) {}

    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    std::uint64_t reserve_bytes_ = 0;
};

}  // namespace kartei::http
