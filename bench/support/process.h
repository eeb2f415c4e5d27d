// Another program beside the benchmark: a server, or what sends it requests. Ends with its owner.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kartei::bench {

class Process {
public:
    /// Starts `words.front()`, found by PATH; what it prints is kept.
    explicit Process(std::vector<std::string> words);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Until it ends by itself: what it printed. Fails where it ended badly.
    std::string output();

    /// SIGTERM, and until it has ended.
    void stop();

    /// SIGKILL, and until it is gone.
    void kill();

    /// Processor time of it and the processes it has made, so far.
    double cpu_seconds() const;

    /// What it holds in memory, in MB: all of it, or without the pages of files, which the system may take
    /// back.
    double resident_mb() const;
    double own_mb() const;
    /// The most it has held so far.
    double peak_mb() const;

private:
    double status_mb(const std::string& name) const;
    int wait();

    int id_ = 0;
    int output_ = -1;
};

/// A port of 127.0.0.1 that is free right now.
std::uint16_t free_port();

/// The program that was built beside this one.
std::string built_beside(const std::string& name);

}  // namespace kartei::bench
