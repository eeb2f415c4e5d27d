#include "tests/simulation/disk_for_sqlite.h"

#include "tests/simulation/disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <string>

namespace kartei::simulation {

/// A file that somebody has open. SQLite gives the memory for it.
struct DiskHandle {
    sqlite3_file base{};
    Disk* disk = nullptr;
    DiskFile* file = nullptr;
    std::unique_ptr<DiskFile> nameless = nullptr;
    std::string removed_at_end = {};
    int level = SQLITE_LOCK_NONE;
    std::uint32_t shares = 0;  ///< locks of the index, a bit each
    std::uint32_t holds = 0;
};

namespace {

constexpr int most_path_bytes = 512;
constexpr sqlite3_int64 some_day_ms = 212'678'352'000'000;  ///< as SQLite counts: a day in 2027

DiskHandle& handle(sqlite3_file* file) {
    return *reinterpret_cast<DiskHandle*>(file);
}

Disk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<Disk*>(vfs->pAppData);
}

int close_file(sqlite3_file* file) {
    auto& own = handle(file);
    std::erase(own.file->handles, &own);
    if (!own.removed_at_end.empty()) own.disk->remove(own.removed_at_end, false);
    own.~DiskHandle();
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    auto& own = handle(file);
    return own.disk->read(*own.file, static_cast<std::size_t>(offset), static_cast<std::uint8_t*>(bytes),
                          static_cast<std::size_t>(size));
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    auto& own = handle(file);
    return own.disk->write(*own.file, static_cast<std::size_t>(offset),
                           static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size));
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return handle(file).disk->truncate(*handle(file).file, static_cast<std::size_t>(size));
}

int sync_file(sqlite3_file* file, int) {
    return handle(file).disk->sync(*handle(file).file);
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(handle(file).file->now.size());
    return SQLITE_OK;
}

template <class Test>
bool any_other(const DiskHandle& own, const Test& test) {
    return std::ranges::any_of(own.file->handles,
                               [&](const DiskHandle* other) { return other != &own && test(*other); });
}

int lock_file(sqlite3_file* file, int level) {
    auto& own = handle(file);
    if (own.level >= level) return SQLITE_OK;
    const auto others_have = [&](int least) {
        return any_other(own, [&](const DiskHandle& other) { return other.level >= least; });
    };
    if (level == SQLITE_LOCK_SHARED && others_have(SQLITE_LOCK_PENDING)) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_RESERVED && others_have(SQLITE_LOCK_RESERVED)) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        if (others_have(SQLITE_LOCK_RESERVED)) return SQLITE_BUSY;
        if (others_have(SQLITE_LOCK_SHARED)) {
            own.level = SQLITE_LOCK_PENDING;
            return SQLITE_BUSY;
        }
    }
    own.level = level;
    return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
    handle(file).level = std::min(handle(file).level, level);
    return SQLITE_OK;
}

int is_reserved(sqlite3_file* file, int* result) {
    const auto& own = handle(file);
    const bool others =
        any_other(own, [](const DiskHandle& other) { return other.level >= SQLITE_LOCK_RESERVED; });
    *result = others || own.level >= SQLITE_LOCK_RESERVED ? 1 : 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return 4096;
}

/// As SQLite's own for Linux says.
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_index(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    auto& regions = handle(file).file->shared;
    const auto wanted = static_cast<std::size_t>(region);
    *memory = nullptr;
    if (wanted >= regions.size() && extend == 0) return SQLITE_OK;
    while (regions.size() <= wanted)
        regions.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(size)));
    *memory = regions[wanted].get();
    return SQLITE_OK;
}

int lock_index(sqlite3_file* file, int first, int count, int flags) {
    auto& own = handle(file);
    const std::uint32_t bits = ((1U << static_cast<unsigned>(count)) - 1U) << static_cast<unsigned>(first);
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        own.shares &= ~bits;
        own.holds &= ~bits;
        return SQLITE_OK;
    }
    const bool is_shared = (flags & SQLITE_SHM_SHARED) != 0;
    if (any_other(own, [&](const DiskHandle& other) {
            return ((other.holds | (is_shared ? 0U : other.shares)) & bits) != 0;
        })) {
        return SQLITE_BUSY;
    }
    (is_shared ? own.shares : own.holds) |= bits;
    return SQLITE_OK;
}

void index_barrier(sqlite3_file*) {}

int unmap_index(sqlite3_file* file, int delete_it) {
    auto& own = handle(file);
    own.shares = 0;
    own.holds = 0;
    if (delete_it != 0) own.file->shared.clear();
    return SQLITE_OK;
}

constexpr sqlite3_io_methods methods{
    .iVersion = 2,  // without mapping of the database itself
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_index,
    .xShmLock = lock_index,
    .xShmBarrier = index_barrier,
    .xShmUnmap = unmap_index,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* memory, int flags, int* flags_given) {
    memory->pMethods = nullptr;
    Disk& disk = disk_of(vfs);
    if (path != nullptr && !disk.is_there(path) && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    auto* own = new (memory) DiskHandle{.base = {.pMethods = &methods}, .disk = &disk};
    if (path == nullptr) {
        own->nameless = std::make_unique<DiskFile>();
        own->file = own->nameless.get();
    } else {
        own->file = &disk.open(path);
        if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0) own->removed_at_end = path;
    }
    own->file->handles.push_back(own);
    if (flags_given != nullptr) *flags_given = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int is_synced) {
    return disk_of(vfs).remove(path, is_synced != 0);
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* result) {
    *result = disk_of(vfs).is_there(path) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* full) {
    if (std::strlen(path) >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::strcpy(full, path);
    return SQLITE_OK;
}

int chance(sqlite3_vfs* vfs, int size, char* bytes) {
    disk_of(vfs).fill_with_chance(reinterpret_cast<std::uint8_t*>(bytes), static_cast<std::size_t>(size));
    return size;
}

/// Nobody else runs meanwhile.
int no_sleep(sqlite3_vfs*, int us) {
    return us;
}

int last_error(sqlite3_vfs*, int, char*) {
    return EIO;
}

int time_ms(sqlite3_vfs*, sqlite3_int64* now) {
    *now = some_day_ms;
    return SQLITE_OK;
}

}  // namespace

void register_with_sqlite(Disk& disk) {
    static sqlite3_vfs vfs{};
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(DiskHandle);
    vfs.mxPathname = most_path_bytes;
    vfs.zName = "simulated";
    vfs.pAppData = &disk;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = chance;
    vfs.xSleep = no_sleep;
    vfs.xGetLastError = last_error;
    vfs.xCurrentTimeInt64 = time_ms;
    sqlite3_vfs_register(&vfs, 1);
}

}  // namespace kartei::simulation
