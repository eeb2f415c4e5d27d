// What a list becomes: persons with origin and purpose, claims, objections, and rows that are left out.
#include "app/import_writer.h"
#include "tests/app/broken.h"
#include "tests/app/import_test.h"
#include "tests/app/list_bytes.h"

#include "app/find.h"
#include "app/imports.h"
#include "app/mapping_template.h"
#include "domain/person_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kartei::app {
namespace {

using domain::Channel;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ImportList : public ImportTest {};
ON_BOTH_ENGINES(ImportList);

/// As a German Excel saves it, with what people make of it.
constexpr std::string_view messy =
    "Kunden-Nr.;Anrede;Titel;Vorname;Nachname;Firma;Straße;PLZ;Ort;Telefon;E-Mail;Geburtsdatum;Herkunft;"
    "Erfasst am;Werbung Telefon;Werbung E-Mail;Einwilligung vom;Bereich;Widerspruch;Bemerkung\r\n"
    "K-1;Herr;Dr.;Jörg;Özdemir;;Am Bröhn 1;26121;Oldenburg;(0441) 12 34 56;JOERG@EXAMPLE.DE;3.4.1970;"
    "Messe Osnabrück 2025;6.6.2024;ja;x;17.7.2025;Wärmepumpe;;\"Zeile 1\nZeile 2\"\r\n"
    ";Herr;;Joerg;Oezdemir;;Am Bröhn 1;26121;Oldenburg;0441-123456;joerg@example.de;;;;;;;;;\r\n"
    "K-2;Frau;;Eva;Weiß;;Goethestr. 2;1067;Dresden;0351/5868;unbekannt;31.02.1980;;2023-05-01;nein;;;"
    "\"Strom & Gas, Wärmepumpe\";ja;=SUMME(A1:A9)\r\n"
    "K-3;Frau;;Uta;Kühne;Müller & Söhne GmbH;Lange Straße 3;49808;Lingen (Ems);0591 1107;uta@example.de;;"
    "Adresskauf;;;;;Strom & Gas;;\"\"\"Bitte nur Brief\"\"; keine Anrufe!\"\r\n"
    ";;;;;;;;;;;;;;;;;;;nur eine Bemerkung\r\n";

TEST_P(ImportList, of_a_german_excel_becomes_persons) {
    const auto report = import(as_windows_1252(messy));
    EXPECT_THAT(report.recognised.at(0).en, HasSubstr("Windows-1252"));
    EXPECT_EQ(report.rows, 5);
    EXPECT_EQ(report.persons_created, 3);
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(report.rows_bad, 1);
    EXPECT_EQ(report.claims, 1);      // telephone and e-mail, one day: one declaration
    EXPECT_EQ(report.refusals, 1);    // Eva's "nein"
    EXPECT_EQ(report.objections, 2);  // Eva's column, Uta's remark
    EXPECT_EQ(report.consents, 0);
    const auto joerg = file(person("oezdemir"));
    EXPECT_EQ(joerg.person.first_name, "Jörg");
    EXPECT_EQ(joerg.person.birth_date, *parse_date("1970-04-03"));
    EXPECT_EQ(joerg.person.kind, domain::RecipientKind::consumer);
    EXPECT_EQ(joerg.contact_points.size(), 3U);
    EXPECT_THAT(joerg.notes.at(0).text, HasSubstr("Zeile 2"));
    EXPECT_EQ(file(person("kuehne")).person.kind, domain::RecipientKind::company_contact);
    EXPECT_EQ(verified(), "");
}

TEST_P(ImportList, reads_utf16_text_alike) {
    std::string tabs(messy.substr(0, messy.find("K-3")));
    std::ranges::replace(tabs, ';', '\t');
    const auto report = import(request(list("liste.txt", as_utf16(tabs))));
    EXPECT_THAT(report.recognised.at(0).en, HasSubstr("UTF-16"));
    EXPECT_EQ(report.persons_created, 2);
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(file(person("weiss")).person.last_name, "Weiß");
}

TEST_P(ImportList, reads_a_workbook) {
    auto wanted = request(KARTEI_SOURCE_DIR "/tests/data/kundenliste-libreoffice.xlsx");
    const auto report = import(wanted);
    EXPECT_EQ(report.rows, 40);
    EXPECT_EQ(report.persons_created, 39);
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(report.claims, 29);
    EXPECT_EQ(report.refusals, 26);
    EXPECT_EQ(report.objections, 11);
    EXPECT_EQ(report.rows_bad, 0);
    EXPECT_EQ(verified(), "");
}

TEST_P(ImportList, with_an_english_header_becomes_business_contacts) {
    import(
        "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax\n"
        "FUTTE,Futterkiste Anders GmbH,Maria Anders,Sales Representative,Obere Str. 57,Berlin,,12209,Germany,"
        "030-0074321,030-0076545\n"
        "ALPEN,Alpenkost AG,Georg Pipps,Sales Manager,Geislweg 14,Salzburg,,5020,Austria,6562-9722,\n");
    const auto maria = file(person("anders"));
    EXPECT_EQ(maria.person.kind, domain::RecipientKind::company_contact);
    EXPECT_EQ(maria.person.customer_number, "FUTTE");
    EXPECT_EQ(maria.jobs.at(0).company.name, "Futterkiste Anders GmbH");
    EXPECT_EQ(maria.jobs.at(0).employment.position, "Sales Representative");
    EXPECT_EQ(maria.contact_points.size(), 3U);
    EXPECT_EQ(file(person("pipps")).person.country, "AT");
}

TEST_P(ImportList, brings_origin_and_purpose_to_everything) {
    import(as_windows_1252(messy));
    const auto joerg = file(person("oezdemir"));
    const auto origin = [](const domain::PersonFile& one) {
        return std::ranges::find(one.sources, one.person.source_id, &domain::Source::source_id)->name;
    };
    EXPECT_EQ(origin(joerg), "Messe Osnabrück 2025");              // the row's own
    EXPECT_EQ(origin(file(person("weiss"))), "Kundenliste 2026");  // where the row says nothing
    EXPECT_EQ(joerg.person.purpose, "advertising");
    EXPECT_EQ(joerg.person.collected_on, *parse_date("2024-06-06"));
    for (const auto& point : joerg.contact_points) {
        EXPECT_EQ(point.purposes.keys, std::vector<std::string>{"advertising"});
        EXPECT_FALSE(point.source_id.is_nil());
    }
}

TEST_P(ImportList, needs_a_source_and_a_purpose_there_is) {
    const auto file = list("liste.csv", "Name;Telefon\nEva Weiß;0351 5868\n");
    const auto before = snapshot();
    auto without_source = request(file);
    without_source.source.clear();
    const auto no_source = import_list(house(), session(), without_source, {});
    ASSERT_FALSE(no_source);
    EXPECT_EQ(no_source.error().where, "source");
    auto without_purpose = request(file);
    without_purpose.purpose = "spam";
    const auto no_purpose = import_list(house(), session(), without_purpose, {});
    ASSERT_FALSE(no_purpose);
    EXPECT_EQ(no_purpose.error().code, ErrorCode::invalid);
    EXPECT_THAT(no_purpose.error().next.en, HasSubstr("advertising"));
    EXPECT_EQ(snapshot(), before);
}

TEST_P(ImportList, needs_the_right_to) {
    Session agent = session();
    agent.roles = {domain::Role::agent};
    const auto refused =
        import_list(house(), agent, request(list("liste.csv", "Name;Telefon\nEva Weiß;0351 5868\n")), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_EQ(persons(), 0);
}

TEST_P(ImportList, permits_nothing_without_date_and_way) {
    import(
        "Vorname;Nachname;Telefon;Bereich;Werbung Telefon;Einwilligung vom;Art der Einwilligung\n"
        "Anna;Häkchen;0541 100001;Strom;x;;\n"
        "Berta;Datum;0541 100002;Strom;ja;3.2.2026;\n"
        "Carla;Weg;0541 100003;Strom;ja;;Webformular\n"
        "Dora;Beides;0541 100004;Strom;ja;3.2.2026;Formular auf der Messe\n"
        "Elsa;Zukunft;0541 100005;Strom;ja;3.2.2027;Papier\n"
        "Fritz;Vielleicht;0541 100006;Strom;vielleicht;3.2.2026;Papier\n");
    for (const auto* name : {"haekchen", "datum", "weg", "beides", "zukunft", "vielleicht"}) {
        EXPECT_THAT(status(person(name), Channel::phone, "Strom"),
                    testing::AnyOf("denied", "unknown", "objected"))
            << name;
    }
    EXPECT_EQ(count("claim"), 4);
    EXPECT_EQ(count("consent"), 2);
    EXPECT_EQ(file(person("datum")).claims.at(0).claimed_on, *parse_date("2026-02-03"));
    EXPECT_EQ(file(person("weg")).claims.at(0).way, "Webformular");
    const auto consent = file(person("beides")).consents.at(0);
    EXPECT_EQ(consent.way, domain::ConsentWay::paper);
    EXPECT_THAT(consent.evidence_note.value_or(""), HasSubstr("Formular auf der Messe"));
}

TEST_P(ImportList, keeps_every_objection_it_finds) {
    import(
        "Vorname;Nachname;Telefon;E-Mail;Bereich;Werbesperre;Keine Anrufe;Werbung E-Mail;Notiz\n"
        "Anna;Sperre;0541 100001;a@example.de;Strom;seit 2023;;;\n"
        "Berta;Anruf;0541 100002;b@example.de;Strom;;x;;\n"
        "Carla;Nein;0541 100003;c@example.de;Strom;;;nein;\n"
        "Dora;Notiz;0541 100004;d@example.de;Strom;nein;0;;möchte keine Anrufe mehr\n"
        "Elsa;Frei;0541 100005;e@example.de;Strom;nein;0;;ruft zurück\n");
    EXPECT_EQ(status(person("sperre"), Channel::email, "Strom"), "objected");
    EXPECT_EQ(status(person("sperre"), Channel::phone, "Strom"), "objected");
    EXPECT_EQ(status(person("anruf"), Channel::phone, "Strom"), "objected");
    EXPECT_NE(status(person("anruf"), Channel::email, "Strom"), "objected");
    EXPECT_EQ(status(person("nein"), Channel::email, "Strom"), "objected");
    EXPECT_EQ(status(person("dora"), Channel::phone, "Strom"), "objected");
    EXPECT_NE(status(person("elsa"), Channel::phone, "Strom"), "objected");
}

TEST_P(ImportList, names_line_column_reason_and_way_out_of_what_is_wrong) {
    const auto report = import(as_windows_1252(messy));
    const auto remark = [&](std::int64_t line, std::string_view column) {
        for (std::size_t i = 0; i < report.remarks.size(); ++i) {
            auto one = report.remarks[i];
            if (one.line == line && one.column == column) return one;
        }
        return RowRemark{};
    };
    EXPECT_EQ(remark(5, "Geburtsdatum").weight, RowRemark::Weight::value_left_out);
    EXPECT_THAT(remark(5, "Geburtsdatum").what.de, HasSubstr("31.02.1980"));
    EXPECT_EQ(remark(5, "E-Mail").weight, RowRemark::Weight::value_unusable);
    EXPECT_EQ(remark(5, "E-Mail").value, "unbekannt");
    EXPECT_EQ(remark(5, "PLZ").weight, RowRemark::Weight::note);
    EXPECT_EQ(remark(7, "").weight, RowRemark::Weight::row_left_out);
    for (std::size_t i = 0; i < report.remarks.size(); ++i) {
        const auto one = report.remarks[i];
        EXPECT_GT(one.line, 1);
        EXPECT_FALSE(one.what.de.empty());
        EXPECT_FALSE(one.what.en.empty());
        EXPECT_FALSE(one.way_out.de.empty()) << one.what.de;
        EXPECT_FALSE(one.way_out.en.empty()) << one.what.en;
    }
    EXPECT_EQ(file(person("weiss")).person.birth_date, std::nullopt);
}

std::string content_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

TEST_P(ImportList, can_be_mended_in_the_error_file_and_imported_again) {
    const auto first = import(
        "Vorname;Nachname;Telefon;Notiz\n"
        "Anna;Groß;0541 100001;gut\n"
        ";;;=1+1 ohne Namen\n"
        ";;;noch einer\n");
    EXPECT_EQ(first.persons_created, 1);
    EXPECT_EQ(first.rows_bad, 2);
    ASSERT_TRUE(first.error_file);
    EXPECT_EQ(first.error_file->filename(), "liste.fehler.csv");
    std::string mended = content_of(*first.error_file);
    EXPECT_THAT(mended, HasSubstr("'=1+1 ohne Namen"));  // no formula runs when it is opened
    const auto row = mended.find(";;;;'=1+1");
    ASSERT_NE(row, std::string::npos);
    mended.replace(row, 4, ";Berta;Weiß;;");
    const auto again = import(request(list("gebessert.csv", mended)));
    EXPECT_EQ(again.persons_created, 1);
    EXPECT_EQ(again.rows_bad, 1);
    const auto berta = file(person("berta"));
    EXPECT_EQ(berta.person.last_name, "Weiß");
    EXPECT_EQ(berta.notes.at(0).text, "=1+1 ohne Namen");  // nothing is lost on the way
    EXPECT_EQ(verified(), "");
}

TEST_P(ImportList, never_writes_over_an_error_file_that_is_there) {
    const auto first = import("Vorname;Nachname;Telefon;Notiz\n;;;niemand\n");
    ASSERT_TRUE(first.error_file);
    EXPECT_FALSE(first.error_file_renamed);
    const std::string half_mended = content_of(*first.error_file) + "2;;Anna;Groß;;\r\n";
    std::ofstream(*first.error_file, std::ios::binary) << half_mended;
    const auto second = import("Vorname;Nachname;Telefon;Notiz\n;;;noch niemand\n");
    ASSERT_TRUE(second.error_file);
    EXPECT_TRUE(second.error_file_renamed);
    EXPECT_EQ(second.error_file->filename(), "liste.fehler-2.csv");
    EXPECT_EQ(content_of(*first.error_file), half_mended);
    EXPECT_THAT(content_of(*second.error_file), HasSubstr("noch niemand"));
    // The same list again says nothing new: no third file.
    const auto again = import("Vorname;Nachname;Telefon;Notiz\n;;;noch niemand\n");
    EXPECT_EQ(again.error_file, second.error_file);
    EXPECT_FALSE(std::filesystem::exists(second.error_file->parent_path() / "liste.fehler-3.csv"));
    // Nor over one that was named.
    auto named = request(list("liste.csv", "Vorname;Nachname;Telefon;Notiz\n;;;ein dritter\n"));
    named.error_file = *first.error_file;
    EXPECT_EQ(import(named).error_file->filename(), "liste.fehler-3.csv");
    EXPECT_EQ(content_of(*first.error_file), half_mended);
}

TEST_P(ImportList, that_is_broken_off_leaves_no_half_error_file) {
    const auto wanted = request(list("liste.csv", "Vorname;Nachname;Notiz\n;;niemand\nAnna;Groß;\n"));
    const auto break_off = [](std::int64_t, std::optional<double>) {
        throw std::runtime_error("broken off");
    };
    EXPECT_THROW((void)import_list(house(), session(), wanted, break_off), std::runtime_error);
    EXPECT_FALSE(std::filesystem::exists(wanted.file.parent_path() / "liste.fehler.csv"));
    EXPECT_EQ(import(wanted).error_file->filename(), "liste.fehler.csv");
}

TEST_P(ImportList, damaged_far_down_stores_nothing) {
    std::string content = "Vorname;Nachname\n";
    for (int i = 0; i < 1'200; ++i) content += fmt::format("Anna{0};Groß{0}\n", i);
    for (int i = 0; i < 4'000; ++i) content += "\"nie geschlossen;" + std::string(100, 'x') + "\n";
    const auto wanted = request(list("liste.csv", content));
    const auto refused = import_list(house(), session(), wanted, {});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().where, HasSubstr("liste.csv:"));
    EXPECT_EQ(persons(), 0);
    EXPECT_EQ(count("import_run"), 0);
}

TEST_P(ImportList, changed_while_it_is_read_is_not_called_done) {
    std::string content = "Vorname;Nachname\n";
    for (int i = 0; i < 1'200; ++i) content += fmt::format("Anna{0};Groß{0}\n", i);
    const auto wanted = request(list("liste.csv", content));
    const auto change = [&](std::int64_t, std::optional<double>) {
        std::ofstream(wanted.file, std::ios::app) << "Eva;Neu\n";
    };
    const auto refused = import_list(house(), session(), wanted, change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    const auto run = newest_imports(house(), session(), 1)->at(0);
    EXPECT_EQ(run.state, domain::ImportState::running);
    EXPECT_EQ(refused.error().command, "kartei undo " + run.import_id.text());
    EXPECT_EQ(verified(), "");
}

TEST_P(ImportList, never_writes_the_error_file_over_the_list) {
    const std::string content = "Vorname;Nachname;Telefon\n;;\nAnna;Groß;0541 100001\n;;;x\n";
    auto wanted = request(list("liste.csv", content));
    wanted.error_file = wanted.file;
    const auto refused = import_list(house(), session(), wanted, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_EQ(content_of(wanted.file), content);
}

TEST_P(ImportList, only_checked_leaves_no_trace) {
    import("Vorname;Nachname;Telefon;Bereich\nAnna;Groß;0541 100001;Strom\n");
    const auto before = snapshot();
    const auto entries = count("log_entry");
    const auto keys = count("person_key");
    const auto runs = count("import_run");
    auto wanted = request(list("zweite.csv", as_windows_1252(messy)));
    wanted.mode = ImportMode::check_only;
    const auto checked = import(wanted);
    EXPECT_EQ(checked.persons_created, 3);
    EXPECT_EQ(checked.rows_bad, 1);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(count("log_entry"), entries);
    EXPECT_EQ(count("person_key"), keys);
    EXPECT_EQ(count("import_run"), runs);
    // What it promised is what happens.
    wanted.mode = ImportMode::store;
    const auto stored = import(wanted);
    EXPECT_EQ(stored.persons_created, checked.persons_created);
    EXPECT_EQ(stored.contact_points, checked.contact_points);
    EXPECT_EQ(verified(), "");
}

TEST_P(ImportList, imported_again_changes_nothing) {
    const auto content = as_windows_1252(messy);
    import(content);
    const auto before = snapshot();
    pass_time(3600);
    const auto again = import(content);
    EXPECT_EQ(again.persons_created, 0);
    EXPECT_EQ(again.persons_merged, 0);
    EXPECT_EQ(again.rows_unchanged, 4);
    EXPECT_EQ(again.rows_bad, 1);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(verified(), "");
}

TEST_P(ImportList, that_is_none_stores_nothing) {
    const auto before = snapshot();
    for (const auto& content :
         std::vector<std::string>{std::string{}, std::string("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"),
                                  std::string(4000, '\0'), std::string("a;b;c\n1;2;3\n")}) {
        const auto refused = import_list(house(), session(), request(list("liste.csv", content)), {});
        ASSERT_FALSE(refused) << content;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid) << content;
        EXPECT_FALSE(refused.error().next.de.empty()) << refused.error().what.de;
    }
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(count("import_run"), 0);
}

TEST_P(ImportList, follows_a_mapping_where_headings_say_nothing) {
    const auto unclear = list("liste.csv", "Spalte A;Spalte B;Telefon;X9\nAnna;Groß;0541 100001;ja\n");
    const auto mapping_text = mapping_template(unclear);
    ASSERT_TRUE(mapping_text);
    EXPECT_THAT(*mapping_text, HasSubstr(R"("Spalte A": "ignore")"));
    auto wanted = request(unclear);
    wanted.mapping = list("zuordnung.json",
                          R"({"columns":{"Spalte A":"first_name","Spalte B":"last_name","X9":"objection"}})");
    EXPECT_EQ(import(wanted).objections, 1);
    EXPECT_EQ(file(person("gross anna")).person.first_name, "Anna");
    wanted.mapping = list("falsch.json", R"({"columns":{"Spalte Z":"first_name"}})");
    const auto refused = import_list(house(), session(), wanted, {});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what.de, HasSubstr("Spalte Z"));
}

TEST_P(ImportList, stands_in_the_register_of_imports) {
    const auto report = import(as_windows_1252(messy));
    pass_time(1);
    import("Vorname;Nachname;Telefon\nAnna;Groß;0541 100001\n");
    const auto newest = newest_imports(house(), session(), 5);
    ASSERT_TRUE(newest);
    ASSERT_EQ(newest->size(), 2U);
    EXPECT_EQ(newest->back().import_id, report.import_id);
    EXPECT_EQ(newest->back().state, domain::ImportState::done);
    EXPECT_EQ(newest->back().file_name, "liste.csv");
    EXPECT_EQ(newest->back().rows_done, 5);
    EXPECT_EQ(newest->back().persons_created, 3);
    EXPECT_EQ(newest->back().rows_bad, 1);
    EXPECT_EQ(newest_imports(house(), session(), 1)->size(), 1U);
}

TEST_P(ImportList, larger_than_a_portion_is_one_import) {
    std::string content = "Vorname;Nachname;Telefon\n";
    for (int i = 0; i < 1201; ++i) content += fmt::format("Anna{0};Groß{0};0541 2{0:05}\n", i);
    std::vector<std::int64_t> seen;
    auto wanted = request(list("liste.csv", content));
    wanted.rows_per_transaction = 500;
    const auto report = import_list(house(), session(), wanted,
                                    [&](std::int64_t done, std::optional<double>) { seen.push_back(done); });
    ASSERT_TRUE(report);
    EXPECT_EQ(report->persons_created, 1201);
    EXPECT_EQ(seen, (std::vector<std::int64_t>{500, 1000, 1201}));
    EXPECT_EQ(persons(), 1201);
}

TEST_P(ImportList, makes_nobody_of_a_row_with_nothing_usable) {
    const auto report = import(
        "Vorname;Nachname;Telefon;E-Mail;Straße\n"
        ";;keine;;\n;;;unbekannt;\n;;;;Hauptstr. 1\n;;0541 100001;;\n");
    EXPECT_EQ(report.rows_bad, 3);
    EXPECT_EQ(report.persons_created, 1);
}

TEST_P(ImportList, who_is_added_to_in_the_transaction_that_made_him_is_found_by_all_of_it) {
    const auto report = import(request(list("liste.csv",
                                            "Kunden-Nr.;Vorname;Nachname;Telefon\n"
                                            "K-1;Anna;Meyer;0541/100000\n"
                                            "K-1;Anna;Meyer;0541/100001\n"
                                            "K-2;Jörg;Groß;\n")));
    EXPECT_EQ(report.persons_created, 2);
    EXPECT_EQ(report.persons_merged, 1);
    for (const char* text : {"0541/100000", "0541/100001", "meyer anna", "gross"}) {
        EXPECT_EQ(find(house(), session(), text, 10).value().persons.size(), 1U) << text;
    }
    EXPECT_EQ(verified(), "");
}

/// On SQLite a transaction of the usual size holds several portions, and the next is prepared before it ends.
TEST_P(ImportList, of_many_portions_in_one_transaction_goes_on_with_what_was_stored) {
    if (GetParam() != store::Engine::sqlite) return;
    constexpr std::int64_t persons_in_list = 12'000;
    constexpr std::int64_t back = 5'200;
    std::string content = "Vorname;Nachname;Firma;Telefon\n";
    const auto row = [&](std::int64_t i) {
        content += fmt::format("Anna{0};Groß{0};Firma{1};0541 2{0:05}\n", i, i / 40);
    };
    std::int64_t twice = 0;
    for (std::int64_t i = 0; i < persons_in_list; ++i) {
        row(i);
        if (i < back || i % 500 != 0) continue;
        row(i - back);
        ++twice;
    }
    const auto wanted = request(list("liste.csv", content));
    const auto break_off = [](std::int64_t done, std::optional<double>) {
        if (done > 5'000) throw Broken();
    };
    EXPECT_THROW((void)import_list(house(), session(), wanted, break_off), Broken);
    EXPECT_EQ(persons(), ImportWriter::rows_of_first_transaction);
    EXPECT_EQ(verified(), "");
    const auto report = import(wanted);
    EXPECT_EQ(report.rows_before, ImportWriter::rows_of_first_transaction);
    EXPECT_EQ(report.rows, persons_in_list + twice);
    EXPECT_EQ(report.persons_created, persons_in_list);
    EXPECT_EQ(report.rows_unchanged, twice);
    EXPECT_EQ(persons(), persons_in_list);
    EXPECT_EQ(verified(), "");
}

TEST_P(ImportList, broken_off_goes_on_and_reports_all_of_it) {
    std::string content = "Vorname;Nachname;Telefon;Werbung Telefon;Werbung E-Mail;Widerspruch\n;;;x;;\n";
    constexpr std::int64_t stored = ImportWriter::rows_of_first_transaction;
    constexpr std::int64_t persons_in_list = stored + 701;
    for (std::int64_t i = 0; i < persons_in_list; ++i) {
        const bool objects = i == 7 || i == stored + 7;
        content += fmt::format("Anna{0};Groß{0};0541 2{0:05};ja;nein;{1}\n", i, objects ? "ja" : "");
    }
    const auto wanted = request(list("liste.csv", content));
    const auto break_off = [](std::int64_t done, std::optional<double>) {
        if (done >= stored) throw Broken();
    };
    EXPECT_THROW((void)import_list(house(), session(), wanted, break_off), Broken);
    EXPECT_EQ(persons(), stored - 1);
    EXPECT_EQ(verified(), "");
    const auto report = import(wanted);
    EXPECT_EQ(report.rows, persons_in_list + 1);
    EXPECT_EQ(report.rows_before, stored);
    EXPECT_EQ(report.persons_created, persons_in_list);
    EXPECT_EQ(report.rows_unchanged, 0);
    EXPECT_EQ(report.rows_bad, 1);  // it stood in the first portion
    EXPECT_EQ(report.contact_points, persons_in_list);
    EXPECT_EQ(report.claims, persons_in_list);
    EXPECT_EQ(report.refusals, persons_in_list);
    EXPECT_EQ(report.objections, 2);
    ASSERT_TRUE(report.error_file);
    EXPECT_THAT(content_of(*report.error_file), HasSubstr("\r\n2;"));
    EXPECT_EQ(report.remarks[0].line, 2);
    EXPECT_EQ(count("import_run"), 1);
    const auto run = newest_imports(house(), session(), 1)->at(0);
    EXPECT_EQ(run.persons_created, persons_in_list);
    EXPECT_EQ(run.rows_bad, 1);
    EXPECT_EQ(verified(), "");
}

}  // namespace
}  // namespace kartei::app
