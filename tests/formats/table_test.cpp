#include "formats/table.h"
#include "formats/error_file.h"
#include "formats/list_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace kartei::formats {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::vector<std::string>> rows_of(TableReader& table) {
    std::vector<std::vector<std::string>> rows;
    TableRow row;
    while (*table.next(row)) rows.emplace_back(row.cells.begin(), row.cells.end());
    return rows;
}

TEST(Table, tells_what_it_found) {
    auto table = *TableReader::of("\xEF\xBB\xBFName;Ort\r\nMüller;Lingen\r\n");
    EXPECT_THAT(table.header(), ElementsAre("Name", "Ort"));
    EXPECT_THAT(table.findings().at(0).de, HasSubstr("BOM"));
    EXPECT_THAT(table.findings().at(1).de, HasSubstr("Semikolon"));
    EXPECT_THAT(rows_of(table), ElementsAre(ElementsAre("Müller", "Lingen")));
    EXPECT_EQ(table.progress(), 1.0);
}

TEST(Table, obeys_a_chosen_encoding_and_delimiter) {
    auto table = *TableReader::of("N,a;b\nM\x81ller;x\n", {Encoding::cp850, ';', std::nullopt});
    EXPECT_THAT(table.header(), ElementsAre("N,a", "b"));
    EXPECT_THAT(rows_of(table), ElementsAre(ElementsAre("Müller", "x")));
}

TEST(Table, rows_of_another_width_are_bad) {
    auto table = *TableReader::of("a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n;;\n1;2;3\n");
    TableRow row;
    ASSERT_TRUE(*table.next(row));
    EXPECT_EQ(row.fault->reason.de, "Die Zeile hat 2 Spalten statt 3.");
    ASSERT_TRUE(*table.next(row));
    EXPECT_EQ(row.fault->reason.en, "The row has 4 columns instead of 3.");
    ASSERT_TRUE(*table.next(row));
    EXPECT_FALSE(row.fault);  // only empty cells too many
    ASSERT_TRUE(*table.next(row));
    EXPECT_EQ(row.line, 6U);  // a row of empty cells is none
    EXPECT_FALSE(*table.next(row));
}

TEST(Table, passes_over_titles_before_the_header) {
    auto table = *TableReader::of("Kundenliste 2026;;\n\nName;Ort;Tel\nA;B;C\n");
    EXPECT_THAT(table.header(), ElementsAre("Name", "Ort", "Tel"));
    EXPECT_EQ(table.header_line(), 3U);
    EXPECT_EQ(rows_of(table).size(), 1U);
    EXPECT_THAT(table.findings().back().en, HasSubstr("line 3"));
}

TEST(Table, one_column_is_a_list_too) {
    auto table = *TableReader::of("E-Mail\na@x.de\nb@x.de\n");
    EXPECT_THAT(table.header(), ElementsAre("E-Mail"));
    EXPECT_THAT(rows_of(table), ElementsAre(ElementsAre("a@x.de"), ElementsAre("b@x.de")));
}

TEST(Table, says_what_a_file_is_that_is_no_list) {
    using namespace std::string_literals;
    const auto what = [](std::string bytes) {
        const auto table = TableReader::of(std::move(bytes));
        return table ? "a list" : table.error().what.en;
    };
    EXPECT_THAT(what("%PDF-1.7\n..."), HasSubstr("PDF"));
    EXPECT_THAT(what("\x89PNG\r\n\x1A\n..."), HasSubstr("PNG"));
    EXPECT_THAT(what("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), HasSubstr(".xls"));
    EXPECT_THAT(what("BEGIN:VCARD\r\nVERSION:3.0\r\n"), HasSubstr("vCard"));
    EXPECT_THAT(what("<html><table>"), HasSubstr("web page"));
    EXPECT_THAT(what("{\"a\": 1}"), HasSubstr("JSON"));
    EXPECT_THAT(what(std::string(5000, '\0')), HasSubstr("binary"));
    EXPECT_THAT(what("\x01\x02\x03\x04"s + std::string(100, '\x05')), HasSubstr("binary"));
    EXPECT_THAT(what("\n\n  \n"), HasSubstr("no row"));
    EXPECT_THAT(what(std::string(2'000'000, 'x')), HasSubstr("1 MiB"));
    EXPECT_THAT(what(std::string(9'999, ';')), HasSubstr("1000 columns"));
    EXPECT_EQ(TableReader::of(std::string(9'999, ';')).error().code, ErrorCode::limit);
    EXPECT_THAT(what("a;b\x01\nc;d\n"), HasSubstr("headings cannot be used"));
    EXPECT_EQ(what("a;b\n1;2\n"), "a list");
}

TEST(Table, every_refusal_shows_a_way_out) {
    for (const auto* bytes :
         {"%PDF-1.7", "\xD0\xCF\x11\xE0", "BEGIN:VCARD", "\n", "PK\x03\x04", "a\x01;b\n"}) {
        const auto table = TableReader::of(bytes);
        ASSERT_FALSE(table);
        EXPECT_FALSE(table.error().next.de.empty()) << bytes;
        EXPECT_FALSE(table.error().next.en.empty()) << bytes;
    }
}

TEST(ErrorFile, gives_every_value_back) {
    const std::vector<std::string> header{"Name", "=Formel", "PLZ"};
    const std::vector<std::string> values{"=1+1", "+49 541", "-", "@x",       "\tx",    "'x",
                                          "''x",  "01067",   "0", "a;b\"c\"", "a\r\nb", ""};
    std::ostringstream out;
    ErrorFile file(out, header, Language::german);
    for (const auto& value : values) {
        TableRow row;
        row.line = 7;
        row.cells = {"A", value, value};
        file.add(row, {"Grund; „x“.", "Reason."}, {"Ausweg.", "Way out."});
    }
    auto table = *TableReader::of(out.str());
    EXPECT_THAT(table.header(),
                ElementsAre("kartei: Zeile", "kartei: Fehler und Ausweg", "Name", "=Formel", "PLZ"));
    const auto rows = rows_of(table);
    ASSERT_EQ(rows.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(rows[i][3], values[i]);
    EXPECT_EQ(rows[0][0], "7");
    EXPECT_EQ(rows[0][1], "Grund; „x“. Ausweg.");
}

TEST(ErrorFile, runs_no_formula) {
    for (const auto* cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
        EXPECT_EQ(with_escape(cell).front(), '\'');
    EXPECT_EQ(with_escape("Müller"), "Müller");
}

TEST(ErrorFile, columns_in_front_are_ignored_when_it_comes_back) {
    std::ostringstream out;
    const std::vector<std::string> header{"Name", "Telefon"};
    ErrorFile file(out, header, Language::english);
    const auto table = *TableReader::of(out.str());
    const auto columns = *recognise_columns(table.header());
    EXPECT_EQ(columns.columns[0].meaning.field, ListField::ignore);
    EXPECT_EQ(columns.columns[1].meaning.field, ListField::ignore);
    EXPECT_EQ(columns.columns[3].meaning.field, ListField::phone);
}

TEST(ErrorFile, apostrophes_of_ordinary_lists_stay) {
    auto table = *TableReader::of("Name;Ort\n'Mac;'s-Hertogenbosch\n");
    EXPECT_THAT(rows_of(table), ElementsAre(ElementsAre("'Mac", "'s-Hertogenbosch")));
}

}  // namespace
}  // namespace kartei::formats
