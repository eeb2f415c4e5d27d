#include "cli/import_report.h"

#include "cli/words.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kartei::cli {

namespace {

constexpr std::size_t few_remarks = 20;

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

void print_remarks(Output& output, const app::ImportReport& report, RemarkCount remarks) {
    const auto language = output.language();
    const std::size_t shown =
        remarks == RemarkCount::all ? report.remarks.size() : std::min(report.remarks.size(), few_remarks);
    if (shown == 0) return;
    output.write("\n");
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& remark = report.remarks[i];
        const std::string where = remark.column.empty() ? std::string() : fmt::format(" · {}", remark.column);
        const std::string_view line_word = in(Phrase{"Zeile", "Line"}, language);
        output.paragraph(fmt::format("{} {}{} ({}): {}", line_word, remark.line, where,
                                     in(words_of(remark.weight), language), in(remark.what, language)));
        if (!in(remark.way_out, language).empty()) output.paragraph("→ " + in(remark.way_out, language), 2);
    }
    const auto left = static_cast<std::int64_t>(report.remarks.size() - shown) + report.remarks_left_out;
    if (left == 0) return;
    const std::string number = grouped(left, language);
    const Message more{fmt::format("… und {} weitere Bemerkungen (--all-remarks zeigt sie).", number),
                       fmt::format("… and {} more remarks (--all-remarks shows them).", number)};
    output.paragraph(in(more, language));
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
                                              {"weight", word_of(remark.weight)},
                                              {"what", in(remark.what, language)},
                                              {"way_out", in(remark.way_out, language)}});
    }
    object["remarks"] = std::move(remarks);
    object["remarks_left_out"] = report.remarks_left_out;
    if (report.error_file) object["error_file"] = report.error_file->string();
    return object;
}

}  // namespace kartei::cli
