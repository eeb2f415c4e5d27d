// A disk that fails, or is slow, as tests/faults/faults.h says: loaded into a process before the C library
// (LD_PRELOAD).
#include "tests/faults/faults.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace {

using kartei::faults::Fault;
using kartei::faults::Page;

Page* page() {
    static Page* const mapped = [] {
        const char* file = std::getenv(kartei::faults::page_variable);
        const int descriptor = file == nullptr ? -1 : ::open(file, O_RDWR | O_CLOEXEC);
        if (descriptor < 0) return static_cast<Page*>(nullptr);
        void* const memory = ::mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        ::close(descriptor);
        return memory == MAP_FAILED ? nullptr : static_cast<Page*>(memory);
    }();
    return mapped;
}

/// Whether this call is one of those that fail.
bool fails(Page& faults) {
    if (faults.after.fetch_sub(1) > 0) return false;
    if (faults.times.fetch_sub(1) <= 0) return false;
    ++faults.failed;
    return true;
}

template <class Call>
Call real(const char* name) {
    return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

int sync_or_fail(int descriptor, const char* name) {
    Page* const faults = page();
    if (faults != nullptr && faults->sync_us > 0) ::usleep(static_cast<useconds_t>(faults->sync_us.load()));
    if (faults != nullptr && faults->fault == Fault::sync_fails && fails(*faults)) {
        errno = EIO;
        return -1;
    }
    return real<int (*)(int)>(name)(descriptor);
}

ssize_t write_or_fail(int descriptor, const void* bytes, std::size_t size, off64_t at, const char* name) {
    const auto write = real<ssize_t (*)(int, const void*, std::size_t, off64_t)>(name);
    Page* const faults = page();
    const Fault fault = faults == nullptr ? Fault::none : faults->fault.load();
    if (fault == Fault::none || fault == Fault::sync_fails || !fails(*faults))
        return write(descriptor, bytes, size, at);
    if (fault == Fault::writes_half && size > 1) return write(descriptor, bytes, size / 2, at);
    errno = fault == Fault::disk_is_full ? ENOSPC : fault == Fault::is_read_only ? EROFS : EIO;
    return -1;
}

}  // namespace

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the C library says `__fd`
extern "C" {

int fdatasync(int descriptor) {
    return sync_or_fail(descriptor, "fdatasync");
}

int fsync(int descriptor) {
    return sync_or_fail(descriptor, "fsync");
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t at) {
    return write_or_fail(descriptor, bytes, size, at, "pwrite");
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t size, off64_t at) {
    return write_or_fail(descriptor, bytes, size, at, "pwrite64");
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
