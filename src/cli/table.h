// Tables of text, aligned in columns of the screen. Cells are made visible here, so that no value can steer
// the terminal. Where a table does not fit, cells are shortened; where that is not enough, each row becomes a
// block.
#pragma once

#include "cli/screen.h"

#include <string>
#include <vector>

namespace kartei::cli {

enum class Align : std::uint8_t { left, right };

struct Column {
    std::string heading;
    Align align = Align::left;
    std::size_t least = 0;  ///< columns it may be shortened to; 0: never shortened
};

struct Cell {
    Cell() = default;
    // A text is a cell: rows are written as lists of texts.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Cell(std::string content, Ink colour = Ink::plain) : text(std::move(content)), ink(colour) {}

    std::string text;
    Ink ink = Ink::plain;
};

class Table {
public:
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// One cell per column; missing ones are empty.
    void add(std::vector<Cell> cells);
    bool empty() const { return rows_.empty(); }

    /// With headings, two blanks between columns, no blanks at line ends; every line ends with a line break.
    std::string text(const Screen& screen) const;

    /// Columns needed without shortening.
    std::size_t natural_width() const;

private:
    std::vector<std::size_t> natural_widths() const;
    std::string blocks(const Screen& screen) const;

    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

}  // namespace kartei::cli
