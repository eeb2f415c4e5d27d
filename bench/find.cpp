// Finding while somebody types: every query is a name, town, number or several words of a person who is
// there, letter by letter from the second one on. Beside it one look-up by key, and one row stored with the
// disk's word for it, which every answer needs because it is logged.
#include "app/find.h"

#include "base/text.h"
#include "bench/support/house.h"
#include "bench/support/library.h"
#include "bench/support/list.h"
#include "bench/support/place.h"
#include "bench/support/table.h"
#include "bench/support/times.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace kartei::bench {
namespace {

constexpr std::size_t lines_on_screen = 20;  // what `kartei find` asks for
constexpr std::int64_t typed_texts = 60;     // of each kind
constexpr double promised_p99_ms = 10;

struct Kind {
    std::string_view what;
    std::string (*text)(const ListPerson&);
};

constexpr std::array kinds{
    Kind{"family name", [](const ListPerson& person) { return person.last_name; }},
    Kind{"given and family name",
         [](const ListPerson& person) { return person.first_name + " " + person.last_name; }},
    Kind{"name and town", [](const ListPerson& person) { return person.last_name + " " + person.town; }},
    Kind{"given name and postal code",
         [](const ListPerson& person) { return person.first_name + " " + person.postal_code; }},
    Kind{"town", [](const ListPerson& person) { return person.town; }},
    Kind{"postal code", [](const ListPerson& person) { return person.postal_code; }},
    Kind{"telephone number", [](const ListPerson& person) { return person.phone; }},
    Kind{"end of a telephone number",
         [](const ListPerson& person) { return person.phone.substr(person.phone.size() - 5); }},
    Kind{"customer number", [](const ListPerson& person) { return person.customer_number; }},
    Kind{"e-mail", [](const ListPerson& person) { return person.email; }},
    Kind{"company",
         [](const ListPerson& person) { return person.company.empty() ? person.town : person.company; }},
};

/// The text after each key, from the second letter on.
std::vector<std::string> typed(const std::string& text) {
    std::vector<std::string> out;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size();) {
        do ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80);
        if (++letters >= 2) out.push_back(text.substr(0, at));
    }
    return out;
}

struct Found {
    Times wall;
    Times cpu;
    std::string slowest;
    std::size_t cut_off = 0;  ///< answers that could not look at everybody
};

Found find_all(OpenHouse& opened, const Kind& kind) {
    Found found;
    double worst = 0;
    for (std::int64_t i = 0; i < typed_texts; ++i) {
        const auto person = list_person(i * 7'919 % persons());
        for (const auto& text : typed(kind.text(person))) {
            const double begin = seconds();
            const double cpu_begin = cpu_seconds();
            const auto answer = app::find(opened.house, opened.session, text, lines_on_screen);
            const double cpu_ms = (cpu_seconds() - cpu_begin) * 1e3;
            must(answer.has_value(), "a query was refused");
            found.wall.ms.push_back((seconds() - begin) * 1e3);
            found.cpu.ms.push_back(cpu_ms);
            if (answer->completeness == store::Completeness::cut_off) ++found.cut_off;
            if (cpu_ms > worst) found.slowest = text;
            worst = std::max(worst, cpu_ms);
        }
    }
    return found;
}

/// A person by his key, another one each time.
Times look_ups(const std::filesystem::path& file) {
    Library library(file, Opened::reading);
    auto keys = library.prepare("SELECT tenant_id, person_id FROM person LIMIT 100000");
    std::vector<Row> rows;
    while (keys.step()) rows.push_back(keys.row());
    auto select = library.prepare("SELECT * FROM person WHERE tenant_id = ? AND person_id = ?");
    Times times;
    for (std::size_t i = 0; i < 10'000; ++i) {
        const double begin = seconds();
        select.bind(rows[i * 7'919 % rows.size()]);
        must(select.step(), "nobody there");
        select.reset();
        times.ms.push_back((seconds() - begin) * 1e3);
    }
    return times;
}

void find_persons() {
    const Place place;
    const auto data = imported_house(place.path(), persons());
    Times look_up = look_ups(data / "kartei.db");
    Times stored = stored_rows(place.path());
    print({.what = "sqlite3 alone: look-up by key, p99", .value = look_up.at(0.99), .unit = "ms"});
    print({.what = "sqlite3 alone: one row stored, p50", .value = stored.at(0.5), .unit = "ms"});
    print({.what = "sqlite3 alone: one row stored, p99", .value = stored.at(0.99), .unit = "ms"});
    auto opened = open_house(data);
    Found all;
    for (const Kind& kind : kinds) {
        Found found = find_all(opened, kind);
        std::ranges::copy(found.wall.ms, std::back_inserter(all.wall.ms));
        std::ranges::copy(found.cpu.ms, std::back_inserter(all.cpu.ms));
        all.cut_off += found.cut_off;
        print({.what = fmt::format("find, {}, p99", kind.what),
               .value = found.wall.at(0.99),
               .unit = "ms",
               .promise = {.value = promised_p99_ms},
               .limit = {fmt::format("processor alone, most for \"{}\"", found.slowest), found.cpu.at(1.0)}});
    }
    const auto size = grouped(static_cast<double>(persons()));
    print({.what = fmt::format("find at {} persons, p50", size),
           .value = all.wall.at(0.5),
           .unit = "ms",
           .limit = {"one row stored, p50", stored.at(0.5)}});
    print({.what = fmt::format("find at {} persons, p99", size),
           .value = all.wall.at(0.99),
           .unit = "ms",
           .promise = {.value = promised_p99_ms},
           .limit = {"one row stored, p99", stored.at(0.99)}});
    print({.what = "of it on the processor, p99",
           .value = all.cpu.at(0.99),
           .unit = "ms",
           .limit = {"one look-up, p99", look_up.at(0.99)}});
    print({.what = "answers that ask for more letters",
           .value = 100 * static_cast<double>(all.cut_off) / static_cast<double>(all.wall.ms.size()),
           .unit = "%"});
}

}  // namespace
}  // namespace kartei::bench

int main() {
    return kartei::bench::run(kartei::bench::find_persons);
}
