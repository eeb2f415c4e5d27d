// What the answer is written onto: language, form, colours and width. Found once at the start.
#pragma once

#include "cli/language.h"

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace kartei::cli {

enum class Form : std::uint8_t { human, json };
enum class Colours : std::uint8_t { off, on };
enum class Ink : std::uint8_t { plain, bold, dim, green, yellow, red };

struct Screen {
    Language language = Language::en;
    Form form = Form::human;
    Colours colours = Colours::off;
    std::size_t width = 0;        ///< columns; 0: no bound, the output is no terminal
    bool shows_progress = false;  ///< standard error is a terminal

    /// Width for sentences: they are wrapped even where tables are not.
    std::size_t text_width() const { return width == 0 || width > 110 ? 110 : width; }
};

/// Colours only on a terminal that knows them and without NO_COLOR (no-color.org); width from COLUMNS, else
/// from the terminal, at least 20.
Screen screen_of(std::FILE* out, std::FILE* err, const Environment& environment);

/// The text in that ink (ECMA-48 SGR), unchanged where colours are off.
std::string inked(std::string_view text, Ink ink, Colours colours);

}  // namespace kartei::cli
