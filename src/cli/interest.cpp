// `kartei interest`.
#include "app/record_will.h"
#include "cli/desk.h"
#include "cli/words.h"

#include <array>

namespace kartei::cli {

namespace {

Result<Exit> run_interest(const Call& call) {
    const auto& arguments = call.arguments;
    const auto basis = TRY(choice<domain::PresumedBasis>(arguments, "--basis"));
    auto desk = TRY(open_desk(call));
    const auto person = TRY(person_of(desk, arguments));
    auto recorded = TRY(app::record_interest(desk.house, desk.session,
                                             {.person = person,
                                              .area = arguments.text("--area"),
                                              .basis = basis,
                                              .why_content = arguments.text("--why-content"),
                                              .why_phone = arguments.text("--why-phone"),
                                              .phone_expected = arguments.has("--phone-expected")}));
    report_recorded(call.output, {"Mutmaßliches Interesse festgehalten", "Presumed interest recorded"},
                    recorded_line("interest", person, std::move(recorded)));
    return Exit::done;
}

constexpr std::array interest_parameters{
    person_parameter,
    Parameter{"--area",
              "AREA",
              {"Bereich: Name oder Schlüssel", "area: name or key"},
              Taking::value,
              Presence::required},
    Parameter{"--basis",
              "BASIS",
              {"existing_business_relation, inquiry, core_business_need, prior_cooperation; "
               "directory_listing, generic_interest und other tragen nicht",
               "existing_business_relation, inquiry, core_business_need, prior_cooperation; "
               "directory_listing, generic_interest and other do not hold"},
              Taking::value,
              Presence::required},
    Parameter{"--why-content",
              "TEXT",
              {"warum der Inhalt diese Firma jetzt angeht",
               "why the content interests this "
               "company now"},
              Taking::value,
              Presence::required},
    Parameter{"--why-phone",
              "TEXT",
              {"warum gerade telefonisch", "why by telephone"},
              Taking::value,
              Presence::required},
    Parameter{"--phone-expected",
              "",
              {"die Firma darf mit einem Anruf rechnen", "the company may expect a call"},
              Taking::flag},
};

constexpr std::array interest_examples{
    Example{"kartei interest D-1010 --area Bremsscheiben --basis core_business_need --why-content \"baut ab "
            "März die Serie X und sucht Zulieferer\" --why-phone \"der Einkauf vergibt telefonisch\" "
            "--phone-expected",
            {"Zulieferer ruft Autohersteller an", "a supplier calls a car maker"}},
};

}  // namespace

const Command interest_command{
    .name = "interest",
    .purpose = {"begründen, warum eine Firma einen Anruf erwarten darf",
                "write down why a company may expect a call"},
    .page = {"Mutmaßliche Einwilligung (UWG § 7 Abs. 2 Nr. 1): nur gegenüber Unternehmen, nur telefonisch, "
             "und nur mit beiden Begründungen. Bei Verbrauchern wird sie abgelehnt.",
             "Presumed consent (UWG section 7(2) no. 1): toward businesses only, by telephone only, and only "
             "with both reasons. With consumers it is refused."},
    .parameters = interest_parameters,
    .examples = interest_examples,
    .run = run_interest,
};

}  // namespace kartei::cli
