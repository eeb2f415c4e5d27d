// The lists of a tenant that records refer to: areas, sources, companies, purposes, wordings.
#pragma once

#include "domain/area_record.h"
#include "domain/person.h"
#include "domain/purpose.h"
#include "domain/source.h"
#include "domain/wording.h"
#include "store/read_record.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// All areas in the order of their numbers; a tenant has some dozens.
std::vector<domain::Area> read_areas(Connection& connection, Keyring& keyring, TenantId tenant);
std::vector<domain::TenantPurpose> read_purposes(Connection& connection, Keyring& keyring, TenantId tenant);
std::vector<domain::Wording> read_wordings(Connection& connection, Keyring& keyring, TenantId tenant);

/// Until the end of the transaction nobody else adds an area or a wording: whoever draws the next number
/// locks first and reads then, and who comes second sees the first.
void lock_numbered_lists(Connection& connection, TenantId tenant);

/// All sources: one for each list and whatever people said when they typed.
std::vector<domain::Source> read_sources(Connection& connection, Keyring& keyring, TenantId tenant);

std::optional<domain::Source> find_source(Connection& connection, Keyring& keyring, TenantId tenant,
                                          std::string_view name_key);
/// The companies there are of these keys, asked for together; of one key one.
std::vector<domain::Company> find_companies(Connection& connection, Keyring& keyring, TenantId tenant,
                                            std::vector<std::string> name_keys);

/// Where a company stands in the list that is sorted by name.
struct CompanyPlace {
    std::string name_key = {};
    domain::CompanyId company = {};
};

/// At most `most` companies after that place, in the order of their keys.
std::vector<domain::Company> companies_by_name(Connection& connection, Keyring& keyring, TenantId tenant,
                                               const CompanyPlace& after, std::int64_t most);

/// At most `most` of the persons who work there, after that one, in the order of their ids.
std::vector<domain::PersonId> persons_of_company(Connection& connection, TenantId tenant,
                                                 domain::CompanyId company, domain::PersonId after,
                                                 std::int64_t most);

/// Another one whenever an area, a wording or the tenant himself was added, changed or removed,
/// whichever process did it: drawn from number, versions and times of their rows. As of the snapshot it is
/// read in.
UuidBytes list_version(Connection& connection, TenantId tenant);

/// Name of the tenant's own company.
std::string tenant_name(Connection& connection, TenantId tenant);

}  // namespace kartei::store
