// The companies people work for.
#pragma once

#include "app/person_row.h"

#include <optional>
#include <vector>

namespace kartei::app {

struct CompanyPage {
    std::vector<domain::Company> rows;
    std::optional<domain::CompanyId> next;  ///< the last one; nothing at the end
};

/// A page of all companies in the order of their names, after that one. Needs the right search_person;
/// logged. `not_found` where the company it begins after is no longer there.
Result<CompanyPage> list_companies(House& house, const Session& session,
                                   std::optional<domain::CompanyId> after, std::int64_t limit);

struct CompanyCard {
    domain::Company company;
    std::vector<PersonRow> persons;  ///< who work there, a page of them
    std::optional<domain::PersonId> next;
};

/// Needs the right read_person; logged with the ids it disclosed. `not_found` for an unknown company.
Result<CompanyCard> read_company(House& house, const Session& session, domain::CompanyId company,
                                 domain::PersonId after, std::int64_t limit);

}  // namespace kartei::app
