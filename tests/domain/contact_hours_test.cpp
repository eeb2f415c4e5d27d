#include "domain/contact_hours.h"

#include "domain/holidays.h"
#include "tests/domain/samples.h"

#include <gtest/gtest.h>

namespace kartei::domain {
namespace {

constexpr std::uint8_t every_day = 0b111'1111;

/// A consumer with a consent for calls and letters, asked about in Berlin time.
class ContactHoursAt {
public:
    explicit ContactHoursAt(std::string_view now, Channel channel = Channel::phone) {
        question_.now = at(now);
        question_.channel = channel;
        question_.area = AreaPath(heating);
        question_.caller_id = CallerId::shown;
        question_.sender_disclosed = true;
        question_.stop_address = true;
        ConsentFact consent;
        consent.controller = own_controller;
        consent.areas = every_area();
        consent.channels = ChannelSet::every();
        consent.state = ConsentState::given;
        consent.evidence = Evidence::full;
        consent.text_status = TextStatus::valid;
        consent.given_at = question_.now + -us_per_day;
        facts_.consents = {consent};
    }

    ContactHoursAt& consent_hours(HourWindow hours) {
        facts_.consents.front().hours = hours;
        return *this;
    }
    ContactHoursAt& without_consent() {
        facts_.consents.clear();
        return *this;
    }
    ContactHoursAt& instructed(std::optional<HourWindow> hours) {
        question_.actor = Actor::processor;
        facts_.processor = ProcessorFact{true, InstructionFact{true, every_area(), ChannelSet::every(),
                                                               std::nullopt, std::nullopt, hours}};
        return *this;
    }

    ContactHours hours(const Policy& policy = {}) const {
        return contact_hours(decide(facts_, question_, policy), facts_, question_, policy);
    }
    bool open(const Policy& policy = {}) const { return hours(policy).opening == Opening::open; }

private:
    Facts facts_;
    Question question_;
};

void expect_closed_until(const ContactHoursAt& given, std::string_view from, std::string_view until) {
    const ContactHours hours = given.hours();
    EXPECT_EQ(hours.opening, Opening::outside_hours) << from;
    EXPECT_EQ(hours.from, at(from));
    EXPECT_EQ(hours.until, at(until)) << until;
}

TEST(ContactHours, a_call_may_be_made_on_weekdays_from_nine_to_before_eight_in_the_evening) {
    EXPECT_FALSE(ContactHoursAt("2026-11-23T08:59:59").open());
    EXPECT_TRUE(ContactHoursAt("2026-11-23T09:00:00").open());
    EXPECT_TRUE(ContactHoursAt("2026-11-23T19:59:59").open());
    EXPECT_FALSE(ContactHoursAt("2026-11-23T20:00:00").open());
    const ContactHours open = ContactHoursAt("2026-11-23T12:00:00").hours();
    EXPECT_EQ(open.from, at("2026-11-23T09:00:00"));
    EXPECT_EQ(open.until, at("2026-11-23T20:00:00"));
}

TEST(ContactHours, before_and_after_the_window_the_next_opening_is_named) {
    expect_closed_until(ContactHoursAt("2026-11-23T07:00:00"), "2026-11-23T09:00:00", "2026-11-23T20:00:00");
    expect_closed_until(ContactHoursAt("2026-11-23T21:00:00"), "2026-11-24T09:00:00", "2026-11-24T20:00:00");
    expect_closed_until(ContactHoursAt("2026-11-27T20:00:00"), "2026-11-30T09:00:00", "2026-11-30T20:00:00");
}

TEST(ContactHours, weekends_are_closed) {
    expect_closed_until(ContactHoursAt("2026-11-28T12:00:00"), "2026-11-30T09:00:00", "2026-11-30T20:00:00");
    expect_closed_until(ContactHoursAt("2026-11-29T12:00:00"), "2026-11-30T09:00:00", "2026-11-30T20:00:00");
}

TEST(ContactHours, public_holidays_of_the_whole_country_are_closed) {
    for (const std::string_view day : {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
                                       "2026-05-25", "2025-10-03", "2026-12-25", "2025-12-26"}) {
        EXPECT_FALSE(ContactHoursAt(std::string(day) + "T12:00:00").open()) << day;
        EXPECT_TRUE(is_public_holiday(parse_date(day).value())) << day;
    }
    // Christmas 2026: Friday and Saturday, then Sunday.
    expect_closed_until(ContactHoursAt("2026-12-25T12:00:00"), "2026-12-28T09:00:00", "2026-12-28T20:00:00");
}

TEST(ContactHours, holidays_of_single_states_are_open_as_the_state_of_a_person_is_not_known) {
    for (const std::string_view day : {"2026-01-06", "2027-03-08", "2026-06-04", "2025-10-31", "2027-11-01",
                                       "2026-11-18", "2026-12-24", "2026-12-31"}) {
        EXPECT_TRUE(ContactHoursAt(std::string(day) + "T12:00:00").open()) << day;
    }
}

TEST(ContactHours, easter_moves_with_the_moon) {
    for (const auto& [year, month, day] : {std::array{2024, 3, 31},
                                           {2025, 4, 20},
                                           {2026, 4, 5},
                                           {2038, 4, 25},
                                           {2285, 3, 22},
                                           {1961, 4, 2},
                                           {1981, 4, 19},
                                           {1954, 4, 18},
                                           {1583, 4, 10},
                                           {9999, 3, 28}}) {
        EXPECT_EQ(easter_sunday(year), make_date(year, month, day).value()) << year;
    }
}

TEST(ContactHours, hours_are_those_of_berlin_on_both_sides_of_a_clock_change) {
    EXPECT_EQ(ContactHoursAt("2026-03-27T12:00:00").hours().from, at("2026-03-27T08:00:00Z"));
    EXPECT_EQ(ContactHoursAt("2026-03-30T12:00:00").hours().from, at("2026-03-30T07:00:00Z"));
    // From Friday before the change to Monday after it.
    expect_closed_until(ContactHoursAt("2026-10-23T22:00:00"), "2026-10-26T08:00:00Z",
                        "2026-10-26T19:00:00Z");
}

TEST(ContactHours, a_day_of_23_or_25_hours_opens_and_closes_by_the_clock) {
    const HourWindow early{every_day, 1 * 60, 4 * 60};
    const auto spring = ContactHoursAt("2026-03-29T00:30:00", Channel::email).consent_hours(early).hours();
    EXPECT_EQ(spring.from, at("2026-03-29T00:00:00Z"));
    EXPECT_EQ(spring.until, at("2026-03-29T02:00:00Z"));
    const auto autumn = ContactHoursAt("2026-10-25T00:30:00", Channel::email).consent_hours(early).hours();
    EXPECT_EQ(autumn.from, at("2026-10-24T23:00:00Z"));
    EXPECT_EQ(autumn.until, at("2026-10-25T03:00:00Z"));
    const HourWindow all_day{every_day, 0, 24 * 60};
    const auto whole = ContactHoursAt("2026-10-25T12:00:00", Channel::email).consent_hours(all_day).hours();
    EXPECT_EQ(whole.until->us - whole.from->us, 25 * (us_per_day / 24));
}

TEST(ContactHours, messages_and_letters_have_none_unless_the_consent_has) {
    for (const Channel channel : {Channel::email, Channel::sms, Channel::fax, Channel::post}) {
        const ContactHours hours = ContactHoursAt("2026-11-29T03:00:00", channel).hours();
        EXPECT_EQ(hours.opening, Opening::open);
        EXPECT_FALSE(hours.from || hours.until);
    }
    EXPECT_FALSE(ContactHoursAt("2026-11-29T03:00:00", Channel::robocall).open());
    const HourWindow evening{every_day, 18 * 60, 22 * 60};
    EXPECT_FALSE(ContactHoursAt("2026-11-29T17:59:59", Channel::email).consent_hours(evening).open());
    EXPECT_TRUE(ContactHoursAt("2026-11-29T21:59:59", Channel::email).consent_hours(evening).open());
}

TEST(ContactHours, those_of_the_consent_narrow_the_call_window_and_never_widen_it) {
    const HourWindow evening{every_day, 18 * 60, 22 * 60};
    EXPECT_FALSE(ContactHoursAt("2026-11-23T17:59:59").consent_hours(evening).open());
    EXPECT_TRUE(ContactHoursAt("2026-11-23T18:00:00").consent_hours(evening).open());
    EXPECT_FALSE(ContactHoursAt("2026-11-23T20:00:00").consent_hours(evening).open());
    EXPECT_FALSE(ContactHoursAt("2026-11-28T18:30:00").consent_hours(evening).open());
    // Without a ground the consent's hours say nothing.
    EXPECT_TRUE(ContactHoursAt("2026-11-23T10:00:00").consent_hours(evening).without_consent().open());
}

TEST(ContactHours, windows_that_never_meet_have_no_opening) {
    const ContactHours night =
        ContactHoursAt("2026-11-23T10:00:00").consent_hours({every_day, 0, 360}).hours();
    EXPECT_EQ(night.opening, Opening::outside_hours);
    EXPECT_FALSE(night.from || night.until);
    const ContactHours sunday =
        ContactHoursAt("2026-11-23T10:00:00").consent_hours({0b100'0000, 0, 24 * 60}).hours();
    EXPECT_EQ(sunday.opening, Opening::outside_hours);
    EXPECT_FALSE(sunday.from || sunday.until);
}

TEST(ContactHours, a_service_provider_keeps_those_of_its_instruction) {
    const HourWindow mornings{0b001'1111, 9 * 60, 12 * 60};
    EXPECT_TRUE(ContactHoursAt("2026-11-23T11:59:59").instructed(mornings).open());
    EXPECT_FALSE(ContactHoursAt("2026-11-23T12:00:00").instructed(mornings).open());
    EXPECT_TRUE(ContactHoursAt("2026-11-23T12:00:00").instructed(std::nullopt).open());
    const HourWindow evening{every_day, 18 * 60, 22 * 60};
    EXPECT_FALSE(
        ContactHoursAt("2026-11-23T11:00:00").instructed(mornings).consent_hours(evening).hours().from);
}

TEST(ContactHours, a_stricter_window_of_the_tenant_holds) {
    const Policy strict = stricter({}, {.call_window = HourWindow{0b000'1111, 10 * 60, 18 * 60}}).value();
    EXPECT_FALSE(ContactHoursAt("2026-11-23T09:59:59").open(strict));
    EXPECT_TRUE(ContactHoursAt("2026-11-23T10:00:00").open(strict));
    EXPECT_FALSE(ContactHoursAt("2026-11-27T12:00:00").open(strict));
}

TEST(ContactHours, outside_them_a_permission_is_conditional_and_a_no_stays_what_it_is) {
    Decision permitted;
    permitted.verdict = Verdict::allowed;
    EXPECT_EQ(status_of(permitted, Opening::open), Status::allowed);
    EXPECT_EQ(status_of(permitted, Opening::outside_hours), Status::conditional);
    Decision objected;
    objected.ground = Ground::objection_all;
    EXPECT_EQ(status_of(objected, Opening::outside_hours), Status::objected);
}

}  // namespace
}  // namespace kartei::domain
