// A process with a disk that fails: its environment, and what the test tells the disk.
#pragma once

#include "tests/cli/kartei_process.h"
#include "tests/faults/faults.h"
#include "tests/http/raw_client.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <thread>

namespace kartei::cli {

/// Another user may be the one who starts the process.
class FaultyDisk {
public:
    FaultyDisk() {
        namespace files = std::filesystem;
        const auto file = directory_.write("faults", std::string(sizeof(faults::Page), '\0'));
        files::permissions(file.parent_path(), files::perms::all);
        files::permissions(file, files::perms::all);
        files::copy_file(KARTEI_FAULTY_DISK, directory_ / "faulty_disk.so");
        files::permissions(directory_ / "faulty_disk.so", files::perms::all);
        const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
        void* const memory =
            ::mmap(nullptr, sizeof(faults::Page), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        ::close(descriptor);
        if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
        page_ = static_cast<faults::Page*>(memory);
    }
    ~FaultyDisk() { ::munmap(page_, sizeof(faults::Page)); }
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    std::map<std::string, std::string> environment() const {
        return {{"LD_PRELOAD", (directory_ / "faulty_disk.so").string()},
                {faults::page_variable, (directory_ / "faults").string()}};
    }

    void fail(faults::Fault fault, std::int64_t after, std::int64_t times) {
        page_->after = after;
        page_->times = times;
        page_->failed = 0;
        page_->fault = fault;
    }
    void work_again() { page_->fault = faults::Fault::none; }

    /// Until so many calls have failed; false where patience ends before that.
    bool has_failed(std::int64_t times) const {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(http::patience_ms);
        while (page_->failed < times) {
            if (std::chrono::steady_clock::now() > until) return false;
            std::this_thread::yield();
        }
        return true;
    }

private:
    TestDirectory directory_;
    faults::Page* page_ = nullptr;
};

}  // namespace kartei::cli
