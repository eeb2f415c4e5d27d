// A list in a file, whatever its kind: CSV, text with tabs, UTF-16 text, XLSX. The kind is found by content,
// never by name; what was found and what that rests on is told. Gives the header and the rows one by one, in
// bounded memory.
#pragma once

#include "formats/csv.h"
#include "formats/table_row.h"
#include "formats/xlsx.h"

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kartei::formats {

struct TableOptions {
    std::optional<Encoding> encoding;  ///< for text: instead of finding it
    std::optional<char> delimiter;     ///< for text: instead of finding it
    std::optional<std::string> sheet;  ///< for workbooks: instead of the first visible one
};

enum class TableKind : std::uint8_t { text, workbook };

class TableReader {
public:
    /// Fails with what the file is instead and the way out: no file, a folder, empty, too large, PDF,
    /// picture, ZIP without workbook, old .xls, address cards, any other binary; and with `limit` where the
    /// first row has over 1,000 columns.
    static Result<TableReader> open(const std::filesystem::path& path, const TableOptions& options = {});
    static Result<TableReader> of(std::string bytes, const TableOptions& options = {});

    TableKind kind() const { return kind_; }

    /// Headings, trimmed; rows before them that hold a single cell (a title) are passed over.
    const std::vector<std::string>& header() const { return header_; }
    std::size_t header_line() const { return header_line_; }

    /// What was found and what it rests on: encoding and delimiter, or sheet.
    const std::vector<Message>& findings() const { return findings_; }

    /// The next row that holds anything; false at the end. All rows have the width of the header or carry a
    /// fault. The two columns of an error file (error_file.h) stay, their escapes are taken back.
    Result<bool> next(TableRow& row);

    /// Share of the file already read, 0 to 1.
    double progress() const;

private:
    struct KeptRow {
        std::size_t line;
        std::vector<std::string> cells;
        std::optional<Fault> fault;
        std::vector<CellFault> cell_faults;
        std::vector<std::size_t> number_cells;
    };

    TableReader() = default;
    static Result<TableReader> of_source(ByteSource source, const TableOptions& options);
    Result<void> open_text(ByteSource source, const TableOptions& options);
    Result<void> open_workbook(const ByteSource& source, const TableOptions& options);
    Result<void> find_header();
    Result<void> take_header(const KeptRow& row);
    Result<bool> next_raw(TableRow& row);
    Result<bool> next_filled(TableRow& row);
    void fit_width(TableRow& row) const;
    void take_back_escapes(TableRow& row) const;

    TableKind kind_ = TableKind::text;
    std::variant<std::monostate, CsvReader, XlsxReader> reader_;
    std::vector<std::string> header_;
    std::size_t header_line_ = 0;
    bool escaped_ = false;  ///< an error file comes back
    std::vector<Message> findings_;
    std::deque<KeptRow> kept_;  ///< read while looking for the header
    KeptRow given_{};           ///< what the cells of a kept row point into
};

}  // namespace kartei::formats
