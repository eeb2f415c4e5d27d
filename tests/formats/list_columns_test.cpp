#include "formats/list_columns.h"
#include "formats/list_header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::formats {
namespace {

using testing::HasSubstr;

std::string key_of(std::string_view heading) {
    const auto meaning = meaning_of_header(heading);
    return meaning ? field_key(*meaning) : "unknown";
}

struct Case {
    std::string_view heading;
    std::string_view key;
};

TEST(Header, is_recognised_in_german_and_english) {
    constexpr Case cases[] = {{"Kunden-Nr.", "customer_number"},
                              {"CustomerID", "customer_number"},
                              {"Anrede", "salutation"},
                              {"Vorname", "first_name"},
                              {"Given Name", "first_name"},
                              {"First Name", "first_name"},
                              {"NACHNAME", "last_name"},
                              {"Family Name", "last_name"},
                              {"Surname", "last_name"},
                              {"Name", "full_name"},
                              {"ContactName", "full_name"},
                              {"Firma", "company"},
                              {"CompanyName", "company"},
                              {"Organization Name", "company"},
                              {"Straße", "street"},
                              {"Strasse", "street"},
                              {"STRASSE", "street"},
                              {"Straße + Hausnr.", "street"},
                              {"Hausnummer", "house_number"},
                              {"PLZ", "postal_code"},
                              {"ZIP/Postal Code", "postal_code"},
                              {"PLZ/Ort", "postal_city"},
                              {"Ort", "city"},
                              {"Land/Region", "country"},
                              {"Telefon", "phone"},
                              {"Tel.", "phone"},
                              {"Mobil", "mobile"},
                              {"Handy-Nr.", "mobile"},
                              {"Mobile Phone", "mobile"},
                              {"Fax", "fax"},
                              {"E-Mail", "email"},
                              {"eMail-Adresse", "email"},
                              {"Geburtstag", "birth_date"},
                              {"Geb.-Datum", "birth_date"},
                              {"Herkunft", "source"},
                              {"Lead Source", "source"},
                              {"Erfasst am", "collected_on"},
                              {"Created At", "collected_on"},
                              {"Bereich", "areas"},
                              {"Bemerkungen", "note"},
                              {"Job Title", "position"},
                              {"ContactTitle", "position"}};
    for (const auto& [heading, key] : cases) EXPECT_EQ(key_of(heading), key) << heading;
}

TEST(Header, knows_spheres_and_numbers) {
    constexpr Case cases[] = {{"Telefon geschäftlich", "phone_business"},
                              {"Telefon (privat)", "phone_private"},
                              {"Business Phone 2", "phone_business"},
                              {"Home Phone", "phone_private"},
                              {"Telefon 2", "phone"},
                              {"Telefon2", "phone"},
                              {"Phone 1 - Value", "phone"},
                              {"Phone 1 - Label", "ignore"},
                              {"E-mail 2 Address", "email"},
                              {"E-mail 1 - Value", "email"},
                              {"Straße geschäftlich", "street_business"},
                              {"Straße geschäftlich 2", "street_extra_business"},
                              {"Home Street 3", "street_extra_private"},
                              {"Address Line 2", "street_extra"},
                              {"Business Postal Code", "postal_code_business"},
                              {"Bundesland/Kanton privat", "region_private"},
                              {"Address 1 - Street", "street"},
                              {"Address 1 - Postal Code", "postal_code"},
                              {"Weitere Straße", "street_other"},
                              {"E-Mail: Typ", "ignore"},
                              {"Privattelefon", "phone_private"}};
    for (const auto& [heading, key] : cases) EXPECT_EQ(key_of(heading), key) << heading;
    EXPECT_EQ(meaning_of_header("Address 2 - City")->group, 2U);
}

TEST(Header, of_other_programs_are_understood) {
    constexpr Case cases[] = {{"Phone No", "phone"},
                              {"Fax No.", "fax"},
                              {"HomePhone", "phone_private"},
                              {"Mobile Phone Number", "mobile"},
                              {"Mobiltelefonnummer", "mobile"},
                              {"MailingStreet", "street"},
                              {"Mailing Zip/Postal Code", "postal_code"},
                              {"Postanschrift (PLZ)", "postal_code"},
                              {"Rechnungsadresse Ort", "city"},
                              {"Billing Postcode", "postal_code"},
                              {"Primary Address Street", "street"},
                              {"Default Address Address2", "street_extra"},
                              {"Address 1: Street 1", "street"},
                              {"Address 1: Street 2", "street_extra"},
                              {"Adresse 1: Land/Region", "country"},
                              {"Weiteres/e Land/Region", "country_other"},
                              {"Ansprechpartner Vorname", "first_name"},
                              {"Ansprechpartner Nachname", "last_name"},
                              {"Sekundäre E-Mail-Adresse", "email"},
                              {"Name (Adressattyp Unternehmen)", "company"},
                              {"Name (Adressattyp natürl. Person)", "last_name"},
                              {"Tel. geschäftl.", "phone_business"},
                              {"Created Time", "collected_on"},
                              {"Ursprüngliche Quelle", "source"},
                              {"Telefon Assistent", "ignore"}};
    for (const auto& [heading, key] : cases) EXPECT_EQ(key_of(heading), key) << heading;
    EXPECT_EQ(meaning_of_header("Address 1: Street 2")->group, 1U);
}

TEST(Header, that_forbids_is_read_wide) {
    constexpr Case cases[] = {{"Keine Werbung erwünscht", "objection"},
                              {"Bitte nicht anrufen", "objection_phone"},
                              {"Kontaktaufnahme untersagt", "objection"},
                              {"Darf nicht kontaktiert werden", "objection"},
                              {"Nicht mehr anschreiben", "objection"},
                              {"Robinson-Liste", "objection"},
                              {"Widerspruch gegen Werbung (Art. 21 DSGVO)", "objection"},
                              {"Werbewiderspruch Datum", "objection_on"},
                              {"Von allen E-Mails abgemeldet", "objection_email"},
                              {"HasOptedOutOfEmail", "objection_email"},
                              {"DoNotCall", "objection_phone"},
                              {"Telefonanrufe nicht zulassen", "objection_phone"},
                              {"Postsendungen nicht zulassen", "objection_post"},
                              {"Kein Faxversand", "objection_fax"},
                              {"Do not allow Bulk Mails", "objection"},
                              {"Mailing-Sperre", "objection"},
                              {"UNSUB_TIME", "objection_on"},
                              {"deactivated", "objection"}};
    for (const auto& [heading, key] : cases) EXPECT_EQ(key_of(heading), key) << heading;
}

TEST(Header, that_only_speaks_of_prohibitions_forbids_nothing) {
    for (const auto* heading :
         {"Robinsonliste geprüft am", "Widerspruch Hinweis erteilt", "E-Mail nicht zustellbar",
          "Telefon ohne Vorwahl", "Telefon nicht bekannt", "Customer No"}) {
        EXPECT_THAT(key_of(heading), testing::Not(HasSubstr("objection"))) << heading;
    }
}

TEST(Header, permits_nothing_with_a_word_nobody_knows) {
    for (const auto* heading :
         {"Datenschutz zugestimmt", "Einwilligung Fotoaufnahmen", "Newsletter-Archiv"}) {
        EXPECT_EQ(key_of(heading), "unknown") << heading;
    }
}

TEST(Columns, every_date_of_an_objection_counts) {
    const std::vector<std::string> header{"Name", "Werbesperre seit", "Werbewiderspruch Datum"};
    const auto columns = recognise_columns(header);
    ASSERT_TRUE(columns);
    EXPECT_EQ(columns->columns[1].meaning.field, ListField::objection_on);
    EXPECT_EQ(columns->columns[2].meaning.field, ListField::objection_on);
}

TEST(Header, tells_consent_from_objection) {
    constexpr Case cases[] = {{"Werbung Telefon", "consent_phone"},
                              {"Telefonwerbung", "consent_phone"},
                              {"Werbung E-Mail", "consent_email"},
                              {"Newsletter", "consent_email"},
                              {"Opt-in", "consent_any"},
                              {"Einwilligung per SMS", "consent_sms"},
                              {"Marketing Permission WhatsApp", "consent_messenger"},
                              {"Einwilligung vom", "consent_on"},
                              {"Einwilligung E-Mail am", "consent_on_email"},
                              {"Opt-in Date", "consent_on"},
                              {"Art der Einwilligung", "consent_way"},
                              {"Widerspruch", "objection"},
                              {"Werbesperre", "objection"},
                              {"Do not contact", "objection"},
                              {"Do Not Call", "objection_phone"},
                              {"Email Opt Out", "objection_email"},
                              {"Has Opted Out Of Email", "objection_email"},
                              {"Unsubscribed from all email", "objection_email"},
                              {"Do not allow Phone Calls", "objection_phone"},
                              {"Kein Newsletter", "objection_email"},
                              {"Keine Anrufe", "objection_phone"},
                              {"Keine Werbung", "objection"},
                              {"Einwilligung widerrufen am", "objection_on"},
                              {"Widerspruch vom", "objection_on"},
                              {"Keine Werbung per Telefon und E-Mail", "objection"}};
    for (const auto& [heading, key] : cases) EXPECT_EQ(key_of(heading), key) << heading;
}

TEST(Header, is_not_guessed) {
    for (const auto* heading :
         {"", "Umsatz", "Telefon Betreuer Nord", "Newsletter Sprache", "SMS", "Status", "Namenstag",
          "Einwilligung Telefon und E-Mail", "Ortsteilkennung", "123", "???"}) {
        EXPECT_EQ(key_of(heading), "unknown") << heading;
    }
}

TEST(Header, keys_are_read_back) {
    for (const auto& name : field_names()) {
        if (name.field == ListField::unknown) continue;
        const auto meaning = meaning_of_key(name.key);
        ASSERT_TRUE(meaning) << name.key;
        EXPECT_EQ(meaning->field, name.field);
    }
    for (const auto* key : {"street_business", "phone_private", "consent_phone", "consent_any",
                            "objection_email", "consent_on_sms", "address_other"}) {
        ASSERT_TRUE(meaning_of_key(key)) << key;
        EXPECT_EQ(field_key(*meaning_of_key(key)), key);
    }
    for (const auto* key : {"", "unknown", "city_phone", "first_name_business", "nonsense"})
        EXPECT_FALSE(meaning_of_key(key));
}

ListColumns recognised(std::vector<std::string> header, const ListMapping& mapping = {}) {
    return *recognise_columns(header, mapping);
}

TEST(Columns, name_beside_first_name_is_the_last_name) {
    EXPECT_EQ(recognised({"Vorname", "Name"}).columns[1].meaning.field, ListField::last_name);
    EXPECT_EQ(recognised({"Name", "E-Mail"}).columns[0].meaning.field, ListField::full_name);
    EXPECT_EQ(recognised({"Firma", "Adresse", "Ort"}).columns[1].meaning.field, ListField::street);
    EXPECT_EQ(recognised({"Firma", "Adresse"}).columns[1].meaning.field, ListField::address);
}

TEST(Columns, say_how_they_were_recognised) {
    const auto list =
        recognised({"Straße", "Umsatz", "", "Ort", "Stadt", "Postleitzahl geschäftlich", "Werbung Telefon"});
    EXPECT_EQ(list.columns[0].how.de, "Straße");
    EXPECT_EQ(list.columns[5].how.de, "PLZ (geschäftlich)");
    EXPECT_EQ(list.columns[6].how.en, "consent (phone)");
    EXPECT_THAT(list.columns[1].how.de, HasSubstr("unbekannt"));
    EXPECT_THAT(list.columns[2].how.en, HasSubstr("no heading"));
    EXPECT_THAT(list.columns[4].how.en, HasSubstr("same meaning"));
    EXPECT_EQ(list.columns[4].meaning.field, ListField::unknown);
}

TEST(Columns, are_named_for_values_that_came_from_them) {
    const auto list = recognised({"Name", "PLZ geschäftlich", "PLZ/Ort privat", "Land/Region privat"});
    EXPECT_EQ(list.heading_of("last_name"), "Name");
    EXPECT_EQ(list.heading_of("postal_code_business"), "PLZ geschäftlich");
    EXPECT_EQ(list.heading_of("postal_code_private"), "PLZ/Ort privat");
    EXPECT_EQ(list.heading_of("country"), "Land/Region privat");
    EXPECT_EQ(list.heading_of("birth_date"), "");
}

TEST(Columns, without_anyone_to_recognise_are_refused) {
    const std::vector<std::string> header{"K-100", "Frau", "1.1.1980"};
    const auto list = recognise_columns(header);
    ASSERT_FALSE(list);
    EXPECT_THAT(list.error().what.de, HasSubstr("K-100 | Frau"));
}

TEST(Mapping, overrides_headings) {
    const auto mapping = parse_list_mapping(
        R"({"columns": {"Umsatz": "ignore", "Kontakt": "phone_business", "Feld 7": "consent_email"},
            "constants": {"source": "Messe 2026", "country": "Deutschland"}, "date_order": "month_first",
            "yes": ["freigegeben"], "no": ["offen"]})");
    ASSERT_TRUE(mapping) << mapping.error().what.en;
    EXPECT_EQ(mapping->date_order, DateOrder::month_first);
    const auto list = recognised({"Umsatz", "Kontakt", "Feld 7"}, *mapping);
    EXPECT_EQ(field_key(list.columns[1].meaning), "phone_business");
    EXPECT_EQ(field_key(list.columns[2].meaning), "consent_email");
    EXPECT_EQ(list.columns[0].meaning.field, ListField::ignore);
}

TEST(Mapping, names_what_is_wrong_in_it) {
    const auto error = [](std::string_view json) { return parse_list_mapping(json).error(); };
    EXPECT_EQ(error(R"({"columns": {"A": "telephone"}})").where, "columns.A");
    EXPECT_THAT(error(R"({"columns": {"A": "telephone"}})").next.en, HasSubstr("customer_number"));
    EXPECT_EQ(error(R"({"column": {}})").where, "column");
    EXPECT_EQ(error(R"({"constants": {"consent_phone": "ja"}})").where, "constants.consent_phone");
    EXPECT_EQ(error(R"({"date_order": "dmy"})").where, "date_order");
    EXPECT_FALSE(parse_list_mapping(R"({"columns": {"A": "phone", "A": "fax"}})"));
    EXPECT_FALSE(parse_list_mapping(std::string(100'000, '[')));
    ListMapping mapping;
    mapping.columns = {{"Fehlt", {ListField::phone, Sphere::unspecified, ListChannel::any, 0}}};
    EXPECT_EQ(recognise_columns(std::vector<std::string>{"Name"}, mapping).error().where, "columns.Fehlt");
}

TEST(Mapping, template_is_a_mapping) {
    const auto list = recognised({"Vorname", "Umsatz \"netto\"", "Straße privat", ""});
    const auto mapping = parse_list_mapping(mapping_template(list));
    ASSERT_TRUE(mapping) << mapping_template(list);
    ASSERT_EQ(mapping->columns.size(), 3U);
    EXPECT_EQ(mapping->columns[1].first, "Umsatz \"netto\"");
    EXPECT_EQ(mapping->columns[1].second.field, ListField::ignore);
    EXPECT_EQ(field_key(mapping->columns[2].second), "street_private");
}

}  // namespace
}  // namespace kartei::formats
