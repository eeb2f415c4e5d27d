#include "tests/simulation/disk.h"

#include "tests/simulation/disk_for_sqlite.h"

#include <sqlite3.h>

#include <algorithm>

namespace kartei::simulation {

namespace {

constexpr std::size_t sector_bytes = 512;

void put(std::vector<std::uint8_t>& file, std::size_t offset, const std::uint8_t* bytes, std::size_t size) {
    if (file.size() < offset + size) file.resize(offset + size);
    std::copy_n(bytes, size, file.begin() + static_cast<std::ptrdiff_t>(offset));
}

}  // namespace

Disk::Disk() {
    register_with_sqlite(*this);
}

Disk& Disk::only() {
    static Disk disk;
    return disk;
}

Disk::Image Disk::image() const {
    Image image;
    for (const auto& [path, file] : files_) image[path] = file->now;
    return image;
}

void Disk::load(const Image& image, std::uint64_t seed) {
    files_.clear();
    removed_.clear();
    for (const auto& [path, bytes] : image) {
        auto file = std::make_unique<DiskFile>();
        file->now = bytes;
        file->safe = bytes;
        files_[path] = std::move(file);
    }
    chance_ = Dice(seed);
    is_over_ = false;
    faults_ = 0;
    digest_ = 0;
    mend();
    // What SQLite draws from its own generator begins anew, too.
    sqlite3_randomness(0, nullptr);
}

void Disk::let_fail(Fault fault, std::size_t after, std::size_t times) {
    fault_ = fault;
    fault_after_ = after;
    fault_times_ = times;
}

void Disk::let_crash(std::size_t after) {
    will_crash_ = true;
    crash_after_ = after;
}

void Disk::mend() {
    fault_times_ = 0;
    will_crash_ = false;
}

bool Disk::fails(Fault fault) {
    if (is_watched_ || fault_times_ == 0 || fault != fault_) return false;
    if (fault_after_ > 0) {
        --fault_after_;
        return false;
    }
    --fault_times_;
    ++faults_;
    return true;
}

bool Disk::ends_with_this() {
    if (is_over_ || is_watched_ || !will_crash_) return is_over_;
    if (crash_after_ > 0) --crash_after_;
    else is_over_ = true;
    return is_over_;
}

void Disk::note(std::uint64_t what, std::uint64_t where, std::uint64_t how_much) {
    for (const std::uint64_t part : {what, where, how_much}) digest_ = Dice(digest_ ^ part).next();
}

DiskFile& Disk::open(const std::string& path) {
    auto& file = files_[path];
    if (!file) file = std::make_unique<DiskFile>();
    return *file;
}

int Disk::read(DiskFile& file, std::size_t offset, std::uint8_t* bytes, std::size_t size) {
    if (is_over_ || fails(Fault::read_fails)) return SQLITE_IOERR_READ;
    const std::size_t there = offset < file.now.size() ? std::min(size, file.now.size() - offset) : 0;
    std::copy_n(file.now.begin() + static_cast<std::ptrdiff_t>(there == 0 ? 0 : offset), there, bytes);
    std::fill(bytes + there, bytes + size, 0);
    return there == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int Disk::write(DiskFile& file, std::size_t offset, const std::uint8_t* bytes, std::size_t size) {
    note(1, offset, size);
    const bool was_over = is_over_;
    int result = SQLITE_OK;
    std::size_t done = size;
    if (ends_with_this()) {
        done = was_over ? 0 : chance_.below(size + 1);
        result = SQLITE_IOERR_WRITE;
    } else if (fails(Fault::write_fails)) {
        done = 0;
        result = SQLITE_IOERR_WRITE;
    } else if (fails(Fault::disk_is_full)) {
        done = 0;
        result = SQLITE_FULL;
    } else if (fails(Fault::writes_half)) {
        done = size / 2;
        result = SQLITE_FULL;
    }
    if (done == 0) return result;
    put(file.now, offset, bytes, done);
    file.unsynced.push_back({offset, {bytes, bytes + done}});
    for (std::size_t i = 0; i < done; i += sector_bytes) note(2, bytes[i], bytes[done - 1]);
    return result;
}

int Disk::truncate(DiskFile& file, std::size_t size) {
    note(3, size, file.now.size());
    if (ends_with_this() || fails(Fault::truncate_fails)) return SQLITE_IOERR_TRUNCATE;
    file.now.resize(size);
    file.unsynced.push_back({.offset = size, .bytes = {}, .truncates = true});
    return SQLITE_OK;
}

int Disk::sync(DiskFile& file) {
    note(4, file.now.size(), file.unsynced.size());
    if (ends_with_this()) return SQLITE_IOERR_FSYNC;
    if (fails(Fault::sync_fails)) {
        // The system may count as clean what it could not write: a later sync then says yes without it.
        if (chance_.one_in(2)) make_partly_safe(file);
        return SQLITE_IOERR_FSYNC;
    }
    for (const auto& change : file.unsynced) {
        if (change.truncates) file.safe.resize(change.offset);
        else put(file.safe, change.offset, change.bytes.data(), change.bytes.size());
    }
    file.unsynced.clear();
    return SQLITE_OK;
}

int Disk::remove(const std::string& path, bool is_synced) {
    note(5, path.size(), is_synced ? 1 : 0);
    if (ends_with_this()) return SQLITE_IOERR_DELETE;
    const auto found = files_.find(path);
    if (found == files_.end()) return SQLITE_IOERR_DELETE_NOENT;
    // The regions of an index go with the process that has them open.
    if (is_synced) removed_.erase(path);
    else removed_[path] = std::move(found->second);
    files_.erase(found);
    return SQLITE_OK;
}

/// Of what was not synced any sector may have been written, in any order.
void Disk::make_partly_safe(DiskFile& file) {
    const bool nothing = chance_.one_in(4);
    for (const auto& change : file.unsynced) {
        if (nothing || (change.truncates && chance_.one_in(2))) continue;
        if (change.truncates) {
            file.safe.resize(change.offset);
            continue;
        }
        std::size_t done = 0;
        while (done < change.bytes.size()) {
            const std::size_t begin = change.offset + done;
            const std::size_t end_of_sector = (begin / sector_bytes + 1) * sector_bytes;
            const std::size_t size = std::min(end_of_sector - begin, change.bytes.size() - done);
            if (!chance_.one_in(3)) put(file.safe, begin, change.bytes.data() + done, size);
            done += size;
        }
    }
    file.unsynced.clear();
}

void Disk::restart(Crash crash) {
    if (crash == Crash::power_cut) {
        for (auto& [path, file] : removed_) {
            if (!files_.contains(path) && chance_.one_in(2)) files_[path] = std::move(file);
        }
        removed_.clear();
        for (auto& [path, file] : files_) {
            make_partly_safe(*file);
            file->now = file->safe;
        }
    }
    for (auto& [path, file] : files_) file->shared.clear();
    is_over_ = false;
    mend();
}

}  // namespace kartei::simulation
