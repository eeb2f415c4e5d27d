// The directory that holds an installation: database file, keys, lock. One process works in it at a time.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace kartei::store {

/// An open, locked data directory; the lock is let go when it goes out of scope or the process ends in any
/// way.
class DataDirectory {
public:
    enum class Mode : std::uint8_t { create, existing };

    /// Opens `path`; with `create` a missing or empty directory becomes one (mode 0700). Fails with
    /// `not_found` where there is none, `conflict` where another process works in it (the message names its
    /// number) or where the directory holds something else or a newer version's data, `forbidden` where it
    /// cannot be written, is open to the writing of others, or holds what is not its owner's or leads
    /// elsewhere.
    static Result<DataDirectory> open(const std::filesystem::path& path, Mode mode);

    /// Whether `path` is marked as one. Opens and locks nothing.
    static bool is_there(const std::filesystem::path& path);

    /// The process that works in it, by number (`?`: unknown); nothing where none is seen. Locks nothing.
    static std::optional<std::string> worker(const std::filesystem::path& path);

    DataDirectory(DataDirectory&& other) noexcept;
    DataDirectory& operator=(DataDirectory&& other) noexcept;
    ~DataDirectory();

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path database_file() const { return path_ / "kartei.db"; }
    std::filesystem::path keys_folder() const { return path_ / "keys"; }  ///< exists, mode 0700
    std::filesystem::path uploads_folder() const {
        return path_ / "uploads";
    }  ///< of a server; may be missing

private:
    DataDirectory(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

    std::filesystem::path path_;
    int lock_ = -1;  ///< file descriptor that holds the lock
};

}  // namespace kartei::store
