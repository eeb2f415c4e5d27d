#include "cli/screen.h"

#include "base/number.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace kartei::cli {

namespace {

constexpr std::size_t least_width = 20;
constexpr std::size_t most_width = 1000;

std::size_t width_of(int descriptor, const Environment& environment) {
    if (const auto columns = environment("COLUMNS")) {
        if (const auto width = whole_number<std::size_t>(*columns))
            return std::clamp(*width, least_width, most_width);
    }
    if (isatty(descriptor) == 0) return 0;
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return std::clamp<std::size_t>(size.ws_col, least_width, most_width);
}

std::string_view code_of(Ink ink) {
    switch (ink) {
        case Ink::plain: return "0";
        case Ink::bold: return "1";
        case Ink::dim: return "2";
        case Ink::green: return "32";
        case Ink::yellow: return "33";
        case Ink::red: return "31";
    }
    return "0";
}

}  // namespace

Screen screen_of(std::FILE* out, std::FILE* err, const Environment& environment) {
    Screen screen;
    screen.language = language_of(environment);
    const bool terminal = isatty(fileno(out)) != 0;
    const bool knows_colours = environment("TERM").value_or("dumb") != "dumb";
    if (terminal && knows_colours && !environment("NO_COLOR")) screen.colours = Colours::on;
    screen.width = width_of(fileno(out), environment);
    screen.shows_progress = isatty(fileno(err)) != 0;
    return screen;
}

std::string inked(std::string_view text, Ink ink, Colours colours) {
    if (colours == Colours::off || ink == Ink::plain || text.empty()) return std::string(text);
    std::string out = "\x1b[";
    out += code_of(ink);
    out += 'm';
    out += text;
    out += "\x1b[0m";
    return out;
}

}  // namespace kartei::cli
