// One question to the rules: may this message go to this person through this channel now? The defaults are
// the unknown that permits nothing. Answers come from domain/decide.h.
#pragma once

#include "domain/contact_facts.h"

namespace kartei::domain {

enum class Actor : std::uint8_t { own, processor };
BOOST_DESCRIBE_ENUM(Actor, own, processor)

/// The first eight are advertising by nature; a greeting is, too (law.md section 6).
enum class MessageKind : std::uint8_t {
    advertising,
    newsletter,
    feedback_request,
    survey,
    winback,
    greeting,
    consent_request,
    tell_a_friend,
    invoice,
    dunning,
    legal_notice,
    breach_notice,
    dsr_reply,
    recall,
    privacy_notice,
    contract,
    appointment,
    requested_reply,
    doi_confirmation
};
BOOST_DESCRIBE_ENUM(MessageKind, advertising, newsletter, feedback_request, survey, winback, greeting,
                    consent_request, tell_a_friend, invoice, dunning, legal_notice, breach_notice, dsr_reply,
                    recall, privacy_notice, contract, appointment, requested_reply, doi_confirmation)

/// Whom the offer concerns; `personal` is "private" on the wire.
using OfferFor = Capacity;

enum class CallerId : std::uint8_t { unstated, shown, suppressed };
BOOST_DESCRIBE_ENUM(CallerId, unstated, shown, suppressed)

struct Question {
    Instant now = {};
    ControllerNo advertiser = own_controller;  ///< whose offer it is
    Actor actor = Actor::own;
    AreaPath area = {};
    Channel channel = Channel::phone;
    ContactPointId contact_point = {};  ///< nil: none named
    MessageKind message = MessageKind::advertising;
    bool contains_advertising = false;
    OfferFor offer_for = OfferFor::unstated;
    CallerId caller_id = CallerId::unstated;
    bool sender_disclosed = false;
    bool stop_address = false;
    bool objection_notice = false;      ///< the text of UWG section 7(3) no. 4 is in the message
    bool includes_info_notice = false;  ///< the text of GDPR Art. 14 is in the message
    std::uint32_t doi_mails_sent = 0;   ///< for the request in question
};

}  // namespace kartei::domain
