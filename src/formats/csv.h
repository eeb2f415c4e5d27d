// CSV (RFC 4180) row by row, with the liberties Excel takes: any of four delimiters, any line break, `sep=;`.
// Does not know a header: widths are compared in table.h.
#pragma once

#include "formats/table_row.h"
#include "formats/text_encoding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kartei::formats {

struct CsvDialect {
    char delimiter = ';';
    bool bare_cr_ends_row = false;    ///< no line feed in the first rows: the old Macintosh's line break
    std::size_t directive_bytes = 0;  ///< length of a `sep=;` line to be skipped
    Message rests_on;                 ///< "Semikolon, weil 50 von 50 Zeilen damit 21 Spalten haben"
};

/// Finds the dialect from the beginning of a text, quotes respected: the delimiter that gives most rows the
/// same number of columns as the first. A chosen delimiter wins over `sep=`, and that over counting.
CsvDialect find_dialect(std::string_view sample, std::optional<char> chosen = std::nullopt);

class CsvReader {
public:
    /// Reads enough to find the dialect. Fails only where reading fails.
    static Result<CsvReader> open(TextStream text, std::optional<char> delimiter = std::nullopt);

    /// For text already in memory and a known dialect.
    CsvReader(std::string text, const CsvDialect& dialect);

    /// The next row that is not an empty line; false at the end. Rows that break a bound or leave a quote
    /// open come with a fault, and reading goes on with the line after the one the fault began in. Fails with
    /// `limit` where quotes are left open so often that the quoting of the file cannot be meant.
    Result<bool> next(TableRow& row);

    const CsvDialect& dialect() const { return dialect_; }

    /// Share of the file already read, 0 to 1.
    double progress() const { return text_ ? text_->progress() : 1.0; }

private:
    struct Cell {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool doubled = false;  ///< contains doubled quotes
    };
    enum class Scan { complete, more, open_quote, text_after_quote, too_long, too_many };

    CsvReader() = default;
    Result<void> refill();
    Result<bool> skip_empty_lines();
    Result<Scan> scan_with_refill();
    Scan scan_row();
    Scan scan_cell();
    Scan scan_quoted();
    void scan_plain();
    bool at_line_break() const;
    void take_line_break();
    Result<void> skip_to_line_end();
    void hand_out(TableRow& row);
    Fault fault_of(Scan scan) const;
    void keep_broken_line(std::size_t from, TableRow& row);
    Result<void> give_up_row(Scan scan, TableRow& row);
    std::string_view unescaped(const Cell& cell);

    std::optional<TextStream> text_;
    CsvDialect dialect_;
    std::string window_;          ///< text not yet given out, from begin_ on
    std::size_t begin_ = 0;       ///< first byte of the row being read
    std::size_t at_ = 0;          ///< scanning position
    bool ended_ = false;          ///< nothing follows the window
    std::size_t line_ = 1;        ///< physical line begin_ stands in
    std::size_t breaks_ = 0;      ///< line breaks passed since begin_
    std::size_t quote_at_ = 0;    ///< where the quote being read was opened
    std::size_t quote_line_ = 0;  ///< and the physical line of that
    std::size_t rescanned_ = 0;   ///< bytes read again after an open quote
    std::string broken_line_;     ///< what the cells of a row with a fault point into
    std::vector<Cell> cells_;
};

}  // namespace kartei::formats
