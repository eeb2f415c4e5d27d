// Text from outside on a terminal: what would steer the terminal or turn the reading direction is made
// visible, and widths are counted in columns of the screen.
#pragma once

#include "base/text.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::cli {

/// Controls become their pictures (ESC is ␛), marks of direction and invisible characters their number
/// (<U+202E>), bytes that are no UTF-8 the replacement character. Line breaks and tabs stay where they are
/// allowed.
std::string visible(std::string_view text, LineBreaks line_breaks = LineBreaks::refused);

/// The same characters in text that is JSON already: written as \uXXXX, which means the same to its reader.
std::string visible_json(std::string_view json);

/// Columns a text takes: 2 for East Asian wide characters and pictograms, 0 for combining marks, else 1.
std::size_t display_width(std::string_view text);

/// At most `width` columns; what had to go is replaced by "…".
std::string shortened(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at blanks and at line breaks; a longer word keeps a line of its
/// own. Width 0 breaks at line breaks alone.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// The text with blanks behind it up to `width` columns.
std::string padded(std::string_view text, std::size_t width);

}  // namespace kartei::cli
