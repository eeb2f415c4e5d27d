#include "domain/facts_of_person.h"

#include "domain/packed_facts.h"

#include <algorithm>

namespace kartei::domain {

namespace {

SourceKind source_of(const PersonFile& file, SourceId id) {
    const auto source = std::ranges::find(file.sources, id, &Source::source_id);
    if (source == file.sources.end() || source->kind == OriginKind::unknown) return SourceKind::unknown;
    const bool from_others = source->kind == OriginKind::purchased_list ||
                             source->kind == OriginKind::public_directory ||
                             source->kind == OriginKind::referral;
    return from_others ? SourceKind::others : SourceKind::person;
}

PurposeSet purposes_of(const PurposeKeys& keys) {
    PurposeSet set;
    for (const auto& key : keys.keys) set.insert(enum_of<Purpose>(key).value_or(Purpose::other));
    return set;
}

PointFact fact_of(const PersonFile& file, const ContactPoint& point) {
    return {.id = point.contact_point_id,
            .kind = point.kind,
            .status = point.status,
            .owner = point.owner,
            .capacity = point.capacity,
            .source = source_of(file, point.source_id),
            .collected_for = purposes_of(point.purposes)};
}

std::optional<HourWindow> hours_of(const Consent& consent) {
    if (!consent.hours_from_minute && !consent.hours_until_minute) return std::nullopt;
    constexpr std::uint8_t every_day = 0b111'1111;
    return HourWindow{every_day, static_cast<std::uint16_t>(consent.hours_from_minute.value_or(0)),
                      static_cast<std::uint16_t>(consent.hours_until_minute.value_or(24 * 60))};
}

ConsentFact fact_of(const Consent& consent) {
    // Which other company it was given to does not matter: only ours permits us anything, and what was
    // withdrawn from another does not forbid us anything.
    return {.controller = consent.controller ? foreign_controller : own_controller,
            .wording = consent.wording_no,
            .text_status = TextStatus::unknown,
            .state = consent.state,
            .given_by = consent.given_by,
            .form = consent.form,
            .evidence = consent.evidence,
            .despite_restriction = consent.despite_restriction,
            .channels = consent.channels,
            .areas = consent.areas,
            .contact_point = consent.contact_point_id.value_or(ContactPointId{}),
            .given_at = consent.given_at,
            .confirmed_at = consent.confirmed_at,
            .withdrawn_at = consent.withdrawn_at,
            .last_used_at = consent.last_used_at,
            .valid_until = consent.valid_until,
            .hours = hours_of(consent)};
}

template <class T>
ObjectionFact objection_of(const T& objection, ObjectionLevel level) {
    return {.at = objection.objected_at,
            .areas = objection.areas,
            .channels = objection.channels,
            .via = enum_of<Way>(objection.way).value_or(Way::other),
            .level = level,
            .state = objection.state};
}

SaleFact fact_of(const Sale& sale) {
    SaleFact fact{.area = sale.area_no,
                  .concluded = sale.concluded,
                  .concluded_at = {},
                  .seller = sale.seller ? foreign_controller : own_controller,
                  .email_from_sale = sale.email_from_sale,
                  .notice_at_collection = sale.notice_at_collection,
                  .similar_areas = sale.similar_areas.areas};
    if (sale.concluded_on) fact.concluded_at = berlin_midnight(*sale.concluded_on);
    return fact;
}

PresumedFact fact_of(const PresumedInterest& interest) {
    return {.area = interest.area_no,
            .basis = interest.basis,
            .documented = !interest.why_content.empty() && !interest.why_phone.empty(),
            .phone_expected = interest.phone_expected};
}

RequestFact fact_of(const PersonRequest& request) {
    return {.kind = request.kind,
            .area = request.area_no,
            .channel = request.channel,
            .at = request.asked_at,
            .done = request.done_at.has_value()};
}

/// When data first came from others, as the person or as one of his contact points; nothing where none did.
std::optional<Instant> obtained_from_others(const PersonFile& file) {
    std::optional<Instant> first;
    const auto note = [&](SourceId source, std::optional<Date> collected_on, Instant created_at) {
        if (source_of(file, source) != SourceKind::others) return;
        const Instant at = collected_on ? berlin_midnight(*collected_on) : created_at;
        if (!first || at < *first) first = at;
    };
    note(file.person.source_id, file.person.collected_on, file.person.created_at);
    for (const auto& point : file.contact_points) note(point.source_id, point.collected_on, point.created_at);
    return first;
}

/// The duty to inform begins when data came from others and ends with the notice of Art. 14.
InfoFact info_of(const PersonFile& file) {
    InfoFact info;
    info.obtained_at = obtained_from_others(file);
    if (!info.obtained_at) return info;
    for (const auto& notice : file.notices) {
        if (notice.article != 14) continue;
        info.art14_given = true;
        if (!info.art14_given_at || notice.given_at < *info.art14_given_at)
            info.art14_given_at = notice.given_at;
    }
    return info;
}

CountryCode country_of(const std::string& country) {
    return country.size() == 2 ? CountryCode{country[0], country[1]} : CountryCode{'?', '?'};
}

}  // namespace

Facts facts_of(const PersonFile& file) {
    Facts facts;
    facts.recipient = file.person.kind;
    facts.country = country_of(file.person.country);
    facts.birth_date = file.person.birth_date;
    facts.deceased = file.person.deceased;
    facts.robinson_listed = !file.robinson_marks.empty();
    for (const auto& erasure : file.erasures) facts.erasure = {erasure.state, erasure.requested_at};
    facts.info = info_of(file);
    for (const auto& point : file.contact_points) facts.contact_points.push_back(fact_of(file, point));
    for (const auto& consent : file.consents) facts.consents.push_back(fact_of(consent));
    for (const auto& one : file.objections)
        facts.objections.push_back(objection_of(one, ObjectionLevel::person));
    for (const auto& one : file.company_objections) {
        facts.objections.push_back(objection_of(one, ObjectionLevel::company));
    }
    for (const auto& sale : file.sales) facts.sales.push_back(fact_of(sale));
    for (const auto& interest : file.interests) facts.presumed.push_back(fact_of(interest));
    for (const auto& request : file.requests) facts.requests.push_back(fact_of(request));
    for (const auto& one : file.restrictions) facts.restrictions.push_back({one.since_at, one.until_at});
    for (const auto& one : file.suppressions) {
        facts.suppressions.push_back({one.suppressed_at, one.areas, one.channels});
    }
    return facts;
}

Result<Bytes> packed_facts_of(const PersonFile& file, Instant built_at) {
    return pack(facts_of(file), built_at);
}

}  // namespace kartei::domain
