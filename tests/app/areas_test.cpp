// Areas of a company: made by naming them, told when they are, and bounded.
#include "app/record_will.h"
#include "domain/person_file.h"
#include "store/import_runs.h"
#include "store/lists.h"
#include "store/reading.h"
#include "tests/app/import_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

namespace kartei::app {
namespace {

using domain::Channel;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class AreasTest : public ImportTest {
protected:
    std::vector<domain::Area> areas() {
        auto keyring = house().keyring(session()).value();
        const store::Reading reading(house().connection(), session().tenant);
        return store::read_areas(house().connection(), keyring, session().tenant);
    }

    NewConsent consent(domain::PersonId person, std::vector<std::string> areas) {
        return {.person = person,
                .areas = std::move(areas),
                .channels = {Channel::phone},
                .given_at = house().now(),
                .source = "Messe"};
    }

    /// A list whose rows name `count` areas.
    ImportReport import_areas(std::size_t count) {
        std::string content = "Vorname;Nachname;Telefon;Bereich;Werbung Telefon\n";
        for (std::size_t i = 0; i < count; ++i)
            content += fmt::format("Anna{0};Groß{0};0541 2{0:05};Wort {0};ja\n", i);
        return import(request(list("viele.csv", content)));
    }
};
ON_BOTH_ENGINES(AreasTest);

TEST_P(AreasTest, acts_tell_which_areas_they_made) {
    import("Nachname;Firma;Bereich\nGroß;Bau AG;Strom\n");
    const auto id = person("Groß");
    const auto given = record_consent(house(), session(), consent(id, {"strom", "Gas & Öl"}));
    ASSERT_TRUE(given);
    EXPECT_THAT(given->areas_made, ElementsAre("Gas & Öl"));
    EXPECT_THAT(record_consent(house(), session(), consent(id, {"GAS, OEL"}))->areas_made, IsEmpty());
    const auto presumed = record_interest(
        house(), session(), {.person = id, .area = "Wasser", .why_content = "baut um", .why_phone = "eilt"});
    ASSERT_TRUE(presumed);
    EXPECT_THAT(presumed->areas_made, ElementsAre("Wasser"));
    EXPECT_THAT(
        record_objection(house(), session(), {.person = id, .areas = {"Wasser"}, .way = "phone"})->areas_made,
        IsEmpty());
}

TEST_P(AreasTest, what_cannot_be_a_name_is_refused) {
    import("Nachname;Bereich\nGroß;Strom\n");
    const auto id = person("Groß");
    for (const auto& name :
         {std::string(), std::string("---"), std::string(101, 'x'), std::string("a\tb\x1B")}) {
        const auto refused = record_consent(house(), session(), consent(id, {"Strom", name}));
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_EQ(refused.error().where, "area");
    }
    EXPECT_THAT(file(id).consents, IsEmpty());
    EXPECT_EQ(areas().size(), 1U);
}

TEST_P(AreasTest, a_company_takes_only_so_many_and_no_word_of_a_list_is_lost) {
    const auto report = import_areas(domain::max_areas + 3);
    EXPECT_EQ(report.persons_created, domain::max_areas + 3);
    EXPECT_EQ(areas().size(), domain::max_areas);
    std::vector<std::int64_t> lines;
    for (std::size_t i = 0; i < report.remarks.size(); ++i) {
        const RowRemark remark = report.remarks[i];
        if (!remark.what.en.starts_with("No more areas can be made")) continue;
        EXPECT_EQ(remark.column, "Bereich");
        EXPECT_EQ(remark.value, fmt::format("Wort {}", remark.line - 2));
        lines.push_back(remark.line);
    }
    EXPECT_THAT(lines, ElementsAre(502, 503, 504));
    const auto claim = file(person("Anna502")).claims.at(0);
    EXPECT_THAT(claim.said, HasSubstr("Wort 502"));
    EXPECT_THAT(claim.areas.areas, IsEmpty());
    EXPECT_EQ(verified(), "");

    const auto id = person("Anna502");
    const auto refused = record_consent(house(), session(), consent(id, {"Wort 1", "Wort 502"}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::limit);
    EXPECT_TRUE(record_consent(house(), session(), consent(id, {"Wort 1", "Wort 499"})));
    const auto unknown = may_contact(house(), session(), {.person = id, .area = "Wort 502", .channel = {}});
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().next.en, HasSubstr("and 470 more"));
    EXPECT_EQ(may_contact(house(), session(), {.person = id, .area = {}, .channel = {}})->permissions.size(),
              std::size_t{domain::max_areas} * domain::all_channels.size());
}

TEST_P(AreasTest, a_refusal_whose_area_finds_no_room_covers_all_of_them) {
    import_areas(domain::max_areas);
    const auto report = import(request(list("nein.csv",
                                            "Nachname;Telefon;Bereich;Werbung Telefon\n"
                                            "Kurz;0541 100001;\"Wort 1, Kaffee\";nein\n")));
    EXPECT_EQ(report.refusals, 1);
    const auto refusal = file(person("Kurz")).consents.at(0);
    EXPECT_TRUE(refusal.areas.all);
    EXPECT_THAT(*refusal.evidence_note, HasSubstr("Kaffee"));
    EXPECT_EQ(status(person("Kurz"), Channel::phone, "Wort 2"), "objected");
}

TEST_P(AreasTest, a_cell_shows_the_first_claims_and_counts_the_others) {
    for (int day = 1; day <= 8; ++day) {
        import(request(
            list("liste.csv", fmt::format("Nachname;Telefon;Bereich;Werbung Telefon;Einwilligung vom\n"
                                          "Kurz;0541 100001;Strom;ja;0{}.01.2025\n",
                                          day))));
    }
    const auto id = person("Kurz");
    EXPECT_EQ(file(id).claims.size(), 8U);
    const auto cell =
        may_contact(house(), session(), {.person = id, .area = "Strom", .channel = Channel::phone})
            ->permissions.at(0);
    const auto claims = std::ranges::count_if(
        cell.evidence, [](const Message& line) { return line.en.starts_with("Claim without proof"); });
    EXPECT_EQ(claims, 5);
    EXPECT_EQ(std::ranges::count_if(cell.evidence,
                                    [](const Message& line) {
                                        return line.de.starts_with("Behauptung ohne Nachweis: „Telefon: ja");
                                    }),
              5);
    EXPECT_EQ(cell.evidence.back().en, "Further claims without proof: 3");
}

}  // namespace
}  // namespace kartei::app
