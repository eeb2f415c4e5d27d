#include "formats/file_kind.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace kartei::formats {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    std::string_view de;
    std::string_view en;
};

constexpr auto signatures = std::to_array<Signature>({
    {"%PDF-"sv, "ein PDF-Dokument", "a PDF document"},
    {"\x89PNG\r\n\x1A\n"sv, "ein Bild (PNG)", "a picture (PNG)"},
    {"\xFF\xD8\xFF"sv, "ein Bild (JPEG)", "a picture (JPEG)"},
    {"GIF8"sv, "ein Bild (GIF)", "a picture (GIF)"},
    {"\x1F\x8B"sv, "eine gepackte Datei (gzip)", "a packed file (gzip)"},
    {"7z\xBC\xAF\x27\x1C"sv, "ein Archiv (7-Zip)", "an archive (7-Zip)"},
    {"Rar!\x1A\x07"sv, "ein Archiv (RAR)", "an archive (RAR)"},
    {"SQLite format 3\0"sv, "eine SQLite-Datenbank", "an SQLite database"},
    {"\x7F"
     "ELF"sv,
     "ein Programm", "a program"},
    {"{\\rtf"sv, "ein RTF-Dokument", "an RTF document"},
    {"\xFF\xFE\0\0"sv, "Text in UTF-32", "text in UTF-32"},
    {"\0\0\xFE\xFF"sv, "Text in UTF-32", "text in UTF-32"},
});

/// Beginnings of text that is no table; compared without case.
constexpr auto text_signatures = std::to_array<Signature>({
    {"begin:vcard", "eine Adresskarte (vCard)", "an address card (vCard)"},
    {"begin:vcalendar", "ein Kalender", "a calendar"},
    {"<!doctype html", "eine Webseite", "a web page"},
    {"<html", "eine Webseite", "a web page"},
    {"<?xml", "ein XML-Dokument", "an XML document"},
});

Error refusal(std::string_view de, std::string_view en) {
    return {
        ErrorCode::invalid,
        {fmt::format("Das ist {}, keine Liste.", de), fmt::format("This is {}, not a list.", en)},
        {},
        {"Gelesen werden CSV, Text mit Tabulatoren und XLSX. Speichern Sie die Liste in einer dieser Arten.",
         "CSV, text with tabs and XLSX are read. Save the list as one of these."}};
}

Error old_workbook() {
    return {
        ErrorCode::invalid,
        {"Das ist eine Arbeitsmappe im alten Format (.xls) oder mit Kennwort.",
         "This is a workbook in the old format (.xls) or with a password."},
        {},
        {"Öffnen Sie sie in Excel oder LibreOffice und speichern Sie sie als .xlsx oder CSV, ohne Kennwort.",
         "Open it in Excel or LibreOffice and save it as .xlsx or CSV, without a password."}};
}

bool begins_with(std::string_view text, std::string_view lower) {
    const auto same = [](char left, char right) { return ascii_lower(left) == right; };
    return text.size() >= lower.size() && std::ranges::equal(text.substr(0, lower.size()), lower, same);
}

/// UTF-16 of western text is half zeros; else zeros and many controls are a sign of something that is no
/// text.
bool looks_binary(std::string_view head) {
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return false;
    std::array<std::size_t, 2> zeros{};
    std::size_t controls = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(head[i]);
        if (byte == 0) ++zeros[i % 2];
        else if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\v' && byte != '\f')
            ++controls;
    }
    const bool utf16 =
        std::max(zeros[0], zeros[1]) * 4 >= head.size() && std::min(zeros[0], zeros[1]) * 100 <= head.size();
    const std::size_t strange = controls + (utf16 ? 0 : zeros[0] + zeros[1]);
    return head.size() >= 32 ? strange * 20 > head.size() : strange * 2 > head.size();
}

}  // namespace

bool is_zip(std::string_view head) {
    return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

std::optional<Error> not_a_list(std::string_view head) {
    if (head.starts_with("\xD0\xCF\x11\xE0")) return old_workbook();
    for (const auto& signature : signatures) {
        if (head.starts_with(signature.bytes)) return refusal(signature.de, signature.en);
    }
    // Some programs put a line or two before the mark of a PDF.
    if (head.substr(0, 1024).find("%PDF-1.") != std::string_view::npos)
        return refusal("ein PDF-Dokument", "a PDF document");
    std::string_view text = head;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    text.remove_prefix(std::min(start, text.size()));
    for (const auto& signature : text_signatures) {
        if (begins_with(text, signature.bytes)) return refusal(signature.de, signature.en);
    }
    if (text.starts_with("{") || text.starts_with("[{"))
        return refusal("ein JSON-Dokument", "a JSON document");
    if (looks_binary(head)) return refusal("eine Binärdatei", "a binary file");
    return std::nullopt;
}

}  // namespace kartei::formats
