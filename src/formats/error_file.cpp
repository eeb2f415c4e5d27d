#include "formats/error_file.h"

#include "base/text.h"
#include "formats/utf8.h"

#include <fmt/format.h>

#include <ostream>
#include <vector>

namespace kartei::formats {

namespace {

constexpr char delimiter = ';';

bool needs_escape(std::string_view cell) {
    if (cell.empty()) return false;
    if (std::string_view("=+-@\t\r'").find(cell.front()) != std::string_view::npos) return true;
    return cell.size() > 1 && cell[0] == '0' && is_digit(cell[1]);
}

}  // namespace

std::string with_escape(std::string_view cell) {
    return needs_escape(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view without_escape(std::string_view cell) {
    return cell.starts_with('\'') ? cell.substr(1) : cell;
}

void append_csv_cell(std::string_view cell, char separator, std::string& out) {
    const std::string special = std::string("\"\r\n") + separator;
    const bool quoted = cell.find_first_of(special) != std::string_view::npos;
    if (!quoted) {
        out += cell;
        return;
    }
    out.push_back('"');
    for (const char c : cell) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

ErrorFile::ErrorFile(std::ostream& out, std::span<const std::string> header, Language language)
    : out_(out), language_(language) {
    out_ << "\xEF\xBB\xBF";
    const std::vector<std::string_view> headings(header.begin(), header.end());
    if (language == Language::german) write("kartei: Zeile", "kartei: Fehler und Ausweg", headings);
    else write("kartei: line", "kartei: error and way out", headings);
}

void ErrorFile::write(std::string_view line, std::string_view remark,
                      std::span<const std::string_view> cells) {
    line_.clear();
    append_csv_cell(line, delimiter, line_);
    line_.push_back(delimiter);
    append_csv_cell(remark, delimiter, line_);
    for (const auto cell : cells) {
        line_.push_back(delimiter);
        append_csv_cell(with_escape(valid_text(cell)), delimiter, line_);
    }
    line_ += "\r\n";
    out_ << line_;
}

void ErrorFile::add(const TableRow& row, const Message& reason, const Message& way_out) {
    const bool german = language_ == Language::german;
    write(fmt::format("{}", row.line),
          valid_text(german ? reason.de + " " + way_out.de : reason.en + " " + way_out.en), row.cells);
}

}  // namespace kartei::formats
