// The built program from the first list to the undone import, as an operator uses it.
#include "tests/cli/end_to_end.h"

#include "domain/ground.h"
#include "store/connection.h"

#include <fmt/format.h>

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <set>

namespace kartei::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(EndToEnd, a_list_comes_in_and_its_people_are_found) {
    const auto imported = import();
    EXPECT_EQ(imported.exit, 1) << imported.out << imported.err;  // one row is nobody
    EXPECT_THAT(imported.out, HasSubstr("3  Personen neu"));
    EXPECT_THAT(imported.out, HasSubstr("Zeile 4"));
    const auto found = run({"find", "oezd"});
    EXPECT_EQ(found.exit, 0);
    EXPECT_THAT(found.out, HasSubstr("Sören Özdemir"));
    EXPECT_EQ(json({"find", "ozdemir"}).at("persons").as_array().size(), 1U);
    EXPECT_EQ(run({"find", "niemandsonst"}).exit, 4);
}

TEST_F(EndToEnd, the_same_list_again_changes_nothing) {
    import();
    const auto again = import({"--json"});
    const auto report = boost::json::parse(again.out);
    EXPECT_EQ(report.at("persons_created"), 0);
    EXPECT_EQ(report.at("persons_merged"), 0);
    EXPECT_EQ(run({"verify"}).exit, 0);
}

TEST_F(EndToEnd, every_row_that_is_nobody_new_is_explained) {
    import();
    const auto more = directory_
                          .write("mehr.csv",
                                 "Kunden-Nr.;Vorname;Nachname;Telefon;E-Mail;Werbung E-Mail;Bemerkung\n"
                                 ";Sören;Özdemir;0441 123456;;;ruft an\n"
                                 ";Jan;Brüggemann;0591 1107;;;\n"
                                 ";Anna;Neu;0541 100001;;ja;\n"
                                 ";Anna;Neu;0541 100001;anna@example.de;nein;\n"
                                 ";Berta;Neu;0541 100001;;;\n")
                          .string();
    const auto report = json({"import", more, "--source", "Messe 2026", "--purpose", "advertising"});
    std::vector<std::string> told;
    for (const auto& remark : report.at("remarks").as_array()) {
        std::string text = std::to_string(remark.at("line").as_int64());
        if (const auto* known = remark.as_object().if_contains("known")) {
            const auto* line = known->as_object().if_contains("line");
            text += " = " + (line != nullptr ? std::to_string(line->as_int64())
                                             : std::string(known->at("customer_number").as_string()));
        }
        told.push_back(text + ": " + std::string(remark.at("what").as_string()));
    }
    EXPECT_THAT(told, testing::ElementsAre(
                          "2 = K-1: Ist schon da (gleich: Name und Telefonnummer). Ergänzt: Bemerkung.",
                          "3 = K-3: Ist schon da (gleich: Name und Telefonnummer). Brachte nichts Neues.",
                          "4: Nur eine Behauptung, die nichts erlaubt (E-Mail): Datum und Weg fehlen.",
                          "5: Gilt als Ablehnung von Werbung (E-Mail).",
                          "5 = 4: Ist schon da (gleich: Name und Telefonnummer). Ergänzt: E-Mail-Adresse und "
                          "Ablehnung.",
                          "6 = 4: Ist eine eigene Person trotz Gemeinsamem (gleich: Telefonnummer), denn der "
                          "Name ist ein anderer."));
    EXPECT_EQ(report.at("remarks_left_out"), 0);
    const auto shown = run({"import", more, "--source", "Messe 2026", "--purpose", "advertising"});
    EXPECT_THAT(shown.out, HasSubstr("Zeilen 2 (wie K-1), 3 (wie K-3), 4 (wie Anna Neu)"));
}

TEST_F(EndToEnd, a_check_leaves_nothing_behind) {
    const auto checked = import({"--check"});
    EXPECT_EQ(checked.exit, 1) << checked.err;
    EXPECT_THAT(checked.out, HasSubstr("nichts ist gespeichert"));
    EXPECT_FALSE(std::filesystem::exists(directory_ / "data"));
}

TEST_F(EndToEnd, a_first_import_that_is_refused_leaves_nothing_behind) {
    const auto letter = directory_.write("brief.pdf", "%PDF-1.7 Sehr geehrte Damen und Herren").string();
    const auto good = directory_.write("gut.csv", list).string();
    const std::vector<std::vector<std::string>> refused{
        {"import", letter, "--source", "Messe", "--purpose", "advertising"},
        {"import", good, "--source", "Messe", "--purpose", "egal"},
        {"import", good, "--source", " ", "--purpose", "advertising"},
        {"import", good, "--source", "Messe", "--purpose", "advertising", "--company", "\x1b[31m"},
        {"import", good, "--source", "Messe", "--purpose", "advertising", "--error-file", good},
        {"import", good, "--source", "Messe", "--purpose", "advertising", "--database",
         "postgres://[::1]:1/x"}};
    for (const auto& words : refused) {
        const auto ran = run(words);
        EXPECT_THAT(ran.exit, testing::AnyOf(2, 7)) << ran.out << ran.err;
        EXPECT_THAT(ran.err, HasSubstr("was tun:"));
        EXPECT_FALSE(std::filesystem::exists(directory_ / "data")) << ran.err;
    }
}

TEST_F(EndToEnd, a_missing_key_is_told_and_no_new_one_made) {
    import();
    const auto key = directory_ / "data" / "keys" / "root.key";
    std::filesystem::remove(key);
    for (const auto& ran :
         {import(), import({"--check"}), run({"verify"}), run({"find", "oezd"}), run({"demo"})}) {
        EXPECT_EQ(ran.exit, 4) << ran.out << ran.err;
        EXPECT_THAT(ran.err, HasSubstr("root.key"));
    }
    EXPECT_FALSE(std::filesystem::exists(key));
}

TEST_F(EndToEnd, a_closed_output_is_told_and_goes_into_no_file) {
    import();
    for (const char* closed : {"1>&-", "0<&- 1>&-", "1>&- 2>&-"}) {
        const std::string command = fmt::format("KARTEI_DATA='{}' '{}' find oezd {}",
                                                (directory_ / "data").string(), kartei_binary(), closed);
        EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 70) << closed;
    }
    EXPECT_EQ(run({"verify"}).exit, 0);
}

TEST_F(EndToEnd, nobody_may_be_called_without_consent_and_the_answer_says_why) {
    import();
    const auto asked = run({"may", "K-1", "--area", "Wärmepumpe", "--channel", "phone"});
    EXPECT_EQ(asked.exit, 1) << asked.err;
    EXPECT_THAT(asked.out, HasSubstr("UWG § 7 Abs. 2 Nr. 1"));
    const auto answer = json({"may", "K-1", "--area", "Wärmepumpe", "--channel", "Telefon"});
    EXPECT_EQ(answer.at("permissions").at(0).at("verdict"), "forbidden");
    EXPECT_EQ(run({"may", "K-1", "--area", "Kaffee", "--channel", "phone"}).exit, 4);
    EXPECT_EQ(run({"may", "K-99", "--matrix"}).exit, 4);
}

TEST_F(EndToEnd, the_matrix_has_nine_channels_for_every_area) {
    import();
    const auto cells = json({"may", "K-1", "--matrix"}).at("permissions").as_array();
    EXPECT_EQ(cells.size(), 18U);
    for (const auto& cell : cells) {
        EXPECT_FALSE(cell.at("sentence").as_string().empty());
    }
    const auto shown = run({"may", "K-1", "--matrix"});
    EXPECT_EQ(shown.exit, 0);
    EXPECT_THAT(shown.out, HasSubstr("Gilt für:"));
}

TEST_F(EndToEnd, an_objection_in_the_list_counts) {
    import();
    const auto answer = json({"may", "K-2", "--area", "Photovoltaik", "--channel", "email"});
    EXPECT_EQ(answer.at("permissions").at(0).at("status"), "objected");
}

TEST_F(EndToEnd, namesakes_are_told_apart_and_more_than_shown_are_named) {
    std::string meiers = "Kunden-Nr.;Vorname;Nachname;PLZ;Ort\n";
    const std::array<std::string_view, 7> names{"Anna", "Berta", "Carla", "Dora", "Emma", "Frieda", "Gerda"};
    const auto take_in = [&](std::size_t from, std::size_t until) {
        std::string rows = meiers;
        for (std::size_t i = from; i < until; ++i)
            rows += fmt::format("M-{};{};Meier;26121;Oldenburg\n", i, names.at(i));
        const auto file = directory_.write("meier.csv", rows).string();
        EXPECT_EQ(run({"import", file, "--source", "Messe", "--purpose", "advertising"}).exit, 0);
    };
    take_in(0, 2);
    const auto two = run({"may", "meier", "--matrix"});
    EXPECT_EQ(two.exit, 5);
    EXPECT_THAT(two.err, HasSubstr("Anna Meier, Oldenburg, M-0\n"));
    EXPECT_THAT(two.err, HasSubstr("Berta Meier, Oldenburg, M-1\n"));
    EXPECT_THAT(two.err, Not(HasSubstr("weitere")));
    take_in(2, names.size());
    EXPECT_THAT(run({"may", "meier", "--matrix"}).err, HasSubstr("… und weitere\n"));
    EXPECT_THAT(run({"may", "meier", "--matrix", "--lang", "en"}).err, HasSubstr("… and more\n"));
}

TEST_F(EndToEnd, a_list_without_areas_is_told_how_to_come_by_one) {
    const auto file =
        directory_.write("ohne.csv", "Kunden-Nr.;Nachname;Telefon\nK-1;Kurz;0541 100001\n").string();
    const std::vector<std::string> import{"import", file, "--source", "Messe", "--purpose", "advertising"};
    EXPECT_THAT(run(import).out, HasSubstr(" 1  Zeile gelesen\n"));
    const auto asked = run({"may", "K-1", "--matrix"});
    EXPECT_EQ(asked.exit, 4);
    for (const char* way : {"Bereich", R"("constants": {"areas": "Photovoltaik"})", "--mapping",
                            "kartei consent", "kartei interest", "--area"}) {
        EXPECT_THAT(asked.err, HasSubstr(way));
    }
    // What the answer names does it.
    const auto mapping = directory_.write("m.json", R"({"constants": {"areas": "Photovoltaik"}})").string();
    auto again = import;
    again.insert(again.end(), {"--mapping", mapping});
    EXPECT_EQ(run(again).exit, 0) << run(again).err;
    EXPECT_EQ(run({"may", "K-1", "--matrix"}).exit, 0);
}

TEST_F(EndToEnd, undoing_and_verifying_speak_of_one_person_as_one) {
    const auto file = directory_.write("eine.csv", "Kunden-Nr.;Nachname\nK-1;Kurz\n").string();
    run({"import", file, "--source", "Messe", "--purpose", "advertising"});
    EXPECT_THAT(run({"verify"}).out, HasSubstr(" 1 Person verglichen\n"));
    EXPECT_THAT(run({"undo", newest_import()}).out, HasSubstr(" 1 Person entfernt\n"));
}

TEST_F(EndToEnd, undoing_an_import_leaves_the_log_alone) {
    import();
    const auto id = newest_import();
    const auto undone = run({"undo", id});
    EXPECT_EQ(undone.exit, 0) << undone.err;
    EXPECT_EQ(run({"find", "oezd"}).exit, 4);
    EXPECT_TRUE(json({"imports"}).at("imports").as_array().empty());
    EXPECT_EQ(run({"undo", id}).exit, 5);
    EXPECT_EQ(run({"verify"}).exit, 0);
}

TEST_F(EndToEnd, the_demo_is_there_once) {
    EXPECT_EQ(run({"demo"}).exit, 0);
    EXPECT_EQ(run({"demo"}).exit, 5);
    EXPECT_EQ(run({"verify"}).exit, 0);
}

TEST_F(EndToEnd, the_demo_shows_every_ground_that_a_matrix_can_show) {
    ASSERT_EQ(run({"demo"}).exit, 0);
    std::set<std::string> missing;
    for (const auto& row : domain::ground_rows()) missing.emplace(row.code);
    // A matrix asks about advertising of our own, with number, sender, stop address and notice given.
    for (const char* other :
         {"PROCESSOR_NO_CONTRACT", "PROCESSOR_NOT_INSTRUCTED", "LEGAL_OBLIGATION", "CONTRACT",
          "CUSTOMER_REQUEST", "DOI_CONFIRMATION", "DOI_REPEATED", "SOFT_OPTIN_NO_NOTICE_IN_MESSAGE",
          "SENDER_HIDDEN", "NO_STOP_ADDRESS", "CALLER_ID_SUPPRESSED"}) {
        EXPECT_EQ(missing.erase(other), 1U) << other;
    }
    for (int number = 1'000; number < 1'240 && !missing.empty(); ++number) {
        const auto answer = json({"may", fmt::format("D-{}", number), "--matrix"});
        for (const auto& cell : answer.at("permissions").as_array()) {
            missing.erase(std::string(cell.at("ground").as_string()));
        }
    }
    EXPECT_THAT(missing, testing::IsEmpty());
    EXPECT_EQ(run({"verify"}).exit, 0);
}

TEST_F(EndToEnd, cases_are_decided_without_a_data_directory) {
    const std::string good =
        R"({"id":"A","facts":{"recipient":{"kind":"consumer"}},"question":{"now":"2026-11-23T10:00:00",)"
        R"("advertiser":"own","actor":"own","area":"heating","channel":"phone","message":"advertising"}})";
    const auto ran = run_kartei(directory_, {"decide", "-"}, {},
                                good + "\n{\"id\":\"B\",\"facts\":{\"x\":1}}\n" + good + "\n");
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("-:2"));
    const auto first = boost::json::parse(ran.out.substr(0, ran.out.find('\n')));
    EXPECT_EQ(first.at("id"), "A");
    EXPECT_EQ(first.at("verdict"), "forbidden");
    EXPECT_EQ(first.at("ground"), "CONSENT_MISSING");
    EXPECT_EQ(std::ranges::count(ran.out, '\n'), 2);
}

TEST_F(EndToEnd, a_decided_case_is_one_line_of_json_with_six_members_in_order) {
    const auto ran = run_kartei(directory_, {"decide", "-"}, {},
                                R"({"id":"Ä\n1","facts":{"contact_point":{"id":"a"}},"question":)"
                                R"({"now":"2026-11-23T10:00:00","channel":"post","sender_disclosed":true}})"
                                "\n");
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(
        ran.out,
        R"({"id":"Ä\u000a1","verdict":"allowed_with_duty","ground":"LEGITIMATE_INTEREST_POST","basis":"law",)"
        R"("law":["DSGVO Art. 6 Abs. 1 lit. f","UWG § 7 Abs. 1","OLG Stuttgart 2 U 63/22",)"
        R"("UWG § 7 Abs. 2 Nr. 3 lit. a","DSGVO Art. 21 Abs. 4"],)"
        R"("duties":["sender_identity","art21_4_notice"]})"
        "\n");
}

TEST_F(EndToEnd, cases_may_begin_with_a_byte_order_mark_and_have_empty_lines_and_ends_of_windows) {
    const std::string good = R"({"id":"A","facts":{},"question":{"now":"2026-11-23","channel":"phone"}})";
    const auto file =
        directory_.write("faelle.jsonl", "\xEF\xBB\xBF" + good + "\r\n\r\n \t\r\n" + good + "\r\n" + good);
    const auto ran = run_kartei(directory_, {"decide", file.string()}, {});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(std::ranges::count(ran.out, '\n'), 3);
}

TEST_F(EndToEnd, faulty_cases_are_named_by_line_and_key_and_the_others_answered) {
    const std::string good = R"({"id":"A","facts":{},"question":{"now":"2026-11-23","channel":"phone"}})";
    const std::string lines = R"({"facts":{},"question":{}})"
                              "\n" +
                              std::string(2'000'000, 'x') + "\n" + std::string(30'000, '[') +
                              "\n{\"id\":\"\xFF\"}\n" + good + "\n";
    const auto ran = run_kartei(directory_, {"decide", "-"}, {{"LANG", "en_US.UTF-8"}}, lines);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(std::ranges::count(ran.out, '\n'), 1);
    EXPECT_THAT(ran.err, HasSubstr("-:1 id"));
    EXPECT_THAT(ran.err, HasSubstr("more than 1048576 bytes"));
    EXPECT_THAT(ran.err, HasSubstr("-:2"));
    EXPECT_THAT(ran.err, HasSubstr("-:3 1:9"));
    EXPECT_THAT(ran.err, HasSubstr("-:4 1:8"));
}

TEST_F(EndToEnd, verification_with_another_key_file_says_to_put_the_right_one_back) {
    import();
    std::ofstream(directory_ / "data" / "keys" / "root.key") << std::string(64, 'a') << "\n";
    const auto ran = run({"verify"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, HasSubstr("Der Wurzelschlüssel gehört nicht zu diesem Bestand."));
    EXPECT_THAT(ran.err, HasSubstr("keys/root.key"));
    EXPECT_THAT(ran.err, HasSubstr("Legen Sie die Schlüsseldatei zurück"));
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("Sicherung")));
}

TEST_F(EndToEnd, verification_runs_where_the_consoles_rights_were_taken_and_names_that) {
    import();
    const std::string imported = newest_import();
    {
        const auto intruder = store::connect(store::sqlite_file(directory_ / "data" / "kartei.db"));
        (*intruder)->run(
            "UPDATE membership SET role = 'agent' WHERE role = 'administrator';"
            "DELETE FROM membership WHERE role = 'manager'; CREATE TABLE spy (number INTEGER)");
    }
    EXPECT_EQ(run({"undo", imported}).exit, 3);
    const auto ran = run({"verify"});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_THAT(ran.out, HasSubstr("table spy\n"));
    EXPECT_THAT(ran.out, HasSubstr("/administrator\n"));
    EXPECT_THAT(ran.out, HasSubstr("/manager\n"));
    EXPECT_THAT(ran.out, HasSubstr("spielen Sie eine Sicherung"));
}

TEST_F(EndToEnd, refusals_name_place_and_way_out) {
    const auto missing = run({"import", "gibtesnicht.csv", "--source", "s", "--purpose", "advertising"});
    EXPECT_THAT(missing.exit, testing::AnyOf(2, 4));
    EXPECT_THAT(missing.err, HasSubstr("gibtesnicht.csv"));
    const auto empty =
        run_kartei(directory_, {"find", "x"}, {{"KARTEI_DATA", (directory_ / "leer").string()}});
    EXPECT_EQ(empty.exit, 4);
    EXPECT_THAT(empty.err, HasSubstr("do next:"));
    EXPECT_THAT(empty.err, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace kartei::cli
