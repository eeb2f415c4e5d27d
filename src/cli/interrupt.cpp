#include "cli/interrupt.h"

#include "cli/words.h"

#include <fmt/format.h>

#include <csignal>

namespace kartei::cli {

namespace {

constexpr std::int64_t between_lines_us = us_per_second / 10;

volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interrupt(int) {
    interrupted = 1;
}

void set_handler(int signal, void (*handler)(int)) {
    struct sigaction action{};
    action.sa_handler = handler;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one kills
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

}  // namespace

LongWork::LongWork(Output& output, app::Clock clock, Phrase unit)
    : output_(output), clock_(std::move(clock)), unit_(unit), began_(clock_()), shown_(began_) {
    interrupted = 0;
    set_handler(SIGINT, note_interrupt);
    set_handler(SIGTERM, note_interrupt);
}

LongWork::~LongWork() {
    set_handler(SIGINT, SIG_DFL);
    set_handler(SIGTERM, SIG_DFL);
}

app::Progress LongWork::progress() {
    return [this](std::int64_t done, std::optional<double> share) { show(done, share); };
}

void LongWork::show(std::int64_t done, std::optional<double> share) {
    if (interrupted != 0) throw Interrupted();
    const Instant now = clock_();
    if (now.us - shown_.us < between_lines_us) return;
    shown_ = now;
    const std::int64_t rate = done * us_per_second / (now.us - began_.us);
    const Language language = output_.language();
    const auto percent = share ? fmt::format(" · {:.0f} %", 100 * *share) : std::string();
    output_.progress(fmt::format("{} {}{} · {}/s", grouped(done, language), in(unit_, language), percent,
                                 grouped(rate, language)));
}

}  // namespace kartei::cli
