#include "cli/verdict.h"

#include "cli/import_report.h"
#include "cli/visible.h"
#include "cli/words.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>

namespace kartei::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What `print` writes onto a screen of that width.
template <class Print>
std::string printed(std::size_t width, Print&& print) {
    char* text = nullptr;
    std::size_t size = 0;
    std::FILE* file = open_memstream(&text, &size);
    Output output({.language = Language::de, .width = width}, file, file);
    print(output);
    std::fclose(file);
    // What the library allocated, the library's own function takes back.
    const std::unique_ptr<char, decltype(&std::free)> owned(text, std::free);
    return {owned.get(), size};
}

app::Permission permission(const std::string& area, domain::Channel channel, const std::string& status,
                           const std::string& sentence) {
    app::Permission permission;
    permission.area.name = area;
    permission.area.area_key = area;
    permission.channel = channel;
    permission.status = status;
    permission.sentence = {sentence, sentence};
    permission.law = {"UWG § 7 Abs. 2 Nr. 1"};
    return permission;
}

app::PermissionAnswer matrix() {
    app::PermissionAnswer answer;
    answer.name = "Sören Özdemir";
    for (const char* area : {"Wärmepumpe", "Photovoltaik"}) {
        for (const auto channel : domain::all_channels) {
            const bool post = channel == domain::Channel::post;
            answer.permissions.push_back(
                permission(area, channel, post ? "conditional" : "denied",
                           post ? "Ein Brief ist erlaubt." : "Es fehlt die Einwilligung."));
        }
    }
    return answer;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(Matrix, explains_every_cell_and_each_reason_once) {
    const std::string text = printed(0, [](Output& output) { print_matrix(output, matrix()); });
    EXPECT_EQ(count_of(text, "Es fehlt die Einwilligung."), 1U);
    EXPECT_EQ(count_of(text, "Ein Brief ist erlaubt."), 1U);
    for (const char* area : {"Wärmepumpe: ", "Photovoltaik: "}) EXPECT_EQ(count_of(text, area), 2U) << area;
    for (const auto channel : domain::all_channels) {
        EXPECT_EQ(count_of(text, heading_of(channel, Language::de)), 3U) << enum_word(channel);
    }
}

TEST(Matrix, is_divided_where_the_screen_is_narrow) {
    for (const std::size_t width : {40U, 60U, 80U, 120U}) {
        const std::string text = printed(width, [](Output& output) { print_matrix(output, matrix()); });
        for (const auto line : split(text, '\n')) EXPECT_LE(display_width(line), width) << line;
        for (const auto channel : domain::all_channels)
            EXPECT_GE(count_of(text, heading_of(channel, Language::de)), 1U);
    }
}

TEST(Matrix, says_so_where_there_are_no_areas) {
    const std::string text = printed(
        0, [](Output& output) { print_matrix(output, {.person = {}, .name = "Eva", .permissions = {}}); });
    EXPECT_THAT(text, HasSubstr("noch keine Bereiche"));
}

TEST(Verdict, shows_everything_and_sends_no_escapes) {
    app::PermissionAnswer answer{.person = {}, .name = "Eva \x1b[2J", .permissions = {}};
    auto one = permission("Strom", domain::Channel::phone, "denied", "Nein.");
    one.evidence = {{"Beleg A", "proof A"}};
    one.other_reasons = {{"Auch widersprochen.", "Objected, too."}};
    one.duties = {"stop_address"};
    one.contact_point.emplace();
    one.contact_point->value = "0441 123456";
    answer.permissions = {one};
    const std::string text = printed(0, [&](Output& output) { print_verdict(output, answer); });
    for (const char* part :
         {"✗", "Eva ␛[2J", "Strom", "Nein.", "UWG § 7", "Beleg A", "Auch widersprochen.", "0441 123456"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(VerdictJson, holds_the_keys_programs_rest_on) {
    const auto object = json_of(permission("Strom", domain::Channel::email, "denied", "Nein."), Language::de);
    for (const char* key : {"area", "channel", "status", "verdict", "ground", "basis", "sentence", "law",
                            "duties", "evidence", "other_reasons", "instead"}) {
        EXPECT_TRUE(object.contains(key)) << key;
    }
    EXPECT_EQ(object.at("channel"), "email");
    EXPECT_EQ(object.at("verdict"), "forbidden");
}

app::ImportReport report() {
    app::ImportReport report;
    report.rows = 1'200;
    report.persons_created = 1'190;
    report.rows_bad = 10;
    for (int i = 1; i <= 35; ++i) {
        report.remarks.add({.line = i,
                            .column = "PLZ",
                            .what = {fmt::format("kein Ort {}", i), fmt::format("no town {}", i)},
                            .way_out = {"Ort ergänzen", "add the town"},
                            .weight = app::RowRemark::Weight::row_left_out});
    }
    return report;
}

TEST(ImportReport, shows_counts_and_the_first_remarks) {
    const auto text =
        printed(0, [](Output& output) { print(output, report(), app::ImportMode::store, RemarkCount::few); });
    EXPECT_THAT(text, HasSubstr("1.190  Personen neu"));
    EXPECT_THAT(text, HasSubstr("Zeile 30 · PLZ"));
    EXPECT_THAT(text, Not(HasSubstr("Zeile 31 · PLZ")));
    EXPECT_THAT(text, HasSubstr("5 weitere Bemerkungen"));
    EXPECT_THAT(text, HasSubstr("kartei undo"));
}

TEST(ImportReport, says_the_same_about_many_rows_once) {
    app::ImportReport many;
    for (int line = 2; line <= 12; ++line) {
        many.remarks.add({.line = line, .column = "Notiz", .what = {"Widerspruch", "objection"}});
    }
    const auto show = [&](RemarkCount remarks) {
        return printed(0, [&](Output& output) { print(output, many, app::ImportMode::store, remarks); });
    };
    EXPECT_THAT(show(RemarkCount::few), HasSubstr("Zeilen 2, 3, 4, 5, 6, 7, 8, 9 und 3 weitere · Notiz"));
    EXPECT_THAT(show(RemarkCount::few), Not(HasSubstr("weitere Bemerkungen")));
    EXPECT_THAT(show(RemarkCount::all), HasSubstr("Zeile 12 · Notiz"));
}

TEST(ImportReport, speaks_of_one_row_as_one) {
    app::ImportReport one;
    one.rows = one.persons_created = one.rows_bad = one.objections = 1;
    for (int i = 1; i <= 31; ++i) {
        one.remarks.add({.line = i, .what = {fmt::format("Art {}", i), fmt::format("kind {}", i)}});
    }
    const auto text =
        printed(0, [&](Output& output) { print(output, one, app::ImportMode::store, RemarkCount::few); });
    for (const char* line : {" 1  Zeile gelesen\n", " 1  Person neu\n", " 1  Zeile blieb liegen\n",
                             " 1  Widerspruch\n", "1 weitere Bemerkung (--all-remarks zeigt sie).\n"}) {
        EXPECT_THAT(text, HasSubstr(line));
    }
}

TEST(ImportReport, of_a_check_promises_that_nothing_was_stored) {
    const auto text = printed(
        0, [](Output& output) { print(output, report(), app::ImportMode::check_only, RemarkCount::all); });
    EXPECT_THAT(text, HasSubstr("nichts ist gespeichert"));
    EXPECT_THAT(text, HasSubstr("Zeile 35 · PLZ"));
    EXPECT_THAT(text, Not(HasSubstr("kartei undo")));
    const auto json = boost::json::parse(
        printed(0, [](Output& output) { print_json(output, report(), app::ImportMode::check_only); }));
    EXPECT_FALSE(json.as_object().contains("import_id"));
    EXPECT_EQ(json.at("remarks").as_array().size(), 35U);
    EXPECT_EQ(json.at("remarks").at(34).at("line"), 35);
}

}  // namespace
}  // namespace kartei::cli
