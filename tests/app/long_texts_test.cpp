// Texts longer than their fields: cut or left out with a remark, refused with a reason, and never breakage.
#include "app/record_will.h"
#include "domain/person_file.h"
#include "tests/app/import_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace kartei::app {
namespace {

using testing::Contains;
using testing::HasSubstr;

class LongTexts : public ImportTest {
protected:
    /// Columns with a remark of that beginning.
    static std::vector<std::string> columns(const ImportReport& report, std::string_view what) {
        std::vector<std::string> named;
        for (std::size_t i = 0; i < report.remarks.size(); ++i) {
            const RowRemark remark = report.remarks[i];
            if (remark.what.en.starts_with(what)) named.push_back(remark.column);
        }
        return named;
    }
};
ON_BOTH_ENGINES(LongTexts);

/// `count` letters of two bytes each.
std::string umlauts(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "ä";
    return text;
}

TEST_P(LongTexts, of_a_list_are_cut_and_every_cut_is_told) {
    const std::string heading =
        "Anrede;Titel;Vorname;Nachname;Firma;Position;Abteilung;Straße;PLZ;Ort;Herkunft;Werbung Telefon;"
        "Art der Einwilligung;Widerspruch;Bemerkung";
    std::string row = umlauts(26) + ";Dr. " + umlauts(100);
    for (int i = 0; i < 6; ++i) row += ";" + umlauts(101);
    row += ";49074;" + umlauts(101) + ";" + umlauts(101) + ";ja;" + umlauts(200) + ";" + umlauts(2001) + ";" +
           umlauts(2001);
    const auto report = import(heading + "\n" + row + "\n");
    EXPECT_EQ(report.persons_created, 1);
    const auto cut = columns(report, "The text is too long");
    for (const auto* column : {"Anrede", "Vorname", "Nachname", "Firma", "Position", "Abteilung", "Straße",
                               "Ort", "Herkunft", "Werbung Telefon", "Widerspruch", "Bemerkung"}) {
        EXPECT_THAT(cut, Contains(column));
    }
    const auto known = file(person(umlauts(100)));
    EXPECT_EQ(known.person.last_name, umlauts(100));
    EXPECT_EQ(known.notes.at(0).text, umlauts(2000));
    EXPECT_EQ(known.objections.size(), 1U);
    EXPECT_EQ(verified(), "");
}

TEST_P(LongTexts, that_grow_when_folded_break_nothing) {
    // U+FDFA folds to eighteen letters.
    std::string grows;
    for (int i = 0; i < 66; ++i) grows += "\uFDFA";
    const auto report = import("Nachname;Firma;Straße;PLZ;Ort;E-Mail;Herkunft;Bereich;Werbung Telefon\n" +
                               fmt::format("{0};{0};{0};49074;{0};{1}@example.de;{0};{2};ja\n", grows,
                                           grows.substr(0, 63), grows.substr(0, 99)));
    EXPECT_EQ(report.persons_created, 1);
    EXPECT_FALSE(columns(report, "The address is too long").empty());
    EXPECT_EQ(verified(), "");
    const auto again = import("Nachname;Firma\n" + fmt::format("{0};{0}\n", grows));
    EXPECT_EQ(again.rows_bad, 0);
    EXPECT_EQ(count("company"), 1);
}

TEST_P(LongTexts, of_a_customer_number_are_left_out_whole) {
    const auto report = import("Kunden-Nr.;Nachname\n" + std::string(51, '7') + ";Groß\n");
    EXPECT_THAT(columns(report, "The customer number has more than 50 bytes"), Contains("Kunden-Nr."));
    EXPECT_EQ(file(person("Groß")).person.customer_number, std::nullopt);
}

TEST_P(LongTexts, of_a_file_name_are_kept) {
    const std::string name = std::string(247, 'n') + "\xFF\xFF\xFF\xFF.csv";
    const auto report = import(request(list(name, "Nachname\nGroß\n")));
    EXPECT_EQ(report.persons_created, 1);
}

TEST_P(LongTexts, given_by_hand_are_refused_with_their_name_and_bound) {
    import("Nachname;Firma;Bereich\nGroß;Bau AG;Strom\n");
    const auto id = person("Groß");
    const auto refused = [](const auto& result, std::string_view field, std::size_t bound) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().where, field);
        EXPECT_EQ(result.error().what.en, "The text is too long.");
        EXPECT_THAT(result.error().next.en, HasSubstr(fmt::format("At most {} characters", bound)));
    };
    const auto consent = [&](auto change) {
        NewConsent given{.person = id,
                         .areas = {"Strom"},
                         .channels = {domain::Channel::phone},
                         .given_at = house().now(),
                         .source = "Messe"};
        change(given);
        return record_consent(house(), session(), given);
    };
    refused(consent([](NewConsent& given) { given.source = std::string(201, 'x'); }), "source", 200);
    refused(consent([](NewConsent& given) { given.wording = std::string(101, 'x'); }), "wording", 100);
    refused(consent([](NewConsent& given) {
                given.wording = "Gewinnspiel", given.wording_text = std::string(20'001, 'x');
            }),
            "wording_text", 20'000);
    refused(consent([](NewConsent& given) { given.evidence = std::string(4'001, 'x'); }), "evidence", 4'000);
    refused(record_objection(house(), session(), {.person = id, .way = std::string(61, 'x')}), "way", 60);
    refused(record_interest(house(), session(),
                            {.person = id,
                             .area = "Strom",
                             .why_content = std::string(4'001, 'x'),
                             .why_phone = "fragt nach"}),
            "why_content", 4'000);
    EXPECT_TRUE(consent([](NewConsent& given) {
        given.wording = std::string(100, 'x');
        given.wording = "Gewinnspiel", given.wording_text = std::string(20'000, 'x');
        given.evidence = std::string(4'000, 'x');
    }));
}

}  // namespace
}  // namespace kartei::app
