// What must be done along with a permitted contact, as a small set. The table of which ground carries which
// duties is law.md section 3 and stands in duty.cpp.
#pragma once

#include "domain/ground.h"
#include "domain/question.h"

namespace kartei::domain {

enum class Duty : std::uint8_t {
    sender_identity,
    stop_address,
    soft_optin_notice,
    caller_id,
    announce_identity_and_purpose,
    log_use_7a,
    document_presumed_reason,
    art21_4_notice,
    art14_notice,
    no_advertising,
    confirm_once,
    processor_instruction_ref
};
BOOST_DESCRIBE_ENUM(Duty, sender_identity, stop_address, soft_optin_notice, caller_id,
                    announce_identity_and_purpose, log_use_7a, document_presumed_reason, art21_4_notice,
                    art14_notice, no_advertising, confirm_once, processor_instruction_ref)
inline constexpr std::size_t duty_count = 12;

class DutySet {
public:
    constexpr DutySet() = default;
    constexpr DutySet(std::initializer_list<Duty> duties) {
        for (const Duty duty : duties) insert(duty);
    }
    constexpr void insert(Duty duty) {
        bits_ = static_cast<std::uint16_t>(bits_ | 1U << static_cast<unsigned>(duty));
    }
    constexpr void insert(DutySet other) { bits_ = static_cast<std::uint16_t>(bits_ | other.bits_); }
    constexpr bool contains(Duty duty) const { return (bits_ >> static_cast<unsigned>(duty) & 1U) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool intersects(DutySet other) const { return (bits_ & other.bits_) != 0; }
    constexpr std::uint16_t bits() const { return bits_; }
    constexpr bool operator==(const DutySet&) const = default;

private:
    std::uint16_t bits_ = 0;
};

/// Duties a person must fulfil by hand: nothing in the system can say a sentence in a call or write down a
/// reason.
inline constexpr DutySet duties_of_people = {Duty::announce_identity_and_purpose,
                                             Duty::document_presumed_reason};

/// Norm and sentence of each duty.
struct DutyRow {
    Duty duty;
    std::string_view law;
    std::string_view de;
    std::string_view en;
};
std::span<const DutyRow, duty_count> duty_rows();

/// One row of the table: which duties come with this ground on these channels to this recipient.
enum class Toward : std::uint8_t { anyone, consumer, natural_person, uninformed };
struct GroundDuties {
    Ground ground;
    ChannelSet channels;
    Toward toward;
    DutySet duties;
};
std::span<const GroundDuties> ground_duties();

/// Duties of a permission. `acts_as_consumer` and the point come from the rules (domain/inquiry.h).
struct DutyQuestion {
    Ground ground = Ground::none;
    Channel channel = Channel::phone;
    Actor actor = Actor::own;
    bool acts_as_consumer = true;
    bool natural_person = true;
    bool uninformed = false;  ///< data came from others and the person does not know yet (Art. 14)
};
DutySet duties_of(const DutyQuestion& question);

}  // namespace kartei::domain
