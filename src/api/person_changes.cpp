// What people type about persons: somebody new, his particulars, contact points and companies.
#include "api/handlers.h"
#include "api/person_wire.h"
#include "app/edit_person.h"

namespace kartei::api {

namespace {

using domain::ContactPoint;
using domain::Person;

constexpr std::size_t max_word_bytes = 60;  ///< of a country's name or a purpose's key
using SourceName = Text<max_bytes_of<domain::Source>("name")>;

/// Kinds that somebody may give; the records know that some lack one.
enum class NewPointKind : std::uint8_t { phone, mobile, email, post, fax, messenger };
BOOST_DESCRIBE_ENUM(NewPointKind, phone, mobile, email, post, fax, messenger)
enum class StatedStatus : std::uint8_t { valid, invalid };
BOOST_DESCRIBE_ENUM(StatedStatus, valid, invalid)
enum class StatedOwner : std::uint8_t { self, other };
BOOST_DESCRIBE_ENUM(StatedOwner, self, other)

struct PersonMembersWire {
    static constexpr std::string_view wire_name = "PersonMembers";
    domain::RecipientKind kind = domain::RecipientKind::consumer;
    std::optional<Text<max_bytes_of<Person>("salutation")>> salutation;
    std::optional<Text<max_bytes_of<Person>("title")>> title;
    std::optional<Text<max_bytes_of<Person>("first_name")>> first_name;
    std::optional<Text<max_bytes_of<Person>("last_name")>> last_name;
    std::optional<Text<max_bytes_of<Person>("customer_number")>> customer_number;
    std::optional<Date> birth_date;
    Text<max_word_bytes> country;
    bool deceased = false;
};
BOOST_DESCRIBE_STRUCT(PersonMembersWire, (),
                      (kind, salutation, title, first_name, last_name, customer_number, birth_date, country,
                       deceased))

struct NewPointWire {
    static constexpr std::string_view wire_name = "NewContactPoint";
    NewPointKind kind = NewPointKind::phone;
    std::optional<Text<max_bytes_of<ContactPoint>("value")>> value;
    std::optional<Text<max_bytes_of<ContactPoint>("street")>> street;
    std::optional<Text<max_bytes_of<ContactPoint>("postal_code")>> postal_code;
    std::optional<Text<max_bytes_of<ContactPoint>("city")>> city;
    std::optional<Text<max_word_bytes>> country;
    std::optional<StatedOwner> owner;
    std::optional<domain::Capacity> capacity;
    std::optional<std::vector<Text<max_word_bytes>>> purposes;
};
BOOST_DESCRIBE_STRUCT(NewPointWire, (),
                      (kind, value, street, postal_code, city, country, owner, capacity, purposes))

struct OriginWire {
    static constexpr std::string_view wire_name = "Origin";
    SourceName source;
    std::optional<Date> collected_on;
};
BOOST_DESCRIBE_STRUCT(OriginWire, (), (source, collected_on))

struct AddedPointWire {
    static constexpr std::string_view wire_name = "AddedContactPoint";
    NewPointWire contact_point;
    OriginWire origin;
};
BOOST_DESCRIBE_STRUCT(AddedPointWire, (), (contact_point, origin))

struct PointStateWire {
    static constexpr std::string_view wire_name = "ContactPointState";
    StatedStatus status = StatedStatus::valid;
    StatedOwner owner = StatedOwner::self;
    domain::Capacity capacity = domain::Capacity::unstated;
};
BOOST_DESCRIBE_STRUCT(PointStateWire, (), (status, owner, capacity))

struct NewJobWire {
    static constexpr std::string_view wire_name = "NewEmployment";
    Text<max_bytes_of<domain::Company>("name")> company;
    std::optional<Text<max_bytes_of<domain::Employment>("position")>> position;
    std::optional<Text<max_bytes_of<domain::Employment>("department")>> department;
};
BOOST_DESCRIBE_STRUCT(NewJobWire, (), (company, position, department))

struct AddedJobWire {
    static constexpr std::string_view wire_name = "AddedEmployment";
    NewJobWire employment;
    SourceName source;
};
BOOST_DESCRIBE_STRUCT(AddedJobWire, (), (employment, source))

struct NewPersonWire {
    static constexpr std::string_view wire_name = "NewPerson";
    PersonMembersWire person;
    Text<max_word_bytes> purpose;
    OriginWire origin;
    std::optional<NewJobWire> employment;
    std::optional<std::vector<NewPointWire>> contact_points;
    std::optional<bool> even_if_known;
};
BOOST_DESCRIBE_STRUCT(NewPersonWire, (), (person, purpose, origin, employment, contact_points, even_if_known))

struct PersonVersionWire {
    static constexpr std::string_view wire_name = "PersonVersion";
    domain::PersonId person_id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PersonVersionWire, (), (person_id, version))

struct PointVersionWire {
    static constexpr std::string_view wire_name = "ContactPointVersion";
    domain::ContactPointId contact_point_id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PointVersionWire, (), (contact_point_id, version))

struct JobVersionWire {
    static constexpr std::string_view wire_name = "EmploymentVersion";
    domain::CompanyId company_id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(JobVersionWire, (), (company_id, version))

template <class T>
std::string text_of(const std::optional<T>& given) {
    return given ? given->value : std::string();
}

/// The word of one list is the word of the other.
template <class To, class From>
To same_word(From word) {
    return enum_of<To>(enum_word(word)).value();
}

app::PersonMembers members_of(const PersonMembersWire& in) {
    return {.kind = in.kind,
            .salutation = text_of(in.salutation),
            .title = text_of(in.title),
            .first_name = text_of(in.first_name),
            .last_name = text_of(in.last_name),
            .customer_number = text_of(in.customer_number),
            .birth_date = in.birth_date,
            .country = in.country.value,
            .deceased = in.deceased};
}

app::NewContactPoint point_of(const NewPointWire& in) {
    app::NewContactPoint point{.kind = same_word<domain::PointKind>(in.kind),
                               .value = text_of(in.value),
                               .street = text_of(in.street),
                               .postal_code = text_of(in.postal_code),
                               .city = text_of(in.city),
                               .country = text_of(in.country),
                               .owner = same_word<domain::PointOwner>(in.owner.value_or(StatedOwner::self)),
                               .capacity = in.capacity.value_or(domain::Capacity::unstated),
                               .purposes = {}};
    if (!in.purposes) return point;
    for (const auto& purpose : *in.purposes) point.purposes.push_back(purpose.value);
    return point;
}

app::NewJob job_of(const NewJobWire& in) {
    return {
        .company = in.company.value, .position = text_of(in.position), .department = text_of(in.department)};
}

app::Origin origin_of(const OriginWire& in) {
    return {.source = in.source.value, .collected_on = in.collected_on};
}

Result<PersonVersionWire> post_person(Call& call, const NewPersonWire& in) {
    app::NewPerson person{.members = members_of(in.person),
                          .purpose = in.purpose.value,
                          .origin = origin_of(in.origin),
                          .job = {},
                          .contact_points = {},
                          .even_if_known = in.even_if_known.value_or(false)};
    if (in.employment) person.job = job_of(*in.employment);
    for (const auto& point : in.contact_points.value_or(std::vector<NewPointWire>()))
        person.contact_points.push_back(point_of(point));
    const auto created = TRY(app::create_person(call.house, call.session(), person));
    return PersonVersionWire{created.person_id, created.version};
}

Result<PersonVersionWire> put_person(Call& call, const PersonMembersWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto version = TRY(call.version());
    const auto changed = TRY(app::change_person(call.house, call.session(), person, version, members_of(in)));
    return PersonVersionWire{changed.person_id, changed.version};
}

Result<PointVersionWire> post_point(Call& call, const AddedPointWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto added = TRY(app::add_contact_point(call.house, call.session(), person,
                                                  point_of(in.contact_point), origin_of(in.origin)));
    return PointVersionWire{added.contact_point_id, added.version};
}

Result<PointVersionWire> put_point(Call& call, const PointStateWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto point = TRY(call.at<domain::ContactPointId>("contact_point_id"));
    const auto version = TRY(call.version());
    const auto changed = TRY(app::change_contact_point(call.house, call.session(), person, point, version,
                                                       {.status = same_word<domain::PointStatus>(in.status),
                                                        .owner = same_word<domain::PointOwner>(in.owner),
                                                        .capacity = in.capacity}));
    return PointVersionWire{changed.contact_point_id, changed.version};
}

Result<Reply> delete_point(Call& call) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto point = TRY(call.at<domain::ContactPointId>("contact_point_id"));
    const auto version = TRY(call.version());
    TRY(app::remove_contact_point(call.house, call.session(), person, point, version));
    return Reply{.status = 204};
}

Result<JobVersionWire> post_job(Call& call, const AddedJobWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto added =
        TRY(app::add_job(call.house, call.session(), person, job_of(in.employment), in.source.value));
    return JobVersionWire{added.employment.company_id, added.employment.version};
}

Result<Reply> delete_job(Call& call) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto company = TRY(call.at<domain::CompanyId>("company_id"));
    const auto version = TRY(call.version());
    TRY(app::remove_job(call.house, call.session(), person, company, version));
    return Reply{.status = 204};
}

}  // namespace

std::vector<Route> person_change_routes() {
    using enum http::Method;
    using enum domain::Right;
    return {
        {.method = post,
         .path = "/persons",
         .id = "createPerson",
         .work = Work::write,
         .right = create_person,
         .summary = {"eine Person anlegen", "record a person"},
         .status = 201,
         .request = schema_for<NewPersonWire>,
         .response = schema_for<PersonVersionWire>,
         .handle = takes(post_person, 201)},
        {.method = put,
         .path = "/persons/{person_id}",
         .id = "changePerson",
         .work = Work::write,
         .right = edit_person,
         .summary = {"Angaben zur Person ändern; was fehlt, ist danach leer",
                     "change a person's particulars; what is absent is empty afterwards"},
         .request = schema_for<PersonMembersWire>,
         .response = schema_for<PersonVersionWire>,
         .handle = takes(put_person, 200),
         .versioned = true},
        {.method = post,
         .path = "/persons/{person_id}/companies",
         .id = "addEmployment",
         .work = Work::write,
         .right = edit_person,
         .summary = {"sagen, wo die Person arbeitet", "say where the person works"},
         .status = 201,
         .request = schema_for<AddedJobWire>,
         .response = schema_for<JobVersionWire>,
         .handle = takes(post_job, 201)},
        {.method = del,
         .path = "/persons/{person_id}/companies/{company_id}",
         .id = "removeEmployment",
         .work = Work::write,
         .right = edit_person,
         .summary = {"sagen, dass die Person dort nicht mehr arbeitet",
                     "say that the person works there no longer"},
         .status = 204,
         .handle = delete_job,
         .versioned = true},
    };
}

std::vector<Route> contact_point_routes() {
    using enum http::Method;
    using enum domain::Right;
    return {
        {.method = post,
         .path = "/persons/{person_id}/contact-points",
         .id = "addContactPoint",
         .work = Work::write,
         .right = edit_person,
         .summary = {"eine Nummer oder Adresse hinzufügen", "add a number or address"},
         .status = 201,
         .request = schema_for<AddedPointWire>,
         .response = schema_for<PointVersionWire>,
         .handle = takes(post_point, 201)},
        {.method = put,
         .path = "/persons/{person_id}/contact-points/{contact_point_id}",
         .id = "changeContactPoint",
         .work = Work::write,
         .right = edit_person,
         .summary = {"sagen, ob eine Nummer stimmt und wem sie gehört",
                     "say whether a number is right and whose it is"},
         .request = schema_for<PointStateWire>,
         .response = schema_for<PointVersionWire>,
         .handle = takes(put_point, 200),
         .versioned = true},
        {.method = del,
         .path = "/persons/{person_id}/contact-points/{contact_point_id}",
         .id = "removeContactPoint",
         .work = Work::write,
         .right = edit_person,
         .summary = {"eine Nummer oder Adresse entfernen", "remove a number or address"},
         .status = 204,
         .handle = delete_point,
         .versioned = true},
    };
}

}  // namespace kartei::api
