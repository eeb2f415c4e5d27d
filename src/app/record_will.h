// What a person wants, written down: consent with its evidence, objection without asking for any; and why a
// business may be presumed to want a call.
#pragma once

#include "app/house.h"
#include "domain/person_file.h"

#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

/// What an act left behind: the record, whose it is, and the areas that had to be made for it because nobody
/// had named them before. A misspelt area or a wrong person shows there.
template <class Id>
struct Recorded {
    Id id;
    std::vector<std::string> areas_made = {};
    std::string name = {};             ///< of the person
    std::string customer_number = {};  ///< his; empty where he has none
    /// Why it permits nothing as it stands, with the way out. Nothing where the record itself may permit:
    /// what else stands against that, `may_contact` tells.
    std::optional<Message> permits_nothing = {};
};

struct NewConsent {
    domain::PersonId person;
    std::vector<std::string> areas;         ///< keys or names; at least one, here or as a number
    std::vector<domain::Channel> channels;  ///< at least one
    std::string wording;       ///< label of the text he saw; empty: unknown, then it proves nothing
    std::string wording_text;  ///< the text itself, demanded when the label is new
    domain::ConsentWay way = domain::ConsentWay::other;
    std::optional<Instant> given_at;                       ///< demanded
    std::string evidence;                                  ///< where the proof lies; empty: none
    std::string source;                                    ///< demanded
    std::vector<domain::AreaNo> area_numbers = {};         ///< areas that are there; `not_found` otherwise
    std::optional<domain::WordingNo> wording_number = {};  ///< instead of a label; `not_found` otherwise
    std::optional<domain::ClaimId> proves = {};            ///< an open claim that is proven by it
};

/// Needs the right record_consent. `invalid` names the member that is missing or wrong. Nothing that the
/// evidence does not show is recorded as proven.
Result<Recorded<domain::ConsentId>> record_consent(House& house, const Session& session,
                                                   const NewConsent& consent);

struct NewObjection {
    domain::PersonId person;
    std::vector<std::string> areas;         ///< empty: all
    std::vector<domain::Channel> channels;  ///< empty: all
    std::string way;  ///< how it reached us: a key of domain::Way, a word for one in either
                      ///< language, or any other text; empty: another way
    std::string note;
    std::vector<domain::AreaNo> area_numbers = {};  ///< areas that are there; `not_found` otherwise
};

/// Needs the right record_objection. Takes effect with the commit.
Result<Recorded<domain::ObjectionId>> record_objection(House& house, const Session& session,
                                                       const NewObjection& objection);

struct NewInterest {
    domain::PersonId person;
    std::string area;
    domain::PresumedBasis basis = domain::PresumedBasis::other;
    std::string why_content;  ///< demanded
    std::string why_phone;    ///< demanded
    bool phone_expected = false;
    std::optional<domain::AreaNo> area_number = {};  ///< instead of a name; `not_found` where there is none
};

/// Presumed interest of a business (UWG section 7(2) no. 1). Needs the right record_interest. `invalid` names
/// the reason that is missing; `forbidden` for a consumer.
Result<Recorded<domain::InterestId>> record_interest(House& house, const Session& session,
                                                     const NewInterest& interest);

/// Sets an open claim aside: nobody can prove it. Needs the right record_consent. `not_found` for an unknown
/// one, `outdated` for another version, `conflict` where it is not open any more.
Result<domain::Claim> drop_claim(House& house, const Session& session, domain::PersonId person,
                                 domain::ClaimId claim, std::int64_t version);

}  // namespace kartei::app
