// A disk in memory for SQLite, which tells what a program has written from what is safe: at a power cut only
// what was synced is left, and any part of the rest. Fails where it is told to. One for the process, one
// thread.
#pragma once

#include "tests/simulation/dice.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kartei::simulation {

/// What the disk does wrong.
enum class Fault : std::uint8_t {
    read_fails,
    write_fails,
    disk_is_full,
    writes_half,  ///< and then says that the disk is full
    sync_fails,
    truncate_fails,
};
inline constexpr std::size_t fault_count = 6;

/// How a process ends without having been asked.
enum class Crash : std::uint8_t {
    killed,     ///< what it wrote is with the system
    power_cut,  ///< what was not synced is lost, or half there
};

struct DiskFile {
    /// What was done to the file and is not safe yet.
    struct Change {
        std::size_t offset = 0;  ///< of a truncation: the new size
        std::vector<std::uint8_t> bytes;
        bool truncates = false;
    };

    std::vector<std::uint8_t> now;   ///< what a program reads
    std::vector<std::uint8_t> safe;  ///< what a power cut leaves in any case
    std::vector<Change> unsynced;

    std::vector<std::unique_ptr<std::uint8_t[]>> shared;  ///< regions of the index of the log
    std::vector<struct DiskHandle*> handles;              ///< those who have it open
};

class Disk {
public:
    /// SQLite works with it from now on, unless it is told to take another one.
    static Disk& only();

    using Image = std::map<std::string, std::vector<std::uint8_t>>;

    /// Everything as it lies there. Nobody has anything open.
    Image image() const;
    /// Begins anew with these files. Nobody has anything open.
    void load(const Image& image, std::uint64_t seed);

    /// After so many operations of its kind; for so many.
    void let_fail(Fault fault, std::size_t after, std::size_t times);
    /// The process ends with the operation after so many that change something.
    void let_crash(std::size_t after);
    /// While it is set nothing fails and nothing counts: somebody from outside looks.
    void set_watched(bool is_watched) { is_watched_ = is_watched; }
    /// What was to fail and has not yet will not.
    void mend();

    /// Whether the process has ended: from then on nothing is read or written.
    bool is_over() const { return is_over_; }
    std::size_t faults() const { return faults_; }
    void end_process() { is_over_ = true; }
    /// What the next process finds. Nobody has anything open.
    void restart(Crash crash);

    /// Over everything that was asked of the disk since it was loaded.
    std::uint64_t digest() const { return digest_; }

    // What SQLite asks for.
    DiskFile& open(const std::string& path);
    bool is_there(const std::string& path) const { return files_.contains(path); }
    int read(DiskFile& file, std::size_t offset, std::uint8_t* bytes, std::size_t size);
    int write(DiskFile& file, std::size_t offset, const std::uint8_t* bytes, std::size_t size);
    int truncate(DiskFile& file, std::size_t size);
    int sync(DiskFile& file);
    int remove(const std::string& path, bool is_synced);
    void fill_with_chance(std::uint8_t* bytes, std::size_t size) { chance_.fill({bytes, size}); }

private:
    Disk();

    bool fails(Fault fault);
    bool ends_with_this();
    void note(std::uint64_t what, std::uint64_t where, std::uint64_t how_much);
    void make_partly_safe(DiskFile& file);

    std::map<std::string, std::unique_ptr<DiskFile>> files_;
    std::map<std::string, std::unique_ptr<DiskFile>> removed_;  ///< may come back after a power cut
    Dice chance_{0};
    Fault fault_ = Fault::read_fails;
    std::size_t fault_after_ = 0;
    std::size_t fault_times_ = 0;
    std::size_t faults_ = 0;
    bool will_crash_ = false;
    std::size_t crash_after_ = 0;
    bool is_over_ = false;
    bool is_watched_ = false;
    std::uint64_t digest_ = 0;
};

}  // namespace kartei::simulation
