#include "formats/contact_list.h"
#include "formats/list_name.h"
#include "formats/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::formats {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<MappedRow> map_all(std::string text, const ListMapping& mapping = {}) {
    auto table = *TableReader::of(std::move(text));
    const ContactList list(*recognise_columns(table.header(), mapping), mapping, *make_date(2026, 11, 23));
    std::vector<MappedRow> rows;
    TableRow row;
    while (*table.next(row)) rows.push_back(list.map(row));
    return rows;
}

ListRow map_one(std::string text, const ListMapping& mapping = {}) {
    return map_all(std::move(text), mapping).at(0).row;
}

TEST(ContactList, takes_a_row_apart) {
    const auto row = map_one(
        "Kunden-Nr.;Anrede;Titel;Vorname;Nachname;Straße;PLZ;Ort;Telefon;Mobil;E-Mail;Geburtsdatum;Herkunft;"
        "Erfasst am;Bereich\n"
        "K-1;Frau;Dr.;Sabine;O'Connor;Goethestr. 48a;01067;Dresden;0351-5868;0171/1;s@example.de;8.12.1991;"
        "Messe;06.06.2024;Strom & Gas, Wärmepumpe/Solar\n");
    EXPECT_EQ(row.line, 2U);
    EXPECT_EQ(row.customer_number, "K-1");
    EXPECT_EQ(row.titles, "Dr.");
    EXPECT_EQ(row.last_name, "O'Connor");
    EXPECT_THAT(row.addresses,
                ElementsAre(ListAddress{Sphere::unspecified, "Goethestr. 48a", "01067", "Dresden", "", ""}));
    EXPECT_THAT(row.phones, ElementsAre(ListPhone{"Telefon", "0351-5868"},
                                        ListPhone{"Mobil", "0171/1", PhoneKind::mobile}));
    EXPECT_EQ(date_text(*row.birth_date), "1991-12-08");
    EXPECT_EQ(date_text(row.collected_on->date), "2024-06-06");
    EXPECT_THAT(row.areas, ElementsAre("Strom & Gas", "Wärmepumpe", "Solar"));
}

TEST(ContactList, names_cells_whose_letters_were_lost_before) {
    const auto rows = map_all(
        "Vorname;Nachname;Stra\xC3\x9F"
        "e;Notiz;E-Mail\n"
        "?mile;Stra?burger;Hauptstra\xEF\xBF\xBD"
        "e 1;gr\xC3\x83\xC2\xBC\xC3\x83\xC5\xB8t;a@x.de\n"
        "Anna;?;Weg 1;ruft er an? siehe www.x.de/a?b=1, f\xC3\xBCr Ja?Nein;\n"
        "S\xC3\x83O;Jo\xC3\xA3o;Weg 2;wirklich? ja;x?y@x.de\n");
    std::vector<std::string> named;
    for (const auto& problem : rows[0].problems) {
        EXPECT_EQ(problem.severity, Severity::doubtful);
        EXPECT_FALSE(problem.way_out.de.empty());
        named.push_back(problem.column);
    }
    EXPECT_THAT(named, ElementsAre("Vorname", "Nachname", "Straße", "Notiz"));
    EXPECT_TRUE(rows[0].usable());
    EXPECT_EQ(rows[0].row.last_name, "Stra?burger");
    ASSERT_EQ(rows[1].problems.size(), 1U);
    EXPECT_EQ(rows[1].problems[0].column, "Notiz");
    EXPECT_THAT(rows[2].problems, IsEmpty());
}

TEST(ContactList, pairs_consents_with_their_date_and_way) {
    const auto row = map_one(
        "Name;Werbung Telefon;Werbung E-Mail;Einwilligung vom;Einwilligung E-Mail am;Art der Einwilligung\n"
        "Anna Amsel;J;nein;5.3.2025;1.2.2024;Formular\n");
    ASSERT_EQ(row.consents.size(), 2U);
    EXPECT_EQ(row.consents[0].channel, ListChannel::phone);
    EXPECT_EQ(row.consents[0].answer, Answer::yes);
    EXPECT_EQ(date_text(row.consents[0].on->date), "2025-03-05");
    EXPECT_EQ(row.consents[0].way, "Formular");
    EXPECT_EQ(row.consents[1].answer, Answer::no);
    EXPECT_EQ(date_text(row.consents[1].on->date), "2024-02-01");
}

TEST(ContactList, reads_channels_and_dates_in_consent_cells) {
    const auto rows = map_all("Name;Einwilligung\nA B;Telefon, E-Mail\nC D;1.2.2024\nE F;vielleicht\nG H;\n");
    ASSERT_EQ(rows[0].row.consents.size(), 2U);
    EXPECT_EQ(rows[0].row.consents[1].channel, ListChannel::email);
    EXPECT_EQ(date_text(rows[1].row.consents.at(0).on->date), "2024-02-01");
    EXPECT_EQ(rows[2].row.consents.at(0).answer, Answer::unclear);
    EXPECT_THAT(rows[3].row.consents, IsEmpty());
}

TEST(ContactList, objection_is_everything_but_a_clear_no) {
    const auto rows = map_all(
        "Name;Widerspruch\nA B;ja\nC D;\nE F;nein\nG H;weiß nicht\nI J;12.3.2024\nK L;Telefon und Fax\n");
    EXPECT_EQ(rows[0].row.objections.size(), 1U);
    EXPECT_THAT(rows[1].row.objections, IsEmpty());
    EXPECT_THAT(rows[2].row.objections, IsEmpty());
    EXPECT_EQ(rows[3].row.objections.at(0).word, "weiß nicht");
    EXPECT_EQ(date_text(rows[4].row.objections.at(0).on->date), "2024-03-12");
    EXPECT_EQ(rows[5].row.objections.at(0).channel, ListChannel::phone);
    EXPECT_EQ(rows[5].row.objections.at(1).channel, ListChannel::fax);
}

TEST(ContactList, date_of_an_objection_is_an_objection) {
    const auto rows = map_all("Name;Widerspruch vom\nA B;1.2.2024\nC D;irgendwann\nE F;\n");
    EXPECT_EQ(rows[0].row.objections.size(), 1U);
    EXPECT_EQ(rows[1].row.objections.size(), 1U);
    EXPECT_EQ(rows[1].problems.size(), 1U);
    EXPECT_THAT(rows[2].row.objections, IsEmpty());
}

TEST(ContactList, broken_objection_is_one) {
    const auto rows = map_all("Name;Widerspruch\nA B;nein\x01\n");
    EXPECT_EQ(rows[0].row.objections.size(), 1U);
    EXPECT_EQ(rows[0].problems.at(0).column, "Widerspruch");
}

TEST(ContactList, finds_objections_in_notes_and_unknown_columns) {
    const auto rows =
        map_all("Name;Betreuer\nA B;\"\"\"Bitte nur Brief\"\"; keine Anrufe!\"\nMeier NICHT ANRUFEN;\n");
    ASSERT_EQ(rows[0].row.objection_hints.size(), 1U);
    EXPECT_EQ(rows[0].row.objection_hints[0].column, "Betreuer");
    EXPECT_THAT(rows[0].row.objection_hints[0].channels, testing::Contains(ListChannel::phone));
    EXPECT_THAT(rows[0].row.objection_hints[0].channels, testing::Not(testing::Contains(ListChannel::post)));
    EXPECT_EQ(rows[1].row.objection_hints.size(), 1U);
}

TEST(ContactList, keeps_addresses_of_business_and_home_apart) {
    const auto row = map_one(
        "Nachname;Straße geschäftlich;Straße geschäftlich 2;Ort geschäftlich;Straße privat;Ort privat;"
        "Telefon privat\n"
        "Voß;Hauptstr. 1;Hinterhaus;Osnabrück;Am Bröhn 2;Lingen;0591 1\n");
    EXPECT_THAT(row.addresses,
                ElementsAre(ListAddress{Sphere::business, "Hauptstr. 1, Hinterhaus", "", "Osnabrück", "", ""},
                            ListAddress{Sphere::home, "Am Bröhn 2", "", "Lingen", "", ""}));
    EXPECT_THAT(row.phones,
                ElementsAre(ListPhone{"Telefon privat", "0591 1", PhoneKind::phone, Sphere::home}));
}

TEST(ContactList, takes_an_address_in_one_cell_apart) {
    const auto rows =
        map_all("Name;Adresse\nA B;\"Hauptstr. 1, D-49074 Osnabrück, Deutschland\"\nC D;Hauptstr. 1\n");
    EXPECT_THAT(rows[0].row.addresses, ElementsAre(ListAddress{Sphere::unspecified, "Hauptstr. 1", "49074",
                                                               "Osnabrück", "", "Deutschland"}));
    EXPECT_EQ(rows[1].row.addresses.at(0).street, "Hauptstr. 1");
}

TEST(ContactList, several_numbers_and_mails_in_a_cell_are_several) {
    const auto row =
        map_one("Name;Telefon;E-Mail\nA B;0591/1107 oder 0171 22 ::: 030 1;A <a@x.de>, b@x.de c@x.de\n");
    EXPECT_EQ(row.phones.size(), 3U);
    EXPECT_EQ(row.phones[0].text, "0591/1107");
    EXPECT_THAT(row.emails, ElementsAre(ListEmail{"E-Mail", "a@x.de"}, ListEmail{"E-Mail", "b@x.de"},
                                        ListEmail{"E-Mail", "c@x.de"}));
}

TEST(ContactList, leaves_out_bad_cells_and_says_why) {
    const auto rows = map_all("Name;Geburtsdatum;Firma\nA B;31.02.1980;#NV\n");
    ASSERT_EQ(rows[0].problems.size(), 2U);
    EXPECT_EQ(rows[0].problems[0].column, "Geburtsdatum");
    EXPECT_EQ(rows[0].problems[0].value, "31.02.1980");
    EXPECT_FALSE(rows[0].problems[0].way_out.de.empty());
    EXPECT_TRUE(rows[0].usable());
    EXPECT_TRUE(rows[0].row.company.empty());
}

TEST(ContactList, puts_back_what_number_cells_of_workbooks_have_lost) {
    const std::vector<std::string> header{"Name", "PLZ", "Ort", "Telefon", "Land"};
    const ContactList list(*recognise_columns(header), {}, *make_date(2026, 11, 23));
    const auto mapped = [&](std::string_view code, std::string_view phone, std::string_view country) {
        TableRow row;
        row.cells = {"A B", code, "X", phone, country};
        row.number_cells = {1, 3};
        return list.map(row);
    };
    const auto german = mapped("6108", "4917169007", "");
    EXPECT_EQ(german.row.addresses.at(0).postal_code, "06108");
    EXPECT_THAT(german.row.phones, IsEmpty());  // +49 17169007 or 04917 169007
    EXPECT_EQ(german.problems.at(0).severity, Severity::cell_left_out);
    EXPECT_EQ(german.problems.at(1).severity, Severity::completed);
    EXPECT_EQ(german.problems.at(1).value, "6108");
    EXPECT_EQ(german.problems.at(1).reason.en, "The cell is stored as a number; '0' was put in front.");
    EXPECT_EQ(mapped("1010", "491716900712", "Österreich").row.addresses.at(0).postal_code, "1010");
    EXPECT_EQ(mapped("49074", "491716900712", "").row.phones.at(0).text, "+491716900712");
    EXPECT_EQ(mapped("49074", "54157736", "").row.phones.at(0).text, "054157736");
}

TEST(ContactList, row_without_anyone_is_unusable) {
    const auto rows = map_all("Kunden-Nr.;Name;E-Mail\nK-1;;\nK-2;;a@x.de\nK-3;NULL;n/a\n");
    EXPECT_FALSE(rows[0].usable());
    EXPECT_TRUE(rows[1].usable());
    EXPECT_FALSE(rows[2].usable());
}

TEST(ContactList, constants_fill_gaps) {
    const auto mapping =
        *parse_list_mapping(R"({"constants": {"source": "Messe", "country": "Österreich"}})");
    const auto rows = map_all("Name;Ort;Herkunft\nA B;Wien;\nC D;;Web\n", mapping);
    EXPECT_EQ(rows[0].row.source, "Messe");
    EXPECT_EQ(rows[0].row.addresses.at(0).country, "Österreich");
    EXPECT_EQ(rows[1].row.source, "Web");
    EXPECT_THAT(rows[1].row.addresses, IsEmpty());
}

TEST(ContactList, english_title_may_be_salutation_or_position) {
    const auto rows = map_all("Title,First Name,Last Name\nMr.,A,B\nSales Manager,C,D\nDr.,E,F\n");
    EXPECT_EQ(rows[0].row.salutation, "Mr.");
    EXPECT_EQ(rows[1].row.position, "Sales Manager");
    EXPECT_EQ(rows[2].row.titles, "Dr.");
}

TEST(Name, is_split_with_care) {
    const auto parts = [](std::string_view text) {
        const auto p = split_full_name(text);
        return p.salutation + "|" + p.titles + "|" + p.first_name + "|" + p.last_name + "|" + p.suffix + "|" +
               p.company;
    };
    EXPECT_EQ(parts("Dr. Anna von der Heide"), "|Dr.|Anna|von der Heide||");
    EXPECT_EQ(parts("Müller, Hans"), "||Hans|Müller||");
    EXPECT_EQ(parts("von der Heide, Dr. Anna"), "|Dr.|Anna|von der Heide||");
    EXPECT_EQ(parts("Herr Prof. Dr. Özdemir"), "Herr|Prof. Dr.||Özdemir||");
    EXPECT_EQ(parts("Hans Müller"), "||Hans|Müller||");
    EXPECT_EQ(parts("John F. Kennedy"), "||John F.|Kennedy||");
    EXPECT_EQ(parts("Maria Garcia Lopez"), "|||Maria Garcia Lopez||");
    EXPECT_EQ(parts("Dipl.-Ing. Jörg Meyer"), "|Dipl.-Ing.|Jörg|Meyer||");
    EXPECT_EQ(parts("Hans Müller jun."), "||Hans|Müller|jun.|");
    EXPECT_EQ(parts("von der Heide"), "|||von der Heide||");
    EXPECT_EQ(parts("Tischlerei Voß GmbH"), "|||||Tischlerei Voß GmbH");
    EXPECT_EQ(parts("Müller"), "|||Müller||");
    EXPECT_EQ(parts(""), "|||||");
    EXPECT_EQ(parts("Herr"), "Herr|||||");
}

TEST(ObjectionHint, is_found_in_free_text) {
    const auto channels = [](std::string_view text) {
        const auto hint = find_objection(text);
        std::string all;
        if (!hint) return all;
        for (const auto channel : hint->channels)
            all += std::string(all.empty() ? "" : " ") + std::string(channel_key(channel));
        return all;
    };
    EXPECT_EQ(channels("will keine Anrufe mehr"), "phone");
    EXPECT_EQ(channels("Bitte nicht mehr anrufen!"), "phone");
    EXPECT_EQ(channels("\"Bitte nur Brief\"; keine Anrufe!"), "phone email sms messenger fax");
    EXPECT_EQ(channels("kein Newsletter"), "email");
    EXPECT_EQ(channels("wünscht keine weiteren E-Mails"), "email");
    EXPECT_EQ(channels("KEINE WERBUNG"), "any");
    EXPECT_EQ(channels("hat am 3.4. widersprochen"), "any");
    EXPECT_EQ(channels("please do not contact"), "any");
    EXPECT_EQ(channels("don't call, don’t email"), "phone email");
    EXPECT_EQ(channels("Zeile 1\nkein Katalog"), "post");
    EXPECT_EQ(channels("DSGVO: Löschung verlangt"), "any");
    EXPECT_EQ(channels("ALLE DATEN LÖSCHEN"), "any");
    EXPECT_EQ(channels("please delete my data"), "any");
    EXPECT_EQ(channels("Kein Interesse"), "any");
    EXPECT_EQ(channels("nicht interessiert"), "any");
    EXPECT_EQ(channels("verstorben 2024"), "any");
}

TEST(ObjectionHint, is_not_found_in_ordinary_notes) {
    for (const auto* text :
         {"", "ruft nach 17 Uhr zurück", "wünscht Katalog", "=SUMME(A1:A9)", "Zeile 1\nZeile 2",
          "bitte nicht vor 17 Uhr anrufen", "Newsletter", "Kunde seit 2019", "nur vormittags erreichbar",
          "Lieferant Nord", "Optiker", "hat Interesse", "Löschanlage", "wünscht Feuerlöscher"}) {
        EXPECT_FALSE(find_objection(text)) << text;
    }
}

}  // namespace
}  // namespace kartei::formats
