#include "formats/list_columns.h"

#include "base/fold.h"
#include "base/text.h"
#include "formats/list_header.h"
#include "formats/utf8.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kartei::formats {

namespace {

constexpr std::size_t shown_bytes = 80;

Message mapped(const ColumnMeaning& meaning) {
    const auto label = meaning_label(meaning);
    return {label.de + ", wegen der Zuordnung", label.en + ", because of the mapping"};
}

Message left_out(std::string_view heading) {
    if (heading.empty()) {
        return {"nicht übernommen: die Spalte hat keine Überschrift", "not taken: the column has no heading"};
    }
    return {"nicht übernommen: die Überschrift ist unbekannt; eine Zuordnung erklärt sie",
            "not taken: the heading is unknown; a mapping explains it"};
}

Message taken_already() {
    return {"nicht übernommen: eine Spalte davor hat dieselbe Bedeutung",
            "not taken: a column before it has the same meaning"};
}

const ColumnMeaning* in_mapping(const ListMapping& mapping, std::string_view heading) {
    const auto same = [&](const auto& entry) { return trim(entry.first) == heading; };
    const auto found = std::ranges::find_if(mapping.columns, same);
    return found == mapping.columns.end() ? nullptr : &found->second;
}

ListColumn column_of(std::string_view heading, const ListMapping& mapping) {
    ListColumn column{std::string(heading), {}, left_out(heading)};
    if (const auto* meaning = in_mapping(mapping, heading)) {
        column.meaning = *meaning;
        column.how = mapped(*meaning);
    } else if (is_error_file_heading(heading)) {
        column.meaning.field = ListField::ignore;
        column.how = {"nicht übernommen: Hinweise aus einer Fehlerdatei",
                      "not taken: remarks of an error file"};
    } else if (const auto found = meaning_of_header(heading)) {
        column.meaning = *found;
        column.how = meaning_label(*found);
    }
    return column;
}

/// "Name" beside "Vorname" is the last name; "Adresse" beside "PLZ" or "Ort" is the street.
void settle_by_neighbours(ListColumns& list, const ListMapping& mapping) {
    const auto change = [&](ListField from, ListField to) {
        for (auto& column : list.columns) {
            if (column.meaning.field != from || in_mapping(mapping, column.heading) != nullptr) continue;
            if (from == ListField::full_name && fold_strict(column.heading) != "name") continue;
            column.meaning.field = to;
            column.how = meaning_label(column.meaning);
        }
    };
    if (list.has(ListField::first_name) && !list.has(ListField::last_name)) {
        change(ListField::full_name, ListField::last_name);
    }
    const bool parts =
        list.has(ListField::postal_code) || list.has(ListField::city) || list.has(ListField::postal_city);
    if (parts && !list.has(ListField::street)) change(ListField::address, ListField::street);
}

void set_aside_repetitions(ListColumns& list) {
    std::set<std::string> seen;
    for (auto& column : list.columns) {
        if (is_repeatable(column.meaning.field)) continue;
        const auto key = fmt::format("{}/{}", field_key(column.meaning), column.meaning.group);
        if (seen.insert(key).second) continue;
        column.meaning = {};
        column.how = taken_already();
    }
}

Result<void> check_mapping(std::span<const std::string> header, const ListMapping& mapping) {
    for (const auto& [heading, meaning] : mapping.columns) {
        const auto same = [&](const std::string& column) { return trim(column) == trim(heading); };
        if (std::ranges::any_of(header, same)) continue;
        return fail(
            ErrorCode::invalid,
            {fmt::format("Die Zuordnung nennt die Spalte „{}“, die es in der Liste nicht gibt.",
                         shown_text(heading, shown_bytes)),
             fmt::format("The mapping names the column '{}', which the list does not have.",
                         shown_text(heading, shown_bytes))},
            "columns." + heading,
            {"Schreiben Sie die Überschrift wie in der ersten Zeile der Liste, oder streichen Sie ihn.",
             "Write the heading as in the first row of the list, or remove the entry."});
    }
    return {};
}

/// The fields a value may have come from: a whole name or address holds its parts.
std::vector<ListField> sources_of(ListField field) {
    switch (field) {
        case ListField::first_name:
        case ListField::last_name:
        case ListField::salutation: return {field, ListField::full_name};
        case ListField::title: return {field, ListField::salutation, ListField::full_name};
        case ListField::postal_code:
        case ListField::city: return {field, ListField::postal_city, ListField::address};
        case ListField::street:
        case ListField::country: return {field, ListField::address};
        default: return {field};
    }
}

bool tells_someone(const ListColumns& list) {
    constexpr auto fields =
        std::to_array({ListField::first_name, ListField::last_name, ListField::full_name, ListField::company,
                       ListField::phone, ListField::mobile, ListField::email, ListField::fax,
                       ListField::address, ListField::street});
    return std::ranges::any_of(fields, [&](ListField field) { return list.has(field); });
}

std::unexpected<Error> no_header(std::span<const std::string> header) {
    std::string shown;
    for (const auto& heading : header.first(std::min<std::size_t>(header.size(), 8))) {
        if (!shown.empty()) shown += " | ";
        shown += shown_text(heading, 30);
    }
    return fail(
        ErrorCode::invalid,
        {fmt::format("In der ersten Zeile steht keine Überschrift für Name, Firma oder Kontakt: {}", shown),
         fmt::format("The first row has no heading for a name, a company or a contact point: {}", shown)},
        {},
        {"Setzen Sie Überschriften wie Vorname, Nachname, Firma, Telefon, E-Mail in die erste Zeile, oder "
         "geben Sie eine Zuordnung an.",
         "Put headings such as First name, Last name, Company, Phone, E-mail into the first row, or name a "
         "mapping."});
}

}  // namespace

bool is_error_file_heading(std::string_view heading) {
    return heading == "kartei: Zeile" || heading == "kartei: Fehler und Ausweg" ||
           heading == "kartei: line" || heading == "kartei: error and way out";
}

bool ListColumns::has(ListField field) const {
    return std::ranges::any_of(columns,
                               [&](const ListColumn& column) { return column.meaning.field == field; });
}

std::string_view ListColumns::heading_of(std::string_view key) const {
    const auto meaning = meaning_of_key(key);
    if (!meaning) return {};
    const auto of_field = [&](ListField field, bool any_sphere) {
        return std::ranges::find_if(columns, [&](const ListColumn& one) {
            return one.meaning.field == field && one.meaning.channel == meaning->channel &&
                   (any_sphere || one.meaning.sphere == meaning->sphere);
        });
    };
    for (const bool any_sphere : {false, true}) {
        for (const ListField field : sources_of(meaning->field)) {
            const auto column = of_field(field, any_sphere);
            if (column != columns.end()) return column->heading;
        }
    }
    return {};
}

Result<ListColumns> recognise_columns(std::span<const std::string> header, const ListMapping& mapping) {
    TRY(check_mapping(header, mapping));
    ListColumns list;
    for (const auto& heading : header) list.columns.push_back(column_of(trim(heading), mapping));
    settle_by_neighbours(list, mapping);
    set_aside_repetitions(list);
    if (!tells_someone(list)) return no_header(header);
    return list;
}

std::string mapping_template(const ListColumns& list) {
    const auto quoted = [](std::string_view text) {
        return boost::json::serialize(boost::json::string(valid_text(text)));
    };
    std::string out = "{\n  \"columns\": {";
    std::set<std::string> written;
    for (const auto& column : list.columns) {
        if (column.heading.empty() || !written.insert(column.heading).second) continue;
        const bool known = column.meaning.field != ListField::unknown;
        out += fmt::format("{}\n    {}: {}", written.size() == 1 ? "" : ",", quoted(column.heading),
                           quoted(known ? field_key(column.meaning) : "ignore"));
    }
    out +=
        "\n  },\n  \"constants\": {},\n  \"date_order\": \"day_first\",\n  \"yes\": [],\n  \"no\": []\n}\n";
    return out;
}

}  // namespace kartei::formats
