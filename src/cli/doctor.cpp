// `kartei doctor`.
#include "app/doctor.h"

#include "cli/desk.h"
#include "cli/sandbox.h"
#include "cli/server.h"
#include "cli/words.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <sys/resource.h>

namespace kartei::cli {

namespace {

using app::Diagnosis;
using app::Health;

std::string_view word_of(Health health) {
    switch (health) {
        case Health::well: return "well";
        case Health::warning: return "warning";
        case Health::problem: break;
    }
    return "problem";
}

/// Each connection takes a descriptor; what else is open is little beside them.
Diagnosis examine_descriptors() {
    const http::Limits limits;
    const rlim_t wanted = descriptors_wanted(limits);
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    Diagnosis found{.what = {fmt::format("Offene Dateien: bis {}", files.rlim_max),
                             fmt::format("Open files: up to {}", files.rlim_max)}};
    if (files.rlim_max >= wanted) return found;
    found.health = Health::warning;
    found.next = {
        fmt::format("Für {} Verbindungen zugleich heben Sie LimitNOFILE an (systemd) oder ulimit -n.",
                    limits.connections),
        fmt::format("For {} connections at once raise LimitNOFILE (systemd) or ulimit -n.",
                    limits.connections)};
    return found;
}

Diagnosis examine_sandbox() {
    const auto sandbox = sandbox_at_hand();
    Diagnosis found{.what = {fmt::format("Selbstbeschränkung: {}", sandbox.text()),
                             fmt::format("Sandbox: {}", sandbox.text())}};
    if (sandbox.landlock > 0 && sandbox.seccomp) return found;
    found.health = Health::warning;
    found.next = {
        "Dieses System kennt nicht alles davon (Landlock ab Linux 5.13): schränken Sie kartei mit "
        "systemd oder einem Container ein.",
        "This system does not know all of it (Landlock from Linux 5.13 on): confine kartei by systemd "
        "or a container."};
    return found;
}

boost::json::object json_of(const std::vector<Diagnosis>& all, Language language) {
    boost::json::array list;
    for (const auto& one : all) {
        list.push_back(boost::json::object{{"health", word_of(one.health)},
                                           {"what", in(one.what, language)},
                                           {"where", one.where},
                                           {"next", in(one.next, language)}});
    }
    return {{"examined", std::move(list)}};
}

void print(Output& output, const Diagnosis& one) {
    const auto sign = [&] {
        switch (one.health) {
            case Health::well: return inked("✓", Ink::green, output.screen().colours);
            case Health::warning: return inked("!", Ink::yellow, output.screen().colours);
            case Health::problem: break;
        }
        return inked("✗", Ink::red, output.screen().colours);
    }();
    output.write(sign + " ");
    output.paragraph(in(one.what, output.language()));
    if (one.health == Health::well) return;
    if (!one.where.empty()) output.paragraph(one.where, 2);
    output.paragraph(in(one.next, output.language()), 2);
}

Result<Exit> run_doctor(const Call& call) {
    const auto place = TRY(place_of(call));
    auto found = app::examine(place, call.clock());
    found.push_back(examine_descriptors());
    found.push_back(examine_sandbox());
    if (call.output.is_json()) {
        call.output.json(json_of(found, call.language()));
    } else {
        for (const auto& one : found) print(call.output, one);
    }
    const bool is_bad =
        std::ranges::any_of(found, [](const auto& one) { return one.health == Health::problem; });
    return is_bad ? Exit::no : Exit::done;
}

}  // namespace

const Command doctor_command{
    .name = "doctor",
    .purpose = {"prüfen, ob kartei hier sicher laufen kann", "check whether kartei can run here safely"},
    .page =
        {"Sieht nach Datenverzeichnis, Schlüsseldatei, freiem Platz, Datenbank und ihren Einstellungen, "
         "Schema, Uhren und dem, was das System an Schutz bietet; auch während kartei läuft. Ändert "
         "nichts. ✗ gefährdet Daten oder den Betrieb, der Rückgabewert ist dann 1; ! kann dazu werden. Was "
         "in den Daten steht, prüft `kartei verify`.",
         "Looks at the data directory, the key file, free space, the database and its settings, the "
         "schema, clocks, and what protection the system offers; also while kartei runs. Changes nothing. "
         "✗ endangers data or service, the exit code is then 1; ! may come to that. What is in the data "
         "is for `kartei verify` to check."},
    .parameters = {},
    .examples = {},
    .run = run_doctor,
};

}  // namespace kartei::cli
