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
    /// the system does not let us.
    static Result<SpooledBody> create(const std::filesystem::path& directory);

    SpooledBody(SpooledBody&& other) noexcept;
    SpooledBody& operator=(SpooledBody&& other) noexcept;
    ~SpooledBody();

    /// Appends. False where the disk is full or broken: the body is of no use then.
    bool append(std::string_view bytes);

    std::uint64_t size() const { return size_; }
    /// Opens the file from its start for whoever wants a path, in this process and as long as this object
    /// lives.
    std::filesystem::path path() const;
    /// For pread; the object stays the owner.
    int descriptor() const { return descriptor_; }

private:
    explicit SpooledBody(int descriptor) : descriptor_(descriptor) {}

    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace kartei::http
