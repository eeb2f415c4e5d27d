#include "formats/table.h"
#include "tests/formats/zip_maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::formats {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto types_part =
    R"(<?xml version="1.0"?><Relationships><Relationship Id="rId1" Type="http://x/officeDocument"
 Target="xl/workbook.xml"/></Relationships>)";
constexpr auto relations_part =
    R"(<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
 <Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
 <Relationship Id="r3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>
 <Relationship Id="r4" Type="http://x/styles" Target="styles.xml"/></Relationships>)";
constexpr auto shared_part =
    R"(<sst><si><t>Name</t></si><si><r><t>Mü</t></r>
 <r><rPr><b/></rPr><t xml:space="preserve">ller </t></r>
 <rPh sb="0" eb="1"><t>nope</t></rPh></si>
 <si><t>0815</t></si><si><t>A&amp;B &#x263A; _x000A_&lt;</t></si></sst>)";
constexpr auto styles_part = R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>
 <numFmt numFmtId="165" formatCode="&quot;Stück&quot; 0"/>
 <numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>
 <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
 <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>
 <xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="166"/></cellXfs></styleSheet>)";

std::string workbook(std::string_view properties = "", std::string_view state = "visible") {
    return "<workbook><workbookPr " + std::string(properties) + "/><sheets><sheet name=\"Liste\" state=\"" +
           std::string(state) + "\" r:id=\"r1\"/><sheet name=\"Zweite\" r:id=\"r2\"/></sheets></workbook>";
}

std::string book(std::string_view rows, std::string workbook_part = workbook()) {
    const std::string second =
        R"(<worksheet><sheetData><row><c t="inlineStr"><is><t>Zwei</t></is></c></row>
             </sheetData></worksheet>)";
    return zipped({{"_rels/.rels", types_part},
                   {"xl/workbook.xml", std::move(workbook_part)},
                   {"xl/_rels/workbook.xml.rels", relations_part},
                   {"xl/sharedStrings.xml", shared_part},
                   {"xl/styles.xml", styles_part},
                   {"xl/worksheets/sheet1.xml",
                    "<worksheet><sheetData>" + std::string(rows) + "</sheetData></worksheet>"},
                   {"xl/worksheets/sheet2.xml", second}});
}

struct SheetRow {
    std::size_t line;
    std::vector<std::string> cells;
    std::size_t faults;
};

Result<std::vector<SheetRow>> read_sheet(const std::string& bytes,
                                         const std::optional<std::string>& sheet = std::nullopt) {
    const auto source = TRY(ByteSource::of(bytes));
    auto reader = TRY(XlsxReader::open(source, sheet));
    std::vector<SheetRow> rows;
    TableRow row;
    for (;;) {
        const auto more = TRY(reader.next(row));
        if (!more) return rows;
        rows.push_back(
            {row.line, {row.cells.begin(), row.cells.end()}, row.cell_faults.size() + (row.fault ? 1 : 0)});
    }
}

std::vector<std::string> cells_of(std::string_view cells, std::string workbook_part = workbook()) {
    const auto rows =
        read_sheet(book("<row r=\"1\">" + std::string(cells) + "</row>", std::move(workbook_part)));
    EXPECT_TRUE(rows) << rows.error().what.en;
    return rows && !rows->empty() ? rows->at(0).cells : std::vector<std::string>{};
}

TEST(Xlsx, reads_texts_of_every_kind) {
    EXPECT_THAT(
        cells_of(R"(<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c>)"),
        ElementsAre("Name", "Müller ", "0815", "A&B ☺ \n<"));
    EXPECT_THAT(cells_of(
                    R"(<c t="inlineStr"><is><r><t>In</t></r><r><t>line</t></r></is></c>
                 <c t="str"><f>A1</f><v>x</v></c>)"),
                ElementsAre("Inline", "x"));
    EXPECT_THAT(cells_of(R"(<c t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>)"), ElementsAre("a<b"));
}

TEST(Xlsx, reads_numbers_as_people_see_them) {
    EXPECT_THAT(cells_of(
                    R"(<c><v>49808</v></c><c><v>4.9808E4</v></c><c><v>1.5</v></c><c s="3"><v>7.0</v></c>
                 <c t="b"><v>1</v></c>)"),
                ElementsAre("49808", "49808", "1.5", "7", "TRUE"));
    EXPECT_THAT(cells_of(R"(<c><v>491711234567</v></c><c><v>0.1</v></c><c><v>-3</v></c>)"),
                ElementsAre("491711234567", "0.1", "-3"));
}

TEST(Xlsx, reads_dates_by_their_format) {
    EXPECT_THAT(
        cells_of(R"(<c s="1"><v>45558</v></c><c s="2"><v>45558</v></c><c s="4"><v>45558.604166666664</v></c>
                            <c s="5"><v>0.25</v></c><c s="1"><v>0</v></c>
                            <c t="d"><v>2024-09-23T00:00:00</v></c>)"),
        ElementsAre("2024-09-23", "2024-09-23", "2024-09-23 14:30", "06:00", "", "2024-09-23"));
    EXPECT_THAT(cells_of(R"(<c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="1"><v>1</v></c>)"),
                ElementsAre("1900-02-28", "1900-03-01", "1900-01-01"));
    EXPECT_THAT(cells_of(R"(<c s="1"><v>44096</v></c>)", workbook("date1904=\"1\"")),
                ElementsAre("2024-09-23"));
}

TEST(Xlsx, knows_date_formats) {
    for (const auto* code : {"dd.mm.yyyy", "[$-407]d. mmmm yyyy;@", "yyyy\\-mm\\-dd", "mmm yy", "m/d/yy"}) {
        EXPECT_EQ(kind_of_format(code), NumberKind::date) << code;
    }
    for (const auto* code :
         {"General", "0.00", "#,##0.00 \"dm\"", "@", "0.00E+00", "[Red]0", "\"day\" 0", ""}) {
        EXPECT_EQ(kind_of_format(code), NumberKind::number) << code;
    }
    EXPECT_EQ(kind_of_format("dd.mm.yyyy hh:mm"), NumberKind::date_time);
    EXPECT_EQ(kind_of_format("[h]:mm:ss"), NumberKind::time);
    EXPECT_EQ(kind_of_format("mm:ss.0"), NumberKind::time);
}

TEST(Xlsx, cells_stand_at_their_place) {
    const auto rows =
        *read_sheet(book(R"(<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c><c><v>3</v></c></row>
                                        <row r="4"><c r="A4" s="1"/></row><row><c><v>4</v></c></row>)"));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].line, 3U);
    EXPECT_THAT(rows[0].cells, ElementsAre("", "1", "", "2", "3"));
    EXPECT_EQ(rows[1].line, 5U);
    EXPECT_EQ(column_of_reference("AA7"), 26U);
    EXPECT_EQ(column_of_reference("XFD1"), 16383U);
    for (const auto* bad : {"", "7", "A", "XFE1", "AAAA1", "a1", "A1B"})
        EXPECT_FALSE(column_of_reference(bad)) << bad;
}

TEST(Xlsx, errors_are_bad_cells) {
    const auto rows = *read_sheet(book(
        R"(<row><c t="e"><v>#N/A</v></c><c t="s"><v>99</v></c><c><v>x</v></c><c s="1"><v>-5</v></c></row>)"));
    EXPECT_EQ(rows[0].faults, 4U);
    EXPECT_EQ(rows[0].cells[0], "#N/A");
}

TEST(Xlsx, takes_the_first_visible_sheet_or_the_one_named) {
    const std::string hidden = book("<row><c><v>1</v></c></row>", workbook("", "hidden"));
    EXPECT_THAT(read_sheet(hidden)->at(0).cells, ElementsAre("Zwei"));
    EXPECT_THAT(read_sheet(hidden, "Liste")->at(0).cells, ElementsAre("1"));
    const auto missing = read_sheet(hidden, "Dritte");
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().next.de, HasSubstr("Zweite"));
}

TEST(Xlsx, columns_are_bounded) {
    const auto rows = *read_sheet(book(
        R"(<row><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>
             <row><c r="XFD2" s="1"/><c r="A2"><v>3</v></c></row>)"));
    EXPECT_EQ(rows[0].faults, 1U);
    EXPECT_EQ(rows[1].faults, 0U);
}

TEST(Xlsx, refuses_document_types) {
    const auto rows = read_sheet(book("", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>"));
    ASSERT_FALSE(rows);
    EXPECT_THAT(rows.error().what.en, HasSubstr("document type"));
}

TEST(Xlsx, refuses_damaged_xml) {
    for (const auto* rows : {"<row><c><v>1</v></row>", "<row><c r=\"A1><v>1</v></c></row>",
                             "<row><c><v>&bad;</v></c></row>", "<row><c><v>1", "<row a></row>"}) {
        EXPECT_FALSE(read_sheet(book(rows))) << rows;
    }
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    EXPECT_EQ(read_sheet(book(deep)).error().code, ErrorCode::limit);
    EXPECT_EQ(read_sheet(book("<row x=\"" + std::string(2'000'000, 'a') + "\"/>")).error().code,
              ErrorCode::limit);
}

TEST(Xlsx, refuses_zip_bombs) {
    const auto bomb = zipped({{"_rels/.rels", types_part},
                              {"xl/workbook.xml", workbook()},
                              {"xl/_rels/workbook.xml.rels", relations_part},
                              {"xl/worksheets/sheet1.xml", std::string(16 * 1024 * 1024, ' ')}});
    EXPECT_LT(bomb.size(), 50'000U);
    EXPECT_EQ(read_sheet(bomb).error().code, ErrorCode::limit);
}

/// The unpacked size of the sheet, changed where the archive tells it: in the central directory
/// (APPNOTE 4.3.12).
std::string with_claimed_size(std::string bytes, std::uint32_t size) {
    constexpr std::string_view name = "xl/worksheets/sheet1.xml";
    const std::size_t entry = bytes.rfind("PK\x01\x02", bytes.rfind(name));
    for (std::size_t i = 0; i < 4; ++i) bytes[entry + 24 + i] = static_cast<char>(size >> (8 * i) & 0xFFU);
    return bytes;
}

TEST(Xlsx, an_entry_of_another_size_than_announced_is_damaged) {
    const std::string row = R"(<row><c t="inlineStr"><is><t>Name</t></is></c></row>)";
    const std::string good = book(row);
    ASSERT_TRUE(read_sheet(good));
    for (const std::uint32_t size : {0U, 1U, 70U, 100'000U}) {
        EXPECT_EQ(read_sheet(with_claimed_size(good, size)).error().code, ErrorCode::invalid) << size;
    }
}

TEST(Xlsx, says_what_a_zip_without_workbook_is) {
    const auto what = [](const std::vector<ZipPart>& parts) {
        return TableReader::of(zipped(parts)).error().what.en;
    };
    EXPECT_THAT(what({{"a.txt", "x"}}), HasSubstr("ZIP archive without a workbook"));
    EXPECT_THAT(what({{"word/document.xml", "x"}}), HasSubstr("Word"));
    EXPECT_THAT(what({{"mimetype", "x"}, {"content.xml", "x"}}), HasSubstr("OpenDocument"));
    EXPECT_THAT(what({{"xl/workbook.bin", "x"}}), HasSubstr(".xlsb"));
    EXPECT_THAT(TableReader::of("PK\x03\x04 not really").error().what.en, HasSubstr("damaged"));
}

TEST(Xlsx, cut_files_are_refused) {
    const std::string whole = book("<row><c><v>1</v></c></row>");
    for (std::size_t size = 4; size < whole.size(); size += 97)
        EXPECT_FALSE(read_sheet(whole.substr(0, size))) << size;
}

TEST(Xlsx, of_libreoffice_is_read) {
    auto table = TableReader::open(KARTEI_SOURCE_DIR "/tests/data/kundenliste-libreoffice.xlsx");
    ASSERT_TRUE(table) << table.error().what.en;
    EXPECT_EQ(table->kind(), TableKind::workbook);
    EXPECT_EQ(table->header().size(), 21U);
    TableRow row;
    std::size_t rows = 0;
    while (*table->next(row)) {
        EXPECT_EQ(row.line, ++rows + 1);
        EXPECT_EQ(row.cells.size(), 21U);
    }
    EXPECT_EQ(rows, 40U);
}

}  // namespace
}  // namespace kartei::formats
