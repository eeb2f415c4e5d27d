#include "app/doctor.h"

#include "base/number.h"
#include "store/drive.h"
#include "store/exposure.h"
#include "store/failure.h"
#include "store/steps.h"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <system_error>

namespace kartei::app {

namespace {

namespace files = std::filesystem;
using Diagnoses = std::vector<Diagnosis>;

constexpr ::mode_t others = 077;
constexpr std::uint64_t large_log_bytes = 2ULL << 30U;
constexpr int oldest_postgresql = 15;

Diagnosis broken(const Error& error) {
    return {.health = Health::problem, .what = error.what, .where = error.where, .next = error.next};
}

/// Whole units, which read the same in both languages.
std::string size_words(std::uint64_t bytes) {
    constexpr std::uint64_t gib = 1ULL << 30U;
    constexpr std::uint64_t mib = 1ULL << 20U;
    return bytes >= 10 * gib ? fmt::format("{} GiB", bytes / gib) : fmt::format("{} MiB", bytes / mib);
}

/// Whether it is there, ours, and closed to others.
Diagnosis examine_privacy(const files::path& path, const Message& name) {
    struct stat status{};
    std::error_code ignored;  // what cannot be looked at is told as missing
    if (::stat(path.c_str(), &status) != 0) {
        return {.health = Health::problem,
                .what = {fmt::format("{} fehlt oder lässt sich nicht lesen.", name.de),
                         fmt::format("{} is missing or cannot be read.", name.en)},
                .where = path.string(),
                .next = {"Legen Sie sie aus der Sicherung zurück; ohne sie lässt sich nichts öffnen.",
                         "Put it back from the backup; without it nothing can be opened."}};
    }
    if (files::is_symlink(path, ignored) && !files::is_directory(path, ignored))
        return broken(store::Exposure{path, store::Exposure::Kind::link}.error());
    if ((status.st_mode & others) != 0) {
        return {
            .health = Health::problem,
            .what = {fmt::format("{} ist für andere Nutzer offen.", name.de),
                     fmt::format("{} is open to other users.", name.en)},
            .where = path.string(),
            .next = {fmt::format("chmod go= {}", path.string()), fmt::format("chmod go= {}", path.string())}};
    }
    if (status.st_uid != ::geteuid()) {
        return {.health = Health::warning,
                .what = {fmt::format("{} gehört einem anderen Nutzer.", name.de),
                         fmt::format("{} belongs to another user.", name.en)},
                .where = path.string(),
                .next = {"Lassen Sie kartei unter dem Nutzer laufen, dem alles darin gehört.",
                         "Run kartei as the user who owns all that is in there."}};
    }
    return {.what = {fmt::format("{}: da, nur für seinen Nutzer offen", name.de),
                     fmt::format("{}: there, open to its user alone", name.en)},
            .where = path.string()};
}

Diagnosis examine_space(const files::path& path) {
    std::error_code failed;
    const auto space = files::space(path, failed);
    Diagnosis free{.what = {fmt::format("Freier Platz: {}", size_words(space.available)),
                            fmt::format("Free space: {}", size_words(space.available))},
                   .where = path.string()};
    if (failed) {
        return {.health = Health::warning,
                .what = {"Wie viel Platz frei ist, lässt sich nicht feststellen.",
                         "How much space is free cannot be found out."},
                .where = path.string(),
                .next = {"Sehen Sie selbst nach, zum Beispiel mit `df -h`.",
                         "Have a look yourself, for example with `df -h`."}};
    }
    if (space.available >= scarce_bytes) return free;
    free.health = space.available < very_scarce_bytes ? Health::problem : Health::warning;
    free.next = {"Schaffen Sie Platz: ist keiner mehr da, speichert kartei nichts, auch keinen Widerspruch.",
                 "Make room: when none is left kartei stores nothing, not even an objection."};
    return free;
}

void examine_sqlite(store::Connection& connection, const files::path& database, Diagnoses& found) {
    auto settings = connection.engine_settings();
    if (settings["journal_mode"] != "wal") {
        found.push_back({.health = Health::problem,
                         .what = {"Die Datenbank schreibt kein Protokoll voraus (WAL).",
                                  "The database does not write ahead (WAL)."},
                         .where = database.string(),
                         .next = {"Starten Sie kartei einmal darauf; es stellt das selbst ein.",
                                  "Start kartei on it once; it sets that itself."}});
    }
    std::error_code missing;
    const auto bytes = files::file_size(database, missing);
    const auto log_file = database.string() + "-wal";
    const auto log_bytes = files::file_size(log_file, missing);
    if (!missing && log_bytes > large_log_bytes) {
        found.push_back(
            {.health = Health::warning,
             .what = {fmt::format("Das Protokoll der Datenbank ist auf {} gewachsen.", size_words(log_bytes)),
                      fmt::format("The log of the database has grown to {}.", size_words(log_bytes))},
             .where = log_file,
             .next = {"Ein lange laufender Leser hält es fest; starten Sie kartei neu.",
                      "A reader that runs for long holds it; start kartei anew."}});
    }
    found.push_back({.what = {fmt::format("SQLite {}, {}", settings["version"], size_words(bytes)),
                              fmt::format("SQLite {}, {}", settings["version"], size_words(bytes))},
                     .where = database.string()});
}

void examine_schema(store::Connection& connection, const std::string& where, Diagnoses& found) {
    const auto& steps = store::kartei_steps();
    const auto version = store::schema_version(connection, steps);
    if (!version) {
        found.push_back(broken(version.error()));
        return;
    }
    if (static_cast<std::size_t>(*version) == steps.size()) {
        found.push_back({.what = {fmt::format("Schema: Schritt {}, der neueste", *version),
                                  fmt::format("Schema: step {}, the newest", *version)},
                         .where = where});
        return;
    }
    found.push_back({.health = Health::warning,
                     .what = {fmt::format("Schema: Schritt {} von {}", *version, steps.size()),
                              fmt::format("Schema: step {} of {}", *version, steps.size())},
                     .where = where,
                     .next = {"Der nächste Start bringt es auf den Stand; sichern Sie vorher.",
                              "The next start brings it up to date; make a backup before."}});
}

void examine_database(const store::DatabaseUrl& url, Instant now, Diagnoses& found) {
    try {
        const auto connection = store::connect(url, {.access = store::Access::read});
        if (!connection) {
            found.push_back(broken(connection.error()));
            return;
        }
        if (url.engine == store::Engine::sqlite) {
            examine_sqlite(**connection, url.location, found);
        } else {
            for (auto& diagnosis : judge_postgresql((*connection)->engine_settings(), now)) {
                diagnosis.where = store::shown(url);
                found.push_back(std::move(diagnosis));
            }
        }
        examine_schema(**connection, store::shown(url), found);
    } catch (const store::StoreFailure& failure) {
        found.push_back({.health = Health::problem,
                         .what = {fmt::format("Die Datenbank versagt den Dienst: {}", failure.what()),
                                  fmt::format("The database fails: {}", failure.what())},
                         .where = store::shown(url),
                         .next = {"Sehen Sie in ihr Protokoll; danach `kartei verify`.",
                                  "Look into its log; then `kartei verify`."}});
    }
}

/// A setting that must not be off.
struct Guard {
    std::string_view setting;
    Health health;
    Message what;
    Message next;
};
const std::array guards{
    Guard{"fsync",
          Health::problem,
          {"fsync ist abgeschaltet: ein Stromausfall zerstört die Datenbank.",
           "fsync is off: a power cut destroys the database."},
          {"Setzen Sie fsync = on in postgresql.conf.", "Set fsync = on in postgresql.conf."}},
    Guard{"full_page_writes",
          Health::problem,
          {"full_page_writes ist abgeschaltet: ein Stromausfall kann Seiten zerreißen.",
           "full_page_writes is off: a power cut may tear pages."},
          {"Setzen Sie full_page_writes = on.", "Set full_page_writes = on."}},
    Guard{"synchronous_commit",
          Health::problem,
          {"synchronous_commit ist abgeschaltet: Bestätigtes kann verloren gehen.",
           "synchronous_commit is off: what was acknowledged may be lost."},
          {"Setzen Sie synchronous_commit = on.", "Set synchronous_commit = on."}},
    Guard{"data_checksums",
          Health::warning,
          {"Seiten haben keine Prüfsummen: ein Fehler des Laufwerks fällt nicht auf.",
           "Pages have no checksums: a fault of the drive goes unnoticed."},
          {"Schalten Sie sie bei stehendem Server mit `pg_checksums --enable` ein.",
           "Switch them on with `pg_checksums --enable` while the server is down."}},
    Guard{"is_encrypted",
          Health::warning,
          {"Die Verbindung zur Datenbank ist nicht verschlüsselt.",
           "The connection to the database is not encrypted."},
          {"Hängen Sie ?sslmode=verify-full an die Adresse an.",
           "Append ?sslmode=verify-full to the address."}},
};

}  // namespace

std::vector<Diagnosis> judge_postgresql(const std::map<std::string, std::string>& settings, Instant now) {
    Diagnoses found;
    const auto setting = [&](std::string_view name) {
        const auto at = settings.find(std::string(name));
        return at == settings.end() ? std::string() : at->second;
    };
    constexpr std::int64_t numbers_per_version = 10'000;
    const std::int64_t version =
        whole_number<std::int64_t>(setting("server_version_num")).value_or(0) / numbers_per_version;
    found.push_back({.what = {fmt::format("PostgreSQL {}", version), fmt::format("PostgreSQL {}", version)}});
    if (version < oldest_postgresql) {
        found.back().health = Health::problem;
        found.back().next = {fmt::format("Nehmen Sie {} oder neuer.", oldest_postgresql),
                             fmt::format("Use {} or newer.", oldest_postgresql)};
    }
    for (const auto& guard : guards) {
        if (setting(guard.setting) == "off")
            found.push_back({.health = guard.health, .what = guard.what, .next = guard.next});
    }
    if (setting("is_superuser") == "on") {
        found.push_back({.health = Health::warning,
                         .what = {"kartei meldet sich als Superuser an.", "kartei signs in as a superuser."},
                         .next = {"Nehmen Sie einen Nutzer, der nur Mitglied von kartei_app ist.",
                                  "Use one who is a member of kartei_app and nothing else."}});
    }
    const std::int64_t apart_us =
        std::abs(whole_number<std::int64_t>(setting("now_us")).value_or(0) - now.us);
    if (apart_us > most_clock_difference_us) {
        const std::int64_t seconds = apart_us / us_per_second;
        found.push_back(
            {.health = Health::warning,
             .what = {fmt::format("Die Uhr der Datenbank geht {} Sekunden anders.", seconds),
                      fmt::format("The clock of the database differs by {} seconds.", seconds)},
             .next = {"Stellen Sie beide nach demselben Zeitdienst.", "Set both by the same time service."}});
    }
    return found;
}

std::vector<Diagnosis> examine(const Place& place, Instant now) {
    Diagnoses found;
    if (!store::DataDirectory::is_there(place.data)) {
        const auto opened = store::DataDirectory::open(place.data, store::DataDirectory::Mode::existing);
        if (!opened) found.push_back(broken(opened.error()));
        return found;
    }
    found.push_back(examine_privacy(place.data, {"Datenverzeichnis", "Data directory"}));
    if (const auto process = store::DataDirectory::worker(place.data)) {
        found.push_back({.what = {fmt::format("Hier arbeitet kartei, Prozess {}", *process),
                                  fmt::format("kartei works here, process {}", *process)},
                         .where = place.data.string()});
    }
    found.push_back(examine_privacy(place.data / "keys" / "root.key", {"Schlüsseldatei", "Key file"}));
    for (const auto& exposure : store::exposures_in(place.data)) found.push_back(broken(exposure.error()));
    found.push_back(examine_space(place.data));
    // SQLite's locks and shared memory do not hold over a network: two machines would write into each other.
    if (!place.database && store::is_of_the_network(place.data)) {
        found.push_back(
            {.health = Health::problem,
             .what = {"Das Datenverzeichnis liegt auf einem Laufwerk im Netz.",
                      "The data directory lies on a drive of the network."},
             .where = place.data.string(),
             .next = {"Legen Sie es auf ein Laufwerk dieser Maschine, oder nehmen Sie PostgreSQL.",
                      "Put it on a drive of this machine, or use PostgreSQL."}});
    }
    const auto url = place.database ? store::parse_database_url(*place.database)
                                    : store::sqlite_file((place.data / "kartei.db").string());
    if (url) examine_database(*url, now, found);
    else found.push_back(broken(url.error()));
    return found;
}

}  // namespace kartei::app
