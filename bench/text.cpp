// Nanoseconds per call of the normal forms an import makes of every person, each with its promise.
#include "base/fold.h"
#include "base/json.h"
#include "bench/support/place.h"
#include "bench/support/table.h"
#include "domain/email_address.h"
#include "domain/person_name.h"
#include "domain/phone_number.h"
#include "domain/postal_address.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace {

using namespace kartei;
using namespace kartei::domain;

constexpr std::array<std::string_view, 8> names{"Heinz Schmidt", "Uwe zu Falkenrode", "Svenja Šimić",
                                                "Jörg Müller",   "Michał O'Connor",   "Øyvind Ångström",
                                                "Anna Özdemir",  "Hans-Peter Groß"};
constexpr std::array<std::string_view, 8> phones{"0541-9266",      "+49 (0)541 9123-1", "0151/8587840",
                                                 "00495410478904", "(040) 4193",        "+49 345 8374788",
                                                 "040/7508",       "0171 1234567"};
constexpr std::array<std::string_view, 4> emails{"heinz.schmidt.0@example.de", "HEINZ.SCHMIDT.0@EXAMPLE.DE",
                                                 "uwe.zufalkenrode.1@example.de",
                                                 "svenja.simic.5@example.de"};
constexpr std::array<std::string_view, 4> international{"info@münchen.de", "søren@bücher.example",
                                                        "a@straße.de", "x@xn--mnchen-3ya.de"};
constexpr std::array<std::string_view, 4> streets{"An der Kümmelmühle 65", "Goethestr. 194",
                                                  "Zum Grünen Jäger 42 b", "Karl-Marx-Straße 12-14"};
constexpr std::array<std::string_view, 4> companies{"Bäckerei Groß e.K.", "Müller & Söhne GmbH & Co. KG",
                                                    "Stadtwerke Osnabrück AG", "Around the Horn"};

/// Mean time of a call over many rounds through the inputs; the sum of sizes keeps the work from being left
/// out.
template <std::size_t N, class Call>
void measure(std::string_view what, double limit_ns, const std::array<std::string_view, N>& inputs,
             Call&& call) {
    constexpr std::size_t rounds = 40'000;
    std::size_t sum = 0;
    for (const auto input : inputs) sum += call(input);
    const double start = bench::seconds();
    for (std::size_t round = 0; round < rounds; ++round) {
        for (const auto input : inputs) sum += call(input);
    }
    const double ns = (bench::seconds() - start) * 1e9 / static_cast<double>(rounds * N);
    bench::must(sum > 0, what);
    bench::print(
        {.what = std::string(what), .value = ns, .unit = "ns", .promise = {.value = limit_ns}, .limit = {}});
}

}  // namespace

int main() {
    measure("fold", 1500, names, [](auto text) { return fold(text).size(); });
    measure("fold_strict", 1500, names, [](auto text) { return fold_strict(text).size(); });
    measure("fold_words", 1500, names, [](auto text) { return fold_words(text).size(); });
    measure("sort_key", 2000, names, [](auto text) { return sort_key(text).size(); });
    measure("parse_phone", 1500, phones, [](auto text) { return parse_phone(text, germany)->e164.size(); });
    measure("parse_phone, +1", 1500, std::array<std::string_view, 2>{"+1 204 234 5678", "+1 876 512 3456"},
            [](auto text) { return parse_phone(text, germany)->e164.size(); });
    measure("parse_phone, refused", 5000, std::array<std::string_view, 2>{"88.60.15.31.1234567890", "Heinz"},
            [](auto text) { return parse_phone(text, germany).error().what.de.size(); });
    measure("parse_email", 1500, emails, [](auto text) { return parse_email(text)->key.size(); });
    measure("parse_email, IDN", 5000, international, [](auto text) { return parse_email(text)->key.size(); });
    measure("fold_street", 1500, streets, [](auto text) { return fold_street(text).size(); });
    measure("fold_company", 1500, companies, [](auto text) { return fold_company(text).name.size(); });
    measure("address_key", 3000, streets,
            [](auto text) { return address_key({std::string(text), "49074", "Osnabrück", germany}).size(); });
    measure("name_key", 1500, names, [](auto text) {
        const std::size_t blank = text.find(' ');
        return name_key({{}, {}, std::string(text.substr(0, blank)), std::string(text.substr(blank + 1))})
            .size();
    });
    measure("find_country", 1500, std::array<std::string_view, 2>{"Deutschland", "UK"},
            [](auto text) { return find_country(text)->text().size(); });
    measure("parse_json, a case", 20000,
            std::array<std::string_view, 1>{
                R"({"id":"a1","facts":{"a":1,"b":[true,null,"x"]},"question":{"area":"p"}})"},
            [](auto text) { return parse_json(text)->as_object().size(); });
}
