#include "cli/table.h"
#include "cli/verdict.h"
#include "cli/visible.h"
#include "cli/words.h"
#include "domain/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace kartei::cli {

namespace {

using Permissions = std::vector<const app::Permission*>;

/// Why a cell says what it says, and the cells that say it. Cells of one area stand together.
struct Reason {
    const app::Permission* first = nullptr;
    std::vector<std::pair<std::string, std::string>> cells;  ///< area and its channels
};

/// What two cells must have in common to be explained together.
std::string reason_key(const app::Permission& permission, Language language) {
    std::string key = permission.status + '\n' + in(permission.sentence, language);
    for (const auto& law : permission.law) key += '\n' + law;
    for (const auto& duty : permission.duties) key += '\n' + duty;
    for (const auto& other : permission.other_reasons) key += '\n' + in(other, language);
    return key;
}

struct Row {
    std::string area;
    Permissions cells;
};

class Matrix {
public:
    Matrix(const app::PermissionAnswer& answer, Language language) : language_(language) {
        for (const auto& permission : answer.permissions) take(permission);
    }

    const std::vector<Row>& rows() const { return rows_; }
    const std::vector<domain::Channel>& channels() const { return channels_; }
    const std::vector<Reason>& reasons() const { return reasons_; }
    std::size_t number_of(const app::Permission& permission) const {
        return numbers_.at(reason_key(permission, language_));
    }

private:
    void take(const app::Permission& permission) {
        const std::string area = permission.area.name;
        if (rows_.empty() || rows_.back().area != area) rows_.push_back({area, {}});
        rows_.back().cells.push_back(&permission);
        if (std::ranges::find(channels_, permission.channel) == channels_.end())
            channels_.push_back(permission.channel);
        const auto [place, fresh] = numbers_.emplace(reason_key(permission, language_), reasons_.size() + 1);
        if (fresh) reasons_.push_back({&permission, {}});
        auto& cells = reasons_[place->second - 1].cells;
        const std::string channel(heading_of(permission.channel, language_));
        if (cells.empty() || cells.back().first != area) {
            cells.emplace_back(area, channel);
        } else {
            cells.back().second += ", " + channel;
        }
    }

    Language language_;
    std::vector<Row> rows_;
    std::vector<domain::Channel> channels_;
    std::vector<Reason> reasons_;
    std::map<std::string, std::size_t> numbers_;
};

Table table_of(const Matrix& matrix, std::size_t first, std::size_t count, Language language) {
    std::vector<Column> columns{
        {.heading = std::string(in(Phrase{"Bereich", "Area"}, language)), .least = 12}};
    for (std::size_t i = first; i < first + count; ++i) {
        columns.push_back({.heading = std::string(heading_of(matrix.channels()[i], language))});
    }
    Table table(std::move(columns));
    for (const auto& row : matrix.rows()) {
        std::vector<Cell> cells{{row.area, Ink::bold}};
        for (std::size_t i = first; i < first + count; ++i) {
            const auto cell = std::ranges::find(row.cells, matrix.channels()[i], &app::Permission::channel);
            if (cell == row.cells.end()) {
                cells.emplace_back();
                continue;
            }
            const auto look = look_of((*cell)->status, language);
            cells.emplace_back(fmt::format("{} {} {}", look.sign, look.words, matrix.number_of(**cell)),
                               look.ink);
        }
        table.add(std::move(cells));
    }
    return table;
}

/// As many channels beside each other as fit, the rest below.
void print_tables(Output& output, const Matrix& matrix) {
    const auto language = output.language();
    const std::size_t width = output.screen().text_width();
    for (std::size_t first = 0; first < matrix.channels().size();) {
        std::size_t count = matrix.channels().size() - first;
        while (count > 1 && table_of(matrix, first, count, language).natural_width() > width) --count;
        output.write(table_of(matrix, first, count, language).text(output.screen()) + "\n");
        first += count;
    }
}

void print_legend(Output& output) {
    std::string line;
    for (const auto status : {domain::Status::allowed, domain::Status::conditional, domain::Status::objected,
                              domain::Status::unknown, domain::Status::denied}) {
        const auto look = look_of(domain::word_of(status), output.language());
        line += fmt::format("{}{} {}", line.empty() ? "" : "   ", look.sign, look.words);
    }
    output.paragraph(line);
    output.paragraph(in(Phrase{"Die Zahl nennt den Grund darunter. Nur ✓ und ! lassen etwas hinaus.",
                               "The number names the reason below. Only ✓ and ! let anything out."},
                        output.language()));
}

std::string cells_text(const Reason& reason) {
    std::string out;
    for (const auto& [area, channels] : reason.cells) {
        if (!out.empty()) out += "; ";
        out += fmt::format("{}: {}", area, channels);
    }
    return out;
}

void print_reason(Output& output, const Reason& reason, std::size_t number) {
    const auto language = output.language();
    const auto& permission = *reason.first;
    const auto look = look_of(permission.status, language);
    output.write(
        "\n" +
        inked(fmt::format("{:>3} {} {}", number, look.sign, look.words), look.ink, output.screen().colours) +
        "\n");
    output.paragraph(in(permission.sentence, language), 4);
    std::string law;
    for (const auto& item : permission.law) law += (law.empty() ? "" : "; ") + item;
    output.paragraph(law, 4);
    for (const auto& duty : permission.duties) {
        const std::string_view word = in(Phrase{"Pflicht", "Duty"}, language);
        output.paragraph(fmt::format("{}: {}", word, duty_words(duty, language)), 4);
    }
    for (const auto& other : permission.other_reasons) {
        const std::string_view word = in(Phrase{"Außerdem", "Besides"}, language);
        output.paragraph(fmt::format("{}: {}", word, in(other, language)), 4);
    }
    const auto instead = in(domain::instead(permission.decision), language);
    if (!instead.empty()) output.paragraph("→ " + instead, 4);
    const std::string_view cells = in(Phrase{"Gilt für", "Applies to"}, language);
    output.paragraph(fmt::format("{}: {}", cells, cells_text(reason)), 4);
}

}  // namespace

void print_matrix(Output& output, const app::PermissionAnswer& answer) {
    const auto language = output.language();
    output.write(inked(visible(answer.name), Ink::bold, output.screen().colours) + "\n\n");
    if (answer.permissions.empty()) {
        output.paragraph(in(
            Phrase{"Es gibt noch keine Bereiche. Sie entstehen aus Listen und mit `kartei consent --area`.",
                   "There are no areas yet. They come from lists and from `kartei consent --area`."},
            language));
        return;
    }
    const Matrix matrix(answer, language);
    print_tables(output, matrix);
    print_legend(output);
    for (std::size_t i = 0; i < matrix.reasons().size(); ++i)
        print_reason(output, matrix.reasons()[i], i + 1);
}

}  // namespace kartei::cli
