#include "formats/contact_cells.h"

#include "base/fold.h"
#include "base/text.h"
#include "domain/country.h"
#include "formats/list_header.h"
#include "formats/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::formats {

namespace {

/// Parts between any of the characters, trimmed, without the empty ones.
std::vector<std::string> split_any(std::string_view cell, std::string_view separators) {
    std::vector<std::string> parts;
    while (!cell.empty()) {
        const std::size_t end = std::min(cell.find_first_of(separators), cell.size());
        if (const auto part = trim(cell.substr(0, end)); !part.empty()) parts.emplace_back(part);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return parts;
}

std::string replaced(std::string_view cell, std::string_view what, char by) {
    std::string text(cell);
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what))
        text.replace(at, what.size(), 1, by);
    return text;
}

/// The channels of a cell in which every word names one ("Telefon, E-Mail", "telefonisch und per Post").
std::vector<ListChannel> channels_in(std::string_view cell) {
    constexpr auto fillers =
        std::to_array<std::string_view>({"und", "per", "and", "by", "oder", "nur", "via", "alle"});
    const std::string folded = replaced(fold_strict(cut(cell, 200)), "e mail", '@');
    std::vector<ListChannel> channels;
    for (const auto word : split(folded, ' ')) {
        if (std::ranges::find(fillers, word) != fillers.end()) continue;
        const auto channel = word == "@" ? ListChannel::email : channel_word(word);
        if (!channel) return {};
        if (std::ranges::find(channels, *channel) == channels.end()) channels.push_back(*channel);
    }
    return channels;
}

std::optional<ListMoment> date_in(std::string_view cell, const ListMapping& mapping, Date today) {
    const auto read = parse_list_moment(cell, {today, DateUse::event, mapping.date_order});
    return read ? *read : std::nullopt;
}

/// Whether an address is in Germany as far as it says.
bool is_german(std::string_view country) {
    return trim(country).empty() || domain::find_country(country) == domain::germany;
}

/// "49074 Osnabrück", "D-49074 Osnabrück", "WA1 1DP London" stays whole as the city.
void split_postal_city(std::string_view text, ListAddress& address) {
    std::string_view rest = trim(text);
    for (const std::string_view prefix : {"D-", "DE-", "A-", "AT-", "CH-"}) {
        if (rest.starts_with(prefix)) {
            rest.remove_prefix(prefix.size());
            break;
        }
    }
    const std::size_t blank = rest.find(' ');
    const auto code = rest.substr(0, blank);
    const bool digits = !code.empty() && std::ranges::all_of(code, is_digit);
    if (blank == std::string_view::npos || !digits || code.size() < 4 || code.size() > 5) {
        if (digits && blank == std::string_view::npos) address.postal_code = code;
        else address.city = rest;
        return;
    }
    address.postal_code = code;
    address.city = trim(rest.substr(blank));
}

bool begins_with_postal_code(std::string_view text) {
    ListAddress trial;
    split_postal_city(text, trial);
    return !trial.postal_code.empty();
}

/// "Hauptstr. 1, 49074 Osnabrück, Deutschland", also on several lines. What has no postal code stays a
/// street.
void split_address(std::string_view text, ListAddress& address) {
    const auto lines = split_any(text, ",\n\r");
    const auto found = std::ranges::find_if(lines, begins_with_postal_code);
    std::string street;
    for (auto line = lines.begin(); line != found; ++line) street += (street.empty() ? "" : ", ") + *line;
    address.street = street;
    if (found == lines.end()) return;
    split_postal_city(*found, address);
    if (found + 1 != lines.end()) address.country = *(found + 1);
}

}  // namespace

std::vector<std::string> split_phones(std::string_view cell) {
    std::string text = replaced(cell, ":::", '\n');
    for (const std::string_view word : {" oder ", " or ", " bzw. ", " und "})
        text = replaced(text, word, '\n');
    return split_any(text, "\n\r;");
}

std::vector<std::string> split_emails(std::string_view cell) {
    std::vector<std::string> emails;
    for (auto& part : split_any(replaced(cell, ":::", '\n'), "\n\r;,")) {
        std::string_view text = part;
        const std::size_t open = text.find('<');
        const std::size_t close = text.find('>', open == std::string_view::npos ? 0 : open);
        if (open != std::string_view::npos && close != std::string_view::npos) {
            emails.emplace_back(trim(text.substr(open + 1, close - open - 1)));
            continue;
        }
        if (text.starts_with("mailto:")) text.remove_prefix(7);
        // Blanks divide only where an address stands on both sides: "a@b c@d".
        const auto words = split_any(text, " \t");
        const bool several = std::ranges::all_of(words, [](const std::string& w) { return w.contains('@'); });
        if (several) emails.insert(emails.end(), words.begin(), words.end());
        else emails.emplace_back(text);
    }
    return emails;
}

std::vector<std::string> split_areas(std::string_view cell) {
    return split_any(replaced(cell, ":::", ';'), ",;/\n\r|");
}

std::optional<std::string> completed_phone(std::string_view number) {
    const bool digits = number.size() >= 5 && std::ranges::all_of(number, is_digit);
    if (!digits || number.starts_with('0')) return std::string(number);
    if (!number.starts_with("49")) return "0" + std::string(number);
    if (number.size() < 11) return std::nullopt;
    return "+" + std::string(number);
}

Fault completed_fault(std::string_view completed) {
    const char lost = completed.front();
    return {{fmt::format("Die Zelle ist als Zahl gespeichert; vorn wurde „{}“ ergänzt.", lost),
             fmt::format("The cell is stored as a number; '{}' was put in front.", lost)},
            {"Prüfen Sie den Wert; Nummern und Postleitzahlen gehören als Text in die Zelle.",
             "Check the value; numbers and postal codes belong into the cell as text."}};
}

Fault lost_prefix_fault() {
    return {
        {"Die Zelle ist als Zahl gespeichert und hat ihren Anfang verloren (+49 oder 0).",
         "The cell is stored as a number and has lost its beginning (+49 or 0)."},
        {"Schreiben Sie die Nummer als Text mit Vorwahl.", "Write the number as text with its area code."}};
}

bool is_no_value(std::string_view cell) {
    constexpr auto words =
        std::to_array<std::string_view>({"NULL", "(NULL)", "\\N", "n/a", "N/A", "k.A.", "k. A.", "None"});
    return std::ranges::find(words, cell) != words.end();
}

bool is_spreadsheet_error(std::string_view cell) {
    constexpr auto errors =
        std::to_array<std::string_view>({"#NV", "#N/V", "#N/A", "#WERT!", "#VALUE!", "#BEZUG!", "#REF!",
                                         "#NAME?", "#DIV/0!", "#ZAHL!", "#NUM!", "#NULL!"});
    if (std::ranges::find(errors, cell) != errors.end()) return true;
    return cell.size() > 2 && std::ranges::all_of(cell, [](char c) { return c == '#'; });
}

Fault spreadsheet_fault(std::string_view cell) {
    return {
        {fmt::format("Die Tabellenkalkulation hat hier einen Fehler: {}", shown_text(cell, 20)),
         fmt::format("The spreadsheet has an error here: {}", shown_text(cell, 20))},
        {"Berichtigen Sie die Formel, oder leeren Sie die Zelle.", "Correct the formula or empty the cell."}};
}

Fault nobody_fault() {
    return {{"In der Zeile ist niemand zu erkennen: kein Name, keine Firma, keine Nummer oder Adresse.",
             "Nobody is recognisable in the row: no name, no company, no number or address."},
            {"Ergänzen Sie Name, Firma oder einen Kontaktweg, oder löschen Sie die Zeile.",
             "Add a name, a company or a contact point, or delete the row."}};
}

std::vector<ListConsent> read_consent(ListChannel channel, std::string_view cell, const ListMapping& mapping,
                                      Date today) {
    const Answer answer = parse_answer(cell, mapping.yes_words, mapping.no_words);
    ListConsent consent{channel, answer, std::string(cell), std::nullopt, {}};
    if (answer != Answer::unclear) return {consent};
    if (channel == ListChannel::any) {
        std::vector<ListConsent> consents;
        for (const auto named : channels_in(cell)) {
            consents.push_back({named, Answer::yes, std::string(cell), std::nullopt, {}});
        }
        if (!consents.empty()) return consents;
    }
    consent.on = date_in(cell, mapping, today);
    if (consent.on) consent.answer = Answer::yes;
    return {consent};
}

std::vector<ListObjection> read_objection(ListChannel channel, std::string_view cell,
                                          const ListMapping& mapping, Date today) {
    const Answer answer = parse_answer(cell, mapping.yes_words, mapping.no_words);
    if (answer == Answer::no || answer == Answer::empty) return {};
    std::vector<ListObjection> objections;
    if (channel == ListChannel::any && answer == Answer::unclear) {
        for (const auto named : channels_in(cell))
            objections.push_back({named, std::string(cell), std::nullopt});
    }
    if (objections.empty()) objections.push_back({channel, std::string(cell), date_in(cell, mapping, today)});
    return objections;
}

const ChannelCell* for_channel(const std::vector<ChannelCell>& cells, ListChannel channel) {
    const auto exact = std::ranges::find(cells, channel, &ChannelCell::channel);
    if (exact != cells.end()) return &*exact;
    const auto general = std::ranges::find(cells, ListChannel::any, &ChannelCell::channel);
    return general == cells.end() ? nullptr : &*general;
}

AddressCells::Cells& AddressCells::of(const ColumnMeaning& meaning) {
    for (auto& cells : cells_) {
        if (cells.sphere == meaning.sphere && cells.group == meaning.group) return cells;
    }
    return cells_.emplace_back(Cells{meaning.sphere, meaning.group, {}, {}, {}, false});
}

void AddressCells::take(const ColumnMeaning& meaning, std::string_view value) {
    Cells& cells = of(meaning);
    ListAddress& address = cells.address;
    switch (meaning.field) {
        case ListField::street: address.street = collapse_blanks(value); break;
        case ListField::street_extra:
            cells.extra += (cells.extra.empty() ? "" : ", ") + collapse_blanks(value);
            break;
        case ListField::house_number: cells.house_number = value; break;
        case ListField::postal_code: address.postal_code = value; break;
        case ListField::city: address.city = value; break;
        case ListField::postal_city: split_postal_city(value, address); break;
        case ListField::region: address.region = value; break;
        case ListField::country: address.country = value; break;
        case ListField::address:
            // Google writes the parts and the whole; the parts win.
            if (address.street.empty() && address.city.empty() && address.postal_code.empty())
                split_address(value, address);
            break;
        default: break;
    }
}

void AddressCells::take_number_as_code(const ColumnMeaning& meaning, std::string_view value) {
    take(meaning, value);
    of(meaning).code_is_number = true;
}

void AddressCells::complete_code(Cells& cells) {
    std::string& code = cells.address.postal_code;
    if (!cells.code_is_number || code.size() != 4 || !is_german(cells.address.country)) return;
    code.insert(code.begin(), '0');
    completed_.push_back(code);
}

std::vector<ListAddress> AddressCells::finish() {
    std::vector<ListAddress> addresses;
    for (auto& cells : cells_) {
        ListAddress& address = cells.address;
        address.sphere = cells.sphere;
        if (!cells.house_number.empty())
            address.street += (address.street.empty() ? "" : " ") + cells.house_number;
        if (!cells.extra.empty()) address.street += (address.street.empty() ? "" : ", ") + cells.extra;
        if (address.street.empty() && address.postal_code.empty() && address.city.empty()) continue;
        if (address.country.empty()) address.country = country_;
        complete_code(cells);
        addresses.push_back(std::move(address));
    }
    return addresses;
}

}  // namespace kartei::formats
