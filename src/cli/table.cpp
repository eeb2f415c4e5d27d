#include "cli/table.h"

#include "cli/visible.h"

#include <algorithm>
#include <numeric>

namespace kartei::cli {

namespace {

constexpr std::size_t gap = 2;

std::size_t sum_of(const std::vector<std::size_t>& widths) {
    return std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * gap);
}

/// Takes a column away from the widest that may still give one, until the sum fits. False where it cannot.
bool squeeze(std::vector<std::size_t>& widths, const std::vector<Column>& columns, std::size_t most) {
    for (std::size_t sum = sum_of(widths); sum > most; --sum) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (columns[i].least == 0 || widths[i] <= columns[i].least) continue;
            if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
        }
        if (widest == widths.size()) return false;
        --widths[widest];
    }
    return true;
}

void append_line(std::string& out, const std::vector<Cell>& cells, const std::vector<Column>& columns,
                 const std::vector<std::size_t>& widths, Colours colours) {
    std::string line;
    std::size_t owed = 0;  // blanks not written before something follows them
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string text = shortened(cells[i].text, widths[i]);
        const std::size_t spare = widths[i] - std::min(widths[i], display_width(text));
        if (columns[i].align == Align::right) owed += spare;
        if (!text.empty()) {
            line.append(owed, ' ');
            owed = 0;
            line += inked(text, cells[i].ink, colours);
        }
        if (columns[i].align == Align::left) owed += spare;
        owed += gap;
    }
    out += line;
    out += '\n';
}

}  // namespace

void Table::add(std::vector<Cell> cells) {
    cells.resize(columns_.size());
    for (auto& cell : cells) cell.text = visible(cell.text);
    rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::natural_widths() const {
    std::vector<std::size_t> widths;
    for (const auto& column : columns_) widths.push_back(display_width(column.heading));
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i].text));
    }
    return widths;
}

std::size_t Table::natural_width() const {
    return sum_of(natural_widths());
}

std::string Table::text(const Screen& screen) const {
    auto widths = natural_widths();
    if (screen.width != 0 && !squeeze(widths, columns_, screen.width)) return blocks(screen);
    std::string out;
    std::vector<Cell> headings;
    for (const auto& column : columns_) headings.emplace_back(column.heading, Ink::bold);
    append_line(out, headings, columns_, widths, screen.colours);
    for (const auto& row : rows_) append_line(out, row, columns_, widths, screen.colours);
    return out;
}

std::string Table::blocks(const Screen& screen) const {
    std::size_t label_width = 0;
    for (const auto& column : columns_) label_width = std::max(label_width, display_width(column.heading));
    std::string out;
    for (const auto& row : rows_) {
        if (!out.empty()) out += '\n';
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].text.empty()) continue;
            out += inked(padded(columns_[i].heading, label_width), Ink::bold, screen.colours) + "  ";
            out += inked(row[i].text, row[i].ink, screen.colours) + "\n";
        }
    }
    return out;
}

}  // namespace kartei::cli
