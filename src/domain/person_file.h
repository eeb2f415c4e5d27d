// Everything the house holds about one person, together: what his index and his contact facts are made from.
// Loading and storing it is the store's work; here are only the records and what follows from them.
#pragma once

#include "domain/consent.h"
#include "domain/contact_check.h"
#include "domain/contact_point.h"
#include "domain/objection.h"
#include "domain/person.h"
#include "domain/person_request.h"
#include "domain/presumed_interest.h"
#include "domain/restriction.h"
#include "domain/sale.h"
#include "domain/source.h"

#include <string>
#include <vector>

namespace kartei::domain {

struct Job {
    Employment employment;
    Company company;
};

struct PersonFile {
    Person person;
    std::vector<Job> jobs;
    std::vector<ContactPoint> contact_points;
    std::vector<Consent> consents;
    std::vector<Claim> claims;
    std::vector<Objection> objections;
    std::vector<CompanyObjection> company_objections;  ///< of the companies he works for
    std::vector<SuppressionEntry> suppressions;        ///< that match one of his contact points
    std::vector<Restriction> restrictions;
    std::vector<Erasure> erasures;  ///< at most one
    std::vector<RobinsonMark> robinson_marks;
    std::vector<InformationNotice> notices;
    std::vector<Sale> sales;
    std::vector<PresumedInterest> interests;
    std::vector<PersonRequest> requests;
    std::vector<Note> notes;
    std::vector<ContactCheck> checks;
    std::vector<Source> sources;  ///< those the records above name
};

/// Calls `visit` with every list of records that the person owns. Jobs come apart: a company is shared.
template <class File, class Visit>
void for_each_list(File& file, Visit&& visit) {
    visit(file.contact_points);
    visit(file.consents);
    visit(file.claims);
    visit(file.objections);
    visit(file.restrictions);
    visit(file.erasures);
    visit(file.robinson_marks);
    visit(file.notices);
    visit(file.sales);
    visit(file.interests);
    visit(file.requests);
    visit(file.notes);
    visit(file.checks);
}

/// "Dr. Sabine O'Connor", or the company's name where there is no person's.
std::string display_name(const PersonFile& file);

/// The terms he is found by (domain/search_terms.h).
std::vector<std::string> search_terms_of(const PersonFile& file);

/// Normalised values with a letter for their kind: contact points, customer number, name with postal address.
/// Their keyed hashes stand in the value directory; two persons who share one may be the same.
std::vector<std::string> match_values_of(const PersonFile& file);

/// Whether one of these is a postal address without a name.
bool is_bare_address(std::string_view match_value);

/// The value of one contact point as it is hashed for the directory and for the suppression list.
std::string match_value(PointKind kind, std::string_view normal);

}  // namespace kartei::domain
