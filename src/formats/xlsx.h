// Workbooks of Excel and LibreOffice (.xlsx, ECMA-376 part 1), one sheet row by row in bounded memory.
// Values only: no formulas are computed, no styles but date formats are looked at, hidden sheets are passed
// over.
#pragma once

#include "formats/byte_source.h"
#include "formats/table_row.h"
#include "formats/xlsx_parts.h"
#include "formats/zip_archive.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

/// Rows that Excel itself has.
inline constexpr std::size_t max_sheet_rows = 1'048'576;

class XlsxReader {
public:
    /// Opens the sheet of that name, or the first visible one. Fails with `invalid` where the file is no
    /// workbook or has no such sheet, `limit` past the bounds of zip_archive.h and xml_reader.h.
    static Result<XlsxReader> open(const ByteSource& source,
                                   const std::optional<std::string>& sheet = std::nullopt);

    /// The next row that holds a value; false at the end. Cells stand at their place (C5 is the third), text
    /// with its leading zeros, whole numbers without ".0", dates as 2024-09-23 or 2024-09-23 14:30, truth as
    /// TRUE and FALSE, formulas with their last value. Errors (#N/A) are cell faults.
    Result<bool> next(TableRow& row);

    const std::string& sheet_name() const { return sheet_name_; }

    /// Share of the sheet already read, 0 to 1.
    double progress() const;

private:
    struct Place {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    XlsxReader() = default;
    Result<void> find_rows();
    Result<void> read_to_end();
    Result<void> read_row(TableRow& row);
    Result<void> read_cell(TableRow& row);
    Result<void> store(TableRow& row, std::size_t column, std::string_view type, std::string_view style);
    void hand_out(TableRow& row);

    XlsxBook book_;
    std::string sheet_name_;
    std::shared_ptr<ZipEntry> entry_;
    std::unique_ptr<XmlReader> xml_;
    std::string value_;         ///< text of the cell being read
    std::string row_text_;      ///< texts of the row's cells, one after the other
    std::vector<Place> cells_;  ///< where in row_text_ each cell lies
    std::size_t row_number_ = 0;
    std::size_t last_column_ = 0;
    bool in_rows_ = false;
};

/// Column of a cell reference from 0: "A1" is 0, "AA7" is 26; nothing where it is none or beyond XFD.
std::optional<std::size_t> column_of_reference(std::string_view reference);

}  // namespace kartei::formats
