#include "api/person_wire.h"

namespace kartei::api {

namespace {

EmploymentWire employment_wire(const domain::Job& job, const Sources& sources) {
    EmploymentWire wire{.company_id = job.company.company_id,
                        .name = job.company.name,
                        .position = job.employment.position,
                        .department = job.employment.department,
                        .source = {.source_id = job.employment.source_id},
                        .version = job.employment.version};
    const auto source = std::ranges::find(sources, job.employment.source_id, &domain::Source::source_id);
    if (source != sources.end())
        wire.source = {.source_id = source->source_id, .kind = source->kind, .name = source->name};
    return wire;
}

/// The lists of a card in their order, by name; `checks` goes last, it grows.
template <class File, class Visit>
void for_each_card_list(File& file, Visit&& visit) {
    visit("contact_points", file.contact_points);
    visit("consents", file.consents);
    visit("claims", file.claims);
    visit("objections", file.objections);
    visit("restrictions", file.restrictions);
    visit("robinson_marks", file.robinson_marks);
    visit("notices", file.notices);
    visit("sales", file.sales);
    visit("interests", file.interests);
    visit("requests", file.requests);
    visit("notes", file.notes);
    visit("checks", file.checks);
}

struct NameWire {
    static constexpr std::string_view wire_name = "AccountName";
    domain::AccountId account_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameWire, (), (account_id, name))

}  // namespace

PersonRowWire row_wire(const app::PersonRow& row) {
    PersonRowWire wire{.person_id = row.id,
                       .name = row.name,
                       .kind = row.kind,
                       .company = unless_empty(row.company),
                       .city = unless_empty(row.city),
                       .customer_number = unless_empty(row.customer_number),
                       .contact_points = row.contact_points,
                       .permissions = {}};
    if (row.badges.empty()) return wire;
    wire.permissions.emplace();
    for (const auto& badge : row.badges) wire.permissions->push_back({badge.channel, badge.status});
    return wire;
}

std::string card_json(const app::PersonCard& card) {
    const auto& file = card.file;
    std::string out = "{\"person_id\":";
    append_wire(out, file.person.person_id);
    append_key(out, "name", false);
    append_wire(out, domain::display_name(file));
    out += ',';
    append_members(out, Shown<domain::Person>{&file.person, &file.sources});
    std::vector<EmploymentWire> companies;
    for (const auto& job : file.jobs) companies.push_back(employment_wire(job, file.sources));
    append_key(out, "companies", false);
    append_wire(out, companies);
    for_each_card_list(file, [&](std::string_view name, const auto& list) {
        append_shown_list(out, name, list, file.sources);
    });
    std::vector<NameWire> accounts;
    for (const auto& [account, name] : card.accounts) accounts.push_back({account, name});
    append_key(out, "accounts", false);
    append_wire(out, accounts);
    return out + "}";
}

boost::json::object card_schema(Schemas& schemas) {
    if (!schemas.contains("Person")) {
        boost::json::object properties{{"person_id", schema_of<domain::PersonId>(schemas)},
                                       {"name", {{"type", "string"}}}};
        boost::json::array required{"person_id", "name"};
        add_properties<domain::Person>(schemas, properties, required);
        properties["companies"] = schema_of<std::vector<EmploymentWire>>(schemas);
        required.emplace_back("companies");
        const domain::PersonFile file{};
        for_each_card_list(file, [&](std::string_view name, const auto& list) {
            using T = typename std::remove_cvref_t<decltype(list)>::value_type;
            properties[name] = {{"type", "array"}, {"items", shown_schema<T>(schemas)}};
            required.emplace_back(name);
        });
        properties["accounts"] = schema_of<std::vector<NameWire>>(schemas);
        required.emplace_back("accounts");
        schemas["Person"] = {{"type", "object"},
                             {"properties", std::move(properties)},
                             {"required", std::move(required)},
                             {"additionalProperties", false}};
    }
    return {{"$ref", "#/components/schemas/Person"}};
}

}  // namespace kartei::api
