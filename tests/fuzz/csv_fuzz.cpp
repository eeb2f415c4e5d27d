// Any bytes as a list: the reader ends, stays inside its bounds, and what is written is read back.
#include "formats/csv.h"
#include "formats/error_file.h"
#include "formats/table.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace kartei::formats;

void demand(bool holds) {
    if (!holds) std::abort();
}

using Rows = std::vector<std::vector<std::string>>;

Rows read(const std::string& text, const CsvDialect& dialect) {
    CsvReader reader(text, dialect);
    Rows rows;
    TableRow row;
    std::size_t line = 0;
    for (;;) {
        const auto more = reader.next(row);
        if (!more || !*more) break;
        demand(row.line > line);
        line = row.line;
        demand(row.cells.size() <= max_columns + 1);
        if (!row.fault) rows.emplace_back(row.cells.begin(), row.cells.end());
    }
    const auto breaks = std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; });
    demand(line <= static_cast<std::size_t>(breaks) + 1);
    return rows;
}

/// What the writer writes, the reader reads.
void write_and_read(const Rows& rows, const CsvDialect& dialect) {
    std::string text;
    Rows expected;
    for (const auto& row : rows) {
        if (row.size() < 2) continue;  // one empty cell alone is an empty line
        std::string line;
        for (const auto& cell : row) {
            if (!line.empty() || &cell != &row.front()) line.push_back(dialect.delimiter);
            append_csv_cell(cell, dialect.delimiter, line);
        }
        text += line + "\r\n";
        expected.push_back(row);
    }
    if (text.empty()) return;
    CsvDialect plain;
    plain.delimiter = dialect.delimiter;
    demand(read(text, plain) == expected);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const CsvDialect dialect = find_dialect(bytes);
    // A delimiter that is itself a quote or a line break is not one anybody chooses.
    if (std::string_view(";,\t|").find(dialect.delimiter) != std::string_view::npos) {
        write_and_read(read(bytes, dialect), dialect);
    }
    auto table = TableReader::of(bytes);
    if (!table) return 0;
    TableRow row;
    std::size_t rows = 0;
    for (;;) {
        const auto more = table->next(row);
        if (!more || !*more) break;
        demand(row.fault || row.cells.size() == table->header().size());
        demand(++rows <= size + 1);
    }
    return 0;
}
