// A row of a list as it lies in the file, and what is wrong with it; shared by the readers of all kinds of
// tables.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace kartei::formats {

/// Bounds that hold for every kind of table.
inline constexpr std::size_t max_columns = 1'000;
inline constexpr std::size_t max_cell_bytes = 64 * 1024;
inline constexpr std::size_t max_row_bytes = 1024 * 1024;

/// What is wrong, and the way out.
struct Fault {
    Message reason;
    Message way_out;
};

struct CellFault {
    std::size_t column = 0;  ///< position in `cells`
    Fault fault;
};

/// Filled again by every call of a reader; the cells are views that live until the next call.
struct TableRow {
    std::size_t line = 0;  ///< first physical line in text files, row number in workbooks; from 1
    std::vector<std::string_view> cells;
    std::optional<Fault>
        fault;  ///< the row as a whole cannot be used; `cells` as far as they were understood
    std::vector<CellFault> cell_faults;  ///< single cells that cannot be used

    /// Positions of cells a workbook holds as numbers: leading zeros and plus signs typed there are lost.
    std::vector<std::size_t> number_cells{};

    void clear() {
        cells.clear();
        number_cells.clear();
        fault.reset();
        cell_faults.clear();
    }
};

/// Finds bytes that are no UTF-8 and control characters other than tab and line breaks; nothing where the
/// cell is clean.
std::optional<Fault> text_fault(std::string_view cell);

/// Appends a cell fault for each cell that text_fault objects to.
void check_cells(TableRow& row);

}  // namespace kartei::formats
