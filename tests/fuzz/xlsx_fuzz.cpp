// Any bytes as a workbook, and any bytes as a sheet inside a good one: no crash, bounds kept, rows in order.
#include "formats/table.h"
#include "formats/xlsx.h"
#include "tests/formats/zip_maker.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace kartei::formats;

void demand(bool holds) {
    if (!holds) std::abort();
}

void read(const std::string& bytes) {
    const auto source = ByteSource::of(bytes);
    if (!source) return;
    auto reader = XlsxReader::open(*source);
    if (!reader) {
        demand(!reader.error().what.de.empty() && !reader.error().next.de.empty());
        return;
    }
    TableRow row;
    std::size_t line = 0;
    for (;;) {
        const auto more = reader->next(row);
        if (!more || !*more) break;
        demand(row.line > line);
        line = row.line;
        demand(row.cells.size() <= max_columns);
        for (const auto& fault : row.cell_faults) demand(fault.column < max_columns);
    }
}

/// Stored: packing would take ten times as long as reading.
std::string around(std::string sheet) {
    return zipped(
        {{"_rels/.rels", R"(<R><Relationship Id="1" Type="/officeDocument" Target="xl/workbook.xml"/></R>)"},
         {"xl/workbook.xml", R"(<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          R"(<R><Relationship Id="r1" Type="/worksheet" Target="s.xml"/>
                       <Relationship Id="r2" Type="/sharedStrings" Target="s.xml"/>
                       <Relationship Id="r3" Type="/styles" Target="s.xml"/></R>)"},
         {"xl/s.xml", std::move(sheet)}},
        Packing::stored);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.starts_with("PK")) read(bytes);
    else read(around(bytes));
    return 0;
}
