// Lines of the log of operation: what they look like, and that nobody fills a disk with them.
#include "telemetry/operation_log.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kartei::telemetry {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class OperationLogTest : public testing::Test {
protected:
    OperationLog log(Severity least) {
        return {[this](std::string_view line) { lines_.emplace_back(line); }, [this] { return now_; }, least};
    }

    Instant now_{1'764'547'200 * us_per_second};
    std::vector<std::string> lines_;
};

TEST_F(OperationLogTest, writes_one_object_per_line) {
    auto log = this->log(Severity::info);
    log.tell(Event::slow_request, {{"route", "find_persons"}, {"us", 1'200'000}});
    EXPECT_THAT(lines_, ElementsAre(R"({"time":"2025-12-01T00:00:00Z","severity":"warning",)"
                                    R"("event":"slow_request","route":"find_persons","us":1200000})"));
}

TEST_F(OperationLogTest, a_word_cannot_break_out_of_its_line) {
    auto log = this->log(Severity::info);
    log.tell(Event::breakdown, {{"message", "a\n{\"event\":\"started\"}\x01 \"b\\"}});
    ASSERT_THAT(lines_, SizeIs(1));
    EXPECT_THAT(lines_[0], testing::Not(testing::HasSubstr("\n")));
    EXPECT_EQ(boost::json::parse(lines_[0]).at("message").as_string(),
              "a\n{\"event\":\"started\"}\x01 \"b\\");
}

TEST_F(OperationLogTest, leaves_out_what_is_less_than_asked_for) {
    auto log = this->log(Severity::error);
    log.tell(Event::started);
    log.tell(Event::slow_request);
    log.tell(Event::request_failed);
    EXPECT_THAT(lines_, SizeIs(1));
}

TEST_F(OperationLogTest, an_event_has_a_budget_and_says_what_it_left_out) {
    auto log = this->log(Severity::info);
    constexpr int asked = 1'000'000;
    for (int i = 0; i < asked; ++i) log.tell(Event::request_failed);
    EXPECT_THAT(lines_, SizeIs(OperationLog::lines_at_once));
    EXPECT_EQ(log.left_out(), asked - OperationLog::lines_at_once);

    log.tell(Event::slow_request);  // another event has its own
    EXPECT_THAT(lines_, SizeIs(OperationLog::lines_at_once + 1));

    now_ = now_ + OperationLog::line_every_us;
    log.tell(Event::request_failed);
    log.tell(Event::request_failed);
    ASSERT_THAT(lines_, SizeIs(OperationLog::lines_at_once + 2));
    EXPECT_EQ(boost::json::parse(lines_.back()).at("left_out_before"), asked - OperationLog::lines_at_once);
}

TEST_F(OperationLogTest, a_clock_that_goes_back_does_not_silence_it_for_long) {
    auto log = this->log(Severity::info);
    for (int i = 0; i < OperationLog::lines_at_once; ++i) log.tell(Event::request_failed);
    now_ = now_ + -3'600 * us_per_second;
    log.tell(Event::request_failed);
    now_ = now_ + OperationLog::lines_at_once * OperationLog::line_every_us;
    log.tell(Event::request_failed);
    EXPECT_GT(lines_.size(), static_cast<std::size_t>(OperationLog::lines_at_once));
}

}  // namespace
}  // namespace kartei::telemetry
