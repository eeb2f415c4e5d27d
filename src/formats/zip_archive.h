// Entries of a ZIP file, read as streams with bounds: number of entries, bytes per entry, bytes in all,
// ratio. Knows nothing of what the entries mean.
#pragma once

#include "formats/byte_source.h"
#include "formats/xml_reader.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct zip;
struct zip_file;

namespace kartei::formats {

inline constexpr std::uint64_t max_zip_entries = 10'000;
inline constexpr std::uint64_t max_unpacked_bytes = 1024ULL * 1024 * 1024;
/// Office files come to 10 or 20, long empty tables to 100; deflate cannot do more than 1032.
inline constexpr std::uint64_t max_zip_ratio = 300;
/// Small entries of zeros are harmless at any ratio.
inline constexpr std::uint64_t ratio_matters_from_bytes = 8ULL * 1024 * 1024;

class ZipEntry;

class ZipArchive {
public:
    /// Fails with `invalid` where it is no readable ZIP file or an entry is encrypted, `limit` past a bound:
    /// the sizes the directory claims are checked here, those that really come out while reading.
    static Result<ZipArchive> open(const ByteSource& source);

    bool contains(const std::string& path) const;

    /// Opens an entry for streaming, of at most `max_bytes`.
    Result<ZipEntry> entry(const std::string& path, std::uint64_t max_bytes) const;

private:
    std::shared_ptr<zip> archive_;
    std::shared_ptr<std::uint64_t> unpacked_;  ///< bytes that came out of all entries so far
    ByteSource source_;
};

class ZipEntry {
public:
    /// Fills the span; 0 at the end. Fails with `limit` past the bounds, `invalid` where the data is damaged.
    Result<std::size_t> read(std::span<char> into);

    /// Bytes given out and bytes announced: for progress.
    std::uint64_t bytes_read() const { return read_; }
    std::uint64_t size() const { return size_; }

private:
    friend class ZipArchive;

    std::shared_ptr<zip> archive_;  ///< lives longer than the entry
    std::shared_ptr<zip_file> file_;
    std::shared_ptr<std::uint64_t> unpacked_;
    std::uint64_t read_ = 0;
    std::uint64_t size_ = 0;
    std::uint64_t max_bytes_ = 0;
};

}  // namespace kartei::formats
