#include "formats/table.h"

#include "base/text.h"
#include "formats/error_file.h"
#include "formats/file_kind.h"
#include "formats/list_columns.h"
#include "formats/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::formats {

namespace {

constexpr std::size_t header_is_within_rows = 10;
constexpr std::size_t max_heading_bytes = 1'000;

bool is_empty(std::string_view cell) {
    return trim(cell).empty();
}

template <class Cells>
std::size_t filled_cells(const Cells& cells) {
    return static_cast<std::size_t>(
        std::ranges::count_if(cells, [](const auto& cell) { return !is_empty(cell); }));
}

Fault wrong_width(std::size_t has, std::size_t expected) {
    return {{fmt::format("Die Zeile hat {} Spalten statt {}.", has, expected),
             fmt::format("The row has {} columns instead of {}.", has, expected)},
            {"Prüfen Sie Trennzeichen und Anführungszeichen in dieser Zeile.",
             "Check the delimiters and quotes in this row."}};
}

}  // namespace

Result<TableReader> TableReader::open(const std::filesystem::path& path, const TableOptions& options) {
    auto source = TRY(ByteSource::open(path));
    return of_source(std::move(source), options);
}

Result<TableReader> TableReader::of(std::string bytes, const TableOptions& options) {
    auto source = TRY(ByteSource::of(std::move(bytes)));
    return of_source(std::move(source), options);
}

Result<TableReader> TableReader::of_source(ByteSource source, const TableOptions& options) {
    std::string head(4096, '\0');
    const auto got = TRY(source.read(head));
    head.resize(got);
    source.rewind();
    TableReader table;
    const std::string name = source.name();
    const auto located = [&](Error error) {
        if (error.where.empty()) error.where = name;
        else if (!name.empty()) error.where = name + ":" + error.where;  // the line
        return std::unexpected(std::move(error));
    };
    const bool archive = is_zip(head);
    auto refused = archive ? std::nullopt : not_a_list(head);
    if (refused) return located(std::move(*refused));
    auto opened =
        archive ? table.open_workbook(source, options) : table.open_text(std::move(source), options);
    if (opened) opened = table.find_header();
    if (!opened) return located(std::move(opened).error());
    return table;
}

Result<void> TableReader::open_text(ByteSource source, const TableOptions& options) {
    auto found = options.encoding ? forced_encoding(source, *options.encoding) : find_encoding(source);
    if (!found) return std::unexpected(std::move(found).error());
    auto reader = TRY(CsvReader::open(TextStream(std::move(source), *found), options.delimiter));
    kind_ = TableKind::text;
    findings_ = {
        {"Kodierung: " + found->rests_on.de, "Encoding: " + found->rests_on.en},
        {"Trennzeichen: " + reader.dialect().rests_on.de, "Delimiter: " + reader.dialect().rests_on.en}};
    reader_ = std::move(reader);
    return {};
}

Result<void> TableReader::open_workbook(const ByteSource& source, const TableOptions& options) {
    auto reader = TRY(XlsxReader::open(source, options.sheet));
    kind_ = TableKind::workbook;
    const std::string name = shown_text(reader.sheet_name(), 60);
    if (options.sheet) {
        findings_ = {{fmt::format("Arbeitsmappe (XLSX), Blatt „{}“, weil es so vorgegeben ist", name),
                      fmt::format("Workbook (XLSX), sheet '{}', because it was chosen", name)}};
    } else {
        findings_ = {{fmt::format("Arbeitsmappe (XLSX), Blatt „{}“, weil es das erste sichtbare ist", name),
                      fmt::format("Workbook (XLSX), sheet '{}', because it is the first visible one", name)}};
    }
    reader_ = std::move(reader);
    return {};
}

Result<bool> TableReader::next_raw(TableRow& row) {
    if (auto* text = std::get_if<CsvReader>(&reader_)) return text->next(row);
    return std::get<XlsxReader>(reader_).next(row);
}

Result<bool> TableReader::next_filled(TableRow& row) {
    for (;;) {
        const auto more = TRY(next_raw(row));
        if (!more) return false;
        if (row.fault || !row.cell_faults.empty() || filled_cells(row.cells) != 0) return true;
    }
}

/// The first row with two filled cells; in a list of one column the first row.
Result<void> TableReader::find_header() {
    TableRow row;
    while (kept_.size() < header_is_within_rows) {
        const auto more = TRY(next_filled(row));
        if (!more) break;
        kept_.push_back(
            {row.line, {row.cells.begin(), row.cells.end()}, row.fault, row.cell_faults, row.number_cells});
        if (row.fault || filled_cells(row.cells) >= 2) break;
    }
    if (kept_.empty()) {
        return fail(ErrorCode::invalid, {"Die Liste enthält keine Zeile.", "The list contains no row."}, {},
                    {"Speichern Sie die Liste noch einmal, mit Überschriften in der ersten Zeile.",
                     "Save the list again, with headings in the first row."});
    }
    if (kept_.size() > 1 && (kept_.back().fault || filled_cells(kept_.back().cells) >= 2)) {
        findings_.push_back(
            {fmt::format("Überschriften in Zeile {}; davor stehen nur einzelne Zellen", kept_.back().line),
             fmt::format("Headings in line {}; only single cells stand before", kept_.back().line)});
        kept_.erase(kept_.begin(), kept_.end() - 1);
    }
    const KeptRow header = std::move(kept_.front());
    kept_.pop_front();
    return take_header(header);
}

Result<void> TableReader::take_header(const KeptRow& row) {
    if (row.fault || !row.cell_faults.empty()) {
        const Fault& fault = row.fault ? *row.fault : row.cell_faults.front().fault;
        const bool too_large = row.fault && row.cells.size() >= max_columns;
        return fail(too_large ? ErrorCode::limit : ErrorCode::invalid,
                    {"Die Zeile mit den Überschriften ist unbrauchbar. " + fault.reason.de,
                     "The row with the headings cannot be used. " + fault.reason.en},
                    fmt::format("{}", row.line), fault.way_out);
    }
    for (const auto& cell : row.cells) header_.emplace_back(cut(trim(cell), max_heading_bytes));
    while (!header_.empty() && header_.back().empty()) header_.pop_back();
    header_line_ = row.line;
    escaped_ = std::ranges::any_of(header_, is_error_file_heading);
    if (escaped_) {
        for (auto& heading : header_) heading = without_escape(heading);
    }
    return {};
}

void TableReader::fit_width(TableRow& row) const {
    const std::size_t width = header_.size();
    if (row.fault || row.cells.size() == width) return;
    if (row.cells.size() > width) {
        const auto surplus = std::span(row.cells).subspan(width);
        if (filled_cells(surplus) != 0) row.fault = wrong_width(row.cells.size(), width);
        else row.cells.resize(width);
    } else if (kind_ == TableKind::workbook) {
        row.cells.resize(width);  // a sheet does not store empty cells
    } else {
        row.fault = wrong_width(row.cells.size(), width);
    }
}

void TableReader::take_back_escapes(TableRow& row) const {
    if (!escaped_) return;
    for (auto& cell : row.cells) cell = without_escape(cell);
}

Result<bool> TableReader::next(TableRow& row) {
    if (!kept_.empty()) {
        given_ = std::move(kept_.front());
        kept_.pop_front();
        row.line = given_.line;
        row.cells.assign(given_.cells.begin(), given_.cells.end());
        row.fault = given_.fault;
        row.cell_faults = given_.cell_faults;
        row.number_cells = given_.number_cells;
    } else {
        const auto more = TRY(next_filled(row));
        if (!more) return false;
    }
    fit_width(row);
    take_back_escapes(row);
    return true;
}

double TableReader::progress() const {
    if (const auto* text = std::get_if<CsvReader>(&reader_)) return text->progress();
    if (const auto* workbook = std::get_if<XlsxReader>(&reader_)) return workbook->progress();
    return 0;
}

}  // namespace kartei::formats
