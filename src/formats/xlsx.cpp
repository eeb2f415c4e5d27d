#include "formats/xlsx.h"

#include "base/number.h"
#include "formats/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace kartei::formats {

namespace {

constexpr std::size_t columns_of_excel = 16'384;

std::string sheet_names(const XlsxBook& book) {
    std::string names;
    for (const auto& sheet : book.sheets) {
        if (names.size() > 300) return names + " …";
        names += (names.empty() ? "„" : ", „") + shown_text(sheet.name, 60) + "“";
    }
    return names;
}

Result<XlsxSheet> choose_sheet(const XlsxBook& book, const std::optional<std::string>& name) {
    for (const auto& sheet : book.sheets) {
        if (name ? sheet.name == *name : sheet.visible) return sheet;
    }
    if (name) {
        return fail(ErrorCode::not_found,
                    {fmt::format("Die Arbeitsmappe hat kein Blatt „{}“.", shown_text(*name, 60)),
                     fmt::format("The workbook has no sheet '{}'.", shown_text(*name, 60))},
                    {}, {"Es gibt: " + sheet_names(book), "There are: " + sheet_names(book)});
    }
    return fail(
        ErrorCode::invalid,
        {"Die Arbeitsmappe hat kein sichtbares Tabellenblatt.", "The workbook has no visible worksheet."}, {},
        {"Blenden Sie das Blatt mit der Liste ein und speichern Sie.",
         "Unhide the sheet with the list and save."});
}

Fault bad_value(std::string_view value) {
    return {{fmt::format("Der Wert der Zelle ist unbrauchbar: {}", shown_text(value, 40)),
             fmt::format("The value of the cell cannot be used: {}", shown_text(value, 40))},
            {"Berichtigen oder leeren Sie die Zelle.", "Correct or empty the cell."}};
}

/// ISO 8601 as newer programs may write it (ECMA-376 part 1, 18.18.11): a midnight is a day.
std::string iso_day(std::string_view value) {
    const std::size_t t = value.find('T');
    if (t == std::string_view::npos) return std::string(value);
    const bool midnight = value.substr(t).find_first_not_of("T0:.Z") == std::string_view::npos;
    std::string text(value.substr(0, midnight ? t : value.size()));
    if (!midnight) text[t] = ' ';
    return text;
}

/// What a cell shows; an error in it is a fault.
std::expected<std::string, Fault> shown_value(std::string_view value, std::string_view type,
                                              std::string_view style, const XlsxBook& book) {
    if (type == "s") {
        const auto index = whole_number<std::size_t>(value);
        const auto text = index ? book.texts.at(*index) : std::nullopt;
        if (!text) return std::unexpected(bad_value(value));
        return std::string(*text);
    }
    if (type == "str" || type == "inlineStr") return std::string(value);
    if (type == "e") return std::unexpected(bad_value(value));
    if (type == "b") return std::string(value == "1" || value == "true" ? "TRUE" : "FALSE");
    if (type == "d") return iso_day(value);
    if (value.empty()) return std::string();
    const std::size_t format = whole_number<std::size_t>(style).value_or(0);
    const NumberKind kind = format < book.kinds.size() ? book.kinds[format] : NumberKind::number;
    const auto number = number_text(value);
    if (!number) return std::unexpected(bad_value(value));
    if (kind == NumberKind::number) return *number;
    double serial = 0;
    std::from_chars(value.data(), value.data() + value.size(), serial);
    const auto text = serial_text(serial, kind, book.date_system);
    if (!text) return std::unexpected(bad_value(value));
    return *text;
}

/// Texts carry line feeds as _x000A_ where XML would lose them (18.4.12, ST_Xstring).
void resolve_escapes(std::string& text) {
    for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        if (at + 7 > text.size() || text[at + 6] != '_') continue;
        std::uint32_t code_point = 0;
        const char* const begin = text.data() + at + 2;
        const auto read = std::from_chars(begin, begin + 4, code_point, 16);
        if (read.ec != std::errc() || read.ptr != begin + 4) continue;
        std::string resolved;
        append_raw_utf8(code_point, resolved);
        text.replace(at, 7, resolved);
    }
}

}  // namespace

std::optional<std::size_t> column_of_reference(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    for (; letters < reference.size() && letters < 3; ++letters) {
        const char c = reference[letters];
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    }
    if (letters == 0 || column > columns_of_excel) return std::nullopt;
    const auto digits = reference.substr(letters);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    return column - 1;
}

Result<XlsxReader> XlsxReader::open(const ByteSource& source, const std::optional<std::string>& sheet) {
    const auto archive = TRY(ZipArchive::open(source));
    XlsxReader reader;
    reader.book_ = TRY(read_book(archive));
    const auto chosen = TRY(choose_sheet(reader.book_, sheet));
    reader.sheet_name_ = chosen.name;
    auto entry = TRY(archive.entry(chosen.path, max_unpacked_bytes));
    reader.entry_ = std::make_shared<ZipEntry>(std::move(entry));
    reader.xml_ = std::make_unique<XmlReader>(xml_of(reader.entry_));
    TRY(reader.find_rows());
    return reader;
}

double XlsxReader::progress() const {
    return entry_->size() == 0
               ? 1.0
               : static_cast<double>(entry_->bytes_read()) / static_cast<double>(entry_->size());
}

Result<void> XlsxReader::find_rows() {
    for (;;) {
        const auto event = TRY(xml_->next());
        if (event == XmlEvent::end) return {};
        if (event == XmlEvent::open && xml_->name() == "sheetData") {
            in_rows_ = true;
            return {};
        }
    }
}

Result<void> XlsxReader::store(TableRow& row, std::size_t column, std::string_view type,
                               std::string_view style) {
    if (value_.empty()) return {};
    // Formats reach out to column XFD in many files; only values count.
    if (column >= max_columns) {
        if (!row.fault) {
            row.fault = Fault{{fmt::format("Die Zeile hat mehr als {} Spalten.", max_columns),
                               fmt::format("The row has more than {} columns.", max_columns)},
                              {"Löschen Sie überzählige Spalten.", "Delete the columns in excess."}};
        }
        return {};
    }
    auto shown = shown_value(value_, type, style, book_);
    std::string text = shown ? std::move(*shown) : value_;
    if (!shown) row.cell_faults.push_back({column, std::move(shown.error())});
    if (type == "s" || type == "inlineStr" || type == "str") resolve_escapes(text);
    if (text.size() > max_cell_bytes) {
        row.cell_faults.push_back({column,
                                   {{"Die Zelle ist länger als 64 KiB.", "The cell is longer than 64 KiB."},
                                    {"Kürzen Sie die Zelle.", "Shorten the cell."}}});
        text.resize(60);
    }
    if (row_text_.size() + text.size() > max_row_bytes) {
        row.fault = Fault{{"Die Zeile ist länger als 1 MiB.", "The row is longer than 1 MiB."},
                          {"Kürzen Sie die Zellen der Zeile.", "Shorten the cells of the row."}};
        return {};
    }
    if (type.empty() || type == "n") row.number_cells.push_back(column);
    if (cells_.size() <= column) cells_.resize(column + 1);
    cells_[column] = {row_text_.size(), row_text_.size() + text.size()};
    row_text_ += text;
    return {};
}

Result<void> XlsxReader::read_cell(TableRow& row) {
    const std::string type(xml_->attribute("t"));
    const std::string style(xml_->attribute("s"));
    const std::string_view reference = xml_->attribute("r");
    const std::size_t column =
        reference.empty() ? last_column_ : column_of_reference(reference).value_or(last_column_);
    last_column_ = column + 1;
    value_.clear();
    const std::size_t depth = xml_->depth();
    std::size_t taking = 0;
    std::size_t hint = 0;
    for (;;) {
        const auto event = TRY(xml_->next());
        const auto name = xml_->name();
        if (event == XmlEvent::close && xml_->depth() < depth) break;
        if (event == XmlEvent::end) break;
        if (event == XmlEvent::text && taking != 0 && hint == 0 && value_.size() <= max_cell_bytes)
            value_ += xml_->text();
        if (event == XmlEvent::open && (name == "v" || name == "t")) taking = xml_->depth();
        if (event == XmlEvent::open && name == "rPh") hint = xml_->depth();
        if (event == XmlEvent::close && (name == "v" || name == "t")) taking = 0;
        if (event == XmlEvent::close && name == "rPh") hint = 0;
    }
    return store(row, column, type, style);
}

Result<void> XlsxReader::read_row(TableRow& row) {
    const auto number = whole_number<std::size_t>(xml_->attribute("r"));
    row_number_ = number && *number > row_number_ ? *number : row_number_ + 1;
    last_column_ = 0;
    cells_.clear();
    row_text_.clear();
    const std::size_t depth = xml_->depth();
    for (;;) {
        const auto event = TRY(xml_->next());
        if (event == XmlEvent::end || (event == XmlEvent::close && xml_->depth() < depth)) return {};
        if (event == XmlEvent::open && xml_->name() == "c") TRY(read_cell(row));
    }
}

void XlsxReader::hand_out(TableRow& row) {
    row.line = row_number_;
    for (const auto& place : cells_) {
        row.cells.push_back(std::string_view(row_text_).substr(place.begin, place.end - place.begin));
    }
    check_cells(row);
}

/// Only the last byte shows whether checksum and size are those announced.
Result<void> XlsxReader::read_to_end() {
    for (;;) {
        const auto event = TRY(xml_->next());
        if (event == XmlEvent::end) return {};
    }
}

Result<bool> XlsxReader::next(TableRow& row) {
    row.clear();
    while (in_rows_) {
        const auto event = TRY(xml_->next());
        if (event == XmlEvent::end || (event == XmlEvent::close && xml_->name() == "sheetData")) {
            in_rows_ = false;
            TRY(read_to_end());
            break;
        }
        if (event != XmlEvent::open || xml_->name() != "row") continue;
        TRY(read_row(row));
        if (row_number_ > max_sheet_rows) {
            return fail(
                ErrorCode::limit,
                {"Das Blatt hat mehr Zeilen, als Excel kennt.", "The sheet has more rows than Excel knows."},
                {}, {"Speichern Sie die Liste als CSV.", "Save the list as CSV."});
        }
        if (cells_.empty() && !row.fault && row.cell_faults.empty()) continue;
        hand_out(row);
        return true;
    }
    return false;
}

}  // namespace kartei::formats
