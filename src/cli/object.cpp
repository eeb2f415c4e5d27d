// `kartei object`.
#include "app/record_will.h"
#include "cli/desk.h"
#include "cli/words.h"

#include <array>

namespace kartei::cli {

namespace {

Result<Exit> run_object(const Call& call) {
    const auto& arguments = call.arguments;
    auto channels = TRY(channels_of(arguments));
    auto desk = TRY(open_desk(call));
    const auto person = TRY(person_of(desk, arguments));
    auto recorded = TRY(app::record_objection(desk.house, desk.session,
                                              {.person = person,
                                               .areas = arguments.texts("--area"),
                                               .channels = std::move(channels),
                                               .way = arguments.text("--way"),
                                               .note = arguments.text("--note")}));
    report_recorded(
        call.output,
        {"Widerspruch festgehalten, er gilt ab sofort", "Objection recorded, it counts from now on"},
        recorded_line("objection", person, std::move(recorded)));
    return Exit::done;
}

constexpr std::array object_parameters{
    person_parameter,
    Parameter{"--area",
              "AREA",
              {"nur diesen Bereich und alles darunter; sonst alle",
               "this area and all below it only; "
               "otherwise all"},
              Taking::values},
    Parameter{"--channel",
              "CHANNEL",
              {"nur diesen Weg; sonst alle", "this channel only; otherwise all"},
              Taking::values},
    Parameter{"--way",
              "TEXT",
              {"wie er uns erreichte: phone, email, post, web, in_person, other oder ein Wort dafür (Brief)",
               "how it reached us: phone, email, post, web, in_person, other or a word for it (letter)"},
              Taking::value,
              Presence::required},
    Parameter{"--note",
              "TEXT",
              {"was dazu zu sagen ist; wird verschlüsselt", "what else there is to say; is encrypted"}},
};

constexpr std::array object_examples{
    Example{"kartei object D-1001 --way phone", {"gegen jede Werbung", "against all advertising"}},
    Example{"kartei object D-1001 --channel phone --area Photovoltaik --way email",
            {"nur keine Anrufe zu Photovoltaik", "only no calls about photovoltaics"}},
};

}  // namespace

const Command object_command{
    .name = "object",
    .purpose = {"einen Widerspruch festhalten", "record an objection"},
    .page = {"Braucht keinen Beleg und keine Form (DSGVO Art. 21 Abs. 2). Ohne --area und --channel gilt er "
             "für alles. Er übersteht Löschung, Zusammenführen und jeden neuen Import.",
             "Needs no evidence and no form (GDPR Art. 21(2)). Without --area and --channel it covers "
             "everything. It survives erasure, merging and every new import."},
    .parameters = object_parameters,
    .examples = object_examples,
    .run = run_object,
};

}  // namespace kartei::cli
