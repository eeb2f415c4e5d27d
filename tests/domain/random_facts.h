// Random facts and questions out of few values, so that scopes meet, times tie and every rule is reached.
#pragma once

#include "domain/packed_facts.h"
#include "domain/question.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>

namespace kartei::domain {

/// From KARTEI_SEED or chance; tests print it.
inline std::uint64_t test_seed() {
    const char* given = std::getenv("KARTEI_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

class RandomFacts {
public:
    explicit RandomFacts(std::uint64_t seed) : random_(seed) {
        for (const auto& [child, parent] : {std::pair{2U, 1U}, {3U, 2U}, {5U, 4U}}) {
            tree_.set_parent(AreaNo{child}, AreaNo{parent}).value();
        }
    }

    static constexpr Instant now{1'795'424'400'000'000};  ///< 2026-11-23T10:00 in Berlin

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }
    bool one_in(std::size_t n) { return below(n) == 0; }

    template <class E>
    E any() {
        constexpr std::size_t count = boost::mp11::mp_size<boost::describe::describe_enumerators<E>>::value;
        return static_cast<E>(below(count));
    }
    /// The first enumerators are the usual ones: a permission must be likely enough to matter.
    template <class E>
    E mostly(E usual) {
        return one_in(6) ? any<E>() : usual;
    }

    Instant time() {
        static constexpr std::int64_t days[] = {-1500, -740, -731, -730, -400, -300, -200, -100, -40, -31,
                                                -30,   -15,  -14,  -13,  -2,   -1,   0,    1,    40};
        const std::int64_t day = days[below(std::size(days))];
        return now + (day * us_per_day + static_cast<std::int64_t>(below(3)) - 1);
    }
    std::optional<Instant> maybe_time(std::size_t missing_one_in) {
        if (one_in(missing_one_in)) return std::nullopt;
        return time();
    }
    std::optional<Instant> rarely_time(std::size_t there_one_in) {
        if (!one_in(there_one_in)) return std::nullopt;
        return time();
    }

    AreaNo area() { return AreaNo{static_cast<std::uint32_t>(1 + below(5))}; }
    AreaPath path(AreaNo area) const { return tree_.path(area); }
    AreaScope areas() {
        if (one_in(4)) return every_area();
        AreaScope scope;
        for (std::size_t i = below(4); i > 0; --i) scope.areas.push_back(area());
        return scope;
    }
    ChannelSet channels() {
        if (one_in(5)) return ChannelSet::every();
        ChannelSet set;
        for (std::size_t i = below(5); i > 0; --i) set.insert(any<Channel>());
        return set;
    }
    ChannelSet listed_channels() {
        ChannelSet set;
        for (std::size_t i = 1 + below(5); i > 0; --i) set.insert(any<Channel>());
        return set;
    }
    ContactPointId point_id() {
        ContactPointId id;
        id.bytes[15] = static_cast<std::uint8_t>(1 + below(3));
        return id;
    }
    ControllerNo controller() {
        if (one_in(12)) return foreign_controller;
        return ControllerNo{one_in(6) ? 1U : 0U};
    }

    ConsentFact consent() {
        ConsentFact consent;
        consent.controller = one_in(20) ? unknown_controller : controller();
        consent.wording = WordingNo{static_cast<std::uint32_t>(below(4))};
        consent.text_status = text_status(consent.wording);
        consent.state = any<ConsentState>();
        consent.given_by = mostly(GivenBy::self);
        consent.form = mostly(ConsentForm::unstated);
        consent.evidence = mostly(Evidence::full);
        consent.despite_restriction = one_in(4);
        consent.channels = listed_channels();
        consent.areas = areas();
        if (one_in(5)) consent.contact_point = point_id();
        consent.given_at = maybe_time(15);
        if (consent.state == ConsentState::confirmed || one_in(10)) {
            consent.confirmed_at =
                one_in(2) || !consent.given_at ? maybe_time(10) : *consent.given_at + 60'000'000;
        }
        if (consent.state == ConsentState::withdrawn) consent.withdrawn_at = maybe_time(5);
        consent.last_used_at = rarely_time(3);
        consent.valid_until = rarely_time(8);
        if (one_in(10)) consent.hours = HourWindow{0b11111, 600, 1080};
        return consent;
    }

    /// A consent that says yes: what the property about adding consents is about.
    ConsentFact given_consent() {
        ConsentFact given = consent();
        given.state = one_in(2) ? ConsentState::given : ConsentState::confirmed;
        given.withdrawn_at.reset();
        return given;
    }

    ObjectionFact objection() {
        ObjectionFact objection;
        objection.at = maybe_time(10);
        objection.areas = areas();
        objection.channels = channels();
        objection.level = mostly(ObjectionLevel::person);
        objection.state = mostly(ObjectionState::active);
        objection.via = any<Way>();
        return objection;
    }

    PointFact point(std::uint8_t number) {
        PointFact point;
        point.id.bytes[15] = number;
        point.kind = any<PointKind>();
        point.status = mostly(PointStatus::valid);
        point.owner = mostly(PointOwner::self);
        point.capacity = mostly(Capacity::unstated);
        point.source = one_in(3) ? any<SourceKind>() : SourceKind::person;
        if (one_in(2)) point.collected_for.insert(any<Purpose>());
        return point;
    }

    SaleFact sale() {
        SaleFact sale;
        sale.area = area();
        sale.concluded = !one_in(6);
        sale.concluded_at = rarely_time(2);
        sale.seller = controller();
        sale.email_from_sale = !one_in(6);
        sale.notice_at_collection = !one_in(6);
        for (std::size_t i = below(3); i > 0; --i) sale.similar_areas.push_back(area());
        if (one_in(8)) sale.email = point_id();
        return sale;
    }

    PresumedFact presumed() { return {area(), mostly(PresumedBasis::inquiry), !one_in(6), any<Answer>()}; }

    Facts facts() {
        Facts facts;
        facts.recipient = any<RecipientKind>();
        if (one_in(12)) facts.country = {'A', 'T'};
        if (one_in(4))
            facts.birth_date = Date{berlin_date(now).days - static_cast<int>(365 * (10 + below(15)))};
        facts.deceased = one_in(40);
        facts.robinson_listed = one_in(6);
        if (one_in(10)) facts.erasure = {any<ErasureState>(), maybe_time(6)};
        if (one_in(3)) facts.info = {maybe_time(6), one_in(3), rarely_time(4)};
        for (std::size_t i = below(4); i > 0; --i)
            facts.contact_points.push_back(point(static_cast<std::uint8_t>(i)));
        for (std::size_t i = below(4); i > 0; --i) facts.consents.push_back(consent());
        if (one_in(3))
            for (std::size_t i = below(3); i > 0; --i) facts.objections.push_back(objection());
        for (std::size_t i = below(3); i > 0; --i) facts.sales.push_back(sale());
        for (std::size_t i = below(3); i > 0; --i) facts.presumed.push_back(presumed());
        for (std::size_t i = below(3); i > 0; --i) facts.requests.push_back(request());
        if (one_in(8)) facts.restrictions.push_back({maybe_time(6), rarely_time(2)});
        if (one_in(12)) facts.suppressions.push_back({maybe_time(6), areas(), channels()});
        facts.processor = processor_;
        return facts;
    }

    RequestFact request() { return {any<RequestKind>(), area(), any<Channel>(), maybe_time(10), one_in(3)}; }

    Question question() {
        Question question;
        question.now = now;
        question.advertiser = one_in(10) ? ControllerNo{1} : own_controller;
        question.actor = one_in(8) ? Actor::processor : Actor::own;
        if (!one_in(20)) question.area = path(area());
        question.channel = any<Channel>();
        if (one_in(2)) question.contact_point = point_id();
        question.message = one_in(3) ? any<MessageKind>() : MessageKind::advertising;
        question.contains_advertising = one_in(8);
        question.offer_for = any<OfferFor>();
        question.caller_id = mostly(CallerId::shown);
        question.sender_disclosed = !one_in(10);
        question.stop_address = !one_in(10);
        question.objection_notice = !one_in(5);
        question.includes_info_notice = one_in(2);
        question.doi_mails_sent = one_in(4) ? 1 : 0;
        return question;
    }

    /// Lets the question be about something the facts hold: a consent that covers it, or an opt-in that waits
    /// for its confirmation.
    void let_meet(Facts& facts, Question& question) {
        if (question.area.area().value == 0) question.area = path(area());
        const bool waits = one_in(2);
        ConsentFact met = consent();
        met.controller = question.advertiser;
        met.wording = WordingNo{2};
        met.text_status = text_status(met.wording);
        met.state = waits ? ConsentState::requested : ConsentState::given;
        met.given_by = GivenBy::self;
        met.form = ConsentForm::active;
        met.evidence = Evidence::full;
        met.channels.insert(question.channel);
        met.areas.areas.push_back(question.area.area());
        met.contact_point = {};
        met.given_at = now + -static_cast<std::int64_t>(below(13)) * us_per_day;
        met.confirmed_at.reset();
        met.withdrawn_at.reset();
        facts.consents.push_back(met);
        if (!facts.contact_points.empty()) {
            facts.contact_points.front().kind = PointKind::unstated;
            question.contact_point = facts.contact_points.front().id;
        }
        if (waits) question.message = MessageKind::doi_confirmation;
    }

    /// What the facts of this source share; the processor changes with `new_processor`.
    TenantContext context() const {
        TenantContext context;
        context.areas = tree_;
        for (std::uint32_t number = 0; number < 3; ++number)
            context.wordings.push_back(text_status({number}));
        context.processor = processor_;
        return context;
    }

    void new_processor() {
        processor_.reset();
        if (one_in(6)) return;
        processor_ = ProcessorFact{!one_in(6), std::nullopt};
        if (one_in(6)) return;
        processor_->instruction =
            InstructionFact{!one_in(6), areas(), listed_channels(), rarely_time(6), rarely_time(3), {}};
    }

    std::mt19937_64& engine() { return random_; }

private:
    static TextStatus text_status(WordingNo wording) {
        switch (wording.value) {
            case 0: return TextStatus::not_on_file;
            case 1: return TextStatus::invalidated;
            case 2: return TextStatus::valid;
            default: return TextStatus::unknown;
        }
    }

    std::mt19937_64 random_;
    AreaTree tree_;
    std::optional<ProcessorFact> processor_;
};

}  // namespace kartei::domain
