// Taking an import back: no trace but the log, and nothing of anybody's later work.
#include "app/undo.h"
#include "app/import_writer.h"

#include "app/record_will.h"
#include "domain/person_file.h"
#include "store/log_reader.h"
#include "store/read_record.h"
#include "store/reading.h"
#include "store/write.h"
#include "tests/app/broken.h"
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
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(count("import_run"), 0);
    EXPECT_EQ(count("person_key"), 0);
    EXPECT_GT(count("log_value"), 0);
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, destroys_the_keys_of_who_is_gone_and_of_nobody_else) {
    import(first_list);
    const auto keys = count("person_key");
    pass_time(60);
    const auto report = import(request(list("zweite.csv", second_list)));
    const auto carl = person("carl");
    undo(report);
    auto keyring = house().keyring(session());
    ASSERT_TRUE(keyring);
    {
        const store::Reading reading(house().connection(), session().tenant);
        const auto values = store::values_of_person(house().connection(), session().tenant, carl);
        EXPECT_FALSE(values.empty());
        for (const auto& value : values) {
            const auto opened = store::open_value(house().connection(), *keyring, session().tenant, value);
            ASSERT_FALSE(opened);
            EXPECT_EQ(opened.error().code, ErrorCode::not_found);
        }
    }
    EXPECT_GE(count("person_key"), keys);  // those who stay keep what the log is read with
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, is_defended_against_who_brings_the_gone_back) {
    const auto report = import(second_list);
    const auto carl = file(person("carl"));
    undo(report);
    {
        auto keyring = house().keyring(session());
        ASSERT_TRUE(keyring);
        store::Write write(house().connection(), *keyring, house().ids(), session().tenant, session().actor(),
                           house().now());
        keyring->person_key_for_sealing(write.connection(), carl.person.person_id, KeyClass::operation,
                                        house().now());
        write.log({.action = "person.find", .record_kind = "person"});
        write.commit();
    }
    EXPECT_THAT(verified(), testing::HasSubstr("destroyed and is here again"));
}

TEST_P(UndoTest, is_defended_against_a_row_of_the_gone) {
    import(first_list);
    pass_time(60);
    const auto report = import(request(list("zweite.csv", second_list)));
    const auto carl = person("carl");
    undo(report);
    std::string columns = store::column_list<domain::Person>();
    const std::string names = columns;
    columns.replace(columns.find("person_id"), std::string("person_id").size(), ":person_id");
    const store::Sql copy(
        fmt::format("INSERT INTO person ({}) SELECT {} FROM person"
                    " WHERE tenant_id = :tenant_id AND first_name = 'Anna'",
                    names, columns));
    auto& connection = house().connection();
    connection.begin_write(session().tenant);
    EXPECT_EQ(connection.prepare(copy).bind("tenant_id", session().tenant).bind("person_id", carl).execute(),
              1);
    connection.commit();
    EXPECT_THAT(verified(), testing::HasSubstr("person " + carl.text()));
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
    EXPECT_EQ(after.jobs.size(), 1U);              // his company stays with him
    EXPECT_EQ(newest_import(), report.import_id);  // and where he came from
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

TEST_P(UndoTest, of_both_imports_leaves_nobody_whichever_is_first) {
    const auto first = import(first_list);
    pass_time(60);
    const auto second = import(request(list("zweite.csv", second_list)));
    EXPECT_EQ(undo(first).persons_kept.size(), 2U);
    const auto undone = undo(second);
    EXPECT_EQ(undone.persons_removed, 3);
    EXPECT_EQ(undone.persons_restored, 0);
    EXPECT_EQ(persons(), 0);
    for (const char* table : {"contact_point", "company", "area", "source", "import_run"})
        EXPECT_EQ(count(table), 0) << table;
    EXPECT_EQ(verified(), "");
}

TEST_P(UndoTest, of_an_undone_import_goes_on_with_whom_nobody_needs_any_more) {
    const auto report = import(first_list);
    const auto anna = person("anna");
    ASSERT_TRUE(record_objection(house(), session(), {.person = anna, .way = "phone"}));
    EXPECT_THAT(undo(report).persons_kept, testing::ElementsAre(anna));
    const auto again = undo(report);
    EXPECT_EQ(again.persons_removed, 0);
    EXPECT_THAT(again.persons_kept, testing::ElementsAre(anna));
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

TEST_P(UndoTest, broken_off_goes_on_where_it_stopped) {
    import(first_list);
    const auto before = snapshot();
    std::string content = "Vorname;Nachname;Telefon;Firma\nAnna;Groß;0541 100001;Bau AG\n";
    for (int i = 0; i < 450; ++i) content += fmt::format("Anna{0};Groß{0};0541 2{0:05};Bau AG\n", i);
    const auto report = import(request(list("zweite.csv", content)));
    const auto break_off = [](std::int64_t done, std::optional<double>) {
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
    for (std::int64_t i = 0; i < ImportWriter::rows_of_first_transaction + 200; ++i)
        content += fmt::format("Anna{0};Groß{0};0541 2{0:05}\n", i);
    EXPECT_THROW((void)import_list(house(), session(), request(list("liste.csv", content)),
                                   [](std::int64_t done, std::optional<double>) {
                                       if (done >= ImportWriter::rows_of_first_transaction) throw Broken();
                                   }),
                 Broken);
    const auto undone = undo_import(house(), session(), newest_import(), {});
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->persons_removed, ImportWriter::rows_of_first_transaction);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(verified(), "");
}

}  // namespace
}  // namespace kartei::app
