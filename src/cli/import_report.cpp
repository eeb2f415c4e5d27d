#include "cli/import_report.h"

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

constexpr std::size_t few_remarks = 20;
constexpr std::size_t few_lines = 8;

std::string_view word_of(app::RowRemark::Weight weight) {
    switch (weight) {
        case app::RowRemark::Weight::note: return "note";
        case app::RowRemark::Weight::value_left_out: return "value_left_out";
        case app::RowRemark::Weight::row_left_out: return "row_left_out";
    }
    return "note";
}

Phrase words_of(app::RowRemark::Weight weight) {
    switch (weight) {
        case app::RowRemark::Weight::note: return {"Hinweis", "note"};
        case app::RowRemark::Weight::value_left_out: return {"Wert fehlt", "value left out"};
        case app::RowRemark::Weight::row_left_out: return {"Zeile liegt", "row left out"};
    }
    return {};
}

struct Count {
    std::int64_t app::ImportReport::* number;
    std::string_view key;
    Phrase words;
};

constexpr std::array counts{
    Count{&app::ImportReport::rows, "rows", {"Zeilen gelesen", "rows read"}},
    Count{
        &app::ImportReport::rows_before,
        "rows_before",
        {"davon schon vom unterbrochenen Lauf gespeichert", "of them stored by the run that was broken off"}},
    Count{&app::ImportReport::persons_created, "persons_created", {"Personen neu", "persons new"}},
    Count{&app::ImportReport::persons_merged,
          "persons_merged",
          {"Zeilen ergänzten Bekannte", "rows added to known persons"}},
    Count{&app::ImportReport::rows_unchanged,
          "rows_unchanged",
          {"Zeilen brachten nichts Neues", "rows brought nothing new"}},
    Count{&app::ImportReport::rows_bad, "rows_bad", {"Zeilen blieben liegen", "rows left out"}},
    Count{&app::ImportReport::contact_points,
          "contact_points",
          {"Nummern und Adressen", "numbers and addresses"}},
    Count{&app::ImportReport::consents,
          "consents",
          {"Einwilligungen mit Datum und Weg", "consents with date and way"}},
    Count{&app::ImportReport::claims,
          "claims",
          {"Behauptungen ohne Beleg: sie erlauben nichts", "claims without proof: they permit nothing"}},
    Count{&app::ImportReport::refusals, "refusals", {"Ablehnungen", "refusals"}},
    Count{&app::ImportReport::objections, "objections", {"Widersprüche", "objections"}},
};

/// The same remark about many rows is said once, with their lines.
struct RemarkGroup {
    const app::RowRemark* remark = nullptr;
    std::vector<std::int64_t> lines;
};

/// In the order of their first rows.
std::vector<RemarkGroup> grouped_remarks(const std::vector<app::RowRemark>& remarks) {
    std::vector<RemarkGroup> groups;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;
    for (const auto& remark : remarks) {
        const auto [place, is_new] = places.try_emplace({remark.column, remark.what.de}, groups.size());
        if (is_new) groups.push_back({&remark, {}});
        groups[place->second].lines.push_back(remark.line);
    }
    return groups;
}

std::string lines_text(const std::vector<std::int64_t>& lines, Language language) {
    if (lines.size() == 1) return fmt::format("{} {}", in(Phrase{"Zeile", "Line"}, language), lines.front());
    const std::size_t named = std::min(lines.size(), few_lines);
    std::string text{in(Phrase{"Zeilen", "Lines"}, language)};
    for (std::size_t i = 0; i < named; ++i) text += fmt::format("{}{}", i == 0 ? " " : ", ", lines[i]);
    if (named == lines.size()) return text;
    const std::string rest = grouped(static_cast<std::int64_t>(lines.size() - named), language);
    return text + (language == Language::de ? fmt::format(" und {} weitere", rest)
                                            : fmt::format(" and {} more", rest));
}

void print_remark(Output& output, const app::RowRemark& remark, const std::vector<std::int64_t>& lines) {
    const auto language = output.language();
    std::string where;
    if (!remark.column.empty()) where = " · " + remark.column;
    if (!remark.value.empty() && lines.size() == 1) {
        where += language == Language::de ? fmt::format(" „{}“", remark.value)
                                          : fmt::format(" '{}'", remark.value);
    }
    output.paragraph(fmt::format("{}{} ({}): {}", lines_text(lines, language), where,
                                 in(words_of(remark.weight), language), in(remark.what, language)));
    if (!in(remark.way_out, language).empty()) output.paragraph("→ " + in(remark.way_out, language), 2);
}

void print_remarks(Output& output, const app::ImportReport& report, RemarkCount remarks) {
    if (report.remarks.empty()) return;
    output.write("\n");
    auto left = report.remarks_left_out;
    if (remarks == RemarkCount::all) {
        for (const auto& remark : report.remarks) print_remark(output, remark, {remark.line});
    } else {
        const auto groups = grouped_remarks(report.remarks);
        const std::size_t shown = std::min(groups.size(), few_remarks);
        for (std::size_t i = 0; i < shown; ++i) print_remark(output, *groups[i].remark, groups[i].lines);
        for (std::size_t i = shown; i < groups.size(); ++i) left += std::ssize(groups[i].lines);
    }
    if (left == 0) return;
    const std::string number = grouped(left, output.language());
    const Message more{fmt::format("… und {} weitere Bemerkungen (--all-remarks zeigt sie).", number),
                       fmt::format("… and {} more remarks (--all-remarks shows them).", number)};
    output.paragraph(in(more, output.language()));
}

void print_end(Output& output, const app::ImportReport& report, app::ImportMode mode) {
    const auto say = [&](Phrase phrase) { return std::string(in(phrase, output.language())); };
    output.write("\n");
    if (report.error_file) output.labelled(say({"Fehlerdatei", "Error file"}), report.error_file->string());
    if (mode == app::ImportMode::check_only) {
        output.paragraph(say({"Nur geprüft: nichts ist gespeichert.", "Checked only: nothing is stored."}));
        return;
    }
    output.labelled(say({"Import", "Import"}), report.import_id.text());
    output.labelled(say({"Zurücknehmen", "To undo"}), "kartei undo " + report.import_id.text());
}

}  // namespace

void print(Output& output, const app::ImportReport& report, app::ImportMode mode, RemarkCount remarks) {
    const auto language = output.language();
    for (const auto& line : report.recognised) output.paragraph(in(line, language));
    if (!report.recognised.empty()) output.write("\n");
    for (const auto& count : counts) {
        const auto number = report.*count.number;
        if (number == 0 && count.number != &app::ImportReport::rows) continue;
        output.write(fmt::format("{:>11}  {}\n", grouped(number, language), in(count.words, language)));
    }
    print_remarks(output, report, remarks);
    print_end(output, report, mode);
}

boost::json::object json_of(const app::ImportReport& report, app::ImportMode mode, Language language) {
    const bool stored = mode == app::ImportMode::store;
    boost::json::object object{{"stored", stored}};
    if (stored) object["import_id"] = report.import_id.text();
    for (const auto& count : counts) object[count.key] = report.*count.number;
    boost::json::array recognised;
    for (const auto& line : report.recognised) recognised.emplace_back(in(line, language));
    object["recognised"] = std::move(recognised);
    boost::json::array remarks;
    for (const auto& remark : report.remarks) {
        remarks.push_back(boost::json::object{{"line", remark.line},
                                              {"column", remark.column},
                                              {"value", remark.value},
                                              {"weight", word_of(remark.weight)},
                                              {"what", in(remark.what, language)},
    if (report.error_file_renamed) {
        output.labelled(" ",
                        say({"Unter dem gewünschten Namen liegt schon eine Fehlerdatei; sie ist unverändert.",
                             "There is an error file of the wanted name already; it is unchanged."}));
    }
                                              {"way_out", in(remark.way_out, language)}});
    }
    object["remarks"] = std::move(remarks);
    object["remarks_left_out"] = report.remarks_left_out;
    if (report.error_file) object["error_file"] = report.error_file->string();
    return object;
}

}  // namespace kartei::cli
