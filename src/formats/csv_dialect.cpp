#include "formats/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::formats {

namespace {

constexpr std::size_t sample_rows = 100;

struct Delimiter {
    char character;
    std::string_view de;
    std::string_view en;
};

constexpr std::array<Delimiter, 4> delimiters{{
    {';', "Semikolon", "semicolon"},
    {',', "Komma", "comma"},
    {'\t', "Tabulator", "tab"},
    {'|', "senkrechter Strich", "vertical bar"},
}};

Delimiter described(char character) {
    const auto found = std::ranges::find(delimiters, character, &Delimiter::character);
    return found == delimiters.end() ? Delimiter{character, "Trennzeichen", "delimiter"} : *found;
}

/// The delimiter a `sep=;` line names (Excel writes and reads it), and how long that line is.
struct Directive {
    char delimiter = 0;
    std::size_t bytes = 0;
};

Directive directive_of(std::string_view sample) {
    std::string_view text = sample;
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    const std::string_view key = "sep=";
    const auto same = [](char left, char right) { return (left | 0x20) == right || left == right; };
    if (text.size() < 5 || !std::ranges::equal(text.substr(0, 4), key, same)) return {};
    const char delimiter = text[4];
    text.remove_prefix(5);
    if (quoted && !text.empty()) text.remove_prefix(1);
    if (text.starts_with("\r\n")) text.remove_prefix(2);
    else if (text.starts_with('\n') || text.starts_with('\r')) text.remove_prefix(1);
    else return {};
    return {delimiter, sample.size() - text.size()};
}

/// How a sample reads with one delimiter.
struct Reading {
    std::size_t columns = 0;  ///< of the first row
    std::size_t rows = 0;
    std::size_t agreeing = 0;  ///< rows with as many columns as the first

    double score() const {
        if (columns < 2) return 0.0;
        return static_cast<double>(agreeing) / static_cast<double>(rows) * static_cast<double>(columns - 1);
    }
};

Reading read_sample(std::string_view sample, const CsvDialect& dialect) {
    CsvReader reader(std::string(sample), dialect);
    TableRow row;
    Reading reading;
    while (reading.rows < sample_rows) {
        const auto more = reader.next(row);
        if (!more || !*more) break;
        if (reading.rows == 0) reading.columns = row.cells.size();
        ++reading.rows;
        if (!row.fault && row.cells.size() == reading.columns) ++reading.agreeing;
    }
    return reading;
}

/// The last line of a sample may be cut; one line alone is kept.
std::string_view whole_lines(std::string_view sample) {
    const std::size_t end = sample.find_last_of("\r\n");
    return end == std::string_view::npos ? sample : sample.substr(0, end + 1);
}

void choose_by_counting(std::string_view sample, CsvDialect& dialect) {
    Reading best;
    CsvDialect trial = dialect;
    for (const auto& candidate : delimiters) {
        trial.delimiter = candidate.character;
        const Reading reading = read_sample(sample, trial);
        if (reading.score() <= best.score()) continue;
        best = reading;
        dialect.delimiter = candidate.character;
    }
    const auto name = described(dialect.delimiter);
    if (best.columns < 2) {
        dialect.rests_on = {
            "Nur eine Spalte: kein Semikolon, Komma, Tabulator oder Strich trennt die erste Zeile",
            "One column only: no semicolon, comma, tab or bar divides the first row"};
        return;
    }
    dialect.rests_on = {fmt::format("{}, weil {} von {} Zeilen am Anfang damit {} Spalten haben", name.de,
                                    best.agreeing, best.rows, best.columns),
                        fmt::format("{}, because {} of the first {} rows have {} columns with it", name.en,
                                    best.agreeing, best.rows, best.columns)};
}

}  // namespace

CsvDialect find_dialect(std::string_view sample, std::optional<char> chosen) {
    CsvDialect dialect;
    const std::string_view head = sample.substr(0, 64 * 1024);
    dialect.bare_cr_ends_row = head.find('\n') == std::string_view::npos;
    const Directive directive = directive_of(head);
    dialect.directive_bytes = directive.bytes;
    if (chosen) {
        const auto name = described(*chosen);
        dialect.delimiter = *chosen;
        dialect.rests_on = {fmt::format("{}, weil es so vorgegeben ist", name.de),
                            fmt::format("{}, because it was chosen", name.en)};
    } else if (directive.bytes != 0) {
        const auto name = described(directive.delimiter);
        dialect.delimiter = directive.delimiter;
        dialect.rests_on = {fmt::format("{}, wegen der ersten Zeile „sep=“", name.de),
                            fmt::format("{}, because of the first line 'sep='", name.en)};
    } else {
        choose_by_counting(whole_lines(head), dialect);
    }
    return dialect;
}

}  // namespace kartei::formats
