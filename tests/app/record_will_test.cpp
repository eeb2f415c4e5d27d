// What a person wants, written down: what the acts refuse, and what they leave behind.
#include "app/record_will.h"

#include "domain/person_file.h"
#include "store/lists.h"
#include "store/reading.h"
#include "tests/app/import_test.h"

#include <gmock/gmock.h>

namespace kartei::app {
namespace {

class RecordWillTest : public ImportTest {
protected:
    domain::PersonId anna() {
        import("Vorname;Nachname;Telefon;Bereich\nAnna;Groß;0541 100001;Strom\n");
        return person("Anna");
    }
};
ON_BOTH_ENGINES(RecordWillTest);

TEST_P(RecordWillTest, an_objection_comes_from_the_person_himself) {
    const auto id = anna();
    const auto recorded = record_objection(house(), session(), {.person = id, .way = "phone"});
    ASSERT_TRUE(recorded) << recorded.error().what.en;
    auto keyring = house().keyring(session()).value();
    const store::Reading reading(house().connection(), session().tenant);
    const auto source =
        store::find_source(house().connection(), keyring, session().tenant, "widerspruch der person");
    ASSERT_TRUE(source);
    EXPECT_EQ(source->kind, domain::OriginKind::person);
}

TEST_P(RecordWillTest, the_way_of_an_objection_is_known_by_its_words_in_both_languages) {
    const auto id = anna();
    const std::vector<std::pair<std::string, std::string>> ways{
        {"Brief", "post"},         {"per Brief", "post"},        {"letter", "post"},
        {"Telefon", "phone"},      {"E-Mail", "email"},          {"Webformular", "web"},
        {"mündlich", "in_person"}, {"Messestand", "Messestand"}, {"", "other"},
    };
    for (const auto& [said, key] : ways) {
        ASSERT_TRUE(record_objection(house(), session(), {.person = id, .way = said})) << said;
    }
    const auto objections = file(id).objections;
    ASSERT_EQ(objections.size(), ways.size());
    for (std::size_t i = 0; i < ways.size(); ++i) EXPECT_EQ(objections[i].way, ways[i].second);
}

TEST_P(RecordWillTest, a_consent_without_wording_or_evidence_says_that_it_permits_nothing) {
    const auto id = anna();
    NewConsent consent{.person = id,
                       .areas = {"Strom"},
                       .channels = {domain::Channel::phone},
                       .given_at = Instant{},
                       .source = "Messe"};
    const auto told = [&] {
        const auto recorded = record_consent(house(), session(), consent);
        EXPECT_TRUE(recorded);
        EXPECT_EQ(recorded->name, "Anna Groß");
        return recorded->permits_nothing ? recorded->permits_nothing->de : std::string();
    };
    EXPECT_THAT(told(), testing::HasSubstr("Fassung und Beleg fehlen"));
    consent.evidence = "Ordner 1";
    EXPECT_THAT(told(), testing::HasSubstr("die Fassung"));
    consent.wording = "v1";
    consent.wording_text = "Ja.";
    EXPECT_EQ(told(), "");
    consent.evidence = " ";
    EXPECT_THAT(told(), testing::HasSubstr("der Beleg fehlt"));
}

TEST_P(RecordWillTest, an_interest_that_does_not_carry_says_so_as_the_verdict_does) {
    import("Firma;Telefon;Bereich\nBauer GmbH;0541 100001;Strom\n");
    const auto id = person("Bauer");
    std::size_t number = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::PresumedBasis>>([&](auto basis) {
        for (const bool expected : {false, true}) {
            const std::string area = "Bereich " + std::to_string(++number);
            const auto recorded = record_interest(house(), session(),
                                                  {.person = id,
                                                   .area = area,
                                                   .basis = basis.value,
                                                   .why_content = "baut",
                                                   .why_phone = "eilt",
                                                   .phone_expected = expected});
            ASSERT_TRUE(recorded);
            const std::string word = status(id, domain::Channel::phone, area);
            const bool permits = word == "allowed" || word == "conditional";
            EXPECT_EQ(!recorded->permits_nothing, permits) << basis.name << ' ' << expected;
        }
    });
}

TEST_P(RecordWillTest, a_reason_that_is_missing_is_named_and_every_refusal_has_a_way_out) {
    import(
        "Firma;Vorname;Nachname;Telefon;Bereich\nBauer GmbH;;;0541 100001;Strom\n;Anna;Groß;0541 100002;\n");
    NewInterest interest{
        .person = person("Bauer"), .area = "Strom", .why_content = "baut", .why_phone = "eilt"};
    interest.why_phone = " ";
    const auto phone = record_interest(house(), session(), interest);
    ASSERT_FALSE(phone);
    EXPECT_EQ(phone.error().where, "why_phone");
    EXPECT_NE(phone.error().next.de, "");
    interest.why_content = "";
    EXPECT_EQ(record_interest(house(), session(), interest).error().where, "why_content");
    const auto consumer = record_interest(
        house(), session(),
        {.person = person("Anna"), .area = "Strom", .why_content = "baut", .why_phone = "eilt"});
    ASSERT_FALSE(consumer);
    EXPECT_EQ(consumer.error().code, ErrorCode::forbidden);
    EXPECT_NE(consumer.error().next.de, "");
    const NewConsent good{.person = person("Anna"),
                          .areas = {"Strom"},
                          .channels = {domain::Channel::phone},
                          .given_at = Instant{},
                          .source = "Messe"};
    std::vector<NewConsent> bad(6, good);
    bad[0].given_at = house().now() + 1;
    bad[1].source = " ";
    bad[2].wording = "v1";
    bad[3].wording_text = "Ja.";
    bad[4].areas = {};
    bad[5].given_at = std::nullopt;
    for (const auto& consent : bad) {
        const auto refused = record_consent(house(), session(), consent);
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().next.de, "") << refused.error().what.de;
        EXPECT_NE(refused.error().next.en, "") << refused.error().what.de;
    }
}

}  // namespace
}  // namespace kartei::app
