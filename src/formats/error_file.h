// The rows of a list that could not be used, written so that they can be mended and imported again: the same
// columns, with line and reason in two columns in front.
//
// Nothing in it may run as a formula, and nothing may be lost (CSV injection against lossless return): a cell
// that a spreadsheet would run or change gets one apostrophe in front: those beginning with = + - @ tab,
// carriage return or an apostrophe, and digits with a leading zero. The headings of the two columns tell the
// reader of tables that it is such a file, and it takes one apostrophe from the front of every cell that has
// one. So the value comes back exactly, whether a spreadsheet kept the apostrophe (opened as CSV) or the
// person typed a new value without one. In ordinary lists apostrophes stay. Bytes that are no text are
// written as U+FFFD: they are what has to be mended.
#pragma once

#include "formats/table_row.h"

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace kartei::formats {

enum class Language : std::uint8_t { german, english };

/// The cell as it is written, and as it is read back.
std::string with_escape(std::string_view cell);
std::string_view without_escape(std::string_view cell);

/// Appends a cell in quotes where it needs them (RFC 4180).
void append_csv_cell(std::string_view cell, char separator, std::string& out);

/// Writes UTF-8 with BOM, semicolons, CRLF, as German Excel opens it.
class ErrorFile {
public:
    ErrorFile(std::ostream& out, std::span<const std::string> header, Language language);

    /// Rows keep the number of cells they had.
    void add(const TableRow& row, const Message& reason, const Message& way_out);

private:
    void write(std::string_view line, std::string_view remark, std::span<const std::string_view> cells);

    std::ostream& out_;
    Language language_;
    std::string line_;
};

}  // namespace kartei::formats
