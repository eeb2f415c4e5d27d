// What people type about a person: somebody new, his particulars, how to reach him, where he works. What he
// wants is recorded elsewhere (app/record_will.h). Who changes something says which version he saw.
#pragma once

#include "app/house.h"
#include "domain/person_file.h"

#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

/// Blanks are made single; an empty text means none.
struct PersonMembers {
    domain::RecipientKind kind = domain::RecipientKind::consumer;
    std::string salutation;
    std::string title;
    std::string first_name;
    std::string last_name;
    std::string customer_number;  ///< `conflict` where somebody else has it
    std::optional<Date> birth_date;
    std::string country = "DE";  ///< as people write it (domain::find_country)
    bool deceased = false;
};

/// Where the data come from; the source is demanded (GDPR Art. 14(2)(f), 15(1)(g)).
struct Origin {
    std::string source;
    std::optional<Date> collected_on;
};

struct NewContactPoint {
    domain::PointKind kind = domain::PointKind::unstated;  ///< demanded
    std::string value;                                     ///< as it is written; of `post` the parts below
    std::string street;
    std::string postal_code;
    std::string city;
    std::string country;  ///< empty: the person's
    domain::PointOwner owner = domain::PointOwner::self;
    domain::Capacity capacity = domain::Capacity::unstated;
    std::vector<std::string> purposes;  ///< it is collected for; empty: the one the person is recorded for
};

struct NewJob {
    std::string company;  ///< found by its name, or made
    std::string position;
    std::string department;
};

struct NewPerson {
    PersonMembers members;
    std::string purpose;  ///< key of the purpose he is recorded for
    Origin origin;
    std::optional<NewJob> job;
    std::vector<NewContactPoint> contact_points;  ///< at most max_new_points
    bool even_if_known = false;  ///< although somebody on file is the same by all that is known
};

inline constexpr std::size_t max_new_points = 20;
/// Of one person. Far below what his contact facts can hold: an objection always finds room.
inline constexpr std::size_t max_points = 200;
inline constexpr std::size_t max_jobs = 100;

/// Needs the right create_person. `invalid` names the member that is missing or wrong: a name, a company or a
/// contact point is demanded, and of contact points that each can be used. `conflict` where he is on file.
Result<domain::Person> create_person(House& house, const Session& session, const NewPerson& typed);

/// All of his particulars anew. Needs the right edit_person. `outdated` where `version` is not the one there.
Result<domain::Person> change_person(House& house, const Session& session, domain::PersonId person,
                                     std::int64_t version, const PersonMembers& members);

/// Needs the right edit_person. `conflict` where he has it already, `limit` beyond max_points.
Result<domain::ContactPoint> add_contact_point(House& house, const Session& session, domain::PersonId person,
                                               const NewContactPoint& typed, const Origin& origin);

/// What may change about a contact point. Its value may not, nor its purposes: a consent may name it, and
/// data collected for one purpose do not move to another (GDPR Art. 5(1)(b)).
struct PointState {
    domain::PointStatus status = domain::PointStatus::valid;
    domain::PointOwner owner = domain::PointOwner::self;
    domain::Capacity capacity = domain::Capacity::unstated;
};

/// Need the right edit_person. `outdated` for another version; `invalid` for making one valid that cannot be
/// used; `conflict` for removing one that a consent or the suppression list names, or the last thing by which
/// he is known.
Result<domain::ContactPoint> change_contact_point(House& house, const Session& session,
                                                  domain::PersonId person, domain::ContactPointId id,
                                                  std::int64_t version, const PointState& state);
Result<void> remove_contact_point(House& house, const Session& session, domain::PersonId person,
                                  domain::ContactPointId id, std::int64_t version);

/// Need the right edit_person. `conflict` where he works there already, or where nothing would be left by
/// which he is known; `outdated` for another version.
Result<domain::Job> add_job(House& house, const Session& session, domain::PersonId person,
                            const NewJob& typed, const std::string& source_name);
Result<void> remove_job(House& house, const Session& session, domain::PersonId person,
                        domain::CompanyId company, std::int64_t version);

}  // namespace kartei::app
