#include "formats/xlsx_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace kartei::formats {

namespace {

std::unexpected<Error> not_a_workbook(Message what) {
    return fail(ErrorCode::invalid, std::move(what), {},
                {"Speichern Sie die Liste als .xlsx oder CSV.", "Save the list as .xlsx or CSV."});
}

unsigned number_of(std::string_view text, unsigned otherwise) {
    unsigned value = otherwise;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? value : otherwise;
}

/// Path of a target relative to the folder of the part that names it.
std::string resolved_path(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string path(folder);
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        const std::size_t slash = path.size() < 2 ? std::string::npos : path.rfind('/', path.size() - 2);
        path = slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
    }
    while (target.starts_with("./")) target.remove_prefix(2);
    return path.append(target);
}

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

Result<XmlReader> open_part(const ZipArchive& archive, const std::string& path, std::uint64_t max_bytes) {
    auto entry = TRY(archive.entry(path, max_bytes));
    return xml_of(std::make_shared<ZipEntry>(std::move(entry)));
}

struct Relation {
    std::string type;  ///< last word of the type's address: "worksheet", "sharedStrings", …
    std::string path;
};

/// Relations of a part by their id (ECMA-376 part 2, 9.3); none where the file for them is missing.
Result<std::map<std::string, Relation>> relations_of(const ZipArchive& archive, const std::string& part) {
    const std::string folder = folder_of(part);
    const std::string path = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    std::map<std::string, Relation> relations;
    if (!archive.contains(path)) return relations;
    auto xml = TRY(open_part(archive, path, max_small_part_bytes));
    for (;;) {
        const auto event = TRY(xml.next());
        if (event == XmlEvent::end) return relations;
        if (event != XmlEvent::open || xml.name() != "Relationship" || relations.size() >= max_sheets * 2)
            continue;
        const std::string_view type = xml.attribute("Type");
        relations[std::string(xml.attribute("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                       resolved_path(folder, xml.attribute("Target"))};
    }
}

/// Says what a ZIP file without a workbook is.
Result<std::string> workbook_path(const ZipArchive& archive) {
    const auto relations = TRY(relations_of(archive, ""));
    for (const auto& [id, relation] : relations) {
        if (relation.type == "officeDocument" && relation.path.ends_with("workbook.xml"))
            return relation.path;
    }
    if (archive.contains("xl/workbook.xml")) return std::string("xl/workbook.xml");
    if (archive.contains("xl/workbook.bin")) {
        return not_a_workbook(
            {"Das ist eine binäre Arbeitsmappe (.xlsb).", "This is a binary workbook (.xlsb)."});
    }
    if (archive.contains("content.xml") && archive.contains("mimetype")) {
        return not_a_workbook(
            {"Das ist ein OpenDocument-Dokument (.ods).", "This is an OpenDocument file (.ods)."});
    }
    if (archive.contains("word/document.xml")) {
        return not_a_workbook({"Das ist ein Word-Dokument.", "This is a Word document."});
    }
    return not_a_workbook(
        {"Das ist ein ZIP-Archiv ohne Arbeitsmappe.", "This is a ZIP archive without a workbook."});
}

Result<void> read_sheets(const ZipArchive& archive, const std::string& path,
                         const std::map<std::string, Relation>& relations, XlsxBook& book) {
    auto xml = TRY(open_part(archive, path, max_small_part_bytes));
    for (;;) {
        const auto event = TRY(xml.next());
        if (event == XmlEvent::end) return {};
        if (event != XmlEvent::open) continue;
        if (xml.name() == "workbookPr") {
            const auto word = xml.attribute("date1904");
            if (word == "1" || word == "true") book.date_system = DateSystem::from_1904;
        }
        if (xml.name() != "sheet" || book.sheets.size() >= max_sheets) continue;
        const auto found = relations.find(std::string(xml.attribute("r:id")));
        if (found == relations.end() || found->second.type != "worksheet") continue;
        const auto state = xml.attribute("state");
        book.sheets.push_back(
            {std::string(xml.attribute("name")), found->second.path, state.empty() || state == "visible"});
    }
}

/// Texts of <si>, their runs put together; what is read out in phonetic hints (<rPh>) is left out.
Result<void> read_texts(const ZipArchive& archive, const std::string& path, SharedTexts& texts) {
    auto xml = TRY(open_part(archive, path, max_shared_text_bytes));
    std::size_t text_depth = 0;
    std::size_t hint_depth = 0;
    for (;;) {
        const auto event = TRY(xml.next());
        if (event == XmlEvent::end) return {};
        if (event == XmlEvent::text && text_depth != 0 && hint_depth == 0) texts.text += xml.text();
        if (event == XmlEvent::open && xml.name() == "t") text_depth = xml.depth();
        if (event == XmlEvent::open && xml.name() == "rPh") hint_depth = xml.depth();
        if (event != XmlEvent::close) continue;
        if (xml.name() == "t") text_depth = 0;
        if (xml.name() == "rPh") hint_depth = 0;
        if (xml.name() == "si") texts.ends.push_back(static_cast<std::uint32_t>(texts.text.size()));
    }
}

/// Kinds of the cell formats (<cellXfs>), by the number formats they refer to.
Result<void> read_formats(const ZipArchive& archive, const std::string& path,
                          std::vector<NumberKind>& kinds) {
    auto xml = TRY(open_part(archive, path, max_small_part_bytes));
    std::map<unsigned, NumberKind> custom;
    bool in_cell_formats = false;
    for (;;) {
        const auto event = TRY(xml.next());
        if (event == XmlEvent::end) return {};
        if (xml.name() == "cellXfs") in_cell_formats = event == XmlEvent::open;
        if (event != XmlEvent::open) continue;
        if (xml.name() == "numFmt" && custom.size() < max_formats) {
            custom[number_of(xml.attribute("numFmtId"), 0)] = kind_of_format(xml.attribute("formatCode"));
        }
        if (!in_cell_formats || xml.name() != "xf" || kinds.size() >= max_formats) continue;
        const unsigned id = number_of(xml.attribute("numFmtId"), 0);
        const auto found = custom.find(id);
        kinds.push_back(found == custom.end() ? kind_of_builtin_format(id) : found->second);
    }
}

}  // namespace

std::optional<std::string_view> SharedTexts::at(std::size_t index) const {
    if (index >= ends.size()) return std::nullopt;
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return std::string_view(text).substr(begin, ends[index] - begin);
}

XmlReader xml_of(std::shared_ptr<ZipEntry> entry) {
    return XmlReader([entry = std::move(entry)](std::span<char> into) { return entry->read(into); });
}

Result<XlsxBook> read_book(const ZipArchive& archive) {
    const auto path = TRY(workbook_path(archive));
    if (!archive.contains(path)) {
        return not_a_workbook({"Der Arbeitsmappe fehlt ihr Inhalt.", "The workbook lacks its content."});
    }
    const auto relations = TRY(relations_of(archive, path));
    XlsxBook book;
    TRY(read_sheets(archive, path, relations, book));
    for (const auto& [id, relation] : relations) {
        if (!archive.contains(relation.path)) continue;
        if (relation.type == "sharedStrings") TRY(read_texts(archive, relation.path, book.texts));
        if (relation.type == "styles") TRY(read_formats(archive, relation.path, book.kinds));
    }
    return book;
}

}  // namespace kartei::formats
