// Prometheus' text format 0.0.4.
#include "telemetry/exposition.h"

#include "telemetry/process_usage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartei::telemetry {
namespace {

using testing::HasSubstr;

TEST(ExpositionTest, writes_families_and_samples) {
    Exposition text;
    text.family("kartei_jobs_waiting", MetricKind::gauge, "Jobs that wait.");
    text.sample({{"for", "reads"}}, std::int64_t{3});
    text.sample({{"for", "writes"}, {"engine", "sqlite"}}, std::int64_t{0});
    text.one("process_cpu_seconds_total", MetricKind::counter, "Processor time.", 1.5);
    EXPECT_EQ(text.text(),
              "# HELP kartei_jobs_waiting Jobs that wait.\n"
              "# TYPE kartei_jobs_waiting gauge\n"
              "kartei_jobs_waiting{for=\"reads\"} 3\n"
              "kartei_jobs_waiting{for=\"writes\",engine=\"sqlite\"} 0\n"
              "# HELP process_cpu_seconds_total Processor time.\n"
              "# TYPE process_cpu_seconds_total counter\n"
              "process_cpu_seconds_total 1.5\n");
}

TEST(ExpositionTest, escapes_values_of_labels) {
    Exposition text;
    text.family("a", MetricKind::gauge, "A.");
    text.sample({{"b", "c\\d\"e\nf"}}, std::int64_t{1});
    EXPECT_THAT(text.text(), HasSubstr("a{b=\"c\\\\d\\\"e\\nf\"} 1\n"));
}

TEST(ExpositionTest, buckets_hold_what_is_below_their_end_and_all_before) {
    Histogram histogram;
    for (const std::int64_t us : {0, 1'000, 1'001, 9'999, 10'000'000, 10'000'001}) histogram.count(us);
    Exposition text;
    text.family("a_seconds", MetricKind::histogram, "A.");
    text.sample({}, histogram);
    EXPECT_THAT(text.text(), HasSubstr("a_seconds_bucket{le=\"0.001\"} 2\n"));
    EXPECT_THAT(text.text(), HasSubstr("a_seconds_bucket{le=\"0.0025\"} 3\n"));
    EXPECT_THAT(text.text(), HasSubstr("a_seconds_bucket{le=\"0.01\"} 4\n"));
    EXPECT_THAT(text.text(), HasSubstr("a_seconds_bucket{le=\"10\"} 5\n"));
    EXPECT_THAT(text.text(), HasSubstr("a_seconds_bucket{le=\"+Inf\"} 6\n"));
    EXPECT_THAT(text.text(), HasSubstr("a_seconds_sum 20.012001\n"));
    EXPECT_THAT(text.text(), HasSubstr("a_seconds_count 6\n"));
}

TEST(ProcessUsageTest, tells_of_this_process) {
    const auto usage = usage_of_this_process();
    EXPECT_GT(usage.resident_bytes, 0);
    EXPECT_GE(usage.peak_resident_bytes, usage.resident_bytes);
    EXPECT_GE(usage.open_files, 3);
    EXPECT_GE(usage.most_files, usage.open_files);
    EXPECT_GE(usage.threads, 1);
}

}  // namespace
}  // namespace kartei::telemetry
