#include "app/demo_person.h"

#include "base/fold.h"
#include "domain/country.h"
#include "domain/person_name.h"
#include "domain/postal_address.h"

#include <fmt/format.h>

#include <array>

namespace kartei::app {

namespace {

using namespace domain;

constexpr std::array first_names{"Anna",   "Björn", "Çelik",  "Dörte",  "Emil",   "Franziska",
                                 "Günter", "Heike", "Ingrid", "Jürgen", "Katrin", "Lukas",
                                 "Maren",  "Nils",  "Öznur",  "Petra"};
constexpr std::array last_names{"Özdemir",   "Müller", "Groß",         "von der Heide", "Straßburger",
                                "Kowalczyk", "Meyer",  "Lüdenscheidt", "Vöckler",       "D'Angelo",
                                "Hoffmann",  "Weiß",   "Baumgärtner"};
constexpr std::array towns{"49074 Osnabrück", "26121 Oldenburg", "50667 Köln", "01067 Dresden",
                           "80331 München"};

void add_point(DemoCompany& company, PersonFile& file, PointKind kind, std::string value,
               std::string normal) {
    file.contact_points.push_back({.tenant_id = company.write.tenant(),
                                   .person_id = file.person.person_id,
                                   .contact_point_id = company.write.next_id<ContactPointId>(),
                                   .kind = kind,
                                   .value = std::move(value),
                                   .normal = std::move(normal),
                                   .purposes = PurposeKeys::of({"contract", "advertising"}),
                                   .source_id = file.person.source_id,
                                   .created_at = company.write.now()});
}

}  // namespace

PersonFile demo_person(DemoCompany& company, std::int64_t number) {
    const auto index = static_cast<std::size_t>(number);
    PersonFile file{.sources = {company.customers}};
    Person& person = file.person;
    person.tenant_id = company.write.tenant();
    person.person_id = company.write.next_id<PersonId>();
    person.first_name = first_names[index % first_names.size()];
    person.last_name = last_names[index % last_names.size()];
    person.customer_number = fmt::format("D-{:04}", 1000 + number);
    person.purpose = "contract";
    person.source_id = company.customers.source_id;
    person.created_at = company.write.now();
    const std::string key = sort_key(list_name({.given = *person.first_name, .family = *person.last_name}));
    person.sort_key.assign(key.begin(), key.end());
    const std::string line = fmt::format("1511{:07}", 1'000'000 + number);
    add_point(company, file, PointKind::mobile, "0" + line, "+49" + line);
    add_point(company, file, PointKind::email, fmt::format("person{}@example.de", number),
              fmt::format("person{}@example.de", number));
    const std::string town{towns[index % towns.size()]};
    const std::string street = fmt::format("Lange Straße {}", number + 1);
    const std::string key_of_address = address_key(
        {.street = street, .postal_code = town.substr(0, 5), .city = town.substr(6), .country = germany});
    add_point(company, file, PointKind::post, street + ", " + town, key_of_address);
    ContactPoint& post = file.contact_points.back();
    post.street = street;
    post.postal_code = town.substr(0, 5);
    post.city = town.substr(6);
    post.country = "DE";
    return file;
}

}  // namespace kartei::app
