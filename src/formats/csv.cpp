#include "formats/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace kartei::formats {

namespace {

/// Text read again after quotes that were never closed; beyond that the quoting of the file is not meant as
/// such.
constexpr std::size_t max_rescanned_bytes = 64 * 1024 * 1024;

}  // namespace

Result<CsvReader> CsvReader::open(TextStream text, std::optional<char> delimiter) {
    CsvReader reader;
    reader.text_ = std::move(text);
    TRY(reader.refill());
    reader.dialect_ = find_dialect(reader.window_, delimiter);
    reader.begin_ = reader.dialect_.directive_bytes;
    if (reader.begin_ != 0) reader.line_ = 2;
    return reader;
}

CsvReader::CsvReader(std::string text, const CsvDialect& dialect)
    : dialect_(dialect), window_(std::move(text)), begin_(dialect.directive_bytes), ended_(true) {
    if (begin_ != 0) line_ = 2;
}

Result<void> CsvReader::refill() {
    window_.erase(0, begin_);
    begin_ = 0;
    const auto more = TRY(text_->read(window_));
    ended_ = !more;
    return {};
}

bool CsvReader::at_line_break() const {
    const char c = window_[at_];
    if (c == '\n') return true;
    if (c != '\r') return false;
    // A lone CR in a file of line feeds belongs to the cell.
    return dialect_.bare_cr_ends_row || (at_ + 1 < window_.size() && window_[at_ + 1] == '\n');
}

void CsvReader::take_line_break() {
    const bool pair = window_[at_] == '\r' && at_ + 1 < window_.size() && window_[at_ + 1] == '\n';
    at_ += pair ? 2 : 1;
    ++breaks_;
}

Result<bool> CsvReader::skip_empty_lines() {
    for (;;) {
        // Two bytes decide: CR LF is one line break.
        while (window_.size() - begin_ < 2 && !ended_) TRY(refill());
        at_ = begin_;
        if (at_ == window_.size()) return false;
        if (!at_line_break()) return true;
        breaks_ = 0;
        take_line_break();
        begin_ = at_;
        ++line_;
    }
}

void CsvReader::scan_plain() {
    const char* const data = window_.data();
    const std::size_t end = window_.size();
    const char delimiter = dialect_.delimiter;
    for (; at_ < end; ++at_) {
        const char c = data[at_];
        if (c == delimiter || c == '\n') return;
        if (c == '\r' && at_line_break()) return;
    }
}

CsvReader::Scan CsvReader::scan_quoted() {
    quote_at_ = at_;
    quote_line_ = line_ + breaks_;
    Cell cell{at_ + 1, at_ + 1, false};
    for (at_ = cell.begin;; at_ += 2) {
        const std::size_t limit = std::min(window_.size(), cell.begin + max_cell_bytes + 1);
        const auto* found =
            at_ < limit ? static_cast<const char*>(std::memchr(window_.data() + at_, '"', limit - at_))
                        : nullptr;
        if (found == nullptr) {
            const bool whole_cell_seen = limit == cell.begin + max_cell_bytes + 1;
            return whole_cell_seen || ended_ ? Scan::open_quote : Scan::more;
        }
        at_ = static_cast<std::size_t>(found - window_.data());
        if (at_ + 1 == window_.size() && !ended_) return Scan::more;
        if (at_ + 1 == window_.size() || window_[at_ + 1] != '"') break;
        cell.doubled = true;
    }
    cell.end = at_++;
    for (std::size_t i = cell.begin; i < cell.end; ++i) {
        const bool lone_cr = window_[i] == '\r' && window_[i + 1] != '\n';
        breaks_ += window_[i] == '\n' || lone_cr ? 1U : 0U;
    }
    cells_.push_back(cell);
    return Scan::complete;
}

CsvReader::Scan CsvReader::scan_cell() {
    if (at_ < window_.size() && window_[at_] == '"') {
        if (const Scan scan = scan_quoted(); scan != Scan::complete) return scan;
    } else {
        const std::size_t from = at_;
        scan_plain();
        cells_.push_back({from, at_, false});
    }
    // A CR at the end of the window may be half of a line break.
    const bool cut = at_ == window_.size() || (window_[at_] == '\r' && at_ + 1 == window_.size());
    if (cut && !ended_) return Scan::more;
    if (at_ == window_.size() || window_[at_] == dialect_.delimiter || at_line_break()) return Scan::complete;
    return Scan::text_after_quote;
}

CsvReader::Scan CsvReader::scan_row() {
    cells_.clear();
    at_ = begin_;
    breaks_ = 0;
    for (;;) {
        const Scan scan = scan_cell();
        // The bound is looked at per cell: one endless line stops growing the window.
        if (at_ - begin_ > max_row_bytes) return Scan::too_long;
        if (scan != Scan::complete) return scan;
        if (cells_.size() > max_columns) return Scan::too_many;
        if (at_ == window_.size() || window_[at_] != dialect_.delimiter) break;
        ++at_;
    }
    if (at_ < window_.size()) take_line_break();
    else ++breaks_;
    return Scan::complete;
}

Result<CsvReader::Scan> CsvReader::scan_with_refill() {
    for (;;) {
        const Scan scan = scan_row();
        if (scan != Scan::more) return scan;
        TRY(refill());
    }
}

std::string_view CsvReader::unescaped(const Cell& cell) {
    if (!cell.doubled) return std::string_view(window_).substr(cell.begin, cell.end - cell.begin);
    std::size_t to = cell.begin;
    for (std::size_t from = cell.begin; from < cell.end; ++from) {
        window_[to++] = window_[from];
        if (window_[from] == '"') ++from;
    }
    return std::string_view(window_).substr(cell.begin, to - cell.begin);
}

void CsvReader::hand_out(TableRow& row) {
    row.line = line_;
    for (const Cell& cell : cells_) row.cells.push_back(unescaped(cell));
    const auto is_long = [](std::string_view cell) { return cell.size() > max_cell_bytes; };
    if (std::ranges::any_of(row.cells, is_long)) {
        row.fault =
            Fault{{"Eine Zelle der Zeile ist länger als 64 KiB.", "A cell of the row is longer than 64 KiB."},
                  {"Kürzen Sie die Zelle.", "Shorten the cell."}};
    }
    check_cells(row);
    begin_ = at_;
    line_ += breaks_;
}

Fault CsvReader::fault_of(Scan scan) const {
    const Message close_quote{
        "Setzen Sie das schließende Anführungszeichen, oder verdoppeln Sie Anführungszeichen im Text.",
        "Add the closing quote, or double the quotes within the text."};
    if (scan == Scan::open_quote) {
        return {{fmt::format("Das Anführungszeichen aus Zeile {} wird nicht geschlossen.", quote_line_),
                 fmt::format("The quote opened in line {} is never closed.", quote_line_)},
                close_quote};
    }
    if (scan == Scan::text_after_quote) {
        return {
            {fmt::format("Das Anführungszeichen aus Zeile {} wird mitten im Text geschlossen.", quote_line_),
             fmt::format("The quote opened in line {} is closed in the middle of text.", quote_line_)},
            close_quote};
    }
    if (scan == Scan::too_many) {
        return {{fmt::format("Die Zeile hat mehr als {} Spalten.", max_columns),
                 fmt::format("The row has more than {} columns.", max_columns)},
                {"Prüfen Sie Trennzeichen und Zeilenumbrüche.", "Check the delimiter and the line breaks."}};
    }
    return {
        {"Die Zeile ist länger als 1 MiB.", "The row is longer than 1 MiB."},
        {"Prüfen Sie, ob die Datei Zeilenumbrüche enthält.", "Check whether the file contains line breaks."}};
}

Result<void> CsvReader::skip_to_line_end() {
    const char line_break = dialect_.bare_cr_ends_row ? '\r' : '\n';
    for (;;) {
        const std::size_t found = window_.find(line_break, begin_);
        if (found != std::string::npos) {
            begin_ = found + 1;
            ++line_;
            return {};
        }
        begin_ = window_.size();
        if (ended_) return {};
        TRY(refill());
    }
}

void CsvReader::keep_broken_line(std::size_t from, TableRow& row) {
    // Skipping may move the window, so the cells of a broken row lie in a copy. Quotes mean nothing in it.
    const char line_break = dialect_.bare_cr_ends_row ? '\r' : '\n';
    const std::size_t line_end = std::min(window_.find(line_break, from), window_.size());
    broken_line_ = window_.substr(begin_, std::min(line_end - begin_, max_cell_bytes));
    if (broken_line_.ends_with('\r')) broken_line_.pop_back();
    std::string_view rest = broken_line_;
    while (row.cells.size() < max_columns) {
        const std::size_t cut = std::min(rest.find(dialect_.delimiter), rest.size());
        row.cells.push_back(rest.substr(0, cut));
        if (cut == rest.size()) break;
        rest.remove_prefix(cut + 1);
    }
}

Result<void> CsvReader::give_up_row(Scan scan, TableRow& row) {
    row.line = line_;
    row.fault = fault_of(scan);
    const bool by_quote = scan == Scan::open_quote || scan == Scan::text_after_quote;
    const std::size_t from = by_quote ? quote_at_ : at_;
    if (by_quote) rescanned_ += std::min(window_.size() - from, max_cell_bytes);
    if (rescanned_ > max_rescanned_bytes) {
        return fail(
            ErrorCode::limit,
            {"Zu viele Anführungszeichen werden nicht geschlossen.", "Too many quotes are never closed."},
            fmt::format("{}", quote_line_), row.fault->way_out);
    }
    keep_broken_line(from, row);
    line_ = by_quote ? quote_line_ : line_ + breaks_;
    begin_ = from;
    return skip_to_line_end();
}

Result<bool> CsvReader::next(TableRow& row) {
    row.clear();
    const auto any = TRY(skip_empty_lines());
    if (!any) return false;
    const auto scan = TRY(scan_with_refill());
    if (scan == Scan::complete) hand_out(row);
    else TRY(give_up_row(scan, row));
    return true;
}

}  // namespace kartei::formats
