// Everything a verdict about contacting one person rests on: plain data, no verdict and no flag that stands
// for one (law.md section 6). Absent means unknown, and the defaults are the unknown that permits nothing.
// The names of areas, wordings and controllers are not here: they belong to the tenant.
#pragma once

#include "base/id.h"
#include "base/time.h"
#include "domain/area.h"
#include "domain/channel.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace kartei::domain {

struct ContactPointTag;
using ContactPointId = Id<ContactPointTag>;

/// A company within one tenant; 0 is the tenant itself.
struct ControllerNo {
    std::uint32_t value = 0;

    auto operator<=>(const ControllerNo&) const = default;
};
inline constexpr ControllerNo own_controller{0};
inline constexpr ControllerNo unknown_controller{UINT32_MAX};
/// Certainly another company, whichever.
inline constexpr ControllerNo foreign_controller{UINT32_MAX - 1};

/// A version of a consent text within one tenant, counted from 1; 0 means that none is on file.
struct WordingNo {
    std::uint32_t value = 0;

    auto operator<=>(const WordingNo&) const = default;
};

/// Two letters of ISO 3166-1, upper case.
using CountryCode = std::array<char, 2>;

enum class RecipientKind : std::uint8_t { consumer, company, company_contact, sole_trader };
BOOST_DESCRIBE_ENUM(RecipientKind, consumer, company, company_contact, sole_trader)

enum class PointStatus : std::uint8_t { unstated, valid, invalid };
BOOST_DESCRIBE_ENUM(PointStatus, unstated, valid, invalid)
enum class PointOwner : std::uint8_t { unstated, self, other };
BOOST_DESCRIBE_ENUM(PointOwner, unstated, self, other)
/// `personal` is "private" on the wire, a word C++ keeps for itself.
enum class Capacity : std::uint8_t { unstated, business, personal };
BOOST_DESCRIBE_ENUM(Capacity, unstated, business, personal)
/// `unstated` only occurs in hand-written cases; the store writes `unknown` where no source is on file.
enum class SourceKind : std::uint8_t { unstated, unknown, person, others };
BOOST_DESCRIBE_ENUM(SourceKind, unstated, unknown, person, others)

/// What a contact point was collected for (GDPR Art. 5(1)(b)). A tenant's own purposes are `other`.
enum class Purpose : std::uint8_t {
    advertising,
    newsletter,
    contract,
    inquiry,
    send_documents,
    complaint,
    support,
    application,
    customer_care,
    other
};
BOOST_DESCRIBE_ENUM(Purpose, advertising, newsletter, contract, inquiry, send_documents, complaint, support,
                    application, customer_care, other)

class PurposeSet {
public:
    static PurposeSet from_bits(std::uint16_t bits) {
        PurposeSet set;
        set.bits_ = static_cast<std::uint16_t>(bits & 0x3FFU);
        return set;
    }
    void insert(Purpose purpose) {
        bits_ = static_cast<std::uint16_t>(bits_ | 1U << static_cast<unsigned>(purpose));
    }
    bool contains(Purpose purpose) const { return (bits_ >> static_cast<unsigned>(purpose) & 1U) != 0; }
    bool empty() const { return bits_ == 0; }
    std::uint16_t bits() const { return bits_; }
    /// Something is on file, and advertising is not among it.
    bool excludes_advertising() const {
        return !empty() && !contains(Purpose::advertising) && !contains(Purpose::newsletter);
    }
    bool operator==(const PurposeSet&) const = default;

private:
    std::uint16_t bits_ = 0;
};

struct PointFact {
    ContactPointId id = {};
    PointKind kind = PointKind::unstated;
    PointStatus status = PointStatus::unstated;
    PointOwner owner = PointOwner::unstated;
    Capacity capacity = Capacity::unstated;
    SourceKind source = SourceKind::unstated;
    PurposeSet collected_for = {};

    bool operator==(const PointFact&) const = default;
};

/// Hours of the day in Berlin on certain weekdays.
struct HourWindow {
    std::uint8_t weekdays = 0;       ///< bit 0 = Monday … bit 6 = Sunday
    std::uint16_t from_minute = 0;   ///< minutes after midnight
    std::uint16_t until_minute = 0;  ///< first minute outside, at most 1440

    bool operator==(const HourWindow&) const = default;
};

enum class ConsentState : std::uint8_t { given, requested, confirmed, withdrawn, refused };
BOOST_DESCRIBE_ENUM(ConsentState, given, requested, confirmed, withdrawn, refused)
enum class GivenBy : std::uint8_t { self, guardian, other };
BOOST_DESCRIBE_ENUM(GivenBy, self, guardian, other)
/// `active` is every form in which the person did something of his own.
enum class ConsentForm : std::uint8_t { unstated, active, prechecked, bundled, silence, coupled };
BOOST_DESCRIBE_ENUM(ConsentForm, unstated, active, prechecked, bundled, silence, coupled)
enum class Evidence : std::uint8_t { none, full, email_doi_only };
BOOST_DESCRIBE_ENUM(Evidence, none, full, email_doi_only)
/// What is known of the wording a consent rests on. `not_on_file`: none is kept, so the wording cannot be
/// shown; no wording has this status itself. `unknown`: there is one, and nobody says that it holds.
enum class TextStatus : std::uint8_t { unknown, valid, invalidated, not_on_file };
BOOST_DESCRIBE_ENUM(TextStatus, unknown, valid, invalidated, not_on_file)

struct ConsentFact {
    ControllerNo controller = unknown_controller;
    WordingNo wording = {};
    TextStatus text_status = TextStatus::unknown;  ///< from the tenant's wordings, not packed
    ConsentState state = ConsentState::requested;
    GivenBy given_by = GivenBy::self;
    ConsentForm form = ConsentForm::unstated;
    Evidence evidence = Evidence::none;
    bool despite_restriction = false;  ///< given expressly for a time of restriction (Art. 18(2))
    ChannelSet channels = {};
    AreaScope areas = {};
    ContactPointId contact_point = {};     ///< nil: not bound to one
    std::optional<Instant> given_at = {};  ///< of a refusal: when it was said
    std::optional<Instant> confirmed_at = {};
    std::optional<Instant> withdrawn_at = {};
    std::optional<Instant> last_used_at = {};
    std::optional<Instant> valid_until = {};
    std::optional<HourWindow> hours = {};

    bool operator==(const ConsentFact&) const = default;
};

enum class ObjectionLevel : std::uint8_t { person, company };
BOOST_DESCRIBE_ENUM(ObjectionLevel, person, company)
enum class ObjectionState : std::uint8_t { active, revoked };
BOOST_DESCRIBE_ENUM(ObjectionState, active, revoked)
enum class Way : std::uint8_t { unstated, phone, email, post, web, in_person, other };
BOOST_DESCRIBE_ENUM(Way, unstated, phone, email, post, web, in_person, other)

/// Without limits it means everything: the defaults are the widest.
struct ObjectionFact {
    std::optional<Instant> at = {};
    AreaScope areas = every_area();
    ChannelSet channels = ChannelSet::every();
    Way via = Way::unstated;
    ObjectionLevel level = ObjectionLevel::person;
    ObjectionState state = ObjectionState::active;

    bool operator==(const ObjectionFact&) const = default;
};

/// UWG section 7(3): facts from which the exception is computed, never its outcome.
struct SaleFact {
    AreaNo area = {};
    bool concluded = false;
    std::optional<Instant> concluded_at = {};
    ControllerNo seller = own_controller;
    bool email_from_sale = false;
    bool notice_at_collection = false;
    AreaList similar_areas = {};
    ContactPointId email = {};  ///< the address obtained with this sale; nil: not recorded which

    bool operator==(const SaleFact&) const = default;
};

/// The first four can carry a presumption, the others never do (BGH I ZR 88/05, BVerwG 6 C 3.23).
enum class PresumedBasis : std::uint8_t {
    existing_business_relation,
    inquiry,
    core_business_need,
    prior_cooperation,
    directory_listing,
    generic_interest,
    other
};
BOOST_DESCRIBE_ENUM(PresumedBasis, existing_business_relation, inquiry, core_business_need, prior_cooperation,
                    directory_listing, generic_interest, other)
enum class Answer : std::uint8_t { not_said, yes, no };
BOOST_DESCRIBE_ENUM(Answer, not_said, yes, no)

struct PresumedFact {
    AreaNo area = {};
    PresumedBasis basis = PresumedBasis::other;
    bool documented = false;
    Answer phone_expected = Answer::not_said;

    bool operator==(const PresumedFact&) const = default;
};

enum class RequestKind : std::uint8_t { other, callback, offer, documents };
BOOST_DESCRIBE_ENUM(RequestKind, other, callback, offer, documents)

struct RequestFact {
    RequestKind kind = RequestKind::other;
    AreaNo area = {};
    std::optional<Channel> channel = {};
    std::optional<Instant> at = {};
    bool done = false;

    bool operator==(const RequestFact&) const = default;
};

struct RestrictionFact {
    std::optional<Instant> since = {};
    std::optional<Instant> until = {};

    bool operator==(const RestrictionFact&) const = default;
};

enum class ErasureState : std::uint8_t {
    none,
    requested,
    in_progress,
    blocked_by_retention,
    erased,
    rejected
};
BOOST_DESCRIBE_ENUM(ErasureState, none, requested, in_progress, blocked_by_retention, erased, rejected)

struct ErasureFact {
    ErasureState state = ErasureState::none;
    std::optional<Instant> requested_at = {};

    bool operator==(const ErasureFact&) const = default;
};

/// A hit on the suppression list; its scope is that of the objection or erasure it came from.
struct SuppressionFact {
    std::optional<Instant> at = {};
    AreaScope areas = every_area();
    ChannelSet channels = ChannelSet::every();

    bool operator==(const SuppressionFact&) const = default;
};

/// The duty to inform where data came from others (Art. 14).
struct InfoFact {
    std::optional<Instant> obtained_at = {};
    bool art14_given = false;
    std::optional<Instant> art14_given_at = {};

    bool operator==(const InfoFact&) const = default;
};

struct InstructionFact {
    bool active = false;
    AreaScope areas = {};
    ChannelSet channels = {};
    std::optional<Instant> valid_from = {};
    std::optional<Instant> valid_until = {};
    std::optional<HourWindow> hours = {};

    bool operator==(const InstructionFact&) const = default;
};

/// The service provider that asks (Art. 28, 29). It belongs to who asks, not to the person: never packed.
struct ProcessorFact {
    bool contract = false;
    std::optional<InstructionFact> instruction = {};

    bool operator==(const ProcessorFact&) const = default;
};

struct Facts {
    RecipientKind recipient = RecipientKind::consumer;
    CountryCode country = {'D', 'E'};
    std::optional<Date> birth_date = {};
    bool deceased = false;
    bool robinson_listed = false;
    ErasureFact erasure = {};
    InfoFact info = {};
    std::vector<PointFact> contact_points = {};
    std::vector<ConsentFact> consents = {};
    std::vector<ObjectionFact> objections = {};
    std::vector<SaleFact> sales = {};
    std::vector<PresumedFact> presumed = {};
    std::vector<RequestFact> requests = {};
    std::vector<RestrictionFact> restrictions = {};
    std::vector<SuppressionFact> suppressions = {};
    std::optional<ProcessorFact> processor = {};

    bool operator==(const Facts&) const = default;
};

}  // namespace kartei::domain
