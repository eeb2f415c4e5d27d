// A verdict on the wire.
#pragma once

#include "api/wire.h"
#include "app/contact.h"

namespace kartei::api {

struct DutyWire {
    static constexpr std::string_view wire_name = "Duty";
    domain::Duty duty = domain::Duty::sender_identity;
    std::string law;
    Message text;
};
BOOST_DESCRIBE_STRUCT(DutyWire, (), (duty, law, text))

struct HoursWire {
    static constexpr std::string_view wire_name = "Hours";
    bool open = true;
    std::optional<Instant> from;
    std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(HoursWire, (), (open, from, until))

struct CellWire {
    static constexpr std::string_view wire_name = "Cell";
    domain::AreaNo area_no;
    domain::Channel channel = domain::Channel::phone;
    domain::Status status = domain::Status::denied;
    domain::Verdict verdict = domain::Verdict::forbidden;
    std::string ground;
    domain::Basis basis = domain::Basis::law;
    std::optional<domain::ContactPointId> contact_point_id;
    std::optional<std::string> contact_point;
    Message sentence;
    std::optional<Message> instead;
    std::vector<std::string> laws;
    std::vector<DutyWire> duties;
    std::vector<Message> evidence;
    std::vector<Message> other_reasons;
    HoursWire hours;
};
BOOST_DESCRIBE_STRUCT(CellWire, (),
                      (area_no, channel, status, verdict, ground, basis, contact_point_id, contact_point,
                       sentence, instead, laws, duties, evidence, other_reasons, hours))

CellWire cell_wire(const app::Permission& permission);

}  // namespace kartei::api
