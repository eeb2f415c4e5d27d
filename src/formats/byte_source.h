// The bytes of a list: a regular file or a piece of memory, read in chunks and never as a whole.
// Knows nothing of what the bytes mean.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace kartei::formats {

/// Largest list that is read.
inline constexpr std::uint64_t max_list_bytes = 512ULL * 1024 * 1024;

class ByteSource {
public:
    /// A regular file of 1 byte to 512 MiB. Fails with `not_found` (no such file), `forbidden` (no right to
    /// read it), `invalid` (directory, device, empty) or `limit` (larger).
    static Result<ByteSource> open(const std::filesystem::path& path);

    /// Bytes in memory. Fails with `invalid` where there are none and `limit` above 512 MiB.
    static Result<ByteSource> of(std::string bytes);

    /// Fills the span from where the last call ended; gives the number of bytes, 0 at the end.
    /// Fails with `unavailable` where the disk does not answer.
    Result<std::size_t> read(std::span<char> into);

    /// Begins again at the first byte.
    void rewind() { offset_ = 0; }

    std::uint64_t size() const { return size_; }
    std::uint64_t position() const { return offset_; }

    /// File name for messages; empty for memory.
    const std::string& name() const { return name_; }

    /// The open file, or -1 where the bytes lie in memory.
    int descriptor() const { return file_ ? *file_ : -1; }

    /// The bytes in memory; empty where they lie in a file.
    std::string_view memory() const { return memory_ ? std::string_view(*memory_) : std::string_view(); }

private:
    std::shared_ptr<const int> file_;
    std::shared_ptr<const std::string> memory_;
    std::uint64_t size_ = 0;
    std::uint64_t offset_ = 0;
    std::string name_;
};

}  // namespace kartei::formats
