#include "domain/packed_facts.h"

#include "domain/packed_bytes.h"
#include "domain/policy.h"

#include <algorithm>

namespace kartei::domain {

namespace {

void put(PackedWriter& out, const AreaList& areas) {
    out.count(areas.size());
    for (const AreaNo area : areas) out.number(area.value);
}

void put(PackedWriter& out, const AreaScope& scope) {
    out.number(scope.all ? 1 : 0);
    put(out, scope.areas);
}

void put(PackedWriter& out, const HourWindow& window) {
    out.number(window.weekdays);
    out.number(window.from_minute);
    out.number(window.until_minute);
}

void put(PackedWriter& out, const PointFact& point) {
    out.id(point.id);
    out.word(point.kind);
    out.number(static_cast<unsigned>(point.status) | static_cast<unsigned>(point.owner) << 2U |
               static_cast<unsigned>(point.capacity) << 4U);
    out.word(point.source);
    out.number(point.collected_for.bits());
}

void put(PackedWriter& out, const ConsentFact& consent) {
    out.number(consent.controller.value);
    out.number(consent.wording.value);
    out.word(consent.state);
    out.word(consent.given_by);
    out.word(consent.form);
    out.word(consent.evidence);
    out.number(consent.channels.bits());
    put(out, consent.areas);
    out.flags({consent.despite_restriction, !consent.contact_point.is_nil(), consent.given_at.has_value(),
               consent.confirmed_at.has_value(), consent.withdrawn_at.has_value(),
               consent.last_used_at.has_value(), consent.valid_until.has_value(), consent.hours.has_value()});
    if (!consent.contact_point.is_nil()) out.id(consent.contact_point);
    out.some(consent.given_at);
    out.some(consent.confirmed_at);
    out.some(consent.withdrawn_at);
    out.some(consent.last_used_at);
    out.some(consent.valid_until);
    if (consent.hours) put(out, *consent.hours);
}

void put(PackedWriter& out, const ObjectionFact& objection) {
    out.maybe(objection.at);
    put(out, objection.areas);
    out.number(objection.channels.bits());
    out.word(objection.via);
    out.word(objection.level);
    out.word(objection.state);
}

void put(PackedWriter& out, const SaleFact& sale) {
    out.flags({sale.concluded, sale.email_from_sale, sale.notice_at_collection, !sale.email.is_nil()});
    out.number(sale.area.value);
    out.maybe(sale.concluded_at);
    out.number(sale.seller.value);
    put(out, sale.similar_areas);
    if (!sale.email.is_nil()) out.id(sale.email);
}

void put(PackedWriter& out, const PresumedFact& reason) {
    out.number(reason.area.value);
    out.word(reason.basis);
    out.flags({reason.documented});
    out.word(reason.phone_expected);
}

void put(PackedWriter& out, const RequestFact& request) {
    out.word(request.kind);
    out.number(request.area.value);
    out.flags({request.done, request.channel.has_value()});
    if (request.channel) out.word(*request.channel);
    out.maybe(request.at);
}

void put(PackedWriter& out, const RestrictionFact& restriction) {
    out.maybe(restriction.since);
    out.maybe(restriction.until);
}

void put(PackedWriter& out, const SuppressionFact& entry) {
    out.maybe(entry.at);
    put(out, entry.areas);
    out.number(entry.channels.bits());
}

template <class Record>
void put(PackedWriter& out, const std::vector<Record>& records) {
    out.count(records.size());
    for (const Record& record : records) put(out, record);
}

bool is_under_age(Date birth, Date on) {
    return add_years(birth, birth_date_age) > on;
}

}  // namespace

std::optional<Date> relevant_birth_date(const Facts& facts, Instant now) {
    if (!facts.birth_date) return std::nullopt;
    const Date birth = *facts.birth_date;
    const bool matters = is_under_age(birth, berlin_date(now)) ||
                         std::ranges::any_of(facts.consents, [&](const ConsentFact& consent) {
                             return consent.given_at && is_under_age(birth, berlin_date(*consent.given_at));
                         });
    return matters ? facts.birth_date : std::nullopt;
}

Result<Bytes> pack(const Facts& facts, Instant now) {
    const auto birth_date = relevant_birth_date(facts, now);
    PackedWriter out;
    out.byte(packed_facts_version);
    out.word(facts.recipient);
    out.byte(static_cast<std::uint8_t>(facts.country[0]));
    out.byte(static_cast<std::uint8_t>(facts.country[1]));
    out.flags({facts.deceased, facts.robinson_listed, birth_date.has_value(), facts.info.art14_given});
    if (birth_date) out.signed_number(birth_date->days);
    out.word(facts.erasure.state);
    out.maybe(facts.erasure.requested_at);
    out.maybe(facts.info.obtained_at);
    out.maybe(facts.info.art14_given_at);
    put(out, facts.contact_points);
    put(out, facts.consents);
    put(out, facts.objections);
    put(out, facts.sales);
    put(out, facts.presumed);
    put(out, facts.requests);
    put(out, facts.restrictions);
    put(out, facts.suppressions);
    if (out.longest() > max_packed_records || out.size() > max_packed_bytes) {
        return fail(ErrorCode::limit,
                    {"Zu einer Person gehören zu viele Einträge.", "One person has too many records."}, {},
                    {"Führen Sie gleiche Einträge zusammen.", "Merge equal records."});
    }
    return out.take();
}

}  // namespace kartei::domain
