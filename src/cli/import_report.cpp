#include "cli/import_report.h"

#include "base/fold.h"
#include "cli/words.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace kartei::cli {

namespace {

constexpr std::size_t few_remarks = 30;
constexpr std::size_t few_lines = 8;

std::string_view word_of(app::RowRemark::Weight weight) {
    switch (weight) {
        case app::RowRemark::Weight::note: return "note";
        case app::RowRemark::Weight::value_unusable: return "value_unusable";
        case app::RowRemark::Weight::value_left_out: return "value_left_out";
        case app::RowRemark::Weight::row_left_out: return "row_left_out";
    }
    return "note";
}

Phrase words_of(app::RowRemark::Weight weight) {
    switch (weight) {
        case app::RowRemark::Weight::note: return {"Hinweis", "note"};
        case app::RowRemark::Weight::value_unusable: return {"Wert unbrauchbar", "value unusable"};
        case app::RowRemark::Weight::value_left_out: return {"Wert fehlt", "value left out"};
        case app::RowRemark::Weight::row_left_out: return {"Zeile liegt", "row left out"};
    }
    return {};
}

struct Count {
    std::int64_t app::ImportReport::* number;
    std::string_view key;
    Counted words;
};

constexpr std::array counts{
    Count{&app::ImportReport::rows, "rows", {{"Zeile gelesen", "row read"}, {"Zeilen gelesen", "rows read"}}},
    Count{
        &app::ImportReport::rows_before,
        "rows_before",
        {{"davon schon vom unterbrochenen Lauf gespeichert", "of them stored by the run that was broken off"},
         {"davon schon vom unterbrochenen Lauf gespeichert",
          "of them stored by the run that was broken off"}}},
    Count{&app::ImportReport::persons_created,
          "persons_created",
          {{"Person neu", "person new"}, {"Personen neu", "persons new"}}},
    Count{&app::ImportReport::persons_merged,
          "persons_merged",
          {{"Zeile ergänzte Bekannte", "row added to known persons"},
           {"Zeilen ergänzten Bekannte", "rows added to known persons"}}},
    Count{&app::ImportReport::rows_unchanged,
          "rows_unchanged",
          {{"Zeile war schon da und brachte nichts Neues", "row was there already and brought nothing new"},
           {"Zeilen waren schon da und brachten nichts Neues",
            "rows were there already and brought nothing new"}}},
    Count{&app::ImportReport::rows_bad,
          "rows_bad",
          {{"Zeile blieb liegen", "row left out"}, {"Zeilen blieben liegen", "rows left out"}}},
    Count{&app::ImportReport::contact_points,
          "contact_points",
          {{"Nummer oder Adresse", "number or address"}, {"Nummern und Adressen", "numbers and addresses"}}},
    Count{&app::ImportReport::consents,
          "consents",
          {{"Einwilligung mit Datum und Weg", "consent with date and way"},
           {"Einwilligungen mit Datum und Weg", "consents with date and way"}}},
    Count{&app::ImportReport::claims,
          "claims",
          {{"Behauptung ohne Beleg: sie erlaubt nichts", "claim without proof: it permits nothing"},
           {"Behauptungen ohne Beleg: sie erlauben nichts", "claims without proof: they permit nothing"}}},
    Count{&app::ImportReport::refusals, "refusals", {{"Ablehnung", "refusal"}, {"Ablehnungen", "refusals"}}},
    Count{&app::ImportReport::objections,
          "objections",
          {{"Widerspruch", "objection"}, {"Widersprüche", "objections"}}},
};

/// The same remark about many rows is said once, with their lines.
struct RemarkGroup {
    app::RowRemark first;
    std::vector<std::size_t> rows = {};  ///< places in the list of remarks
};

int rank(const app::RowRemark& remark) {
    switch (remark.weight) {
        case app::RowRemark::Weight::row_left_out: return 0;
        case app::RowRemark::Weight::value_unusable:
        case app::RowRemark::Weight::value_left_out: return 1;
        case app::RowRemark::Weight::note: break;
    }
    return remark.known ? 2 : 3;
}

/// What is missing first, then who was there already, otherwise in the order of their first rows.
std::vector<RemarkGroup> grouped_remarks(const app::RowRemarks& remarks) {
    std::vector<RemarkGroup> groups;
    std::map<std::size_t, std::size_t> places;
    for (std::size_t i = 0; i < remarks.size(); ++i) {
        const auto [place, is_new] = places.try_emplace(remarks.group(i), groups.size());
        if (is_new) groups.push_back({remarks[i]});
        groups[place->second].rows.push_back(i);
    }
    std::ranges::stable_sort(groups, {}, [](const RemarkGroup& group) { return rank(group.first); });
    return groups;
}

std::string quoted(const std::string& value, Language language) {
    if (value.empty()) return {};
    return language == Language::de ? fmt::format(" „{}“", value) : fmt::format(" '{}'", value);
}

/// "wie Zeile 17", "wie K-1001": beside many lines without the word.
std::string known_text(const app::KnownAs& known, Phrase line_word, Language language) {
    std::string whom = known.customer_number.empty() ? known.name : known.customer_number;
    if (known.line != 0) whom = fmt::format("{}{}", in(line_word, language), known.line);
    return fmt::format(" ({} {})", in(Phrase{"wie", "as"}, language), whom);
}

std::string lines_text(const app::RowRemarks& remarks, const std::vector<std::size_t>& rows,
                       Language language) {
    const bool one = rows.size() == 1;
    const std::size_t named = std::min(rows.size(), few_lines);
    std::string text{in(one ? Phrase{"Zeile", "Line"} : Phrase{"Zeilen", "Lines"}, language)};
    for (std::size_t i = 0; i < named; ++i) {
        const auto remark = remarks[rows[i]];
        text += fmt::format("{}{}", i == 0 ? " " : ", ", remark.line);
        if (!one && remark.weight != app::RowRemark::Weight::note) text += quoted(remark.value, language);
        if (remark.known)
            text += known_text(*remark.known, one ? Phrase{"Zeile ", "line "} : Phrase{"", ""}, language);
    }
    if (named == rows.size()) return text;
    const std::string rest = grouped(static_cast<std::int64_t>(rows.size() - named), language);
    return text + (language == Language::de ? fmt::format(" und {} weitere", rest)
                                            : fmt::format(" and {} more", rest));
}

void print_remark(Output& output, const app::RowRemark& remark, const std::string& lines, bool one) {
    const auto language = output.language();
    std::string where;
    if (!remark.column.empty()) where = " · " + remark.column;
    if (one) where += quoted(remark.value, language);
    output.paragraph(fmt::format("{}{} ({}): {}", lines, where, in(words_of(remark.weight), language),
                                 in(remark.what, language)));
    const auto next = way_out(remark.way_out, remark.command, language);
    if (!next.empty()) output.paragraph("→ " + next, 2);
}

void print_remarks(Output& output, const app::ImportReport& report, RemarkCount remarks) {
    const auto language = output.language();
    const auto& all = report.remarks;
    if (all.empty()) return;
    output.write("\n");
    auto left = all.left_out();
    if (remarks == RemarkCount::all) {
        for (std::size_t i = 0; i < all.size(); ++i)
            print_remark(output, all[i], lines_text(all, {i}, language), true);
    } else {
        const auto groups = grouped_remarks(all);
        const std::size_t shown = std::min(groups.size(), few_remarks);
        for (std::size_t i = 0; i < shown; ++i) {
            const auto& [first, rows] = groups[i];
            print_remark(output, first, lines_text(all, rows, language), rows.size() == 1);
        }
        for (std::size_t i = shown; i < groups.size(); ++i) left += std::ssize(groups[i].rows);
    }
    if (left == 0) return;
    const std::string number = grouped(left, language);
    const auto remark_word = words_for(
        left, {{"weitere Bemerkung", "more remark"}, {"weitere Bemerkungen", "more remarks"}}, language);
    std::string more = fmt::format("{} {} {}", in(Phrase{"… und", "… and"}, language), number, remark_word);
    if (remarks == RemarkCount::few)
        more += in(left == 1 ? Phrase{" (--all-remarks zeigt sie)", " (--all-remarks shows it)"}
                             : Phrase{" (--all-remarks zeigt sie)", " (--all-remarks shows them)"},
                   language);
    output.paragraph(more + ".");
}

void print_end(Output& output, const app::ImportReport& report, app::ImportMode mode) {
    const auto say = [&](Phrase phrase) { return std::string(in(phrase, output.language())); };
    output.write("\n");
    if (report.error_file) output.labelled(say({"Fehlerdatei", "Error file"}), report.error_file->string());
    if (report.error_file_renamed) {
        output.labelled(" ",
                        say({"Unter dem gewünschten Namen liegt schon eine Fehlerdatei; sie ist unverändert.",
                             "There is an error file of the wanted name already; it is unchanged."}));
    }
    if (mode == app::ImportMode::check_only) {
        output.paragraph(say({"Nur geprüft: nichts ist gespeichert.", "Checked only: nothing is stored."}));
        return;
    }
    output.labelled(say({"Import", "Import"}), report.import_id.text());
    output.labelled(say({"Zurücknehmen", "To undo"}), "kartei undo " + report.import_id.text());
}

/// "Telefon geschäftlich" is "Telefon (geschäftlich)".
bool speaks_for_itself(const app::ColumnReading& column, Language language) {
    return column.taken && fold_strict(column.heading) == fold_strict(in(column.meaning, language));
}

/// Headings that say what they mean need no line of their own.
void print_columns(Output& output, const std::vector<app::ColumnReading>& columns) {
    const auto language = output.language();
    std::string plain;
    for (const auto& column : columns) {
        if (!speaks_for_itself(column, language)) continue;
        plain += (plain.empty() ? "" : ", ") + column.heading;
    }
    if (!columns.empty()) output.paragraph(in(Phrase{"Spalten:", "Columns:"}, language));
    if (!plain.empty()) output.paragraph(plain, 2);
    for (const auto& column : columns) {
        if (speaks_for_itself(column, language)) continue;
        const std::string heading = column.heading.empty() ? "–" : column.heading;
        output.paragraph(fmt::format("{} → {}", heading, in(column.meaning, language)), 2);
    }
}

boost::json::object json_of(const app::RowRemark& remark, Language language) {
    boost::json::object object{{"line", remark.line},
                               {"column", remark.column},
                               {"value", remark.value},
                               {"weight", word_of(remark.weight)},
                               {"what", in(remark.what, language)},
                               {"way_out", way_out(remark.way_out, remark.command, language)}};
    if (!remark.known) return object;
    boost::json::object known{{"person", remark.known->person.text()}, {"name", remark.known->name}};
    if (remark.known->line != 0) known["line"] = remark.known->line;
    if (!remark.known->customer_number.empty()) known["customer_number"] = remark.known->customer_number;
    object["known"] = std::move(known);
    return object;
}

}  // namespace

void print(Output& output, const app::ImportReport& report, app::ImportMode mode, RemarkCount remarks) {
    const auto language = output.language();
    for (const auto& line : report.recognised) output.paragraph(in(line, language));
    print_columns(output, report.columns);
    if (!report.recognised.empty()) output.write("\n");
    for (const auto& count : counts) {
        const auto number = report.*count.number;
        if (number == 0 && count.number != &app::ImportReport::rows) continue;
        output.write(
            fmt::format("{:>11}  {}\n", grouped(number, language), words_for(number, count.words, language)));
    }
    print_remarks(output, report, remarks);
    print_end(output, report, mode);
}

void print_json(Output& output, const app::ImportReport& report, app::ImportMode mode) {
    const auto language = output.language();
    const bool stored = mode == app::ImportMode::store;
    boost::json::object object{{"stored", stored}};
    if (stored) object["import_id"] = report.import_id.text();
    for (const auto& count : counts) object[count.key] = report.*count.number;
    boost::json::array recognised;
    for (const auto& line : report.recognised) recognised.emplace_back(in(line, language));
    object["recognised"] = std::move(recognised);
    boost::json::array columns;
    for (const auto& column : report.columns) {
        columns.push_back(boost::json::object{
            {"heading", column.heading}, {"meaning", in(column.meaning, language)}, {"taken", column.taken}});
    }
    object["columns"] = std::move(columns);
    object["remarks_left_out"] = report.remarks.left_out();
    if (report.error_file) object["error_file"] = report.error_file->string();
    const auto& remarks = report.remarks;
    output.json(object, "remarks", remarks.size(),
                [&](std::size_t at) { return json_of(remarks[at], language); });
}

}  // namespace kartei::cli
