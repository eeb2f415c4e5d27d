#include "bench/support/list.h"

#include "base/text.h"
#include "bench/support/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string_view>

namespace kartei::bench {

namespace {

constexpr std::array first_names{
    "Anna",      "Peter",    "Maria",      "Thomas",     "Michael",   "Sabine", "Andreas", "Ursula",
    "Monika",    "Stefan",   "Petra",      "Wolfgang",   "Klaus",     "Renate", "Jürgen",  "Gisela",
    "Werner",    "Karin",    "Heinz",      "Helga",      "Martin",    "Andrea", "Günter",  "Ingrid",
    "Frank",     "Brigitte", "Uwe",        "Christa",    "Dieter",    "Erika",  "Horst",   "Claudia",
    "Ralf",      "Susanne",  "Manfred",    "Heike",      "Bernd",     "Birgit", "Gerhard", "Angelika",
    "Jörg",      "Silke",    "Matthias",   "Katrin",     "Björn",     "Çelik",  "Dörte",   "Emil",
    "Franziska", "Lukas",    "Maren",      "Nils",       "Öznur",     "Søren",  "Renée",   "Michał",
    "Ömer",      "Zoë",      "Hans-Peter", "Karl-Heinz", "Anneliese", "Rüdiger"};
constexpr std::array last_names{
    "Müller",        "Schmidt",  "Schneider", "Fischer",     "Weber",        "Meyer",        "Wagner",
    "Becker",        "Schulz",   "Hoffmann",  "Schäfer",     "Koch",         "Bauer",        "Richter",
    "Klein",         "Wolf",     "Schröder",  "Neumann",     "Schwarz",      "Zimmermann",   "Braun",
    "Krüger",        "Hofmann",  "Hartmann",  "Lange",       "Schmitt",      "Werner",       "Krause",
    "Meier",         "Lehmann",  "Köhler",    "Maier",       "Herrmann",     "König",        "Walter",
    "Mayer",         "Huber",    "Kaiser",    "Fuchs",       "Peters",       "Lang",         "Scholz",
    "Möller",        "Weiß",     "Jung",      "Hahn",        "Schubert",     "Vogel",        "Friedrich",
    "Keller",        "Günther",  "Frank",     "Berger",      "Winkler",      "Roth",         "Beck",
    "Lorenz",        "Baumann",  "Franke",    "Albrecht",    "Özdemir",      "Yılmaz",       "Kowalczyk",
    "von der Heide", "D'Angelo", "O'Connor",  "Straßburger", "Lüdenscheidt", "zu Falkenrode"};
constexpr std::array stems{"Brügge", "Linden", "Wester", "Oster",  "Nieder",   "Ober",   "Buchen", "Eichen",
                           "Stein",  "Hasel",  "Rosen",  "Mühl",   "Kirch",    "Sommer", "Winter", "Falken",
                           "Hohen",  "Grün",   "Weiden", "Birken", "Kessel",   "Gold",   "Silber", "Eisen",
                           "Wald",   "Feld",   "Berg",   "Königs", "Bischofs", "Vogel"};
constexpr std::array endings{"mann",  "meier",  "bach",  "hoff",   "kamp",   "brink",   "stein",  "thal",
                             "horst", "beck",   "hagen", "berger", "wald",   "feld",    "rode",   "hausen",
                             "dorf",  "burger", "haus",  "baum",   "müller", "schmidt", "kötter", "heide",
                             "grund", "ried",   "loh",   "moor",   "auer",   "lage"};
constexpr std::array towns{"Berlin",
                           "Hamburg",
                           "München",
                           "Köln",
                           "Frankfurt am Main",
                           "Stuttgart",
                           "Düsseldorf",
                           "Leipzig",
                           "Dortmund",
                           "Essen",
                           "Bremen",
                           "Dresden",
                           "Hannover",
                           "Nürnberg",
                           "Duisburg",
                           "Bochum",
                           "Wuppertal",
                           "Bielefeld",
                           "Bonn",
                           "Münster",
                           "Osnabrück",
                           "Oldenburg",
                           "Lingen (Ems)",
                           "Göttingen",
                           "Würzburg",
                           "Lübeck",
                           "Kiel",
                           "Erfurt",
                           "Rostock",
                           "Halle (Saale)",
                           "Garmisch-Partenkirchen",
                           "Bad Öynhausen"};
constexpr std::array streets{"Hauptstraße",   "Goethestr.",         "Am Bröhn",     "Zum Grünen Jäger",
                             "Bahnhofstraße", "An der Kümmelmühle", "Schillerstr.", "Karl-Marx-Straße",
                             "Lindenallee",   "Kirchweg",           "Ringstraße",   "Im Winkel",
                             "Mozartweg",     "Gartenstraße",       "Dorfplatz"};
constexpr std::array trades{"Kfz-Teile",   "Bäckerei",  "Tischlerei", "Elektro",  "Bau",          "Metallbau",
                            "Heizungsbau", "Gartenbau", "Druckerei",  "Logistik", "Pflegedienst", "Autohaus"};
constexpr std::array legal_forms{"GmbH", "GmbH & Co. KG", "e.K.", "AG", "OHG", "eG"};

/// Chance about one person, the same in every run.
class Chance {
public:
    explicit Chance(std::int64_t number)
        : random_(static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15U) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

    /// The front of a list is met more often than its end.
    template <std::size_t N>
    std::string_view common(const std::array<const char*, N>& list) {
        const double part = std::pow(static_cast<double>(random_() >> 11U) * 0x1.0p-53, 1.5);
        return list[static_cast<std::size_t>(part * static_cast<double>(N))];
    }
    template <std::size_t N>
    std::string_view any(const std::array<const char*, N>& list) {
        return list[below(N)];
    }

private:
    std::mt19937_64 random_;
};

std::string last_name(Chance& chance) {
    if (chance.below(3) != 0) return std::string(chance.common(last_names));
    return fmt::format("{}{}", chance.any(stems), chance.any(endings));
}

/// Letters and digits that an address may have on the left of its @.
std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z')) out += ascii_lower(c);
    }
    return out;
}

std::string postal_code(std::string_view town, Chance& chance) {
    std::size_t place = 0;
    for (const char c : town) place = place * 31 + static_cast<unsigned char>(c);
    return fmt::format("{:05}", 1'000 + place % 97'000 + chance.below(40));
}

}  // namespace

ListPerson list_person(std::int64_t number) {
    Chance chance(number);
    ListPerson person;
    person.first_name = chance.common(first_names);
    person.last_name = last_name(chance);
    if (chance.below(5) == 0) {
        person.company = fmt::format("{} {}{} {}", chance.any(trades), chance.any(stems), chance.any(endings),
                                     chance.any(legal_forms));
    }
    person.street = fmt::format("{} {}", chance.any(streets), 1 + chance.below(200));
    person.town = chance.common(towns);
    person.postal_code = postal_code(person.town, chance);
    person.phone = fmt::format("0{}/{}", 30 + chance.below(9) * 111, 1'000'000 + number % 9'000'000);
    if (chance.below(3) != 0) person.mobile = fmt::format("0151 {:08}", 10'000'000 + number);
    person.email =
        fmt::format("{}.{}.{}@example.de", plain(person.first_name), plain(person.last_name), number);
    person.customer_number = fmt::format("K-{}", 10'000 + number);
    return person;
}

namespace {

/// The letters a German list has; others become a question mark, as Excel writes them.
std::string windows_1252(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte < 0x80) {
            out += utf8[i];
        } else if (byte == 0xC2 || byte == 0xC3) {
            out += static_cast<char>((byte & 3U) << 6U | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
        } else {
            out += '?';
            while (i + 1 < utf8.size() && (static_cast<unsigned char>(utf8[i + 1]) & 0xC0U) == 0x80) ++i;
        }
    }
    return out;
}

std::string row_of(std::int64_t number) {
    // One row in fifty is somebody who stood further up, his number written with another sign.
    const bool again = number % 50 == 49;
    const std::int64_t who = again ? number / 2 : number;
    ListPerson person = list_person(who);
    if (again) std::ranges::replace(person.phone, '/', '-');
    Chance chance(-1 - number);
    const auto maybe = [&](std::size_t one_in, std::string text) {
        return chance.below(one_in) == 0 ? text : std::string();
    };
    return fmt::format(
        "{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{};{}\r\n", person.customer_number,
        chance.below(2) == 0 ? "Frau" : "Herr", maybe(20, "Dr."), person.first_name, person.last_name,
        person.company, person.street, person.postal_code, person.town, person.phone, person.mobile,
        person.email,
        maybe(2,
              fmt::format("{}.{}.{}", 1 + chance.below(28), 1 + chance.below(12), 1940 + chance.below(65))),
        maybe(2, "Messe 2024"),
        fmt::format("{:02}.{:02}.{}", 1 + chance.below(28), 1 + chance.below(12), 2018 + chance.below(8)),
        maybe(2, "ja"), maybe(3, "nein"), maybe(4, "17.07.2024"), maybe(2, "Photovoltaik"), maybe(40, "ja"),
        maybe(10, "Ruft nachmittags zurück, Ersatzteil bestellt"));
}

}  // namespace

void write_list(const std::filesystem::path& file, std::int64_t persons) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(file.c_str(), "wb"), &std::fclose);
    must(out != nullptr, "the list cannot be written");
    const auto write = [&](std::string_view row) {
        const std::string bytes = windows_1252(row);
        must(std::fwrite(bytes.data(), 1, bytes.size(), out.get()) == bytes.size(),
             "the list is not written");
    };
    write(
        "Kunden-Nr.;Anrede;Titel;Vorname;Nachname;Firma;Straße;PLZ;Ort;Telefon;Mobil;E-Mail;Geburtsdatum;"
        "Herkunft;Erfasst am;Werbung Telefon;Werbung E-Mail;Einwilligung vom;Bereich;Widerspruch;"
        "Bemerkung\r\n");
    for (std::int64_t number = 0; number < persons; ++number) write(row_of(number));
}

}  // namespace kartei::bench
