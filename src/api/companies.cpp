// The companies people work for.
#include "app/companies.h"
#include "api/handlers.h"
#include "api/person_wire.h"
#include "app/persons.h"

namespace kartei::api {

namespace {

struct CompanyWire {
    static constexpr std::string_view wire_name = "Company";
    domain::CompanyId company_id;
    std::string name;
    std::string country;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CompanyWire, (), (company_id, name, country, version))

struct CompaniesWire {
    static constexpr std::string_view wire_name = "Companies";
    std::vector<CompanyWire> rows;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(CompaniesWire, (), (rows, next))

struct CompanyCardWire {
    static constexpr std::string_view wire_name = "CompanyCard";
    CompanyWire company;
    std::vector<PersonRowWire> persons;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(CompanyCardWire, (), (company, persons, next))

CompanyWire wire_of(const domain::Company& company) {
    return {company.company_id, company.name, company.country, company.version};
}

Result<CompaniesWire> get_companies(Call& call) {
    const auto after = TRY(cursor_of<domain::CompanyId>(call));
    const auto limit = TRY(limit_of(call, app::max_page));
    const auto page = TRY(app::list_companies(call.house, call.session(), after, limit));
    CompaniesWire wire;
    for (const auto& company : page.rows) wire.rows.push_back(wire_of(company));
    if (page.next) wire.next = page.next->text();
    return wire;
}

Result<CompanyCardWire> get_company(Call& call) {
    const auto company = TRY(call.at<domain::CompanyId>("company_id"));
    const auto after = TRY(cursor_of<domain::PersonId>(call));
    const auto limit = TRY(limit_of(call, app::max_page));
    const auto card = TRY(
        app::read_company(call.house, call.session(), company, after.value_or(domain::PersonId{}), limit));
    CompanyCardWire wire{.company = wire_of(card.company)};
    for (const auto& row : card.persons) wire.persons.push_back(row_wire(row));
    if (card.next) wire.next = card.next->text();
    return wire;
}

}  // namespace

std::vector<Route> company_routes() {
    using enum http::Method;
    using enum domain::Right;
    return {
        {.method = get,
         .path = "/companies",
         .id = "listCompanies",
         .work = Work::look,
         .right = search_person,
         .summary = {"alle Firmen nach dem Namen", "all companies by name"},
         .response = schema_for<CompaniesWire>,
         .query = {"after", "limit"},
         .handle = answers(get_companies)},
        {.method = get,
         .path = "/companies/{company_id}",
         .id = "getCompany",
         .work = Work::look,
         .right = read_person,
         .summary = {"eine Firma und wer dort arbeitet", "a company and who works there"},
         .response = schema_for<CompanyCardWire>,
         .query = {"after", "limit"},
         .handle = answers(get_company)},
    };
}

}  // namespace kartei::api
