// The kinds of things that have an id. Ids of different kinds do not mix.
#pragma once

#include "base/id.h"

namespace kartei::domain {

using AccountId = Id<struct AccountTag>;
using PersonId = Id<struct PersonTag>;
using CompanyId = Id<struct CompanyTag>;
using ContactPointId = Id<struct ContactPointTag>;
using SourceId = Id<struct SourceTag>;
using WordingId = Id<struct WordingTag>;
using ConsentId = Id<struct ConsentTag>;
using ClaimId = Id<struct ClaimTag>;
using ObjectionId = Id<struct ObjectionTag>;
using SuppressionId = Id<struct SuppressionTag>;
using CheckId = Id<struct CheckTag>;
using RestrictionId = Id<struct RestrictionTag>;
using SaleId = Id<struct SaleTag>;
using InterestId = Id<struct InterestTag>;
using RequestId = Id<struct RequestTag>;
using NoticeId = Id<struct NoticeTag>;
using NoteId = Id<struct NoteTag>;
using ImportId = Id<struct ImportTag>;
using EntryId = Id<struct EntryTag>;

}  // namespace kartei::domain
