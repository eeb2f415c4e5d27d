// Who is one person and who is not; and what a second list may add to somebody known.
#include "tests/app/import_test.h"

#include "app/record_will.h"
#include "app/same_person.h"
#include "base/fold.h"
#include "domain/person_file.h"
#include "store/reading.h"
#include "store/write.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

namespace kartei::app {
namespace {

using domain::Channel;
using testing::HasSubstr;

class DuplicatesTest : public ImportTest {
protected:
    /// The number of persons after importing two lists with this header, one after the other.
    std::int64_t persons_of(std::string_view header, std::string_view first, std::string_view second) {
        import(std::string(header) + "\n" + std::string(first) + "\n");
        import(request(list("zweite.csv", std::string(header) + "\n" + std::string(second) + "\n")));
        return persons();
    }
};
ON_BOTH_ENGINES(DuplicatesTest);

constexpr std::string_view list_header =
    "Kunden-Nr.;Anrede;Vorname;Nachname;Firma;Straße;PLZ;Ort;Telefon;E-Mail";

TEST_P(DuplicatesTest, one_person_is_known_by_telephone_mail_or_address) {
    import(
        "Vorname;Nachname;Straße;PLZ;Ort;Telefon;E-Mail\n"
        "Jörg;Weiß;Hauptstraße 1;49074;Osnabrück;(0541) 12 34 56;joerg@example.de\n"
        "Joerg;Weiss;;;;+49 541 123456;\n"
        "JÖRG;WEISS;;;;;Joerg@Example.DE\n"
        "Jörg;Weiß;Hauptstr. 1;49074;Osnabrueck;;\n");
    EXPECT_EQ(persons(), 1);
}

/// A list is read, prepared, and stored in pieces of several sizes: one portion, one transaction, or none in
/// common.
TEST_P(DuplicatesTest, a_person_is_known_however_far_behind_he_comes_again) {
    for (const std::int64_t distance : {3, 700, 1'400, 2'300}) {
        std::string content = "Vorname;Nachname;E-Mail\n";
        const auto row = [&](std::int64_t number) {
            content += fmt::format("Anna{1};Groß{1};a{1}.{0}@example.de\n", distance, number);
        };
        std::int64_t twice = 0;
        for (std::int64_t i = 0; i < 3'000; ++i) {
            row(i);
            if (i < distance || i % 50 != 0) continue;
            row(i - distance);
            ++twice;
        }
        auto wanted = request(list("liste.csv", content));
        wanted.rows_per_transaction = 1'500;
        const auto report = import(wanted);
        EXPECT_EQ(report.persons_created, 3'000) << distance;
        EXPECT_EQ(report.rows_unchanged, twice) << distance;
    }
    EXPECT_EQ(verified(), "");
}

/// The second row has to be looked up: the third, which is known by it alone, must not go before it.
TEST_P(DuplicatesTest, a_person_is_known_by_what_a_row_before_added) {
    import(
        "Vorname;Nachname;Telefon;E-Mail\n"
        "Eva;Weiß;0541 100001;\n"
        "Eva;Weiß;0541 100001;eva@example.de\n"
        "Eva;Weiß;;eva@example.de\n");
    EXPECT_EQ(persons(), 1);
}

/// Name and address come together only by the second row.
TEST_P(DuplicatesTest, a_person_is_known_by_an_address_that_a_row_before_added) {
    import("Vorname;Nachname;E-Mail\nAnna;Groß;anna@example.de\n");
    import(request(list("zweite.csv",
                        "Vorname;Nachname;Straße;PLZ;Ort;E-Mail\n"
                        ";;Hauptstr. 1;49074;Osnabrück;anna@example.de\n"
                        "Anna;Groß;Hauptstr. 1;49074;Osnabrück;\n")));
    EXPECT_EQ(persons(), 1);
}

/// B is looked up after C, and yet the line that brought him is known when he comes again.
TEST_P(DuplicatesTest, every_row_names_the_line_that_brought_its_person) {
    const auto report = import(
        "Vorname;Nachname;Telefon;E-Mail\n"
        "Hans;Groß;0541 100001;hans@example.de\n"
        "Eva;Klein;0541 100001;eva@example.de\n"
        "Uta;Lang;0541 100002;uta@example.de\n"
        "Eva;Klein;;eva@example.de\n"
        "Uta;Lang;;uta@example.de\n");
    EXPECT_EQ(report.persons_created, 3);
    ASSERT_EQ(report.remarks.size(), 3U);
    EXPECT_EQ(report.remarks[1].known->line, 3);
    EXPECT_EQ(report.remarks[2].known->line, 4);
}

TEST_P(DuplicatesTest, who_is_found_in_spite_of_a_namesake_is_told_as_found) {
    const auto report = import(
        "Vorname;Nachname;Telefon;E-Mail\n"
        "Hans;Groß;0541 100001;hans@example.de\n"
        "Anna;Groß;0541 100001;anna@example.de\n"
        "Anna;Groß;0541 100001;\n");
    ASSERT_EQ(report.remarks.size(), 2U);
    EXPECT_EQ(report.remarks[0].line, 3);
    EXPECT_EQ(report.remarks[0].known->line, 2);
    EXPECT_THAT(report.remarks[0].what.de, HasSubstr("der Name ist ein anderer"));
    EXPECT_EQ(report.remarks[1].line, 4);
    EXPECT_EQ(report.remarks[1].known->line, 3);
    EXPECT_THAT(report.remarks[1].what.de, HasSubstr("Ist schon da"));
}

TEST_P(DuplicatesTest, a_family_at_one_telephone_stays_a_family) {
    EXPECT_EQ(persons_of(list_header, ";Herr;Hans;Groß;;Weg 1;49074;Osnabrück;0541 100001;familie@example.de",
                         ";Frau;Anna;Groß;;Weg 1;49074;Osnabrück;0541 100001;familie@example.de"),
              2);
}

TEST_P(DuplicatesTest, husband_and_wife_are_two_even_without_given_name) {
    EXPECT_EQ(persons_of(list_header, ";Frau;Anna;Groß;;;;;0541 100001;", ";Herr;;Groß;;;;;0541 100001;"), 2);
}

TEST_P(DuplicatesTest, a_shared_telephone_and_half_a_name_do_not_join_two_mailboxes) {
    EXPECT_EQ(persons_of(list_header, ";;Anna;Groß;;;;;0541 100001;anna@example.de",
                         ";;;Groß;;;;;0541 100001;karl@example.de"),
              2);
    EXPECT_EQ(persons_of(list_header, ";;Anna;Groß;;;;;0541 100001;anna@example.de",
                         ";;;;;;;;0541 100001;hans@example.de"),
              3);
}

TEST_P(DuplicatesTest, father_and_son_differ_by_their_birthdays) {
    import(
        "Vorname;Nachname;Telefon;Geburtsdatum\n"
        "Hans;Groß;0541 100001;1.2.1950\n"
        "Hans;Groß;0541 100001;3.4.1980\n"
        "Hans;Groß;0541 100001;1.2.50\n");
    EXPECT_EQ(persons(), 2);
}

TEST_P(DuplicatesTest, the_same_name_at_two_companies_is_two_people) {
    EXPECT_EQ(persons_of(list_header, ";;Anna;Groß;Auto GmbH;;;;0541 100001;",
                         ";;Anna;Groß;Bau GmbH;;;;0541 100001;"),
              2);
}

TEST_P(DuplicatesTest, two_companies_with_one_mailbox_are_two) {
    EXPECT_EQ(persons_of(list_header, ";;;;Auto GmbH;;;;;info@example.de",
                         ";;;;Auto Handel GmbH;;;;;info@example.de"),
              2);
}

TEST_P(DuplicatesTest, a_person_is_never_lost_in_the_switchboard_of_his_company) {
    EXPECT_EQ(
        persons_of(list_header, ";;;;Auto GmbH;;;;0541 100001;", ";;Anna;Groß;Auto GmbH;;;;0541 100001;"), 2);
}

TEST_P(DuplicatesTest, a_customer_with_a_new_mailbox_keeps_his_number) {
    EXPECT_EQ(
        persons_of(list_header, "K-1;;Anna;Groß;;;;;;alt@example.de", "k-1;;Anna;Gross;;;;;;neu@example.de"),
        1);
    EXPECT_EQ(file(person("k-1")).contact_points.size(), 2U);
}

TEST_P(DuplicatesTest, a_customer_number_given_twice_joins_nobody) {
    EXPECT_EQ(
        persons_of(list_header, "K-1;;Anna;Groß;;;;;;a@example.de", "K-1;;Berta;Klein;;;;;;b@example.de"), 2);
}

TEST_P(DuplicatesTest, merging_adds_and_never_overwrites) {
    import("Kunden-Nr.;Vorname;Nachname;Telefon;E-Mail;Geburtsdatum\nK-1;Anna;Groß;0541 100001;;\n");
    const auto report =
        import(request(list("zweite.csv",
                            "Kunden-Nr.;Vorname;Nachname;Telefon;E-Mail;Geburtsdatum;Bemerkung\n"
                            "K-9;Anna;Groß;0541 100001;anna@example.de;1.2.1980;ruft an\n")));
    EXPECT_EQ(report.persons_merged, 1);
    const auto anna = file(person("anna"));
    EXPECT_EQ(anna.person.customer_number, "K-1");
    EXPECT_EQ(anna.person.birth_date, *parse_date("1980-02-01"));
    EXPECT_EQ(anna.contact_points.size(), 2U);
    EXPECT_EQ(anna.notes.size(), 1U);
    ASSERT_EQ(report.remarks.size(), 2U);
    EXPECT_EQ(report.remarks[0].column, "Kunden-Nr.");
    EXPECT_THAT(report.remarks[0].what.de, HasSubstr("der vorhandene Wert bleibt"));
    EXPECT_EQ(report.remarks[1].what.de,
              "Ist schon da (gleich: Name und Telefonnummer). Ergänzt: Geburtsdatum, E-Mail-Adresse und "
              "Bemerkung.");
    EXPECT_EQ(report.remarks[1].what.en,
              "Is there already (the same: name and telephone number). Added: date of birth, e-mail address "
              "and note.");
    EXPECT_EQ(report.remarks[1].known->customer_number, "K-1");
    EXPECT_EQ(report.remarks[1].known->line, 0);
    EXPECT_EQ(verified(), "");
}

TEST_P(DuplicatesTest, skipping_leaves_people_alone_but_never_an_objection) {
    import("Vorname;Nachname;Telefon;Bereich\nAnna;Groß;0541 100001;Strom\nBerta;Weiß;0541 100002;Strom\n");
    auto wanted = request(list("zweite.csv",
                               "Vorname;Nachname;Telefon;E-Mail;Werbung Telefon;Widerspruch\n"
                               "Anna;Groß;0541 100001;anna@example.de;ja;\n"
                               "Berta;Weiß;0541 100002;berta@example.de;;ja\n"));
    wanted.duplicates = Duplicates::skip;
    const auto report = import(wanted);
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(report.persons_merged, 1);
    std::vector<std::string> told;
    for (std::size_t i = 0; i < report.remarks.size(); ++i) {
        if (report.remarks[i].known) told.push_back(report.remarks[i].what.de);
    }
    EXPECT_THAT(told, testing::ElementsAre(HasSubstr("Übersprungen, wie verlangt."),
                                           HasSubstr("Übersprungen, wie verlangt, bis auf: Widerspruch.")));
    EXPECT_EQ(file(person("anna")).contact_points.size(), 1U);
    EXPECT_TRUE(file(person("anna")).claims.empty());
    EXPECT_EQ(file(person("berta")).contact_points.size(), 1U);
    EXPECT_EQ(status(person("berta"), Channel::phone, "Strom"), "objected");
}

TEST_P(DuplicatesTest, no_list_weakens_an_objection) {
    import("Vorname;Nachname;Telefon;Bereich\nAnna;Groß;0541 100001;Strom\n");
    const auto anna = person("anna");
    ASSERT_TRUE(record_objection(house(), session(), {.person = anna, .way = "phone"}));
    const auto objection = file(anna).objections;
    pass_time(86'400);
    import(request(list("zweite.csv",
                        "Vorname;Nachname;Telefon;Bereich;Werbung Telefon;Einwilligung vom;Art der "
                        "Einwilligung;Widerspruch\n"
                        "Anna;Groß;0541 100001;Strom;ja;3.3.2026;Papier;nein\n"
                        "Anna;Groß;0541 100001;Strom;ja;;;\n")));
    EXPECT_EQ(status(anna, Channel::phone, "Strom"), "objected");
    const auto after = file(anna).objections;
    ASSERT_EQ(after.size(), objection.size());
    EXPECT_EQ(after[0].state, domain::ObjectionState::active);
    EXPECT_EQ(after[0].channels, objection[0].channels);
    EXPECT_EQ(verified(), "");
}

TEST_P(DuplicatesTest, a_suppressed_address_is_objected_for_whoever_brings_it) {
    import("Vorname;Nachname;Telefon;Bereich\nAnna;Groß;0541 100001;Strom\n");
    auto keyring = house().keyring(session());
    ASSERT_TRUE(keyring);
    {
        store::Write write(house().connection(), *keyring, house().ids(), session().tenant, session().actor(),
                           house().now());
        write.insert(domain::SuppressionEntry{.tenant_id = session().tenant,
                                              .value_hash = {keyring->value_hash(domain::match_value(
                                                  domain::PointKind::email, "weg@example.de"))},
                                              .suppression_id = write.next_id<domain::SuppressionId>(),
                                              .areas = domain::every_area(),
                                              .channels = domain::ChannelSet::every(),
                                              .suppressed_at = house().now()});
        write.log({.action = "person.erase", .record_kind = "suppression_entry"});
        write.commit();
    }
    import(request(list("zweite.csv",
                        "Vorname;Nachname;Telefon;E-Mail;Bereich\n"
                        "Berta;Neu;0541 100002;Weg@Example.de;Strom\n"
                        "Anna;Groß;0541 100001;weg@example.de;Strom\n"
                        "Carla;Frei;0541 100003;frei@example.de;Strom\n")));
    EXPECT_EQ(status(person("berta"), Channel::email, "Strom"), "objected");  // new
    EXPECT_EQ(status(person("anna"), Channel::email, "Strom"), "objected");   // merged
    EXPECT_NE(status(person("carla"), Channel::email, "Strom"), "objected");
    EXPECT_EQ(verified(), "");
}

TEST_P(DuplicatesTest, a_private_number_does_not_become_a_business_number) {
    import("Vorname;Nachname;Firma;E-Mail\nAnna;Groß;Auto GmbH;anna@example.de\n");
    import(request(
        list("zweite.csv", "Vorname;Nachname;E-Mail;Mobil\nAnna;Groß;anna@example.de;0151 8587840\n")));
    const auto anna = file(person("anna"));
    const auto mobile =
        std::ranges::find(anna.contact_points, domain::PointKind::mobile, &domain::ContactPoint::kind);
    ASSERT_NE(mobile, anna.contact_points.end());
    EXPECT_EQ(mobile->capacity, domain::Capacity::personal);
}

TEST(SamePerson, needs_more_than_a_name) {
    const auto file = [](const char* first, const char* last, const char* mail) {
        domain::PersonFile one;
        one.person.first_name = first;
        one.person.last_name = last;
        one.contact_points.push_back({.kind = domain::PointKind::email, .value = mail, .normal = mail});
        return one;
    };
    const auto anna = file("Anna", "Groß", "anna@example.de");
    EXPECT_TRUE(compare(anna, file("Anna", "Gross", "anna@example.de")).same());
    EXPECT_EQ(compare(anna, file("Anna", "Groß", "a.gross@example.com")).difference, Difference::mailbox);
    EXPECT_EQ(compare(anna, file("Berta", "Groß", "anna@example.de")).difference, Difference::name);
}

}  // namespace
}  // namespace kartei::app
