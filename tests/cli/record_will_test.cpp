// What a person wants, told to the built program: what it answers, and what follows from it.
#include "app/house.h"
#include "tests/cli/end_to_end.h"

namespace kartei::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(EndToEnd, a_proven_consent_permits_and_an_objection_ends_it) {
    import();
    const auto text = directory_.write("v1.txt", "Ja, rufen Sie mich zu Wärmepumpen an.");
    const auto consent = run({"consent", "K-1", "--area", "Wärmepumpe", "--channel", "phone", "--given-at",
                              "2026-01-05T10:00", "--form", "paper", "--wording", "v1", "--wording-text",
                              text.string(), "--evidence", "Ordner 1", "--source", "Messe"});
    EXPECT_EQ(consent.exit, 0) << consent.err;
    const std::vector<std::string> question{"may", "K-1", "--area", "Wärmepumpe", "--channel", "phone"};
    EXPECT_EQ(run(question).exit, 0) << run(question).out;
    EXPECT_EQ(run({"object", "K-1", "--way", "phone"}).exit, 0);
    const auto after = run(question);
    EXPECT_EQ(after.exit, 1);
    EXPECT_THAT(after.out, HasSubstr("⊘"));
    EXPECT_EQ(run({"verify"}).exit, 0);
}

TEST_F(EndToEnd, only_a_proven_consent_lifts_an_objection_and_only_in_its_scope) {
    import();
    EXPECT_EQ(run({"object", "K-1", "--way", "phone"}).exit, 0);
    const auto text = directory_.write("v1.txt", "Ja.").string();
    const auto ask = [&](const char* channel) {
        return run({"may", "K-1", "--area", "Wärmepumpe", "--channel", channel}).exit;
    };
    const auto consent = [&](const std::vector<std::string>& proof) {
        std::vector<std::string> words{
            "consent",   "K-1",   "--area",     "Wärmepumpe",
            "--channel", "phone", "--given-at", instant_text(app::system_clock()()),
            "--form",    "paper", "--source",   "Messe"};
        words.insert(words.end(), proof.begin(), proof.end());
        EXPECT_EQ(run(words).exit, 0);
    };
    consent({});
    EXPECT_EQ(ask("phone"), 1);
    consent({"--wording", "v1", "--wording-text", text, "--evidence", "Ordner 1"});
    EXPECT_EQ(ask("phone"), 0);
    EXPECT_EQ(ask("post"), 1);
}

TEST_F(EndToEnd, an_objection_to_a_misspelt_area_is_refused_and_never_lost) {
    import();
    const auto misspelt = run({"object", "K-1", "--area", "Wärmepume", "--way", "phone"});
    EXPECT_EQ(misspelt.exit, 4);
    EXPECT_THAT(misspelt.err, HasSubstr("Ohne Bereich gilt der Widerspruch für alle"));
    EXPECT_EQ(run({"object", "K-1", "--area", "wärmepumpe", "--way", "phone"}).exit, 0);
    const auto answer = json({"may", "K-1", "--area", "Wärmepumpe", "--channel", "post"});
    EXPECT_EQ(answer.at("permissions").at(0).at("ground"), "OBJECTION_SCOPED");
}

TEST_F(EndToEnd, presumed_interest_is_for_businesses_only) {
    import();
    const auto ask = [&](const char* person) {
        return run({"interest", person, "--area", "Photovoltaik", "--basis", "core_business_need",
                    "--why-content", "baut Hallendächer", "--why-phone", "vergibt telefonisch",
                    "--phone-expected"});
    };
    EXPECT_EQ(ask("K-3").exit, 0);
    const auto asked = run({"may", "K-3", "--area", "Photovoltaik", "--channel", "phone"});
    EXPECT_EQ(asked.exit, 0);
    EXPECT_THAT(asked.out, HasSubstr("· Anlass: baut Hallendächer\n"));
    EXPECT_THAT(asked.out, HasSubstr("· Warum am Telefon: vergibt telefonisch\n"));
    const auto consumer = ask("K-1");
    EXPECT_EQ(consumer.exit, 3);
    EXPECT_THAT(consumer.err, HasSubstr("PERSON"));
    EXPECT_THAT(consumer.err, HasSubstr("kartei consent"));
}

TEST_F(EndToEnd, what_was_recorded_says_on_whom_and_whether_it_permits_nothing) {
    import();
    const std::vector<std::string> consent{"consent",   "K-1",    "--area",     "Wärmepumpe",
                                           "--channel", "Anruf",  "--given-at", "01.03.2026",
                                           "--form",    "Papier", "--source",   "Messe"};
    const auto told = run(consent);
    EXPECT_EQ(told.exit, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("Einwilligung festgehalten: Sören Özdemir, K-1 ("));
    EXPECT_THAT(told.out, HasSubstr("Sie erlaubt nichts, denn Fassung und Beleg fehlen"));
    const auto answer = json(consent);
    EXPECT_EQ(answer.at("name"), "Sören Özdemir");
    EXPECT_EQ(answer.at("customer_number"), "K-1");
    EXPECT_EQ(answer.at("permits"), false);
    EXPECT_THAT(std::string(answer.at("reason").as_string()), HasSubstr("Fassung"));
    const auto objection = json({"object", "K-3", "--way", "Brief"});
    EXPECT_EQ(objection.at("name"), "Jan Brüggemann");
    EXPECT_FALSE(objection.as_object().contains("permits"));
    EXPECT_THAT(run({"may", "K-3", "--area", "Photovoltaik", "--channel", "Brief"}).out,
                HasSubstr("per Brief"));
    EXPECT_EQ(run({"object", "K-3", "--way", " "}).exit, 2);
}

TEST_F(EndToEnd, a_refusal_names_the_option_as_it_is_typed) {
    import();
    const auto consent = [&](const std::string& given_at, const std::vector<std::string>& more) {
        std::vector<std::string> words{"consent",    "K-1",    "--area", "Wärmepumpe", "--channel", "phone",
                                       "--given-at", given_at, "--form", "paper",      "--source",  "Messe"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words).err;
    };
    for (const auto& err : {consent("2999-01-01", {}), consent("gestern", {}), consent("31.02.2026", {})}) {
        EXPECT_THAT(err, HasSubstr("--given-at"));
        EXPECT_THAT(err, HasSubstr("was tun:"));
    }
    EXPECT_THAT(consent("gestern", {}), HasSubstr("01.03.2026"));
    EXPECT_THAT(consent("2026-03-01", {"--wording", "neu"}), HasSubstr("--wording-text"));
    const auto interest = run({"interest", "K-3", "--area", "Photovoltaik", "--basis", "inquiry",
                               "--why-content", "fragt", "--why-phone", std::string(5'000, 'x')});
    EXPECT_THAT(interest.err, HasSubstr("--why-phone"));
    EXPECT_THAT(run({"may", "\u200B", "--matrix"}).err, HasSubstr("PERSON"));
}

TEST_F(EndToEnd, evidence_is_worded_in_the_language_of_the_answer) {
    import();
    const auto text = directory_.write("v1.txt", "Ja.").string();
    EXPECT_EQ(run({"consent", "K-1", "--area", "Wärmepumpe", "--channel", "email", "--given-at", "2026-01-05",
                   "--form", "paper", "--wording", "v1", "--wording-text", text, "--evidence", "Ordner 1",
                   "--source", "Messe"})
                  .exit,
              0);
    EXPECT_THAT(run({"may", "K-1", "--area", "Wärmepumpe", "--channel", "email"}).out,
                HasSubstr("(auf Papier)"));
    EXPECT_THAT(run({"may", "K-2", "--area", "Photovoltaik", "--channel", "email"}).out,
                HasSubstr("Weg: Liste"));
    run({"object", "K-1", "--way", "letter"});
    const std::vector<std::string> question{"may", "K-1", "--area", "Wärmepumpe", "--channel", "email"};
    EXPECT_THAT(run(question).out, HasSubstr("Weg: Brief"));
    auto english = question;
    english.insert(english.end(), {"--lang", "en"});
    EXPECT_THAT(run(english).out, HasSubstr("way: letter"));
}

TEST_F(EndToEnd, an_area_made_by_its_name_is_told) {
    import();
    const auto consent = [](std::string_view area) {
        return std::vector<std::string>{"consent",   "K-1",   "--area",     std::string(area),
                                        "--channel", "phone", "--given-at", "2025-03-01",
                                        "--form",    "paper", "--source",   "Messe"};
    };
    EXPECT_THAT(run(consent("Waermepumpe")).out, Not(HasSubstr("Neuer Bereich")));
    EXPECT_THAT(run(consent("Wärmepunpe")).out, HasSubstr("Neuer Bereich angelegt: Wärmepunpe."));
    EXPECT_EQ(json(consent("Pellets")).at("areas_made"), (boost::json::array{"Pellets"}));
    EXPECT_EQ(json(consent("Pellets")).at("areas_made"), boost::json::array());
    const auto interest = run({"interest", "K-3", "--area", "Bremsen", "--basis", "inquiry", "--why-content",
                               "fragt", "--why-phone", "eilt", "--lang", "en"});
    EXPECT_THAT(interest.out, HasSubstr("New area made: Bremsen."));
    EXPECT_EQ(run({"object", "K-1", "--area", "Kaffee", "--way", "phone"}).exit, 4);
}

}  // namespace
}  // namespace kartei::cli
