// Persons with a record of every kind and every member filled, for tests that go over all of them.
#pragma once

#include "domain/area_record.h"
#include "domain/objection.h"
#include "domain/person_file.h"
#include "store/write.h"

namespace kartei::store {

/// What such a person refers to, and the prohibitions that reach him from outside.
struct FullWorld {
    domain::Source source;
    domain::Area area;
    domain::Company company;
    domain::CompanyObjection company_objection;
    domain::SuppressionEntry suppression;
};

/// Stores a company with an objection, a source, an area below area 1, and a suppression entry for the mobile
/// number of the person with that number. Logs nothing.
FullWorld insert_full_world(Write& write, int number);

/// A person who works there, not stored yet. Different numbers give different persons with equal texts.
domain::PersonFile full_person(Write& write, const FullWorld& world, int number);

}  // namespace kartei::store
