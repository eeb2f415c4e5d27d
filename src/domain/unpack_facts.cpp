#include "domain/packed_bytes.h"
#include "domain/packed_facts.h"

#include <algorithm>

namespace kartei::domain {

namespace {

constexpr bool has(std::uint8_t flags, unsigned at) {
    return (static_cast<unsigned>(flags) >> at & 1U) != 0;
}

AreaNo get_area(PackedReader& in) {
    return AreaNo{static_cast<std::uint32_t>(in.number_up_to(UINT32_MAX))};
}

ControllerNo get_controller(PackedReader& in) {
    return ControllerNo{static_cast<std::uint32_t>(in.number_up_to(UINT32_MAX))};
}

/// Each element takes at least a byte, so no count can be larger than what is left.
std::size_t get_count(PackedReader& in) {
    return static_cast<std::size_t>(in.number_up_to(std::min(in.left(), max_packed_records)));
}

void get(PackedReader& in, AreaList& areas) {
    areas.resize(get_count(in));
    for (AreaNo& area : areas) area = get_area(in);
}

void get(PackedReader& in, AreaScope& scope) {
    scope.all = in.flags(1) != 0;
    get(in, scope.areas);
}

ChannelSet get_channels(PackedReader& in) {
    const auto bits = static_cast<std::uint16_t>(in.number_up_to(UINT16_MAX));
    const ChannelSet channels = ChannelSet::from_bits(bits);
    if (channels.bits() != bits) in.refuse();
    return channels;
}

HourWindow get_hours(PackedReader& in) {
    HourWindow window;
    window.weekdays = static_cast<std::uint8_t>(in.number_up_to(0x7F));
    window.from_minute = static_cast<std::uint16_t>(in.number_up_to(1440));
    window.until_minute = static_cast<std::uint16_t>(in.number_up_to(1440));
    return window;
}

void get(PackedReader& in, PointFact& point) {
    point.id = in.id<ContactPointTag>();
    point.kind = in.word(PointKind::messenger);
    const std::uint8_t bits = in.flags(6);
    point.status = static_cast<PointStatus>(bits & 3U);
    point.owner = static_cast<PointOwner>(bits >> 2U & 3U);
    point.capacity = static_cast<Capacity>(bits >> 4U & 3U);
    const bool known = point.status <= PointStatus::invalid && point.owner <= PointOwner::other &&
                       point.capacity <= Capacity::personal;
    if (!known) in.refuse();
    point.source = in.word(SourceKind::others);
    const auto purposes = static_cast<std::uint16_t>(in.number_up_to(0x3FF));
    point.collected_for = PurposeSet::from_bits(purposes);
}

void get(PackedReader& in, ConsentFact& consent) {
    consent.controller = get_controller(in);
    consent.wording = WordingNo{static_cast<std::uint32_t>(in.number_up_to(UINT32_MAX))};
    consent.state = in.word(ConsentState::refused);
    consent.given_by = in.word(GivenBy::other);
    consent.form = in.word(ConsentForm::coupled);
    consent.evidence = in.word(Evidence::email_doi_only);
    consent.channels = get_channels(in);
    get(in, consent.areas);
    const std::uint8_t flags = in.flags(8);
    consent.despite_restriction = has(flags, 0);
    consent.contact_point = has(flags, 1) ? in.id<ContactPointTag>() : ContactPointId{};
    consent.given_at = in.instant_if(has(flags, 2));
    consent.confirmed_at = in.instant_if(has(flags, 3));
    consent.withdrawn_at = in.instant_if(has(flags, 4));
    consent.last_used_at = in.instant_if(has(flags, 5));
    consent.valid_until = in.instant_if(has(flags, 6));
    consent.hours.reset();
    if (has(flags, 7)) consent.hours = get_hours(in);
}

void get(PackedReader& in, ObjectionFact& objection) {
    objection.at = in.maybe();
    get(in, objection.areas);
    objection.channels = get_channels(in);
    objection.via = in.word(Way::other);
    objection.level = in.word(ObjectionLevel::company);
    objection.state = in.word(ObjectionState::revoked);
}

void get(PackedReader& in, SaleFact& sale) {
    const std::uint8_t flags = in.flags(4);
    sale.concluded = has(flags, 0);
    sale.email_from_sale = has(flags, 1);
    sale.notice_at_collection = has(flags, 2);
    sale.area = get_area(in);
    sale.concluded_at = in.maybe();
    sale.seller = get_controller(in);
    get(in, sale.similar_areas);
    sale.email = has(flags, 3) ? in.id<ContactPointTag>() : ContactPointId{};
}

void get(PackedReader& in, PresumedFact& reason) {
    reason.area = get_area(in);
    reason.basis = in.word(PresumedBasis::other);
    reason.documented = in.flags(1) != 0;
    reason.phone_expected = in.word(Answer::no);
}

void get(PackedReader& in, RequestFact& request) {
    request.kind = in.word(RequestKind::documents);
    request.area = get_area(in);
    const std::uint8_t flags = in.flags(2);
    request.done = has(flags, 0);
    request.channel.reset();
    if (has(flags, 1)) request.channel = in.word(Channel::post);
    request.at = in.maybe();
}

void get(PackedReader& in, RestrictionFact& restriction) {
    restriction.since = in.maybe();
    restriction.until = in.maybe();
}

void get(PackedReader& in, SuppressionFact& entry) {
    entry.at = in.maybe();
    get(in, entry.areas);
    entry.channels = get_channels(in);
}

template <class Record>
void get(PackedReader& in, std::vector<Record>& records) {
    records.resize(get_count(in));
    for (Record& record : records) get(in, record);
}

std::optional<Date> get_birth_date(PackedReader& in, bool there) {
    if (!there) return std::nullopt;
    constexpr std::int64_t least = -719'162;              // 0001-01-01
    constexpr std::int64_t most = 2'932'896 - 365 * 100;  // a century before the end of year 9999
    const std::int64_t days = in.signed_number();
    if (days < least || days > most) in.refuse();
    return Date{static_cast<std::int32_t>(in.ok() ? days : 0)};
}

void get_head(PackedReader& in, Facts& facts) {
    facts.recipient = in.word(RecipientKind::sole_trader);
    facts.country = {static_cast<char>(in.byte()), static_cast<char>(in.byte())};
    const std::uint8_t flags = in.flags(4);
    facts.deceased = has(flags, 0);
    facts.robinson_listed = has(flags, 1);
    facts.birth_date = get_birth_date(in, has(flags, 2));
    facts.info.art14_given = has(flags, 3);
    facts.erasure.state = in.word(ErasureState::rejected);
    facts.erasure.requested_at = in.maybe();
    facts.info.obtained_at = in.maybe();
    facts.info.art14_given_at = in.maybe();
}

TextStatus status_of(WordingNo wording, const TenantContext& context) {
    if (wording.value == 0) return TextStatus::not_on_file;
    return wording.value < context.wordings.size() ? context.wordings[wording.value] : TextStatus::unknown;
}

void add_tenant(const TenantContext& context, Facts& facts) {
    for (ConsentFact& consent : facts.consents) consent.text_status = status_of(consent.wording, context);
    facts.processor = context.processor;
}

std::unexpected<Error> refuse(ErrorCode code) {
    return fail(
        code, {"Die Faktenzeile einer Person ist nicht lesbar.", "A person's row of facts cannot be read."},
        {}, {"Rufen Sie `kartei verify` auf: es nennt die Zeile.", "Run `kartei verify`: it names the row."});
}

}  // namespace

Result<void> unpack(ByteView row, const TenantContext& context, Facts& reuse) {
    if (row.size() > max_packed_bytes) return refuse(ErrorCode::limit);
    PackedReader in(row);
    if (in.byte() != packed_facts_version) return refuse(ErrorCode::invalid);
    get_head(in, reuse);
    get(in, reuse.contact_points);
    get(in, reuse.consents);
    get(in, reuse.objections);
    get(in, reuse.sales);
    get(in, reuse.presumed);
    get(in, reuse.requests);
    get(in, reuse.restrictions);
    get(in, reuse.suppressions);
    if (!in.ok() || !in.at_end()) return refuse(ErrorCode::invalid);
    add_tenant(context, reuse);
    return {};
}

}  // namespace kartei::domain
