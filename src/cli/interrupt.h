// Ctrl-C during long acts: the first one asks the act to stop at its next sign of life, the second one kills.
#pragma once

#include "app/house.h"
#include "cli/output.h"

#include <exception>
#include <optional>

namespace kartei::cli {

/// Thrown by progress once somebody pressed Ctrl-C; transactions roll back on its way.
class Interrupted : public std::exception {
public:
    const char* what() const noexcept override { return "interrupted"; }
};

/// Shows on standard error how far an act is, with its rate, at most ten times a second; listens for SIGINT
/// and SIGTERM as long as it lives. One at a time.
class LongWork {
public:
    LongWork(Output& output, app::Clock clock, Phrase unit);
    ~LongWork();
    LongWork(const LongWork&) = delete;
    LongWork& operator=(const LongWork&) = delete;

    /// For handing to an act; valid as long as this object. Throws Interrupted.
    app::Progress progress();

private:
    void show(std::int64_t done, std::optional<double> share);

    Output& output_;
    app::Clock clock_;
    Phrase unit_;
    Instant began_;
    Instant shown_;
};

}  // namespace kartei::cli
