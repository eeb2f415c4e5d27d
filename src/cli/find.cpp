// `kartei find`.
#include "app/find.h"

#include "cli/desk.h"
#include "cli/table.h"
#include "cli/words.h"

#include <boost/json/array.hpp>

#include <array>

namespace kartei::cli {

namespace {

constexpr std::int64_t usual_limit = 20;

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
}

boost::json::object json_of(const app::FindAnswer& answer) {
    boost::json::array persons;
    for (const auto& person : answer.persons) {
        boost::json::array points;
        for (const auto& point : person.contact_points) points.emplace_back(point);
        persons.push_back(boost::json::object{
            {"id", person.id.text()},
            {"name", person.name},
            {"company", person.company},
            {"city", person.city},
            {"contact_points", std::move(points)},
            {"customer_number", person.customer_number},
        });
    }
    using store::Completeness;
    const bool cut_off = answer.completeness == Completeness::cut_off;
    const std::string_view completeness = cut_off                                     ? "cut_off"
                                          : answer.completeness == Completeness::more ? "more"
                                                                                      : "all";
    return {{"persons", std::move(persons)}, {"completeness", completeness}};
}

void print(Output& output, const app::FindAnswer& answer) {
    const auto say = [&](Phrase phrase) { return std::string(in(phrase, output.language())); };
    Table table({{.heading = say({"Name", "Name"}), .least = 12},
                 {.heading = say({"Firma", "Company"}), .least = 10},
                 {.heading = say({"Ort", "City"}), .least = 8},
                 {.heading = say({"Erreichbar", "Contact"}), .least = 14},
                 {.heading = say({"Kunden-Nr.", "Customer no."})},
                 {.heading = say({"Kennung", "Id"})}});
    for (const auto& person : answer.persons) {
        table.add({{person.name, Ink::bold},
                   person.company,
                   person.city,
                   joined(person.contact_points),
                   person.customer_number,
                   {person.id.text(), Ink::dim}});
    }
    if (!table.empty()) output.write(table.text(output.screen()));
    if (table.empty()) output.paragraph(say({"Niemand gefunden.", "Nobody found."}));
    if (answer.completeness == store::Completeness::more) {
        output.paragraph(say({"Es gibt mehr: nennen Sie mehr vom Namen oder --limit.",
                              "There are more: give more of the name, or --limit."}));
    }
    if (answer.completeness == store::Completeness::cut_off) {
        output.paragraph(say({"Zu viele Treffer, um alle zu sehen: nennen Sie mehr Buchstaben.",
                              "Too many matches to see all: give more letters."}));
    }
}

Result<Exit> run_find(const Call& call) {
    const auto most = static_cast<std::int64_t>(app::max_found);
    const auto limit = TRY(number_of(call.arguments, "--limit", 1, most, usual_limit));
    auto desk = TRY(open_desk(call));
    const auto answer = TRY(
        app::find(desk.house, desk.session, call.arguments.text("TEXT"), static_cast<std::size_t>(limit)));
    if (call.output.is_json()) {
        call.output.json(json_of(answer));
    } else {
        print(call.output, answer);
    }
    return answer.persons.empty() ? Exit::not_found : Exit::done;
}

constexpr std::array find_parameters{
    Parameter{"TEXT",
              "",
              {"Name, Firma, Nummer, Ort oder E-Mail-Adresse; Anfänge genügen",
               "name, company, number, town or e-mail address; beginnings are enough"},
              Taking::value,
              Presence::required},
    Parameter{"--limit",
              "N",
              {"höchstens so viele, 1 bis 100 (sonst 20)", "at most so many, 1 to 100 (otherwise 20)"}},
};

constexpr std::array find_examples{
    Example{"kartei find oezd", {"findet auch Özdemir und Ozdemir", "finds Özdemir and Ozdemir, too"}},
    Example{"kartei find \"meyer oldenburg\"", {"alle Wörter müssen passen", "all words must match"}},
};

}  // namespace

const Command find_persons_command{
    .name = "find",
    .purpose = {"Personen suchen", "find persons"},
    .page = {"Findet über Umlaute und Schreibweisen hinweg (ä = ae = a, ß = ss), Telefonnummern auch nach "
             "ihren letzten Ziffern, wenigstens dreien. Jede Suche steht im Protokoll, mit den Kennungen "
             "derer, die sie gezeigt hat. Ist niemand da, ist der Rückgabewert 4.",
             "Finds across umlauts and spellings (ä = ae = a, ß = ss), telephone numbers by their last "
             "digits, too, at least three. Every search is logged with the ids it showed. Where nobody is "
             "found, the exit code is 4."},
    .parameters = find_parameters,
    .examples = find_examples,
    .run = run_find,
};

}  // namespace kartei::cli
