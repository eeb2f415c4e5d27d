// `kartei demo`.
#include "app/demo.h"

#include "cli/desk.h"
#include "cli/interrupt.h"
#include "cli/words.h"

#include <fmt/format.h>

namespace kartei::cli {

namespace {

Result<Exit> run_demo(const Call& call) {
    const auto place = TRY(place_of(call));
    auto house = TRY(app::House::open(place, app::Opening::may_be_made, call.clock, call.random));
    LongWork work(call.output, call.clock, {"Personen", "persons"});
    const auto persons = TRY(app::make_demo(house, work.progress()));
    call.output.end_progress();
    if (call.output.is_json()) {
        call.output.json({{"persons", persons}});
        return Exit::done;
    }
    const std::string count = grouped(persons, call.language());
    const Message made{
        fmt::format("Die Beispielfirma ist da, mit {} erfundenen Personen. Versuchen Sie:", count),
        fmt::format("The example company is there, with {} invented persons. Try:", count)};
    call.output.paragraph(in(made, call.language()));
    call.output.paragraph("kartei find oezd\nkartei may D-1000 --matrix\nkartei verify", 2);
    return Exit::done;
}

}  // namespace

const Command demo_command{
    .name = "demo",
    .purpose = {"eine erfundene Firma zum Ausprobieren anlegen", "make an invented company to try things on"},
    .page = {"Einige hundert erfundene Personen; zusammen zeigen ihre Matrizen jeden Grund, den eine Matrix "
             "zeigen kann. Nur in einem leeren Datenverzeichnis.",
             "Some hundred invented persons; together their matrices show every ground that a matrix can "
             "show. In an empty data directory only."},
    .parameters = {},
    .examples = {},
    .run = run_demo,
};

}  // namespace kartei::cli
