// What a person wants: consents, objections, presumed interest, claims that lists made.
#include "api/handlers.h"
#include "api/shown.h"
#include "app/record_will.h"

namespace kartei::api {

namespace {

constexpr std::size_t max_note = 4'000;
/// Objections have memory of their own (Limits::body_bytes_beyond), which shall hold many of them.
constexpr std::size_t max_objection_bytes = 64 * 1024;

struct NewConsentWire {
    static constexpr std::string_view wire_name = "NewConsent";
    std::vector<domain::AreaNo> areas;
    std::vector<domain::Channel> channels;
    domain::ConsentWay way = domain::ConsentWay::other;
    Instant given_at;
    std::optional<domain::WordingNo> wording_no;
    std::optional<Text<max_note>> evidence;
    Text<max_bytes_of<domain::Source>("name")> source;
    std::optional<domain::ClaimId> claim_id;
};
BOOST_DESCRIBE_STRUCT(NewConsentWire, (),
                      (areas, channels, way, given_at, wording_no, evidence, source, claim_id))

struct RecordedConsentWire {
    static constexpr std::string_view wire_name = "RecordedConsent";
    domain::ConsentId consent_id;
    std::optional<Message> permits_nothing;
};
BOOST_DESCRIBE_STRUCT(RecordedConsentWire, (), (consent_id, permits_nothing))

struct NewObjectionWire {
    static constexpr std::string_view wire_name = "NewObjection";
    std::optional<std::vector<domain::AreaNo>> areas;
    std::optional<std::vector<domain::Channel>> channels;
    std::optional<Text<60>> way;
    std::optional<Text<max_note>> note;
};
BOOST_DESCRIBE_STRUCT(NewObjectionWire, (), (areas, channels, way, note))

struct RecordedObjectionWire {
    static constexpr std::string_view wire_name = "RecordedObjection";
    domain::ObjectionId objection_id;
};
BOOST_DESCRIBE_STRUCT(RecordedObjectionWire, (), (objection_id))

struct NewInterestWire {
    static constexpr std::string_view wire_name = "NewInterest";
    domain::AreaNo area_no;
    domain::PresumedBasis basis = domain::PresumedBasis::other;
    Text<max_note> why_content;
    Text<max_note> why_phone;
    bool phone_expected = false;
};
BOOST_DESCRIBE_STRUCT(NewInterestWire, (), (area_no, basis, why_content, why_phone, phone_expected))

struct RecordedInterestWire {
    static constexpr std::string_view wire_name = "RecordedInterest";
    domain::InterestId interest_id;
    std::optional<Message> permits_nothing;
};
BOOST_DESCRIBE_STRUCT(RecordedInterestWire, (), (interest_id, permits_nothing))

/// A claim is set aside, and nothing else happens to it this way.
enum class ClaimChange : std::uint8_t { dropped };
BOOST_DESCRIBE_ENUM(ClaimChange, dropped)

struct ClaimChangeWire {
    static constexpr std::string_view wire_name = "ClaimChange";
    ClaimChange state = ClaimChange::dropped;
};
BOOST_DESCRIBE_STRUCT(ClaimChangeWire, (), (state))

struct DroppedWire {
    static constexpr std::string_view wire_name = "DroppedClaim";
    domain::ClaimId claim_id;
    domain::ClaimState state = domain::ClaimState::dropped;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DroppedWire, (), (claim_id, state, version))

Result<RecordedConsentWire> post_consent(Call& call, const NewConsentWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    app::NewConsent consent{.person = person,
                            .areas = {},
                            .channels = in.channels,
                            .wording = {},
                            .wording_text = {},
                            .way = in.way,
                            .given_at = in.given_at,
                            .evidence = in.evidence ? in.evidence->value : std::string(),
                            .source = in.source.value,
                            .area_numbers = in.areas,
                            .wording_number = in.wording_no,
                            .proves = in.claim_id};
    const auto recorded = TRY(app::record_consent(call.house, call.session(), consent));
    return RecordedConsentWire{recorded.id, recorded.permits_nothing};
}

Result<RecordedObjectionWire> post_objection(Call& call, const NewObjectionWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    app::NewObjection objection{.person = person,
                                .areas = {},
                                .channels = in.channels.value_or(std::vector<domain::Channel>()),
                                .way = in.way ? in.way->value : std::string(),
                                .note = in.note ? in.note->value : std::string(),
                                .area_numbers = in.areas.value_or(std::vector<domain::AreaNo>())};
    const auto recorded = TRY(app::record_objection(call.house, call.session(), objection));
    return RecordedObjectionWire{recorded.id};
}

Result<RecordedInterestWire> post_interest(Call& call, const NewInterestWire& in) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto recorded = TRY(app::record_interest(call.house, call.session(),
                                                   {.person = person,
                                                    .area = {},
                                                    .basis = in.basis,
                                                    .why_content = in.why_content.value,
                                                    .why_phone = in.why_phone.value,
                                                    .phone_expected = in.phone_expected,
                                                    .area_number = in.area_no}));
    return RecordedInterestWire{recorded.id, recorded.permits_nothing};
}

Result<DroppedWire> put_claim(Call& call, const ClaimChangeWire&) {
    const auto person = TRY(call.at<domain::PersonId>("person_id"));
    const auto claim = TRY(call.at<domain::ClaimId>("claim_id"));
    const auto version = TRY(call.version());
    const auto dropped = TRY(app::drop_claim(call.house, call.session(), person, claim, version));
    return DroppedWire{dropped.claim_id, dropped.state, dropped.version};
}

}  // namespace

std::vector<Route> will_routes() {
    using enum http::Method;
    using enum domain::Right;
    return {
        {.method = post,
         .path = "/persons/{person_id}/consents",
         .id = "recordConsent",
         .work = Work::write,
         .right = record_consent,
         .summary = {"eine Einwilligung erfassen", "record a consent"},
         .status = 201,
         .request = schema_for<NewConsentWire>,
         .response = schema_for<RecordedConsentWire>,
         .handle = takes(post_consent, 201)},
        {.method = post,
         .path = "/persons/{person_id}/objections",
         .id = "recordObjection",
         .work = Work::objection,
         .right = record_objection,
         .summary = {"einen Widerspruch eintragen; ohne Angaben gilt er für alles",
                     "record an objection; without members it covers everything"},
         .status = 201,
         .request = schema_for<NewObjectionWire>,
         .response = schema_for<RecordedObjectionWire>,
         .handle = takes(post_objection, 201),
         .max_body_bytes = max_objection_bytes},
        {.method = post,
         .path = "/persons/{person_id}/interests",
         .id = "recordInterest",
         .work = Work::write,
         .right = record_interest,
         .summary = {"das mutmaßliche Interesse eines Unternehmens begründen",
                     "give the reasons for a business's presumed interest"},
         .status = 201,
         .request = schema_for<NewInterestWire>,
         .response = schema_for<RecordedInterestWire>,
         .handle = takes(post_interest, 201)},
        {.method = put,
         .path = "/persons/{person_id}/claims/{claim_id}",
         .id = "changeClaim",
         .work = Work::write,
         .right = record_consent,
         .summary = {"eine Behauptung ohne Nachweis fallen lassen", "drop a claim without proof"},
         .request = schema_for<ClaimChangeWire>,
         .response = schema_for<DroppedWire>,
         .handle = takes(put_claim, 200),
         .versioned = true},
    };
}

}  // namespace kartei::api
