// `kartei consent`.
#include "app/record_will.h"
#include "cli/desk.h"
#include "cli/text_file.h"
#include "cli/words.h"
#include "domain/wording.h"

#include <array>

namespace kartei::cli {

namespace {

/// An instant, or a day: then its first moment in Berlin.
Result<Instant> moment_of(const Arguments& arguments, std::string_view name) {
    const std::string word = arguments.text(name);
    if (const auto day = parse_date(word)) return berlin_midnight(*day);
    auto at = parse_instant(word);
    if (!at) at.error().where = name;
    return at;
}

Result<Exit> run(const Call& call) {
    const auto& arguments = call.arguments;
    const auto way = TRY(choice<domain::ConsentWay>(arguments, "--form"));
    auto channels = TRY(channels_of(arguments));
    const auto given_at = TRY(moment_of(arguments, "--given-at"));
    std::string wording_text;
    if (arguments.has("--wording-text")) {
        wording_text =
            TRY(read_text_file(arguments.text("--wording-text"), max_bytes_of<domain::Wording>("text")));
    }
    auto desk = TRY(open_desk(call));
    const auto person = TRY(person_of(desk, arguments));
    const auto recorded = TRY(app::record_consent(desk.house, desk.session,
                                                  {.person = person,
                                                   .areas = arguments.texts("--area"),
                                                   .channels = std::move(channels),
                                                   .wording = arguments.text("--wording"),
                                                   .wording_text = std::move(wording_text),
                                                   .way = way,
                                                   .given_at = given_at,
                                                   .evidence = arguments.text("--evidence"),
                                                   .source = arguments.text("--source")}));
    report_recorded(call.output, {"Einwilligung festgehalten", "Consent recorded"},
                    {"consent", recorded.id.text(), person, recorded.areas_made});
    return Exit::done;
}

constexpr std::array parameters{
    person_parameter,
    Parameter{"--area",
              "AREA",
              {"Bereich, den der Text nennt: Name oder Schlüssel", "area the wording names: name or key"},
              Taking::values,
              Presence::required},
    Parameter{"--channel", "CHANNEL", channel_meaning, Taking::values, Presence::required},
    Parameter{"--given-at",
              "TIME",
              {"wann, wie 2026-03-01T09:00 oder 2026-03-01; ohne Zone gilt Berlin",
               "when, like 2026-03-01T09:00 or 2026-03-01; without a zone Berlin counts"},
              Taking::value,
              Presence::required},
    Parameter{"--form",
              "FORM",
              {"wie er zustimmte: paper, web_form, email, spoken, other",
               "how he agreed: paper, web_form, email, spoken, other"},
              Taking::value,
              Presence::required},
    Parameter{"--wording",
              "LABEL",
              {"Fassung des Textes, den die Person sah; unbekannt beweist nichts",
               "version of the text the person saw; unknown proves nothing"}},
    Parameter{"--wording-text",
              "FILE",
              {"der Text selbst (UTF-8), wenn die Fassung neu ist",
               "the text itself (UTF-8), where the version is new"}},
    Parameter{"--evidence",
              "TEXT",
              {"wo der Beleg liegt; ohne ihn ist nichts bewiesen",
               "where the proof lies; without it nothing is proven"}},
    Parameter{"--source", "TEXT", {"woher wir es wissen", "how we know"}, Taking::value, Presence::required},
};

constexpr std::array examples{
    Example{
        "kartei consent K-10023 --area Wärmepumpe --channel phone,email --given-at 2026-03-01T09:00 "
        "--form paper --wording v3 --wording-text v3.txt --evidence \"Ordner 12, Blatt 7\" --source Messe",
        {"ein unterschriebenes Formular", "a signed form"}},
};

}  // namespace

const Command consent_command{
    .name = "consent",
    .purpose = {"eine Einwilligung mit ihrem Beleg festhalten", "record a consent with its evidence"},
    .page = {"Wer, was, wann, wie und auf welchen Text hin: was davon fehlt, ist nicht bewiesen (UWG § 7a, "
             "DSGVO Art. 7 Abs. 1) und erlaubt nichts.",
             "Who, what, when, how and on which wording: what is missing is not proven (UWG section 7a, GDPR "
             "Art. 7(1)) and permits nothing."},
    .parameters = parameters,
    .examples = examples,
    .run = run,
};

}  // namespace kartei::cli
