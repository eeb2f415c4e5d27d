// Taking an import back: no trace but the log, and nothing of anybody's later work.
#include "app/undo.h"
#include "app/import_writer.h"

#include "app/record_will.h"
#include "domain/person_file.h"
#include "tests/app/import_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace kartei::app {
namespace {

class UndoTest : public ImportTest {};
ON_BOTH_ENGINES(UndoTest);

constexpr std::string_view first_list =
    "Vorname;Nachname;Firma;Position;Telefon;Bereich;Herkunft\n"
    "Anna;Groß;;;0541 100001;Strom;Messe 2025\n"
    "Berta;Weiß;Auto GmbH;Einkauf;0541 100002;Strom;Messe 2025\n";

/// Meets both of the first list, brings one more, and everything a list can hold.
constexpr std::string_view second_list =
    "Kunden-Nr.;Anrede;Titel;Vorname;Nachname;Firma;Position;Straße;PLZ;Ort;Telefon;E-Mail;Geburtsdatum;"
    "Herkunft;Werbung Telefon;Werbung E-Mail;Einwilligung vom;Art der Einwilligung;Bereich;Widerspruch;"
    "Notiz\n"
    "K-1;Frau;Dr.;Anna;Groß;Bau AG;Leitung;Weg 1;49074;Osnabrück;0541 100001;anna@example.de;1.2.1980;"
    "Bestellung;ja;nein;3.3.2025;Papier;\"Gas, Strom\";;gut\n"
    "K-2;Frau;;Berta;Weiß;Auto GmbH;;;;;0541 100002;berta@example.de;;;ja;;;;Wasser;ja;keine Anrufe\n"
    "K-3;Herr;;Carl;Neu;Neue GmbH;;Weg 3;49074;Osnabrück;0541 100003;carl@example.de;4.5.1990;"
    "Empfehlung;ja;x;;;Luft;;neu\n";

TEST_P(UndoTest, of_the_first_import_leaves_an_empty_house) {
    const auto before = snapshot();
    const auto report = import(second_list);
    const auto undone = undo(report);
    EXPECT_EQ(undone.persons_removed, 3);
    EXPECT_EQ(undone.persons_restored, 0);
    EXPECT_THAT(undone.persons_kept, testing::IsEmpty());
    auto after = snapshot();
    EXPECT_EQ(after.at("source").size(), 1U);  // named by the register of imports
    after["source"].clear();
    EXPECT_EQ(after, before);
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, of_a_second_import_brings_merged_persons_back) {
    import(first_list);
    const auto before = snapshot();
    pass_time(60);
    const auto report = import(request(list("zweite.csv", second_list)));
    EXPECT_EQ(report.persons_merged, 2);
    EXPECT_NE(snapshot(), before);
    const auto undone = undo(report);
    EXPECT_EQ(undone.persons_restored, 2);
    EXPECT_EQ(undone.persons_removed, 1);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, can_be_followed_by_the_same_import_and_another_undo) {
    import(first_list);
    const auto before = snapshot();
    const auto wanted = request(list("zweite.csv", second_list));
    for (int round = 0; round < 2; ++round) {
        pass_time(60);
        const auto report = import(wanted);
        EXPECT_EQ(report.persons_created, 1);
        EXPECT_EQ(report.persons_merged, 2);
        EXPECT_EQ(verified(), "") << "imported in round " << round;
        undo(report);
        EXPECT_EQ(snapshot(), before);
        EXPECT_EQ(verified(), "") << "undone in round " << round;
    }
}

TEST_P(UndoTest, keeps_and_names_whom_somebody_worked_on) {
    const auto report = import(second_list);
    const auto anna = person("anna");
    const auto objected = record_objection(house(), session(), {.person = anna, .way = "phone"});
    ASSERT_TRUE(objected);
    const auto kept = file(anna);
    const auto undone = undo(report);
    EXPECT_EQ(undone.persons_removed, 2);
    EXPECT_THAT(undone.persons_kept, testing::ElementsAre(anna));
    const auto after = file(anna);
    EXPECT_EQ(after.objections.size(), 1U);
    EXPECT_EQ(after.contact_points.size(), kept.contact_points.size());
    EXPECT_EQ(after.jobs.size(), 1U);  // his company stays with him
    EXPECT_EQ(status(anna, domain::Channel::phone, "Strom"), "objected");
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, keeps_whom_a_later_import_met) {
    const auto report = import(first_list);
    pass_time(60);
    import(request(list("zweite.csv", second_list)));
    const auto undone = undo(report);
    EXPECT_EQ(undone.persons_removed, 0);
    EXPECT_EQ(undone.persons_kept.size(), 2U);
    EXPECT_EQ(persons(), 3);
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, of_both_imports_leaves_nobody) {
    const auto first = import(first_list);
    pass_time(60);
    const auto second = import(request(list("zweite.csv", second_list)));
    undo(second);
    const auto undone = undo(first);
    EXPECT_EQ(undone.persons_removed, 2);
    EXPECT_THAT(undone.persons_kept, testing::IsEmpty());
    EXPECT_EQ(persons(), 0);
    EXPECT_EQ(count("contact_point"), 0);
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, of_what_brought_nothing_removes_nothing) {
    import(first_list);
    const auto before = snapshot();
    pass_time(60);
    const auto again = import(first_list);
    const auto undone = undo(again);
    EXPECT_EQ(undone.persons_removed + undone.persons_restored, 0);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(persons(), 2);
}

TEST_P(UndoTest, happens_once_and_needs_an_import_and_the_right) {
    const auto report = import(first_list);
    Session agent = session();
    agent.roles = {domain::Role::agent};
    const auto forbidden = undo_import(house(), agent, report.import_id, {});
    ASSERT_FALSE(forbidden);
    EXPECT_EQ(forbidden.error().code, ErrorCode::forbidden);
    EXPECT_EQ(persons(), 2);
    undo(report);
    const auto twice = undo_import(house(), session(), report.import_id, {});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
    const auto unknown = undo_import(house(), session(), domain::ImportId{}, {});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
}

struct Broken {};

TEST_P(UndoTest, broken_off_goes_on_where_it_stopped) {
    import(first_list);
    const auto before = snapshot();
    std::string content = "Vorname;Nachname;Telefon;Firma\nAnna;Groß;0541 100001;Bau AG\n";
    for (int i = 0; i < 450; ++i) content += fmt::format("Anna{0};Groß{0};0541 2{0:05};Bau AG\n", i);
    const auto report = import(request(list("zweite.csv", content)));
    const auto break_off = [](std::int64_t done) {
        if (done >= 200) throw Broken();
    };
    EXPECT_THROW((void)undo_import(house(), session(), report.import_id, break_off), Broken);
    EXPECT_EQ(verified(), "");
    EXPECT_GT(persons(), 2);
    const auto rest = undo(report);
    EXPECT_EQ(rest.persons_removed + rest.persons_restored, 451 - 200);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, of_a_half_stored_import_takes_the_half_back) {
    const auto before = snapshot();
    std::string content = "Vorname;Nachname;Telefon\n";
    for (std::int64_t i = 0; i < ImportWriter::rows_per_transaction + 200; ++i)
        content += fmt::format("Anna{0};Groß{0};0541 2{0:05}\n", i);
    EXPECT_THROW((void)import_list(house(), session(), request(list("liste.csv", content)),
                                   [](std::int64_t done) {
                                       if (done >= ImportWriter::rows_per_transaction) throw Broken();
                                   }),
                 Broken);
    const auto undone = undo_import(house(), session(), newest_import(), {});
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->persons_removed, ImportWriter::rows_per_transaction);
    auto after = snapshot();
    after["source"].clear();
    EXPECT_EQ(after, before);
    EXPECT_EQ(verified(), "");
}

}  // namespace
}  // namespace kartei::app
