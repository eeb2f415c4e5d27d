// All kinds of records that are logged, as lists of types: what verification replays. A new noun is added
// here; one that a person owns also in domain/person_file.h and where that file is loaded and walked.
#pragma once

#include "domain/area_record.h"
#include "domain/person_file.h"
#include "domain/purpose.h"
#include "domain/tenant.h"
#include "domain/wording.h"

#include <boost/mp11/list.hpp>

namespace kartei::store {

using PersonRecords =
    boost::mp11::mp_list<domain::Person, domain::Note, domain::Employment, domain::ContactPoint,
                         domain::Consent, domain::Claim, domain::Objection, domain::Restriction,
                         domain::Erasure, domain::RobinsonMark, domain::InformationNotice, domain::Sale,
                         domain::PresumedInterest, domain::PersonRequest, domain::ContactCheck>;

using TenantRecords = boost::mp11::mp_list<domain::Area, domain::TenantPurpose, domain::Wording,
                                           domain::Source, domain::ImportRun, domain::Company,
                                           domain::CompanyObjection, domain::SuppressionEntry>;

/// Rows of the installation that a tenant's log tells of.
using InstallationRecords = boost::mp11::mp_list<domain::Tenant, domain::Account, domain::Membership,
                                                 domain::Credential, domain::LoginSession>;

using AllRecords = boost::mp11::mp_append<PersonRecords, TenantRecords, InstallationRecords>;

}  // namespace kartei::store
