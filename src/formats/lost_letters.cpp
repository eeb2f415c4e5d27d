#include "formats/lost_letters.h"

namespace kartei::formats {

namespace {

bool is_name_or_address(ListField field) {
    return (field >= ListField::salutation && field <= ListField::address && field != ListField::postal_code);
}

bool is_free_text(ListField field) {
    return field == ListField::note || field == ListField::source || field == ListField::areas ||
           field == ListField::consent_way;
}

/// A letter as far as one byte shows it: all bytes of letters beyond ASCII are above 0x7F.
bool is_letter(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto lower = static_cast<unsigned char>(byte | 0x20U);
    return byte > 0x7F || (lower >= 'a' && lower <= 'z');
}

/// Whether the word around `at` is an address on the web: there a question mark begins the query.
bool in_web_address(std::string_view text, std::size_t at) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t before = text.find_last_of(blanks, at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const auto word = text.substr(begin, text.find_first_of(blanks, at) - begin);
    return word.find_first_of("/=") != std::string_view::npos || word.starts_with("www.");
}

bool has_lost_letter(std::string_view text, bool within_words_only) {
    for (auto at = text.find('?'); at != std::string_view::npos; at = text.find('?', at + 1)) {
        const bool before = at > 0 && is_letter(text, at - 1);
        const bool after = is_letter(text, at + 1);
        if (within_words_only ? before && after && !in_web_address(text, at) : before || after) return true;
    }
    return false;
}

/// UTF-8 read as Windows-1252 and written as UTF-8 again: Ã or â€ before another character beyond ASCII.
bool is_turned_twice(std::string_view text) {
    for (const std::string_view sign : {"\xC3\x83", "\xC3\xA2\xE2\x82\xAC"}) {
        const auto at = text.find(sign);
        if (at == std::string_view::npos || at + sign.size() >= text.size()) continue;
        if (static_cast<unsigned char>(text[at + sign.size()]) > 0x7F) return true;
    }
    return false;
}

}  // namespace

std::optional<Fault> lost_letters(ListField field, std::string_view cell) {
    const bool free_text = is_free_text(field);
    if (!free_text && !is_name_or_address(field)) return std::nullopt;
    if (cell.find_first_of("?\xEF\xC3") == std::string_view::npos) return std::nullopt;
    const Message way_out{
        "Berichtigen Sie die Zelle, oder speichern Sie die Liste noch einmal als „CSV UTF-8“ oder XLSX aus "
        "dem Programm, aus dem sie kommt.",
        "Correct the cell, or save the list once more as \"CSV UTF-8\" or XLSX from the program it comes "
        "from."};
    if (cell.find("\xEF\xBF\xBD") != std::string_view::npos) {
        return Fault{{"Wo ein � steht, war ein Buchstabe; er ist schon in der Datei verloren.",
                      "Where there is a � there was a letter; it is lost in the file already."},
                     way_out};
    }
    if (is_turned_twice(cell)) {
        return Fault{{"Umlaute und andere Buchstaben sind schon in der Datei falsch umgewandelt.",
                      "Umlauts and other letters are turned into wrong ones in the file already."},
                     way_out};
    }
    if (!has_lost_letter(cell, free_text)) return std::nullopt;
    return Fault{
        {"Wo ein Fragezeichen steht, war wohl ein Buchstabe; er ist schon in der Datei verloren.",
         "Where there is a question mark there probably was a letter; it is lost in the file already."},
        way_out};
}

}  // namespace kartei::formats
