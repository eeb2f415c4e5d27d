// A person on the wire: the line of a list, and the card.
#pragma once

#include "api/shown.h"
#include "app/persons.h"

namespace kartei::api {

struct BadgeWire {
    static constexpr std::string_view wire_name = "Badge";
    domain::Channel channel = domain::Channel::phone;
    domain::Status status = domain::Status::denied;
};
BOOST_DESCRIBE_STRUCT(BadgeWire, (), (channel, status))

struct PersonRowWire {
    static constexpr std::string_view wire_name = "PersonRow";
    domain::PersonId person_id;
    std::string name;
    domain::RecipientKind kind = domain::RecipientKind::consumer;
    std::optional<std::string> company;
    std::optional<std::string> city;
    std::optional<std::string> customer_number;
    std::vector<std::string> contact_points;
    std::optional<std::vector<BadgeWire>> permissions;
};
BOOST_DESCRIBE_STRUCT(PersonRowWire, (),
                      (person_id, name, kind, company, city, customer_number, contact_points, permissions))

PersonRowWire row_wire(const app::PersonRow& row);

struct EmploymentWire {
    static constexpr std::string_view wire_name = "Employment";
    domain::CompanyId company_id;
    std::string name;
    std::optional<std::string> position;
    std::optional<std::string> department;
    SourceWire source;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(EmploymentWire, (), (company_id, name, position, department, source, version))

/// The card as JSON, and its schema.
std::string card_json(const app::PersonCard& card);
boost::json::object card_schema(Schemas& schemas);

}  // namespace kartei::api
