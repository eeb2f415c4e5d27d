// `kartei consent`.
#include "app/record_will.h"
#include "cli/desk.h"
#include "cli/text_file.h"
#include "cli/words.h"
#include "domain/wording.h"
#include "formats/list_date.h"

#include <array>

namespace kartei::cli {

namespace {

/// An instant, or a day: then its first moment in Berlin. Days also as Germans write them.
Result<Instant> moment_of(const Call& call, std::string_view name) {
    const std::string word = call.arguments.text(name);
    if (const auto day = parse_date(word)) return berlin_midnight(*day);
    if (const auto at = parse_instant(word)) return *at;
    const auto moment = formats::parse_list_moment(word, {.today = berlin_date(call.clock())});
    if (moment && *moment) return (*moment)->at.value_or(berlin_midnight((*moment)->date));
    return fail(ErrorCode::invalid,
                {"Das ist kein Tag und kein Zeitpunkt.", "This is neither a day nor a time."},
                std::string(name),
                {"Schreiben Sie 2026-03-01, 01.03.2026 oder, mit Uhrzeit, 2026-03-01T09:00.",
                 "Write 2026-03-01, 01.03.2026 or, with the time, 2026-03-01T09:00."});
}

Result<Exit> run_consent(const Call& call) {
    const auto& arguments = call.arguments;
    const auto way = TRY(form_of(arguments, "--form"));
    auto channels = TRY(channels_of(arguments));
    const auto given_at = TRY(moment_of(call, "--given-at"));
    std::string wording_text;
    if (arguments.has("--wording-text")) {
        wording_text =
            TRY(read_text_file(arguments.text("--wording-text"), max_bytes_of<domain::Wording>("text")));
    }
    auto desk = TRY(open_desk(call));
    const auto person = TRY(person_of(desk, arguments));
    auto recorded = TRY(app::record_consent(desk.house, desk.session,
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
                    recorded_line("consent", person, std::move(recorded)));
    return Exit::done;
}

constexpr std::array consent_parameters{
    person_parameter,
    Parameter{"--area",
              "AREA",
              {"Bereich, den der Text nennt: Name oder Schlüssel", "area the wording names: name or key"},
              Taking::values,
              Presence::required},
    Parameter{"--channel", "CHANNEL", channel_meaning, Taking::values, Presence::required},
    Parameter{"--given-at",
              "TIME",
              {"wann, wie 2026-03-01T09:00, 2026-03-01 oder 01.03.2026; ohne Zone gilt Berlin",
               "when, like 2026-03-01T09:00, 2026-03-01 or 01.03.2026; without a zone Berlin counts"},
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

constexpr std::array consent_examples{
    Example{
        "kartei consent D-1002 --area Wärmepumpe --channel phone,email --given-at 2026-03-01T09:00 "
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
    .parameters = consent_parameters,
    .examples = consent_examples,
    .run = run_consent,
};

}  // namespace kartei::cli
