#include "formats/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kartei::formats {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct CsvRow {
    std::size_t line;
    std::vector<std::string> cells;
    std::string fault;
};

TextStream stream_of(std::string bytes) {
    auto source = *ByteSource::of(std::move(bytes));
    const auto found = *find_encoding(source);
    return TextStream(std::move(source), found);
}

std::vector<CsvRow> read_csv(std::string bytes, std::optional<char> delimiter = std::nullopt) {
    auto reader = *CsvReader::open(stream_of(std::move(bytes)), delimiter);
    std::vector<CsvRow> rows;
    TableRow row;
    for (;;) {
        const auto more = reader.next(row);
        EXPECT_TRUE(more);
        if (!more || !*more) return rows;
        rows.push_back(
            {row.line, {row.cells.begin(), row.cells.end()}, row.fault ? row.fault->reason.en : ""});
    }
}

TEST(Csv, keeps_line_breaks_and_doubled_quotes_inside_quotes) {
    const auto rows = read_csv("a;b\r\n\"Zeile 1\nZeile 2\";\"\"\"nur Brief\"\"; bitte\"\r\nx;y\r\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[1].cells, ElementsAre("Zeile 1\nZeile 2", "\"nur Brief\"; bitte"));
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_EQ(rows[2].line, 4U);
}

TEST(Csv, ends_rows_at_any_line_break) {
    for (const auto* text :
         {"a;b\nc;d\n", "a;b\r\nc;d\r\n", "a;b\rc;d\r", "a;b\nc;d", "\n\na;b\n\nc;d\n\n"}) {
        const auto rows = read_csv(text);
        ASSERT_EQ(rows.size(), 2U) << text;
        EXPECT_THAT(rows[1].cells, ElementsAre("c", "d")) << text;
    }
}

TEST(Csv, counts_physical_lines_of_every_line_break) {
    for (const auto* text :
         {"a;b\r\n\r\n\"1\r\n2\";x\r\nc;d", "a;b\n\n\"1\n2\";x\nc;d", "a;b\r\r\"1\r2\";x\rc;d"}) {
        const auto rows = read_csv(text);
        ASSERT_EQ(rows.size(), 3U) << text;
        EXPECT_EQ(rows[1].line, 3U) << text;
        EXPECT_EQ(rows[2].line, 5U) << text;
    }
}

TEST(Csv, lone_carriage_return_among_line_feeds_belongs_to_the_cell) {
    EXPECT_THAT(read_csv("a;b\nx\ry;z\n")[1].cells, ElementsAre("x\ry", "z"));
}

TEST(Csv, finds_the_delimiter_with_quotes_respected) {
    EXPECT_THAT(read_csv("name,note\n\"Müller; Partner; Co\",\"a;b\"\n")[1].cells,
                ElementsAre("Müller; Partner; Co", "a;b"));
    EXPECT_THAT(read_csv("name;amount\nA;1,5\nB;2,5\n")[1].cells, ElementsAre("A", "1,5"));
    EXPECT_THAT(read_csv("a\tb\nx, y\tz\n")[1].cells, ElementsAre("x, y", "z"));
    EXPECT_THAT(read_csv("a|b\nx|z\n")[1].cells, ElementsAre("x", "z"));
    EXPECT_THAT(read_csv("mail\na@example.de\n")[1].cells, ElementsAre("a@example.de"));
}

TEST(Csv, says_what_the_delimiter_rests_on) {
    EXPECT_EQ(find_dialect("a;b;c\n1;2;3\n4;5\n").rests_on.de,
              "Semikolon, weil 2 von 3 Zeilen am Anfang damit 3 Spalten haben");
    EXPECT_THAT(find_dialect("sep=,\na;b,c\n").rests_on.en, HasSubstr("sep="));
    EXPECT_THAT(find_dialect("mail\nx\n").rests_on.en, HasSubstr("One column"));
}

TEST(Csv, obeys_the_line_excel_writes_first) {
    const auto rows = read_csv("sep=,\r\na;b,c\r\n1,2\r\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(rows[0].cells, ElementsAre("a;b", "c"));
    EXPECT_EQ(rows[0].line, 2U);
    EXPECT_THAT(read_csv("\"sep=|\"\na|b\n")[0].cells, ElementsAre("a", "b"));
}

TEST(Csv, open_quote_does_not_swallow_the_file) {
    const auto rows = read_csv("a;b\n1;x\n2;\"offen\n3;y\n4;z\n");
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_THAT(rows[2].fault, HasSubstr("line 3"));
    EXPECT_THAT(rows[2].cells, ElementsAre("2", "\"offen"));
    EXPECT_EQ(rows[3].line, 4U);
    EXPECT_THAT(rows[4].cells, ElementsAre("4", "z"));
}

TEST(Csv, open_quote_is_found_at_the_next_quoted_cell) {
    const auto rows = read_csv("a;b\n2;\"offen\n3;\"gut\"\n4;\"auch\n gut\"\n");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_THAT(rows[1].fault, HasSubstr("line 2"));
    EXPECT_THAT(rows[2].cells, ElementsAre("3", "gut"));
    EXPECT_THAT(rows[3].cells, ElementsAre("4", "auch\n gut"));
}

TEST(Csv, open_quote_in_a_long_file_ends_after_64_kib) {
    std::string text = "a;b\n1;\"offen\n";
    for (int i = 0; i < 20'000; ++i) text += "2;plain text\n";
    const auto rows = read_csv(text);
    ASSERT_EQ(rows.size(), 20'002U);
    EXPECT_THAT(rows[1].fault, HasSubstr("line 2"));
    EXPECT_EQ(rows.back().line, 20'002U);
}

TEST(Csv, quotes_inside_plain_cells_are_text) {
    EXPECT_THAT(read_csv("a;b\nRohr 5\";x\n")[1].cells, ElementsAre("Rohr 5\"", "x"));
}

TEST(Csv, refuses_text_after_a_closing_quote_and_reads_on) {
    const auto rows = read_csv("a;b\n\"Holz\" & Form;x\n1;2\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[1].fault, HasSubstr("middle of text"));
    EXPECT_TRUE(rows[2].fault.empty());
}

TEST(Csv, refuses_more_than_a_thousand_columns) {
    const auto rows = read_csv("a;b\n" + std::string(9'999, ';') + "\n1;2\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[1].fault, HasSubstr("1000 columns"));
    EXPECT_THAT(rows[2].cells, ElementsAre("1", "2"));
}

TEST(Csv, one_endless_line_is_refused_in_bounded_memory) {
    const auto rows = read_csv("a;b\n" + std::string(5'000'000, 'x') + "\n1;2\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[1].fault, HasSubstr("1 MiB"));
    EXPECT_LE(rows[1].cells.at(0).size(), max_cell_bytes);
    EXPECT_EQ(rows[2].line, 3U);
}

TEST(Csv, refuses_cells_above_64_kib) {
    const auto rows = read_csv("a;b\n" + std::string(70'000, 'x') + ";y\n");
    EXPECT_THAT(rows[1].fault, HasSubstr("64 KiB"));
}

TEST(Csv, stops_where_quotes_are_never_meant_as_such) {
    // Each line leaves a quote open for the whole 64 KiB that follow.
    std::string text = "a;b\n";
    for (int i = 0; i < 200'000; ++i) text += "x;\"\"\"\n";
    auto reader = *CsvReader::open(stream_of(text), ';');
    TableRow row;
    std::size_t rows = 0;
    for (;; ++rows) {
        const auto more = reader.next(row);
        if (!more || !*more) break;
    }
    EXPECT_LE(rows, 200'001U);
}

TEST(Csv, rows_across_the_reading_chunk_stay_whole) {
    std::string text = "a;b\r\n";
    const std::string line = "\"" + std::string(997, 'x') + "\"\"\r\n\";ü\r\n";
    while (text.size() < 1'000'000) text += line;
    const auto rows = read_csv(text);
    std::size_t line_number = 2;
    for (std::size_t i = 1; i < rows.size(); ++i, line_number += 2) {
        ASSERT_EQ(rows[i].line, line_number);
        ASSERT_EQ(rows[i].cells, (std::vector<std::string>{std::string(997, 'x') + "\"\r\n", "ü"}));
    }
}

TEST(Csv, names_control_characters_and_bytes_that_are_no_text) {
    using namespace std::string_literals;
    EXPECT_EQ(text_fault("a\0b"s)->reason.en, "Control character U+0000 at position 2 of the cell.");
    EXPECT_EQ(text_fault("abcdefghi\x7F")->reason.en, "Control character U+007F at position 10 of the cell.");
    EXPECT_EQ(text_fault("M\xFCller")->reason.en, "Byte FC at position 2 of the cell is no valid character.");
    EXPECT_EQ(text_fault("Mü\xC3")->reason.en, "Byte C3 at position 4 of the cell is no valid character.");
    EXPECT_TRUE(text_fault("\xED\xA0\x80"));      // surrogate
    EXPECT_TRUE(text_fault("\xC0\xAF"));          // longer form than needed
    EXPECT_TRUE(text_fault("\xF4\x90\x80\x80"));  // above U+10FFFF
    EXPECT_FALSE(text_fault("Tab\tLF\nCR\rNguyễn 日本 😀"));
}

}  // namespace
}  // namespace kartei::formats
